import Testing

@testable import Model

/// Dialogue loudness from made-up probabilities and energies, 10 s of each passage.
@Suite struct DialogueLoudnessTests {
    private static let track = TrackID(.audio, 0)

    /// - Parameter passages: probability of speech and loudness (LUFS) of each 10 s.
    private func measured(_ passages: [(probability: Float, loudness: Double)], speechStart: Double = 0)
        -> ProgrammeLoudness
    {
        var log = Log(file: FileFacts(path: "a.wav", size: 0))
        let energies = passages.flatMap { passage in
            [Float](repeating: Float(Decibels.energy(ofLoudness: passage.loudness)), count: 1000)
        }
        let probabilities = passages.flatMap { [Float](repeating: $0.probability, count: 100) }
        log.series = [
            Series(LoudnessMetrics.energy, track: Self.track, channel: 0, step: LoudnessMetrics.step, values: energies),
            Series(
                LoudnessMetrics.speech, track: Self.track, channel: 0, start: speechStart, step: Rational(1, 10),
                values: probabilities),
        ]
        let channel = ProgrammeChannel(track: Self.track, channel: 0, label: "FC")
        return ProgrammeLoudness(of: Programme(name: "a", channels: [channel]), in: log)
    }

    private func reading(_ metric: Metric, _ measured: ProgrammeLoudness) throws -> Reading {
        try #require(measured.readings.first { $0.metric == metric.id })
    }

    @Test func loudnessIsThatOfTheSpeech() throws {
        let found = measured([(0, -15), (1, -27), (0, -20), (0.9, -27)])
        let dialogue = try reading(LoudnessMetrics.dialogue, found)
        #expect(abs(try #require(dialogue.value?.asNumber) - -27) < 1e-4)
        let range = try #require(dialogue.estimate?.range)
        #expect(abs(range.lowerBound - -27.5) < 1e-4 && abs(range.upperBound - -26.5) < 1e-4)
        #expect(try reading(LoudnessMetrics.dialogueShare, found).value == 50)
    }

    /// Not gated by level: quiet speech counts as BS.1770-1 has it.
    @Test func quietSpeechCounts() throws {
        let dialogue = try reading(LoudnessMetrics.dialogue, measured([(1, -20), (1, -50)]))
        #expect(abs(try #require(dialogue.value?.asNumber) - (-20 - 3.0059)) < 1e-3)
    }

    /// Passages that may be speech widen the range, those that surely are not do not.
    @Test func doubtIsInTheRange() throws {
        let found = measured([(1, -27), (0.3, -21), (0.1, -10)])
        let range = try #require(reading(LoudnessMetrics.dialogue, found).estimate?.range)
        #expect(abs(range.lowerBound - -27.5) < 1e-3)
        #expect(abs(range.upperBound - (-23.0361 + 0.5)) < 1e-3)
        let share = try #require(reading(LoudnessMetrics.dialogueShare, found).estimate?.range)
        #expect(share == 31.3...68.7)
    }

    @Test func speechIsPlacedByItsOwnStart() throws {
        let found = measured([(1, -15), (0, -27)], speechStart: 10)
        #expect(abs(try #require(reading(LoudnessMetrics.dialogue, found).value?.asNumber) - -27) < 1e-4)
    }

    @Test func ratioIsProgrammeLessDialogue() throws {
        let found = measured([(1, -27), (0, -21)])
        let programme = try #require(reading(LoudnessMetrics.integrated, found).value?.asNumber)
        let ratio = try reading(LoudnessMetrics.dialogueRatio, found)
        #expect(abs(try #require(ratio.value?.asNumber) - (programme - -27)) < 1e-4)
        let range = try #require(ratio.estimate?.range)
        #expect(abs(range.upperBound - range.lowerBound - 1) < 1e-4)
    }

    @Test func tooLittleOrTooDoubtfulIsNotMeasured() {
        for passages: [(Float, Double)] in [[(0, -20)], [(0.6, -20), (0.6, -20)]] {
            let found = measured(passages.map { (probability: $0.0, loudness: $0.1) })
            #expect(!found.readings.contains { $0.metric == LoudnessMetrics.dialogue.id })
            #expect(found.unmeasured.contains { $0.metric == LoudnessMetrics.dialogue.id })
            #expect(found.unmeasured.contains { $0.metric == LoudnessMetrics.dialogueRatio.id })
        }
    }

    /// A programme whose channels nobody listened to has no dialogue, whatever others say.
    @Test func anotherChannelsSpeechIsNotTaken() {
        var log = Log(file: FileFacts(path: "a.wav", size: 0))
        for channel in 0..<2 {
            log.series.append(
                Series(
                    LoudnessMetrics.energy, track: Self.track, channel: channel, step: LoudnessMetrics.step,
                    values: [Float](repeating: 0.01, count: 2000)))
        }
        log.series.append(
            Series(
                LoudnessMetrics.speech, track: Self.track, channel: 0, step: Rational(1, 10),
                values: [Float](repeating: 1, count: 200)))
        let second = ProgrammeChannel(track: Self.track, channel: 1, label: "FC")
        let found = ProgrammeLoudness(of: Programme(name: "b", channels: [second]), in: log)
        #expect(
            found.unmeasured.first { $0.metric == LoudnessMetrics.dialogue.id }?.reason
                == "no channel of this programme was listened to for speech")
    }
}

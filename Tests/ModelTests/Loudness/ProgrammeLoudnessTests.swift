import Model
import Testing

@Suite struct ProgrammeLoudnessTests {
    private func loudness(_ log: Log, span: Moment? = nil) -> ProgrammeLoudness {
        var programme = ProgrammeLayout.automatic.resolve(in: log)[0]
        programme.span = span
        return ProgrammeLoudness(of: programme, in: log)
    }

    private func bins(_ loudness: Double, _ seconds: Double) -> [Float] { SeriesLog.bins(loudness, seconds) }

    private func number(_ metric: Metric, _ loudness: ProgrammeLoudness) -> Double? {
        loudness.readings.first { $0.metric == metric.id }?.value?.asNumber
    }

    private func log(_ energies: [Float], labels: [String] = ["FC"], start: Double = 0) -> Log {
        var made = SeriesLog()
        made.addTrack(energies, labels: labels, start: start)
        return made.log
    }

    @Test func readingsNameProgrammeUnitAndMoment() {
        let found = loudness(log(bins(-30, 10) + bins(-20, 5) + bins(-30, 10), start: 3600))
        #expect(found.readings.allSatisfy { $0.track == .programme("mono") && $0.value != nil })
        #expect(found.readings.map(\.unit) == ["LUFS", "LUFS", "LUFS", "LU", "LUFS", "dBTP", "dBFS"])
        #expect(found.readings[2].moments == [Moment(3610, 3610.4)])
        #expect(found.readings[4].moments == [Moment(3610, 3613)])
        #expect(found.readings[5].moments == [Moment(3610, 3610.01)])
        #expect(found.readings[5].note == "channel FC of audio:0")
    }

    @Test func theSpanIsThePartThatCounts() {
        let log = log(bins(-10, 10) + bins(-23, 60) + bins(-10, 10), start: 100)
        #expect(abs(number(LoudnessMetrics.integrated, loudness(log, span: Moment(110, 170)))! + 23) < 1e-4)
        #expect(abs(number(LoudnessMetrics.maxMomentary, loudness(log, span: Moment(110, 170)))! + 23) < 1e-4)
        let peak = loudness(log, span: Moment(110, 170)).readings.first { $0.metric == "loudness.sample-peak" }
        #expect(peak?.moments == [Moment(110, 110.01)])
        #expect(number(LoudnessMetrics.integrated, loudness(log))! > -20)
    }

    @Test func aSpanOutsideTheSoundIsUnmeasured() {
        let found = loudness(log(bins(-23, 10)), span: Moment(20, 30))
        #expect(found.readings.isEmpty && found.unmeasured.count == 7)
        #expect(found.unmeasured.last?.reason == "no sound in the programme")
    }

    /// Channels of tracks that begin and end at different times add up where they really are.
    @Test func tracksThatBeginLater() {
        var made = SeriesLog()
        made.addTrack(bins(-23, 20), labels: ["FC"])
        made.addTrack(bins(-23, 10), labels: ["FC"], start: 5)
        let found = loudness(made.log)
        let loudest = found.readings.first { $0.metric == "loudness.max-momentary" }
        #expect(abs((loudest?.value?.asNumber ?? 0) - (-23 + 3.0103)) < 1e-3)
        #expect(loudest?.moments.first?.start == 5)
    }

    @Test func theCutLastBinIsNoEnergyButAPeak() {
        var made = SeriesLog()
        made.addTrack(bins(-23, 0.4) + [.nan], labels: ["FC"])
        for index in made.log.series.indices where made.log.series[index].metric != LoudnessMetrics.energy.id {
            made.log.series[index].values[40] = 1
        }
        let found = loudness(made.log)
        #expect(abs(number(LoudnessMetrics.integrated, found)! + 23) < 1e-4)
        #expect(number(LoudnessMetrics.truePeak, found) == 0)
    }

    @Test func missingSeriesAreUnmeasuredWithTheReason() {
        var log = log(bins(-23, 10), labels: ["FL", "FR"])
        log.series.removeAll { $0.channel == 1 }
        #expect(loudness(log).readings.isEmpty)
        #expect(loudness(log).unmeasured[0].reason == "loudness.energy of channel 2 of audio:0 is missing")
        log.series.removeAll()
        log.cannotMeasure(LoudnessMetrics.series, TrackID(.audio, 0), because: "no decoder for dolby_e")
        #expect(Set(loudness(log).unmeasured.map(\.reason)) == ["audio:0: no decoder for dolby_e"])
    }

    @Test func aNamedTrackTheFileDoesNotHave() {
        let programme = Programme(
            name: "mix", channels: [ProgrammeChannel(track: TrackID(.audio, 4), channel: 0, label: "FL")])
        let found = ProgrammeLoudness(of: programme, in: log(bins(-23, 10)))
        #expect(found.unmeasured.map(\.reason) == [String](repeating: "the file has no track audio:4", count: 7))
    }

    /// Peaks need no loudspeaker position, loudness does.
    @Test func channelsWithoutAPosition() {
        let found = loudness(log(bins(-23, 10), labels: ["AMBI0", "AMBI1"]))
        #expect(found.readings.map(\.metric) == ["loudness.true-peak", "loudness.sample-peak"])
        #expect(
            found.unmeasured[0].reason.contains("no loudspeaker position is known for channel 1 of audio:0 (AMBI0)"))
    }

    @Test func readingsAreTheSameEveryTime() {
        let log = log(bins(-30, 10) + bins(-20, 50), labels: ["FL", "FR"])
        #expect(loudness(log) == loudness(log))
    }
}

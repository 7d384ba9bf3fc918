import Foundation
import Model
import Testing

/// What has to hold for any sound, and vectors of our own for bugs that the published ones do not reveal.
@Suite struct LoudnessPropertyTests {
    /// Noise that swells and ebbs, so that gates have work to do.
    private static let swell: [Float] = {
        let noise = Signal.noise(48000 * 12)
        return noise.enumerated().map { index, sample in sample * Float(0.05 + 0.9 * abs(sin(Double(index) / 90_000))) }
    }()

    @Test(arguments: [-20.0, -6, -0.5, 3]) func gainMovesEveryLevelAlike(_ gain: Double) {
        let factor = Float(Signal.amplitude(gain))
        let (before, after) = (Loudness.stereo(Self.swell), Loudness.stereo(Self.swell.map { $0 * factor }))
        for metric in LoudnessMetrics.readings where metric != LoudnessMetrics.range {
            #expect(isNear(after.number(metric), before.number(metric)! + gain, 1e-4), "\(metric.id)")
        }
        #expect(isNear(after.number(LoudnessMetrics.range), before.number(LoudnessMetrics.range)!, 1e-4))
    }

    /// Whole seconds keep the blocks where they were; those that hold the end of the sound and silence are the only
    /// new ones, so the sound ends quietly here.
    @Test func appendedSilenceDoesNotMoveIntegrated() {
        let faded = Self.swell + Signal.tone(-80, 1)
        let (before, after) = (Loudness.stereo(faded), Loudness.stereo(faded + Signal.silence(20)))
        let metric = LoudnessMetrics.integrated
        #expect(isNear(after.number(metric), before.number(metric)!, 1e-9))
    }

    @Test func monoTracksReadLikeOneTrack() {
        let labels = ["FL", "FR", "FC", "LFE", "SL", "SR"]
        let planes = (1...6).map { Signal.noise(48000 * 5, gain: 0.1 * Float($0), seed: UInt32($0)) }
        let together = Loudness(planes, labels)
        let single = planes.map { Metering.run([$0]) }
        let apart = Metered(
            energies: single.flatMap(\.energies), truePeaks: single.flatMap(\.truePeaks),
            samplePeaks: single.flatMap(\.samplePeaks))
        let tracks = Loudness(apart, labels, at: (0..<6).map { (TrackID(.audio, $0), 0) })
        #expect(together.readings().readings.map(\.value) == tracks.readings().readings.map(\.value))
    }

    /// The last, incomplete block is left out, however loud it is.
    @Test func incompleteLastBlock() {
        let cut = Loudness.stereo(Signal.tone([(-23, 10), (-3, 0.0999)]))
        let metric = LoudnessMetrics.integrated
        #expect(cut.number(metric) == Loudness.stereo(Signal.tone(-23, 10)).number(metric))
    }

    @Test func shorterThanOneBlock() {
        let loudness = Loudness.stereo(Signal.tone(-23, 0.3)).readings()
        #expect(loudness.readings.map(\.metric) == [LoudnessMetrics.truePeak.id, LoudnessMetrics.samplePeak.id])
        #expect(
            loudness.unmeasured.first { $0.metric == "loudness.integrated" }?.reason == "shorter than one 400 ms block")
        #expect(loudness.unmeasured.first { $0.metric == "loudness.max-short-term" }?.reason == "shorter than 3 s")
        #expect(loudness.unmeasured.count == 5)
    }

    @Test func digitalSilence() {
        let loudness = Loudness.stereo(Signal.silence(20)).readings()
        #expect(loudness.readings.count == 6 && loudness.readings.allSatisfy { $0.value == .number(-.infinity) })
        #expect(loudness.readings.allSatisfy { $0.note == Value.silenceNote && $0.moments.isEmpty })
        #expect(loudness.unmeasured.map(\.metric) == ["loudness.range"])
    }

    @Test func belowTheAbsoluteGate() {
        let reading = Loudness.stereo(Signal.tone(-75, 20)).reading(LoudnessMetrics.integrated)
        #expect(reading?.value == .number(-.infinity) && reading?.note == "below the absolute gate of -70 LUFS")
    }

    @Test func oneMonoTrackCountsOnce() {
        let loudness = Loudness([Signal.tone(-20, 20)], ["FC"])
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), -23.003, 0.002))
    }

    /// The relative gate is 10 LU below the mean of both halves: -35.5 stays in, -36.1 goes out.
    @Test(arguments: [(-35.5, -25.77), (-36.1, -23.02)]) func relativeGateEdge(_ level: Double, _ expected: Double) {
        let loudness = Loudness.stereo(Signal.tone([(-23, 20), (level, 20)]))
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), expected, 0.02))
    }

    @Test func ungated() {
        let loudness = Loudness.stereo(Signal.tone([(-23, 20), (nil, 20)])).readings()
        let reading = loudness.readings.first { $0.metric == LoudnessMetrics.ungated.id }
        #expect(isNear(reading?.value?.asNumber, -22.993 - 3.0103, 0.001))
    }

    @Test func threeHoursDoNotDrift() {
        let loudness = Loudness(Metering.run(repeating: Signal.tone(-20, 1), times: 3 * 3600), ["FC"])
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), -23.003, 0.001))
        #expect(isNear(loudness.number(LoudnessMetrics.range), 0, 1e-4))
    }
}

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
        // Without gates the silence counts, and it moves the upper percentile of the range.
        for metric in LoudnessMetrics.readings where ![LoudnessMetrics.range, LoudnessMetrics.ungated].contains(metric)
        {
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

    private static let surround = ["FL", "FR", "FC", "LFE", "SL", "SR"]
    private static let six = (1...6).map { Signal.noise(48000 * 5, gain: 0.1 * Float($0), seed: UInt32($0)) }

    /// Channels that change places together with their labels are the same programme; without their labels they are not.
    @Test(arguments: [[1, 0, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 0, 1, 4, 5, 3], [3, 5, 0, 2, 4, 1]])
    func theOrderOfChannelsDoesNotCount(_ order: [Int]) {
        let usual = Loudness(Self.six, Self.surround)
        let other = Loudness(order.map { Self.six[$0] }, order.map { Self.surround[$0] })
        for metric in LoudnessMetrics.readings {
            #expect(isNear(other.number(metric), usual.number(metric)!, 1e-9), "\(metric.id)")
        }
        let mixedUp = Loudness(order.map { Self.six[$0] }, Self.surround).number(LoudnessMetrics.integrated)!
        let isSame = abs(mixedUp - usual.number(LoudnessMetrics.integrated)!) < 1e-9
        #expect(isSame == (Set(order[3...]) == [3, 4, 5] && order[3] == 3))
    }

    /// Channels of weight 1 may be exchanged for each other, and so may those of weight 1.41.
    @Test func channelsOfOneWeightAreAlike() {
        let usual = Loudness(Self.six, Self.surround).number(LoudnessMetrics.integrated)!
        let exchanged = Loudness([2, 0, 1, 3, 5, 4].map { Self.six[$0] }, Self.surround)
        #expect(isNear(exchanged.number(LoudnessMetrics.integrated), usual, 1e-9))
    }

    @Test(arguments: [1, 480, 1024, 1536, 4801]) func readingsDoNotDependOnBlocks(_ size: Int) {
        let whole = Loudness(Metering.run(Self.six) { 1 << 20 }, Self.surround).readings().readings
        let cut = Loudness(Metering.run(Self.six) { size }, Self.surround).readings().readings
        #expect(whole.map(\.value) == cut.map(\.value) && whole.map(\.moments) == cut.map(\.moments))
    }

    @Test func readingsDoNotDependOnTheProcessor() {
        let fast = Loudness(Metering.run(Self.six), Self.surround)
        let portable = Loudness(Metering.run(Self.six, portable: true), Self.surround)
        for metric in LoudnessMetrics.readings {
            #expect(isNear(portable.number(metric), fast.number(metric)!, 1e-6), "\(metric.id)")
        }
    }

    /// Silence before the sound moves where it lies, and nothing else.
    @Test func silenceBeforeTheSoundOnlyMovesIt() {
        let faded = Signal.tone(-80, 1) + Self.swell + Signal.tone(-80, 1)
        let (before, after) = (Loudness.stereo(faded), Loudness.stereo(Signal.silence(20) + faded))
        // Without gates the silence counts, and it moves the upper percentile of the range.
        for metric in LoudnessMetrics.readings where ![LoudnessMetrics.range, LoudnessMetrics.ungated].contains(metric)
        {
            #expect(isNear(after.number(metric), before.number(metric)!, 1e-9), "\(metric.id)")
        }
        let peak = { (loudness: Loudness) in loudness.reading(LoudnessMetrics.maxMomentary)!.moments[0].start }
        #expect(abs(peak(after) - peak(before) - 20) < 1e-9)
    }

    /// Tech 3342: the range of a programme does not change when it is repeated, but for the windows over the seam.
    @Test func repeatingDoesNotMoveTheRange() {
        let once = Signal.tone([(-30, 30), (-20, 30)])
        let range = Loudness.stereo(once).number(LoudnessMetrics.range)!
        #expect(isNear(Loudness.stereo(once + once + once).number(LoudnessMetrics.range), range, 0.05))
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

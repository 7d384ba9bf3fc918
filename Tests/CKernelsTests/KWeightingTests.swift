import Model
import Testing

/// Tones as in the compliance set of Report ITU-R BS.2217, made anew: levels that read -23.0 LKFS; tolerance 0.1 there.
@Suite struct KWeightingTests {
    private static let tones: [(hertz: Int, level: Double)] = [
        (25, -11.916), (100, -21.176), (500, -22.351), (1000, -23.007), (2000, -25.380), (10000, -26.351),
    ]

    @Test(arguments: 0..<6, [0.0, -1]) func stereoTone(_ index: Int, _ gain: Double) {
        let (hertz, level) = Self.tones[index]
        let loudness = Loudness.stereo(Signal.tone(level + gain, 20, hertz: hertz))
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), -23 + gain, 0.002))
    }

    /// Below a tenth of the rate the response is the same at all rates.
    @Test(arguments: [32000, 44100, 88200, 96000, 192_000, 768_000], [0, 1, 2, 3, 4])
    func sameResponseAtOtherRates(_ rate: Int, _ index: Int) {
        let (hertz, level) = Self.tones[index]
        let loudness = Loudness.stereo(Signal.tone(level, 2, hertz: hertz, rate: rate), rate: Double(rate))
        // The start of the tone is in the reading too, hence more room at 25 Hz.
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), -23, hertz < 100 ? 0.05 : 0.02))
    }

    /// Annex 1, note: 0 dBFS at 997 Hz in one front channel reads -3.01 LKFS.
    @Test func calibration() {
        let loudness = Loudness([Signal.tone(0, 10, hertz: 997)], ["FC"])
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), -3.01, 0.002))
    }

    @Test(arguments: zip(["FL", "FR", "FC", "SL", "SR"], [-19.996, -19.996, -19.996, -21.489, -21.489]))
    func oneChannel(_ label: String, _ level: Double) {
        #expect(isNear(only(label, level).number(LoudnessMetrics.integrated), -23, 0.002))
    }

    @Test func onlyLFE() {
        let loudness = only("LFE", -20)
        #expect(loudness.number(LoudnessMetrics.integrated) == -.infinity)
        #expect(isNear(loudness.number(LoudnessMetrics.truePeak), -20, 0.01))
    }

    /// In 7.1 the sides weigh 1.41 and the backs 1.00: 1.49 dB apart.
    @Test func sidesAndBacks() {
        let labels = ["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"]
        let levels = ["BL", "BR", "SL", "SR"].map { only($0, -20, of: labels).number(LoudnessMetrics.integrated)! }
        #expect(levels[0] == levels[1] && levels[2] == levels[3] && isNear(levels[2] - levels[0], 1.492, 0.001))
    }

    private func only(
        _ label: String, _ level: Double, of labels: [String] = ["FL", "FR", "FC", "LFE", "SL", "SR"]
    ) -> Loudness {
        let tone = Signal.tone(level, 5)
        let silence = Signal.silence(5)
        return Loudness(labels.map { $0 == label ? tone : silence }, labels)
    }
}

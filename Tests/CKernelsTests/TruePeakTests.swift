import Model
import Testing

/// EBU Tech 3341 (November 2023) table 1, cases 15 to 23, at five sample rates; tolerance +0.2 and -0.4 dB.
@Suite struct TruePeakTests {
    static let rates = [44100, 48000, 88200, 96000, 192_000]
    private static let sines: [(number: Int, divisor: Int, amplitude: Double, degrees: Double, expected: Double)] = [
        (15, 4, 0.50, 0, -6), (16, 4, 0.50, 45, -6), (17, 6, 0.50, 60, -6), (18, 8, 0.50, 67.5, -6),
        (19, 4, 1.41, 45, 3),
    ]

    private func truePeak(_ samples: [Float], _ rate: Int) -> Double? {
        Loudness([samples], ["FC"], rate: Double(rate)).number(LoudnessMetrics.truePeak)
    }

    private func isTolerable(_ value: Double?, _ expected: Double) -> Bool {
        value.map { $0 <= expected + 0.2 && $0 >= expected - 0.4 } ?? false
    }

    @Test(arguments: rates, 0..<5) func sine(_ rate: Int, _ index: Int) {
        let (number, divisor, amplitude, degrees, expected) = Self.sines[index]
        let samples = PeakSignal.sine(divisor: divisor, amplitude: amplitude, degrees: degrees, rate: rate)
        let value = truePeak(samples, rate)
        #expect(isTolerable(value, expected), "case \(number) at \(rate) Hz reads \(value ?? .nan)")
        // The filter is good for more than the document asks.
        #expect(isNear(value, number == 19 ? 2.985 : -6.0206, 0.01))
    }

    @Test(arguments: rates, 0..<4) func spliced(_ rate: Int, _ offset: Int) {
        let value = truePeak(PeakSignal.spliced(offset: offset, rate: rate), rate)
        #expect(isTolerable(value, 0), "case \(20 + offset) at \(rate) Hz reads \(value ?? .nan)")
    }

    /// Two samples at full scale between zeros: the sound between them is higher than either. It is found wherever the
    /// pair stands, also where the filter reaches over the start, the end or the edge of a bin.
    @Test(arguments: [0, 1, 20, 479, 480, 700, 9597, 9598]) func pairOfSamples(_ place: Int) {
        var samples = [Float](repeating: 0, count: 9600)
        samples[place] = 1
        if place + 1 < samples.count { samples[place + 1] = 1 }
        let metered = Metering.run([samples])
        #expect(isNear(metered.truePeaks[0].max().map(Double.init), 1.273, 0.02))
        #expect(metered.truePeaks[0].firstIndex(of: metered.truePeaks[0].max()!) == place / 480)
    }

    /// The sound rings behind a cut; that is part of the last bin.
    @Test func ringingBehindTheEnd() {
        let samples = PeakSignal.sine(divisor: 4, amplitude: 0.9, degrees: 45, rate: 48000)
        let cut = Array(samples[0..<samples.count / 2])
        let silent = cut + Signal.silence(0.1)
        let (short, long) = (Metering.run([cut]), Metering.run([silent]))
        #expect(short.truePeaks[0].max() == long.truePeaks[0].max())
    }
}

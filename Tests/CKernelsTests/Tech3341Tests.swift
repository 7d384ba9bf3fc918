import Testing

@testable import Model

/// EBU Tech 3341 (November 2023) table 1, cases 1 to 14 without 7 and 8, which are recorded programmes that may not be
/// passed on. Levels are per-channel peaks of a 1 kHz sine in both channels; tolerance 0.1 LU.
@Suite struct Tech3341Tests {
    private static let integratedCases: [(number: Int, parts: [Signal.Part], expected: Double)] = [
        (1, [(-23, 20)], -23),
        (2, [(-33, 20)], -33),
        (3, [(-36, 10), (-23, 60), (-36, 10)], -23),
        (4, [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        (5, [(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ]

    @Test(arguments: 0..<5) func integrated(_ index: Int) {
        let (number, parts, expected) = Self.integratedCases[index]
        let loudness = Loudness.stereo(Signal.tone(parts))
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), expected, 0.1), "case \(number)")
        if number <= 2 {
            #expect(isNear(loudness.number(LoudnessMetrics.maxMomentary), expected, 0.1))
            #expect(isNear(loudness.number(LoudnessMetrics.maxShortTerm), expected, 0.1))
        }
    }

    /// Double-precision values of cases 1 to 5: closer than the tolerance of the document.
    @Test(arguments: zip(0..<5, [-22.993, -32.993, -23.014, -23.014, -22.979]))
    func integratedExactly(_ index: Int, _ expected: Double) {
        let loudness = Loudness.stereo(Signal.tone(Self.integratedCases[index].parts))
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), expected, 0.001))
    }

    /// Case 6, as 5.0 and as 5.1: LFE does not count, silent or at -20 dBFS.
    @Test(arguments: [nil, -200, -20] as [Double?]) func surround(_ lfe: Double?) {
        let front = Signal.tone(-28, 20)
        let centre = Signal.tone(-24, 20)
        let side = Signal.tone(-30, 20)
        let extra = lfe.map { [Signal.tone($0, 20)] } ?? []
        let labels = ["FL", "FR", "FC"] + (lfe == nil ? [] : ["LFE"]) + ["SL", "SR"]
        let loudness = Loudness([front, front, centre] + extra + [side, side], labels)
        #expect(isNear(loudness.number(LoudnessMetrics.integrated), -23.016, 0.001))
    }

    @Test func case9ShortTermIsConstant() {
        let parts = [[Signal.Part]](repeating: [(-20, 1.34), (-30, 1.66)], count: 5).flatMap { $0 }
        let levels = Windows.shortTermMeans(Loudness.stereo(Signal.tone(parts)).energies).map(Decibels.loudness)
        #expect(levels.allSatisfy { isNear($0, -23, 0.1) } && levels.count == 1201)
    }

    @Test(arguments: 0..<20) func case10MaxShortTerm(_ i: Int) {
        let loudness = Loudness.stereo(Signal.tone([(nil, Double(i) * 0.15), (-23, 3), (nil, 1)]))
        let reading = loudness.reading(LoudnessMetrics.maxShortTerm)
        #expect(isNear(reading?.value?.asNumber, -23, 0.1))
        #expect(isNear(reading?.moments.first?.start, Double(i) * 0.15, 0.011))
    }

    @Test func case11MaxShortTermSuccessively() {
        let parts = (0..<20).flatMap { i -> [Signal.Part] in
            [(nil, Double(i) * 0.15), (-38 + Double(i), 3), (nil, 3 - Double(i) * 0.15)]
        }
        let loudness = Loudness.stereo(Signal.tone(parts))
        for i in 0..<20 {
            let span = Moment(Double(i) * 6, Double(i) * 6 + 6)
            #expect(isNear(loudness.number(LoudnessMetrics.maxShortTerm, span: span), -38 + Double(i), 0.1))
        }
    }

    @Test func case12MomentaryIsConstant() {
        let parts = [[Signal.Part]](repeating: [(-20, 0.18), (-30, 0.22)], count: 25).flatMap { $0 }
        let levels = Windows.momentaryMeans(Loudness.stereo(Signal.tone(parts)).energies).map(Decibels.loudness)
        #expect(levels.dropFirst(60).allSatisfy { isNear($0, -23, 0.1) } && levels.count == 961)
    }

    /// A meter that looks every 100 ms only reads up to 0.5 LU too low here.
    @Test(arguments: 0..<20) func case13MaxMomentary(_ i: Int) {
        let loudness = Loudness.stereo(Signal.tone([(nil, Double(i) * 0.02), (-23, 0.4), (nil, 1)]))
        #expect(isNear(loudness.number(LoudnessMetrics.maxMomentary), -23, 0.1))
    }

    @Test func case14MaxMomentarySuccessively() {
        let parts = (0..<20).flatMap { i -> [Signal.Part] in
            [(nil, Double(i) * 0.02), (-38 + Double(i), 0.4), (nil, 0.4 - Double(i) * 0.02)]
        }
        let loudness = Loudness.stereo(Signal.tone(parts))
        for i in 0..<20 {
            let span = Moment(Double(i) * 0.8, Double(i) * 0.8 + 0.8)
            #expect(isNear(loudness.number(LoudnessMetrics.maxMomentary, span: span), -38 + Double(i), 0.1))
        }
    }
}

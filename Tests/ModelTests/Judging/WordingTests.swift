import Testing

@testable import Model

@Suite("Limits and values in words") struct WordingTests {
    @Test func limits() {
        #expect(Expectation.target(-23, minus: 0.2, plus: 0.2).describe(unit: "LUFS") == "-23.0 LUFS ±0.2 LU")
        #expect(Expectation.target(-24, minus: 2, plus: 1).describe(unit: "LKFS") == "-24.0 LKFS +1.0/-2.0 LU")
        #expect(Expectation.target(-9, minus: 0.5, plus: 0.5).describe(unit: "dBFS") == "-9.0 dBFS ±0.5 dB")
        #expect(Expectation.range(min: nil, max: -1).describe(unit: "dBTP") == "at most -1.0 dBTP")
        #expect(Expectation.range(min: 4, max: 18.25).describe(unit: "LU") == "from 4.0 to 18.25 LU")
        #expect(Expectation.range(min: 0.005, max: nil).describe(unit: "cd/m²") == "at least 0.005 cd/m²")
        #expect(Expectation.equals(48000).describe(unit: "Hz") == "48000 Hz")
        #expect(Expectation.equals("25/1").describe(unit: nil) == "25/1")
        #expect(Expectation.equals(false).describe(unit: nil) == "false")
        #expect(Expectation.oneOf(["PQ", "HDR10"]).describe(unit: nil) == "one of PQ, HDR10")
        #expect(Expectation.matches("^10:").describe(unit: nil) == "text matching ^10:")
        #expect(Expectation.present.describe(unit: nil) == "present")
        #expect(Expectation.absent.describe(unit: nil) == "absent")
        #expect(Expectation.sameAs(metric: "a.b", tolerance: 1).describe(unit: "LUFS") == "same as a.b ±1.0 LU")
    }

    @Test func events() {
        func text(_ rule: EventRule) -> String { Expectation.events(rule).describe(unit: "%") }
        #expect(text(EventRule(.above, 10, atLeast: 2)) == "no stretch above 10 % lasting 2 s or longer")
        #expect(text(EventRule(.below, 10, allowedCount: 1)) == "at most 1 stretch below 10 %")
        #expect(
            text(EventRule(.above, 10, allowedCount: nil, allowedShare: 0.1))
                == "at most 10 % of the duration in stretches above 10 %")
        #expect(
            text(EventRule(.above, 10, allowedCount: 3, allowedShare: 0.1))
                == "at most 3 stretches above 10 %, at most 10 % of the duration in all")
    }

    @Test func levelsHaveOneDecimal() {
        #expect(finding(.range(min: nil, max: -1), -20.34, unit: "LUFS").measured == "-20.3 LUFS")
        #expect(finding(.range(min: nil, max: -1), -0.5, unit: "dBTP").measured == "-0.5 dBTP")
    }

    @Test func failureIsSeenInThePrintedNumber() {
        #expect(finding(.range(min: nil, max: -1), -0.98, unit: "dBFS").measured == "-0.98 dBFS")
        #expect(finding(.range(min: nil, max: -1), -0.9996, unit: "dBFS").measured == "-0.9996 dBFS")
        #expect(finding(.equals(25), 25.0001).measured == "25.0001")
    }

    @Test func passIsSeenInThePrintedNumber() {
        #expect(finding(.range(min: -0.96, max: nil), -0.96, unit: "dBFS").measured == "-0.96 dBFS")
    }

    /// EBU Tech 3341 §2.8: loudness and true peak are read to one decimal, and judged as read.
    @Test func loudnessIsJudgedAsItIsRead() {
        #expect(finding(.target(-23, minus: 0.2, plus: 0.2), -23.24, unit: "LUFS").verdict == .passed)
        #expect(finding(.target(-23, minus: 0.2, plus: 0.2), -23.24, unit: "LUFS").measured == "-23.2 LUFS")
        #expect(finding(.target(-23, minus: 0.2, plus: 0.2), -23.26, unit: "LUFS").verdict == .failed)
        #expect(finding(.range(min: nil, max: -1), -0.996, unit: "dBTP").verdict == .passed)
        #expect(finding(.range(min: nil, max: -1), -0.94, unit: "dBTP").verdict == .failed)
    }

    @Test func plainNumbers() {
        #expect(finding(.present, 1920).measured == "1920")
        #expect(finding(.present, 812.34567, unit: "cd/m²").measured == "812.346 cd/m²")
        #expect(finding(.present, 0.0001, unit: "cd/m²").measured == "0.0001 cd/m²")
        #expect(finding(.present, -0.04, unit: "dBTP").measured == "0.0 dBTP")
        #expect(finding(.present, -1.05).measured == "-1.05")
        #expect(finding(.present, 50_000_000, unit: "bit/s").measured == "50000000 bit/s")
        #expect(finding(.present, 1e300).measured == "1e+300")
    }
}

import Testing

@testable import Model

@Suite("Verbs that look at one value") struct ValueVerbTests {
    @Test func equals() {
        #expect(verdict(.equals(1920), 1920) == .passed)
        #expect(verdict(.equals(1920), 1440) == .failed)
        #expect(verdict(.equals("prores"), "prores") == .passed)
        #expect(verdict(.equals("prores"), "ProRes") == .failed)
        #expect(verdict(.equals(true), true) == .passed)
        #expect(verdict(.equals(true), false) == .failed)
        #expect(verdict(.equals(1), true) == .failed)
        #expect(verdict(.equals(1920), none) == .failed)
        #expect(verdict(.equals(1920), unmeasured) == .notMeasured)
        #expect(verdict(.equals(-23), silence) == .failed)
    }

    @Test func ratiosAreEqualHoweverWritten() {
        #expect(verdict(.equals("30000/1001"), "60000/2002") == .passed)
        #expect(verdict(.equals("16:9"), "16/9") == .passed)
        #expect(verdict(.equals(25), "25/1") == .passed)
        #expect(verdict(.equals("25"), "25/1") == .passed)
        #expect(verdict(.equals("30000/1001"), "30/1") == .failed)
        #expect(verdict(.equals(29.97), "30000/1001") == .failed)
        #expect(verdict(.equals("1"), "01") == .failed)
        #expect(verdict(.equals("4:2:2"), "4:2:2") == .passed)
    }

    @Test func oneOf() {
        #expect(verdict(.oneOf(["25/1", "50/1"]), "50/1") == .passed)
        #expect(verdict(.oneOf(["25/1", "50/1"]), "24/1") == .failed)
        #expect(verdict(.oneOf([]), "24/1") == .failed)
        #expect(verdict(.oneOf(["PQ"]), none) == .failed)
        #expect(verdict(.oneOf(["PQ"]), unmeasured) == .notMeasured)
        #expect(verdict(.oneOf([-23, -24]), silence) == .failed)
    }

    @Test func range() {
        #expect(verdict(.range(min: 1, max: 2), 1) == .passed)
        #expect(verdict(.range(min: 1, max: 2), 2) == .passed)
        #expect(verdict(.range(min: 1, max: 2), 2.001) == .failed)
        #expect(verdict(.range(min: 1, max: 2), 0.999) == .failed)
        #expect(verdict(.range(min: nil, max: 2), -1000) == .passed)
        #expect(verdict(.range(min: 24, max: nil), "30000/1001") == .passed)
        #expect(verdict(.range(min: 1, max: 2), "fast") == .failed)
        #expect(verdict(.range(min: 1, max: 2), none) == .failed)
        #expect(verdict(.range(min: 1, max: 2), unmeasured) == .notMeasured)
    }

    @Test func silenceLiesBelowEverything() {
        #expect(verdict(.range(min: nil, max: -1), silence) == .passed)
        #expect(verdict(.range(min: -70, max: -1), silence) == .failed)
        #expect(finding(.target(-23, minus: 0.2, plus: 0.2), silence, unit: "LUFS").measured == "-inf LUFS")
    }

    @Test func target() {
        let limit = Expectation.target(-23, minus: 0.2, plus: 0.2)
        #expect(verdict(limit, -23.2) == .passed)
        #expect(verdict(limit, -22.8) == .passed)
        #expect(verdict(limit, -23.21) == .failed)
        #expect(verdict(limit, -22.79) == .failed)
        #expect(verdict(limit, none) == .failed)
        #expect(verdict(limit, unmeasured) == .notMeasured)
        #expect(verdict(limit, silence) == .failed)
        #expect(verdict(.target(-24, minus: 2, plus: 1), -26) == .passed)
        #expect(verdict(.target(-24, minus: 2, plus: 1), -22) == .failed)
    }

    /// In binary fractions -23.3 is more than 0.3 away from -23.
    @Test func boundsAreMetExactlyInDecimals() {
        #expect(verdict(.target(-23, minus: 0.3, plus: 0.3), -23.3) == .passed)
        #expect(verdict(.range(min: nil, max: 0.3), .number(0.1 + 0.2)) == .passed)
    }

    @Test func matches() {
        let pattern = Expectation.matches("10:00:00[:;]00")
        #expect(verdict(pattern, "10:00:00;00") == .passed)
        #expect(verdict(pattern, "10:00:00:001") == .failed)
        #expect(verdict(pattern, "x10:00:00:00") == .failed)
        #expect(verdict(.matches("[0-9]+"), 25) == .passed)
        #expect(verdict(pattern, none) == .failed)
        #expect(verdict(pattern, unmeasured) == .notMeasured)
        #expect(verdict(.matches("[0-9]+"), silence) == .failed)
    }

    @Test func patternThatCannotBeReadIsNoVerdictOnTheFile() {
        #expect(verdict(.matches("("), "(") == .notMeasured)
    }

    @Test func present() {
        #expect(verdict(.present, "10:00:00:00") == .passed)
        #expect(verdict(.present, false) == .passed)
        #expect(verdict(.present, silence) == .passed)
        #expect(verdict(.present, none) == .failed)
        #expect(verdict(.present, unmeasured) == .notMeasured)
    }

    @Test func absent() {
        #expect(verdict(.absent, none) == .passed)
        #expect(verdict(.absent, "10:00:00:00") == .failed)
        #expect(verdict(.absent, silence) == .failed)
        #expect(verdict(.absent, unmeasured) == .notMeasured)
    }

    @Test func noNumberIsNoMeasurement() { #expect(verdict(.range(min: nil, max: 1), .number(.nan)) == .notMeasured) }

    @Test func whatTheFileDoesNotHaveKeepsItsNote() {
        let finding = finding(.equals("SDR"), none, note: "no picture track")
        #expect(finding.measured == "none")
        #expect(finding.note == "no picture track")
    }

    @Test func momentsOfAReadingComeWithItsFailure() {
        let log = Given.log { $0.add(Metric("pse.red"), Given.video, "fail", moments: [Moment(1, 2.5)]) }
        let rules = [
            Given.rule("pse.red", .equals("pass"), on: .every(.video)),
            Given.rule("pse.red", .equals("fail"), on: .every(.video)),
        ]
        let findings = judge(log, against: Given.profile(rules)).findings
        #expect(findings.map(\.moments) == [[Moment(1, 2.5)], []])
    }
}

import Testing

@testable import Model

/// A metric that is estimated decides only where the whole range of the estimate does, and never rejects.
@Suite struct EstimateTests {
    private static let metric = Metric("a.metric", unit: "LUFS", effort: .decode, isEstimate: true)
    private static let wanted = Expectation.target(-27, minus: 2, plus: 2)

    private func finding(
        _ value: Double, _ range: ClosedRange<Double>?, _ expectation: Expectation = wanted,
        severity: Severity = .error
    ) -> Finding {
        let log = Given.log { $0.add(Self.metric, nil, .number(value), within: range) }
        let rule = Given.rule("a.metric", expectation, severity: severity)
        return judge(log, against: Given.profile([rule])).findings[0]
    }

    @Test func aClearPassIsOneWithARemark() {
        let finding = finding(-27, -27.6 ... -26.2)
        #expect(finding.verdict == .passed)
        #expect(finding.note == "this is an estimate, between -27.6 LUFS and -26.2 LUFS")
    }

    @Test func aRangeThatReachesBeyondTheLimitAsks() {
        let finding = finding(-25.4, -26.0 ... -24.6)
        #expect(finding.verdict == .humanReview)
        #expect(finding.measured == "-25.4 LUFS")
        #expect(finding.note?.contains("reaches beyond the limit") == true)
    }

    /// At the meter's read-out of one decimal, as every loudness is judged.
    @Test func endsAreReadToOneDecimal() {
        #expect(finding(-25.9, -26.5 ... -24.96).verdict == .passed)
        #expect(finding(-25.9, -26.5 ... -24.94).verdict == .humanReview)
    }

    @Test(arguments: [Severity.warning, .error, .blocker]) func aFailureOnlyAsks(severity: Severity) {
        let log = Given.log { $0.add(Self.metric, nil, .number(-10), within: -11 ... -9) }
        let rule = Given.rule("a.metric", Self.wanted, severity: severity)
        let report = judge(log, against: Given.profile([rule]))
        #expect(report.findings[0].verdict == .humanReview)
        #expect(report.verdict == .hold)
    }

    @Test func withoutARangeNothingIsClear() {
        #expect(finding(-27, nil).verdict == .humanReview)
        #expect(finding(-27, nil, .present).verdict == .passed)
    }

    @Test func eventsOfAnEstimatedSeriesAsk() {
        let log = Given.log {
            $0.series.append(Series(Self.metric, track: Given.audio, step: Rational(1, 1), values: [0, 0, 9, 9]))
        }
        let rule = Given.rule("a.metric", .events(EventRule(.above, 5)), on: .every(.audio))
        #expect(judge(log, against: Given.profile([rule])).findings[0].verdict == .humanReview)
    }

    /// Where an estimate says whether a rule applies, the rule applies as soon as it may, and then only asks.
    @Test func conditionsOnEstimates() {
        func verdict(_ share: Double, _ range: ClosedRange<Double>, other: Double) -> Verdict {
            let log = Given.log {
                $0.add(Metric("share", unit: "%", isEstimate: true), nil, .number(share), within: range)
                $0.add(Metric("other"), nil, .number(other))
            }
            let condition = Condition(metric: "share", expectation: .range(min: 15, max: nil))
            let rule = Given.rule("other", .equals(1), when: [condition])
            return judge(log, against: Given.profile([rule])).findings[0].verdict
        }
        #expect(verdict(50, 45...55, other: 1) == .passed)
        #expect(verdict(50, 45...55, other: 2) == .humanReview)
        #expect(verdict(14, 12...16, other: 2) == .humanReview)
        #expect(verdict(16, 14...18, other: 1) == .passed)
        #expect(verdict(5, 3...7, other: 2) == .notApplicable)
    }

    /// A value held against an estimate agrees with all of its range or asks, whichever of the two is estimated.
    @Test(arguments: [
        (-27.0, -27.6 ... -26.2, Verdict.passed), (-27, -29.5 ... -26.2, .humanReview),
        (-20, -21 ... -19, .humanReview),
    ])
    func sameAsAnEstimate(value: Double, range: ClosedRange<Double>, verdict: Verdict) {
        let log = Given.log {
            $0.add(Self.metric, nil, .number(value), within: range)
            $0.add(Metric("stated"), nil, .number(-27))
        }
        let rule = Given.rule("stated", .sameAs(metric: "a.metric", tolerance: 2))
        #expect(judge(log, against: Given.profile([rule])).findings[0].verdict == verdict)
    }
}

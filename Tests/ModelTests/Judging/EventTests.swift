import Testing

@testable import Model

@Suite("Events in a series") struct EventTests {
    /// One value per second, so that indices are times.
    private func outcome(
        _ rule: EventRule, _ values: [Float], start: Double = 0, step: Rational = Rational(1, 1)
    ) -> Finding {
        let log = Given.log { log in
            log.series = [
                Series(Metric("picture.black", unit: "%"), track: Given.video, start: start, step: step, values: values)
            ]
        }
        let rule = Given.rule("picture.black", .events(rule), on: .every(.video))
        return judge(log, against: Given.profile([rule])).findings[0]
    }

    @Test func sharesAreReadToAThousandthOfAPerCent() {
        #expect(outcome(EventRule(.above, 10), [0, 20, 0]).measured == "1 stretch, 33.333 % of the duration")
    }

    @Test func runsLastUntilTheFirstValueOutside() {
        let finding = outcome(EventRule(.above, 10, atLeast: 2), [0, 20, 20, 0, 20])
        #expect(finding.verdict == .failed)
        #expect(finding.moments == [Moment(1, 3)])
        #expect(finding.measured == "1 stretch, 40 % of the duration")
        #expect(finding.expected == "no stretch above 10 % lasting 2 s or longer")
    }

    @Test func runsMayReachTheEnd() {
        #expect(outcome(EventRule(.above, 10, atLeast: 2), [0, 20, 20]).moments == [Moment(1, 3)])
    }

    @Test func shortRunsAreNoEvents() {
        #expect(outcome(EventRule(.above, 10, atLeast: 2.5), [0, 20, 20, 0]).verdict == .passed)
    }

    @Test func lengthCountsExactlyAtTheFrameRate() {
        let values = [Float](repeating: 0, count: 7) + [Float](repeating: 20, count: 60) + [0]
        let rule = EventRule(.above, 10, atLeast: 60 * 1001.0 / 30000)
        #expect(outcome(rule, values, start: 3600.1, step: Rational(1001, 30000)).verdict == .failed)
    }

    @Test func thresholdItselfIsOnNeitherSide() {
        #expect(outcome(EventRule(.above, 0.1), [0.1]).verdict == .passed)
        #expect(outcome(EventRule(.below, 0.1), [0.1]).verdict == .passed)
        #expect(outcome(EventRule(.below, 0.1), [0.05]).verdict == .failed)
    }

    @Test func silenceIsBelow() { #expect(outcome(EventRule(.below, -60), [-.infinity]).verdict == .failed) }

    @Test func missingValueBreaksARun() {
        let finding = outcome(EventRule(.above, 10, atLeast: 2), [20, .nan, 20])
        #expect(finding.verdict == .passed)
        #expect(finding.note == "1 of 3 values missing")
    }

    @Test func headAndTailAreNotJudged() {
        let rule = EventRule(.above, 10, atLeast: 1, ignoreHead: 1, ignoreTail: 1)
        #expect(outcome(rule, [20, 0, 0, 20]).verdict == .passed)
        #expect(outcome(rule, [20, 20, 0, 20]).moments == [Moment(1, 2)])
        #expect(outcome(rule, [20, 20], start: 5).verdict == .notApplicable)
    }

    @Test func clippedRunsHaveToBeLongEnoughStill() {
        let rule = EventRule(.above, 10, atLeast: 2, ignoreHead: 1)
        #expect(outcome(rule, [20, 20, 0, 0]).verdict == .passed)
        #expect(outcome(rule, [20, 20, 20, 0]).verdict == .failed)
    }

    @Test func someEventsMayBeAllowed() {
        #expect(outcome(EventRule(.above, 10, allowedCount: 2), [20, 0, 20]).verdict == .passed)
        #expect(outcome(EventRule(.above, 10, allowedCount: 1), [20, 0, 20]).verdict == .failed)
    }

    @Test func shareDecidesBesideTheCount() {
        let values: [Float] = [20, 0, 20, 0]
        #expect(outcome(EventRule(.above, 10, allowedCount: nil, allowedShare: 0.5), values).verdict == .passed)
        #expect(outcome(EventRule(.above, 10, allowedCount: nil, allowedShare: 0.4), values).verdict == .failed)
        #expect(outcome(EventRule(.above, 10, allowedCount: 1, allowedShare: 0.5), values).verdict == .failed)
        #expect(outcome(EventRule(.above, 10, allowedCount: nil), values).verdict == .passed)
    }

    @Test func unevenStepsKeepTheirTimes() {
        var series = Series(
            Metric("picture.black"), track: Given.video, step: Rational(1, 2), values: [20, 20, 0], times: [0, 3, 4])
        #expect(series.runs(.above, 10) == [Moment(0, 4)])
        series.values[2] = 20
        #expect(series.runs(.above, 10) == [Moment(0, 4.5)])
    }

    @Test func nothingMeasuredIsNotMeasured() {
        #expect(outcome(EventRule(.above, 10), []).verdict == .notMeasured)
        #expect(outcome(EventRule(.above, 10), [.nan, .nan]).verdict == .notMeasured)
        let rule = Given.rule("picture.black", .events(EventRule(.above, 10)), on: .every(.video))
        let log = Given.log { $0.cannotMeasure([Metric("picture.black")], Given.video, because: "cannot decode") }
        let finding = judge(log, against: Given.profile([rule])).findings[0]
        #expect(finding.verdict == .notMeasured)
        #expect(finding.note == "cannot decode")
    }

    @Test func measurementThatBrokeOffProvesOnlyWhatItSaw() {
        func verdict(_ values: [Float], gap: TrackID? = Given.video) -> Verdict {
            let log = Given.log { log in
                log.series = [Series(Metric("a.b"), track: Given.video, step: Rational(1, 1), values: values)]
                log.cannotMeasure([Metric("a.b")], gap, because: "the file is cut short")
            }
            let rule = Given.rule("a.b", .events(EventRule(.above, 10)), on: .every(.video))
            return judge(log, against: Given.profile([rule])).findings[0].verdict
        }
        #expect(verdict([0, 0]) == .notMeasured)
        #expect(verdict([0, 0], gap: nil) == .notMeasured)
        #expect(verdict([0, 20]) == .failed)
    }

    @Test func everyChannelHasToPass() {
        let log = Given.log { log in
            log.series = [[0, 0], [20, 20]].enumerated().map { channel, values in
                Series(Metric("a.b"), track: Given.audio, channel: channel, step: Rational(1, 1), values: values)
            }
        }
        let rule = Given.rule("a.b", .events(EventRule(.above, 10)), on: .every(.audio))
        let finding = judge(log, against: Given.profile([rule])).findings[0]
        #expect(finding.verdict == .failed)
        #expect(finding.note == "channel 1")
    }
}

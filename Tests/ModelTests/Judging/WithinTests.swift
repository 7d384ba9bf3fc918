import Testing

@testable import Model

@Suite("Rules over a stretch of the file") struct WithinTests {
    private static let black = Metric("picture.black", unit: "%")
    private static let worst = Metric("picture.worst", unit: "%", summary: .maximum("picture.worst"))
    private static let mean = Metric("picture.mean", summary: .mean("picture.worst"))
    private static let lines = Metric("picture.lines", summary: .count)
    private static let whole = Metric("picture.whole")

    /// One value a second: 10 s of line-up, 20 s of programme, 5 s after it.
    private func log(programme: ClosedRange<Double>? = 10...30, _ fill: (inout Log) -> Void = { _ in }) -> Log {
        Given.log { log in
            if let programme {
                log.add(Metric("programme.start"), Given.video, .number(programme.lowerBound))
                log.add(Metric("programme.end"), Given.video, .number(programme.upperBound))
            } else {
                log.add(Metric("programme.start"), Given.video, nil, note: "nothing but bars, black and stills")
            }
            fill(&log)
        }
    }

    private func series(_ metric: Metric, _ values: [Int: Float], start: Double = 0) -> Series {
        let all = (0..<35).map { values[$0] ?? 50 }
        return Series(metric, track: Given.video, start: start, step: Rational(1, 1), values: all)
    }

    private func finding(
        _ metric: Metric, _ expectation: Expectation, _ within: Stretch, _ log: Log, span: ProgrammeSpan = .whole
    ) -> Finding {
        var rule = Given.rule(metric.id, expectation, on: .every(.video))
        rule.within = within
        return judge(log, against: Given.profile([rule]), span: span).findings[0]
    }

    private let noBlack = Expectation.events(EventRule(.below, 10, atLeast: 2))

    @Test func eventsAreThoseInside() {
        let outside = log { $0.series = [series(Self.black, [2: 0, 3: 0, 8: 0, 9: 0, 31: 0, 32: 0])] }
        #expect(finding(Self.black, noBlack, .file, outside).moments.count == 3)
        let passed = finding(Self.black, noBlack, .programme, outside)
        #expect(passed.verdict == .passed)
        #expect(passed.stretches == [Moment(10, 30)])
        #expect(passed.expected == "no stretch below 10 % lasting 2 s or longer, inside the programme")
        let inside = log { $0.series = [series(Self.black, [2: 0, 3: 0, 20: 0, 21: 0])] }
        let failed = finding(Self.black, noBlack, .programme, inside)
        #expect(failed.verdict == .failed)
        #expect(failed.moments == [Moment(20, 22)])
        #expect(failed.measured == "1 stretch, 10 % of the duration")
    }

    @Test func aRunIsCutAtTheEdge() {
        let log = log { $0.series = [series(Self.black, [8: 0, 9: 0, 10: 0, 29: 0, 30: 0])] }
        #expect(finding(Self.black, noBlack, .programme, log).verdict == .passed)
    }

    @Test func lineUpAndTailAreStretchesToo() {
        let log = log { $0.series = [series(Self.black, [2: 0, 3: 0, 20: 0, 21: 0])] }
        #expect(finding(Self.black, noBlack, .lineUp, log).moments == [Moment(2, 4)])
        #expect(finding(Self.black, noBlack, .tail, log).verdict == .passed)
        #expect(finding(Self.black, noBlack, .tail, log).stretches == [Moment(30, 35)])
    }

    @Test func whereThereIsNoLineUpNothingApplies() {
        let log = log(programme: 0...35) { $0.series = [series(Self.black, [2: 0, 3: 0])] }
        let finding = finding(Self.black, noBlack, .lineUp, log)
        #expect(finding.verdict == .notApplicable)
        #expect(finding.note == "the programme begins at once: there is no line-up")
        #expect(self.finding(Self.black, noBlack, .tail, log).verdict == .notApplicable)
    }

    @Test func aReadingIsMadeAnew() {
        let log = log {
            $0.series = [series(Self.worst, [3: 90, 15: 60, 33: 80])]
            $0.add(Self.worst, Given.video, .number(90), moments: [Moment(3, 4)])
            $0.add(Self.mean, Given.video, .number(52.571))
        }
        #expect(finding(Self.worst, .range(min: nil, max: 70), .file, log).verdict == .failed)
        let passed = finding(Self.worst, .range(min: nil, max: 70), .programme, log)
        #expect(passed.verdict == .passed)
        #expect(passed.value == 60)
        let failed = finding(Self.worst, .range(min: nil, max: 55), .programme, log)
        #expect(failed.moments == [Moment(15, 16)])
        #expect(finding(Self.mean, .range(min: nil, max: 70), .programme, log).value == 50.5)
    }

    @Test func countsAreOfWhatLiesInside() {
        let log = log {
            $0.add(Self.lines, Given.video, .number(3), moments: [Moment(1, 2), Moment(9.5, 10.5), Moment(33, 34)])
        }
        let finding = finding(Self.lines, .range(min: nil, max: 0), .programme, log)
        #expect(finding.verdict == .failed)
        #expect(finding.moments == [Moment(10, 10.5)])
        #expect(self.finding(Self.lines, .range(min: nil, max: 1), .programme, log).value == 1)
    }

    /// Moments that are only some of those counted tell nothing of a stretch.
    @Test func whatCannotBeDividedIsJudgedAsAWhole() {
        let log = log {
            $0.add(Self.lines, Given.video, .number(40), moments: [Moment(1, 2)])
            $0.add(Self.whole, Given.video, .number(40))
        }
        for metric in [Self.lines, Self.whole] {
            let finding = finding(metric, .range(min: nil, max: 0), .programme, log)
            #expect(finding.verdict == .failed)
            #expect(finding.stretches == [])
            #expect(finding.note == "judged over the whole file, for this measurement is one value for all of it")
        }
    }

    @Test func withoutAProgrammeTheWholeFileIsJudged() {
        let log = log(programme: nil) { $0.series = [series(Self.black, [2: 0, 3: 0])] }
        let finding = finding(Self.black, noBlack, .programme, log)
        #expect(finding.verdict == .failed)
        #expect(finding.stretches == [])
        #expect(
            finding.note == "judged over the whole file, for the programme was not found: there is no action: "
                + "nothing but bars, black and stills")
    }

    @Test func whatWasNotMeasuredIsNotMeasured() {
        let log = log { $0.cannotMeasure([Self.black, Self.worst], Given.video, because: "it is packed") }
        #expect(finding(Self.black, noBlack, .programme, log).verdict == .notMeasured)
        #expect(finding(Self.worst, .range(min: nil, max: 0), .programme, log).note == "it is packed")
    }

    /// Parts that the profile names are the programme, each judged by itself.
    @Test func namedPartsAreTheProgramme() {
        let parts = ProgrammeSpan.parts([
            .init(start: .seconds(5), end: .seconds(15)), .init(start: .seconds(20), end: .seconds(30)),
        ])
        let log = log { $0.series = [series(Self.black, [2: 0, 3: 0, 16: 0, 17: 0, 22: 0, 23: 0])] }
        let finding = finding(Self.black, noBlack, .programme, log, span: parts)
        #expect(finding.moments == [Moment(22, 24)])
        #expect(finding.stretches == [Moment(5, 15), Moment(20, 30)])
    }

    @Test func unevenStepsAreCutByTime() {
        var uneven = series(Self.black, [20: 0])
        uneven.times = (0..<35).map { Double($0) * 0.5 + ($0 > 20 ? 0.1 : 0) }
        uneven.step = Rational(1, 2)
        let cut = uneven.cutDown(to: Moment(10, 12))
        #expect(cut.values == [0, 50, 50, 50])
        #expect(cut.start == 10)
        #expect(cut.times == [10, 10.6, 11.1, 11.6])
    }

    @Test func summariesReadBack() {
        for summary in [Summary.count, .maximum("a.b"), .minimum("a.b"), .mean("a.b")] {
            #expect(Summary(summary.text) == summary)
        }
        for text in ["", "sum a.b", "count a.b", "maximum", "maximum ", "mean a b"] { #expect(Summary(text) == nil) }
    }

    @Test func itTakesWhatTellsTheProgramme() {
        var rule = Given.rule("picture.black", noBlack, on: .every(.video))
        #expect(Given.profile([rule]).metrics == ["picture.black"])
        rule.within = .programme
        #expect(Given.profile([rule]).metrics.isSuperset(of: ["programme.start", "programme.end"]))
    }
}

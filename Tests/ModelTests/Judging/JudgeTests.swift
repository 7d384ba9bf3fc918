import Testing

@testable import Model

@Suite("A file against a profile") struct JudgeTests {
    /// A log in which `good` is 1, `gone` was looked for and `lost` could not be measured.
    private var log: Log {
        Given.log { log in
            log.add(Metric("good"), nil, 1)
            log.add(Metric("gone"), nil, nil, note: "the file has none")
            log.cannotMeasure([Metric("lost")], because: "cannot decode")
        }
    }
    private let pass = Given.rule("good", .equals(1), id: "pass")
    private func fail(_ severity: Severity) -> Rule { Given.rule("good", .equals(2), id: "fail", severity: severity) }
    private func lost(_ severity: Severity) -> Rule { Given.rule("lost", .equals(1), id: "lost", severity: severity) }
    private let human = Given.rule(nil, nil, id: "human")
    private func verdict(_ rules: Rule...) -> FileVerdict { judge(log, against: Given.profile(rules)).verdict }

    @Test func passes() { #expect(verdict(pass) == .pass) }

    @Test func failuresFromErrorUpwards() {
        #expect(verdict(pass, fail(.error)) == .fail)
        #expect(verdict(pass, fail(.blocker)) == .fail)
        #expect(verdict(lost(.error), fail(.error)) == .fail)
    }

    @Test func unmeasuredIsNeverAPass() {
        #expect(verdict(pass, lost(.error)) == .notChecked)
        #expect(verdict(pass, lost(.blocker)) == .notChecked)
        #expect(verdict(pass, human, lost(.error)) == .notChecked)
    }

    @Test func warningsAndPeopleHold() {
        #expect(verdict(pass, fail(.warning)) == .hold)
        #expect(verdict(pass, lost(.warning)) == .hold)
        #expect(verdict(pass, human) == .hold)
        #expect(verdict(human) == .hold)
    }

    @Test func remarksChangeNothing() {
        #expect(verdict(pass, fail(.info), lost(.info)) == .pass)
        #expect(verdict(pass, Given.rule(nil, nil, severity: .info)) == .pass)
    }

    @Test func waiversShow() {
        var findings = judge(log, against: Given.profile([pass, fail(.error)])).findings
        findings[1].verdict = .waived
        #expect(FileVerdict(of: findings) == .passWithWaivers)
        #expect(FileVerdict(of: [findings[1]]) == .passWithWaivers)
        #expect(FileVerdict(of: findings + judge(log, against: Given.profile([human])).findings) == .hold)
    }

    @Test func nothingAppliedIsNotAPass() {
        let report = judge(log, against: Given.profile([Given.rule("good", .equals(1), on: .every(.subtitle))]))
        #expect(report.verdict == .notChecked)
        #expect(report.problem == "No rule of the profile applied to this file, so nothing was checked.")
        #expect(verdict() == .notChecked)
    }

    @Test func problemNamesWhatWasNotMeasured() {
        let one = judge(log, against: Given.profile([pass, lost(.error)]))
        #expect(one.problem == "Rule lost could not be measured: cannot decode.")
        let two = judge(log, against: Given.profile([lost(.error), lost(.error)]))
        #expect(two.problem == "2 rules could not be measured, the first of them lost: cannot decode.")
        #expect(judge(log, against: Given.profile([fail(.error)])).problem == nil)
    }

    @Test func unknownMetricIsNotMeasured() {
        let finding = judge(log, against: Given.profile([Given.rule("never.heard-of", .absent)])).findings[0]
        #expect(finding.verdict == .notMeasured)
        #expect(finding.note == "no check measures this")
    }

    @Test func readingBesideAReasonIsNotTrusted() {
        var doubtful = log
        doubtful.cannotMeasure([Metric("good")], because: "the file is cut short")
        #expect(judge(doubtful, against: Given.profile([pass])).findings[0].note == "the file is cut short")
        #expect(judge(doubtful, against: Given.profile([pass])).verdict == .notChecked)
    }

    @Test func estimatesAskAPerson() {
        let failing = Given.rule("good", .equals(2), estimate: true)
        let finding = judge(log, against: Given.profile([failing])).findings[0]
        #expect(finding.verdict == .humanReview)
        #expect(finding.measured == "1")
        #expect(finding.note == "this is an estimate; a person has to decide")
        #expect(verdict(Given.rule("good", .equals(1), estimate: true)) == .pass)
        #expect(verdict(Given.rule("lost", .equals(1), estimate: true)) == .notChecked)
    }

    @Test func humanRules() {
        let finding = judge(log, against: Given.profile([human])).findings[0]
        #expect(finding.verdict == .humanReview)
        #expect(finding.expected == "a person's judgement")
    }

    @Test func findingsCarryTheirRule() {
        var rule = pass
        rule.explanation = "Because."
        rule.citation.status = .unverified
        let report = judge(log, against: Given.profile([rule]))
        #expect(report.profile == "house@2026-01")
        #expect(report.path == "a.mov")
        #expect(report.findings[0].cite == "House Rules, 2.1, clause 4.2")
        #expect(report.findings[0].sourceStatus == .unverified)
        #expect(report.findings[0].explain == "Because.")
    }

    @Test func citationsSayWhatIsKnown() {
        let sources = ["A": Source(title: "Paper")]
        #expect(Citation(source: "A", clause: nil, status: .verified).text(sources) == "Paper")
        #expect(Citation(source: "B", clause: "1", status: .verified).text(sources) == "B, clause 1")
    }

    @Test func findingsFollowTheProfile() {
        let rules = [lost(.info), pass, fail(.info)]
        #expect(judge(log, against: Given.profile(rules)).findings.map(\.rule) == ["lost", "pass", "fail"])
    }

    @Test func sameInputSameReport() {
        let profile = Given.profile([pass, lost(.error), fail(.warning), human])
        #expect(judge(log, against: profile) == judge(log, against: profile))
    }
}

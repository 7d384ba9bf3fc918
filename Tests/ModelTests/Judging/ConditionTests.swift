import Testing

@testable import Model

@Suite("Conditions") struct ConditionTests {
    private let isPQ = Condition(metric: "hdr.format", expectation: .oneOf(["PQ", "HDR10"]))

    private func outcome(
        _ conditions: [Condition], on selector: TrackSelector = .file, tracks: [TrackID] = [Given.video, Given.audio],
        _ fill: (inout Log) -> Void
    ) -> Finding {
        let log = Given.log(tracks: tracks) { log in
            for track in [nil] + tracks { log.add(Metric("a.metric"), track, 1) }
            fill(&log)
        }
        let rule = Given.rule("a.metric", .equals(1), on: selector, when: conditions)
        return judge(log, against: Given.profile([rule])).findings[0]
    }

    @Test(arguments: [TrackSelector.file, .every(.video), .every(.audio)])
    func firstPictureTrackStandsIn(selector: TrackSelector) {
        #expect(outcome([isPQ], on: selector) { $0.add(Metric("hdr.format"), Given.video, "PQ") }.verdict == .passed)
        let other = outcome([isPQ], on: selector) { $0.add(Metric("hdr.format"), Given.video, "SDR") }
        #expect(other.verdict == .notApplicable)
        #expect(other.note == "applies only where hdr.format is one of PQ, HDR10; here it is SDR")
    }

    @Test func anotherPictureTrackDoesNotStandIn() {
        let second = TrackID(.video, 1)
        let finding = outcome([isPQ], on: .one(second), tracks: [Given.video, second]) { log in
            log.add(Metric("hdr.format"), Given.video, "PQ")
        }
        #expect(finding.verdict == .notMeasured)
    }

    @Test func ownTrackComesBeforeTheFile() {
        let finding = outcome([isPQ], on: .every(.video)) { log in
            log.add(Metric("hdr.format"), nil, "SDR")
            log.add(Metric("hdr.format"), Given.video, "PQ")
        }
        #expect(finding.verdict == .passed)
    }

    @Test func fileStandsInForATrack() {
        #expect(outcome([isPQ], on: .every(.audio)) { $0.add(Metric("hdr.format"), nil, "PQ") }.verdict == .passed)
    }

    @Test func unmeasuredConditionLeavesTheRuleOpen() {
        let finding = outcome([isPQ]) { $0.cannotMeasure([Metric("hdr.format")], Given.video, because: "cut short") }
        #expect(finding.verdict == .notMeasured)
        #expect(finding.note == "needs hdr.format: cut short")
    }

    @Test func absenceIsAnAnswer() {
        let isAbsent = Condition(metric: "hdr.format", expectation: .absent)
        #expect(outcome([isPQ]) { $0.add(Metric("hdr.format"), Given.video, nil) }.verdict == .notApplicable)
        #expect(outcome([isAbsent]) { $0.add(Metric("hdr.format"), Given.video, nil) }.verdict == .passed)
    }

    @Test func oneThatFailsOutweighsOneUnmeasured() {
        let isFast = Condition(metric: "video.frame-rate", expectation: .equals("50/1"))
        let fill: (inout Log) -> Void = { $0.add(Metric("hdr.format"), Given.video, "SDR") }
        #expect(outcome([isFast, isPQ], fill).verdict == .notApplicable)
        #expect(outcome([isPQ, isFast], fill).verdict == .notApplicable)
        #expect(outcome([isPQ, isFast]) { $0.add(Metric("hdr.format"), Given.video, "PQ") }.verdict == .notMeasured)
    }

    @Test func conditionsHoldForHumanRulesToo() {
        let rule = Given.rule(nil, nil, when: [isPQ])
        let log = Given.log { $0.add(Metric("hdr.format"), Given.video, "SDR") }
        #expect(judge(log, against: Given.profile([rule])).findings[0].verdict == .notApplicable)
    }

    @Test func conditionsHoldWhereNothingIsThereToJudge() {
        func verdict(_ format: Value?) -> Verdict {
            outcome([isPQ], on: .everyProgramme) { $0.add(Metric("hdr.format"), Given.video, format) }.verdict
        }
        #expect(verdict("SDR") == .notApplicable)
        #expect(verdict("PQ") == .notMeasured)
        #expect(outcome([isPQ], on: .every(.subtitle)) { _ in }.verdict == .notApplicable)
    }
}

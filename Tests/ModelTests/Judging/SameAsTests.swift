import Testing

@testable import Model

@Suite("Two metrics held against each other") struct SameAsTests {
    private func outcome(
        _ mine: Value??, _ theirs: Value??, tolerance: Double = 0, theirsOn track: TrackID? = Given.video
    ) -> Finding {
        let log = Given.log { log in
            if let mine { log.add(Metric("hdr.bitstream.max-cll"), Given.video, mine) }
            if let theirs { log.add(Metric("hdr.container.max-cll"), track, theirs) }
        }
        let rule = Given.rule(
            "hdr.bitstream.max-cll", .sameAs(metric: "hdr.container.max-cll", tolerance: tolerance),
            on: .every(.video))
        return judge(log, against: Given.profile([rule])).findings[0]
    }

    @Test func agreement() {
        #expect(outcome(1000, 1000).verdict == .passed)
        #expect(outcome("bt709", "bt709").verdict == .passed)
        #expect(outcome("25/1", "50/2").verdict == .passed)
        #expect(outcome(1000, 1005, tolerance: 5).verdict == .passed)
        #expect(outcome(silence, silence, tolerance: 1).verdict == .passed)
    }

    @Test func disagreementNamesBoth() {
        let finding = outcome(1000, 400)
        #expect(finding.verdict == .failed)
        #expect(finding.measured == "1000 (hdr.container.max-cll is 400)")
        #expect(finding.expected == "same as hdr.container.max-cll")
        #expect(outcome(1000, 1006, tolerance: 5).verdict == .failed)
        #expect(outcome("bt709", "bt2020", tolerance: 5).verdict == .failed)
        #expect(outcome(1000, silence, tolerance: 5).verdict == .failed)
    }

    @Test func fileLevelReadingStandsIn() { #expect(outcome(1000, 400, theirsOn: nil).verdict == .failed) }

    @Test func nothingToCompareIsNotApplicable() {
        for (mine, theirs) in [(none, none), (none, 1000), (1000, none)] as [(Value??, Value??)] {
            let finding = outcome(mine, theirs)
            #expect(finding.verdict == .notApplicable)
            #expect(finding.note?.contains("nothing to compare") == true)
        }
    }

    @Test func unmeasuredOnEitherSide() {
        #expect(outcome(unmeasured, 1000).verdict == .notMeasured)
        #expect(outcome(1000, unmeasured).note == "needs hdr.container.max-cll: no check measures this")
        #expect(outcome(1000, .number(.nan)).verdict == .notMeasured)
    }
}

import Testing

@testable import Model

@Suite("Which tracks a rule looks at") struct SelectorTests {
    private let second = TrackID(.audio, 1)

    private func findings(
        _ selector: TrackSelector, _ log: Log, _ expectation: Expectation = .equals("eng")
    ) -> [Finding] {
        judge(
            log, against: Given.profile([Given.rule("audio.language", expectation, on: selector)]),
            programmes: .named([])
        ).findings
    }

    private var twoLanguages: Log {
        Given.log(tracks: [Given.audio, second]) { log in
            log.add(Metric("audio.language"), second, "fra")
            log.add(Metric("audio.language"), Given.audio, "eng")
        }
    }

    @Test func everyTrackInTheOrderOfTheLog() {
        let findings = findings(.every(.audio), twoLanguages)
        #expect(findings.map(\.track) == [Given.audio, second])
        #expect(findings.map(\.verdict) == [.passed, .failed])
    }

    @Test func oneTrack() { #expect(findings(.one(second), twoLanguages).map(\.verdict) == [.failed]) }

    @Test func theFileIsNotItsTracks() {
        let finding = findings(.file, twoLanguages)[0]
        #expect(finding.verdict == .notMeasured)
        #expect(finding.track == nil)
        #expect(finding.note == "not measured for the file, only for audio:1")
    }

    @Test func noTrackOfTheKind() {
        let finding = findings(.every(.video), twoLanguages)[0]
        #expect(finding.verdict == .notApplicable)
        #expect(finding.note == "the file has no video track")
    }

    @Test func missingTrackFailsOnlyWhereItIsAskedFor() {
        let missing = TrackID(.audio, 7)
        #expect(findings(.one(missing), twoLanguages)[0].verdict == .notApplicable)
        #expect(findings(.one(missing), twoLanguages, .present)[0].verdict == .failed)
        #expect(findings(.one(missing), twoLanguages, .present)[0].note == "the file has no track audio:7")
    }

    @Test func programmesAreJudgedOneByOne() {
        var log = twoLanguages
        log.add(Metric("audio.language"), .programme("stereo"), "eng")
        log.cannotMeasure([Metric("audio.language")], .programme("5.1"), because: "track audio:2 is missing")
        let found = findings(.everyProgramme, log)
        #expect(found.map(\.track) == [.programme("stereo"), .programme("5.1")])
        #expect(found.map(\.verdict) == [.passed, .notMeasured])
        #expect(findings(.one(.programme("stereo")), log).map(\.verdict) == [.passed])
    }

    @Test func withoutProgrammes() {
        #expect(findings(.everyProgramme, Given.log(tracks: [Given.video]))[0].note == "the file has no sound")
        #expect(findings(.everyProgramme, Given.log(tracks: [Given.video]))[0].verdict == .notApplicable)
        #expect(findings(.everyProgramme, twoLanguages)[0].verdict == .notMeasured)
    }

    @Test func programmeOfALogWithoutProgrammesIsNotMeasured() {
        #expect(findings(.one(.programme("5.1")), twoLanguages)[0].verdict == .notMeasured)
        var log = twoLanguages
        log.add(Metric("audio.language"), .programme("stereo"), "eng")
        #expect(findings(.one(.programme("5.1")), log)[0].verdict == .notApplicable)
    }

    @Test func personIsAskedAboutTheFileWhereThereAreNoProgrammes() {
        let rule = Given.rule(nil, nil, on: .everyProgramme)
        #expect(judge(twoLanguages, against: Given.profile([rule])).findings[0].verdict == .humanReview)
    }

    @Test func sequence() {
        #expect(findings(.every(.audio), twoLanguages, .sequence(["eng", "fra"])).map(\.verdict) == [.passed])
        let turned = findings(.every(.audio), twoLanguages, .sequence(["fra", "eng"]))
        #expect(turned.map(\.verdict) == [.failed])
        #expect(turned[0].measured == "eng, fra")
        #expect(turned[0].expected == "fra, eng in this order")
        #expect(findings(.every(.audio), twoLanguages, .sequence(["eng"]))[0].verdict == .failed)
    }

    @Test func sequenceOfWhatIsNotThere() {
        let silent = Given.log(tracks: [Given.video])
        #expect(findings(.every(.audio), silent, .sequence(["eng"]))[0].verdict == .failed)
        var log = twoLanguages
        log.readings[0].value = nil
        #expect(findings(.every(.audio), log, .sequence(["eng", "fra"]))[0].measured == "eng, none")
        log.readings.removeFirst()
        #expect(findings(.every(.audio), log, .sequence(["eng", "fra"]))[0].verdict == .notMeasured)
    }
}

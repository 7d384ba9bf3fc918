import Model
import Testing

@testable import Specs

@Suite("Lint and diff") struct ComparingTests {
    private func loaded(_ rules: String) throws -> Profile { try load(["house": profile(rules)]).profile }

    @Test func lintSaysWhatAnAuthorOughtToKnow() throws {
        let rules = [
            rule("R-1"),
            "  R-2: {title: T, category: human-only, cite: {source: DOC, status: unverified}}",
            "  R-3: {title: T, metric: video.frame-rate, expect: {one-of: [25/1, 29.97]}, "
                + "cite: {source: DOC, clause: x, status: transcribed}}",
        ]
        let warnings = lint(try loaded(rules.joined(separator: "\n")))
        #expect(warnings.map(\.kind) == [.unverifiedSource, .humanOnly, .noClause, .inexactRate])
        #expect(warnings.map(\.ids) == [["R-2"], ["R-2"], ["R-2"], ["R-3"]])
        #expect(warnings[0].text == "1 of 3 rules on unverified sources: R-2")
        #expect(lint(try loaded(rule("R-1"))) == [])
    }

    @Test func lintFindsUnusedSources() throws {
        let text = profile(rule("R-1")).replacing("sources: {", with: "sources: {ALT: {title: Other}, ")
        #expect(lint(try load(["house": text]).profile).map(\.text) == ["1 sources that no rule cites: ALT"])
    }

    @Test func lintNamesWhatHasNoStretches() throws {
        let inside = ", track: video, within: programme"
        let rules = [
            rule("R-1", inside), rule("R-2", inside).replacing("loudness.true-peak", with: "picture.r103"),
            rule("R-3", expect: "{events: {above: 1}}", inside),
        ]
        let profile = try loaded(rules.joined(separator: "\n"))
        #expect(lint(profile) == [])
        let warnings = lint(profile, divisible: ["picture.r103"])
        #expect(warnings.map(\.kind) == [.wholeReading])
        #expect(warnings.map(\.ids) == [["R-1"]])
    }

    @Test func diffNamesTheStretch() throws {
        let before = try loaded(rule("R-1", ", track: video"))
        let after = try loaded(rule("R-1", ", track: video, within: programme"))
        #expect(
            diff(before, after).changed == [
                ProfileDiff.Change(rule: "R-1", key: "within", before: "file", after: "programme")
            ])
    }

    @Test func diffNamesRulesAndValues() throws {
        let before = try loaded(rule("R-1") + "\n" + rule("R-2"))
        let after = try loaded(rule("R-2", expect: "{max: -3}", ", severity: warning") + "\n" + rule("R-3"))
        let difference = diff(before, after)
        #expect(difference.added == ["R-3"])
        #expect(difference.removed == ["R-1"])
        #expect(
            difference.changed == [
                ProfileDiff.Change(rule: "R-2", key: "expect", before: "at most -1", after: "at most -3"),
                ProfileDiff.Change(rule: "R-2", key: "severity", before: "error", after: "warning"),
            ])
    }

    @Test func diffOfTheProfileItself() throws {
        var other = try loaded(rule("R-1"))
        other.edition = "2027-01"
        let difference = diff(try loaded(rule("R-1")), other)
        #expect(
            difference.changed == [
                ProfileDiff.Change(rule: nil, key: "edition", before: "2026-01", after: "2027-01")
            ])
        #expect(diff(other, other).isEmpty)
    }
}

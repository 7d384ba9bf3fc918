import Foundation
import Model
import Testing

@testable import Specs

@Suite("Loading a profile") struct LoadTests {
    @Test func everyVerb() throws {
        #expect(try expectation("{equals: 25/1}") == .equals("25/1"))
        #expect(try expectation("{equals: 48000}") == .equals(48000))
        #expect(try expectation("{equals: -1.5e-3}") == .equals(-0.0015))
        #expect(try expectation("{equals: \"1:1\"}") == .equals("1:1"))
        #expect(try expectation("{equals: true}") == .equals(true))
        #expect(try expectation("{equals: \"true\"}") == .equals("true"))
        #expect(try expectation("{one-of: [PQ, HDR10]}") == .oneOf(["PQ", "HDR10"]))
        #expect(try expectation("{min: 1}") == .range(min: 1, max: nil))
        #expect(try expectation("{max: 2}") == .range(min: nil, max: 2))
        #expect(try expectation("{max: 2, min: 1}") == .range(min: 1, max: 2))
        #expect(try expectation("{target: -23, tolerance: 0.2}") == .target(-23, minus: 0.2, plus: 0.2))
        #expect(try expectation("{target: -24, minus: 2, plus: 1}") == .target(-24, minus: 2, plus: 1))
        #expect(try expectation("{matches: \"^10:00:00[:;]00$\"}") == .matches("^10:00:00[:;]00$"))
        #expect(try expectation("present") == .present)
        #expect(try expectation("{present: true}") == .present)
        #expect(try expectation("absent") == .absent)
        #expect(try expectation("{same-as: a.b}") == .sameAs(metric: "a.b", tolerance: 0))
        #expect(try expectation("{same-as: a.b, tolerance: 1}") == .sameAs(metric: "a.b", tolerance: 1))
        #expect(try expectation("{sequence: [eng, fra]}") == .sequence(["eng", "fra"]))
    }

    @Test func events() throws {
        #expect(
            try expectation("{events: {above: 0.5, for: 2, allowed: 3, share: 0.1, ignore-head: 1, ignore-tail: 4}}")
                == .events(
                    EventRule(
                        .above, 0.5, atLeast: 2, allowedCount: 3, allowedShare: 0.1, ignoreHead: 1, ignoreTail: 4)))
        #expect(try expectation("{events: {below: 0.5}}") == .events(EventRule(.below, 0.5)))
    }

    @Test func shareAloneDecides() throws {
        let wanted = Expectation.events(EventRule(.above, 1, allowedCount: nil, allowedShare: 0.1))
        #expect(try expectation("{events: {above: 1, share: 0.1}}") == wanted)
        #expect(try expectation("{events: {above: 1, share: 0.1, allowed: 0}}") == wanted)
    }

    @Test(arguments: [
        ("file", TrackSelector.file), ("video", .every(.video)), ("subtitle", .every(.subtitle)),
        ("audio:3", .one(TrackID(.audio, 3))), ("programme", .everyProgramme),
        ("programme:5.1", .one(.programme("5.1"))),
    ])
    func tracks(text: String, selector: TrackSelector) throws {
        let profile = try load(["house": profile(rule("R-1", ", track: \"\(text)\""))]).profile
        #expect(profile.rules[0].track == selector)
    }

    @Test func wholeRule() throws {
        let text = profile(
            """
              R-1:
                title: Peak
                metric: loudness.true-peak
                track: programme
                expect: {max: -3}
                severity: blocker
                category: absolute
                cite: {source: DOC, status: transcribed}
                waivable: false
                estimate: true
                when:
                  - {metric: hdr.format, one-of: [PQ]}
                  - {metric: hdr.max-cll, present: true}
                explain: Because.
            """)
        let resolved = try load(["house": text])
        let rule = Rule(
            id: "R-1", title: "Peak", metric: "loudness.true-peak", track: .everyProgramme,
            expectation: .range(min: nil, max: -3), severity: .blocker,
            citation: Citation(source: "DOC", clause: nil, status: .transcribed), category: .absolute,
            isWaivable: false,
            conditions: [
                Condition(metric: "hdr.format", expectation: .oneOf(["PQ"])),
                Condition(metric: "hdr.max-cll", expectation: .present),
            ], isEstimate: true, explanation: "Because.")
        #expect(resolved.profile.rules == [rule])
        #expect(resolved.profile.sources == ["DOC": Source(title: "House Rules", edition: "2.1")])
        #expect(resolved.profile.reference == "house@2026-01")
        #expect(resolved.origins["rules.R-1.expect"] == "house.yaml:12")
        #expect(resolved.origins["rules.R-1.cite.status"] == "house.yaml:15")
        #expect(resolved.origins["rules.R-1.explain"] == "house.yaml:21")
        #expect(resolved.origins["sources.DOC"] == "house.yaml:6")
        #expect(resolved.origins["rules.R-1.cite.clause"] == nil)
    }

    @Test func programmes() throws {
        let named = profile(rule("R-1")) + "\nprogrammes: {stereo: {channels: {FL: \"audio:0\", FR: \"audio:0/1\"}}}"
        let stereo = Programme(
            name: "stereo",
            channels: [
                ProgrammeChannel(track: TrackID(.audio, 0), channel: 0, label: "FL"),
                ProgrammeChannel(track: TrackID(.audio, 0), channel: 1, label: "FR"),
            ])
        #expect(try load(["house": named]).profile.programmes == .named([stereo]))
        let automatic = profile(rule("R-1")) + "\nprogrammes: automatic"
        #expect(try load(["house": automatic]).profile.programmes == .automatic)
        #expect(try load(["house": profile(rule("R-1"))]).profile.programmes == .automatic)
    }

    @Test func humanOnlyRule() throws {
        let text = "  R-1: {title: Certificate, category: human-only, cite: {source: DOC, status: verified}}"
        let rule = try load(["house": profile(text)]).profile.rules[0]
        #expect(rule.metric == nil)
        #expect(rule.category == .humanOnly)
    }

    @Test func exampleOfTheDocumentation() throws {
        let page = try Project.text("docs/profiles.md")
        let example = page.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
        let parent = profile("ebu-r128", rule("R128-n"))
        let profile = try load(["example-house": example, "ebu-r128": parent], "example-house").profile
        #expect(profile.rules.map(\.id) == ["EXH-4.2"])
    }
}

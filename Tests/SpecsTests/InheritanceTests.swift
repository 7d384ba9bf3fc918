import Foundation
import Model
import Testing

@testable import Specs

@Suite("Profiles that extend others") struct InheritanceTests {
    private let base = profile("base", rule("R-1") + "\n" + rule("R-2", ", severity: warning, explain: Old."))
    private func child(_ rules: String, extends: String = "[base]") -> String {
        profile("house", extends: extends, rules)
    }

    @Test func childOverridesKeyByKey() throws {
        let resolved = try load(["base": base, "house": child("  R-2: {severity: blocker, cite: {clause: \"5\"}}")])
        let rule = resolved.profile.rules[1]
        #expect(resolved.profile.rules.map(\.id) == ["R-1", "R-2"])
        #expect(rule.severity == .blocker)
        #expect(rule.explanation == "Old.")
        #expect(rule.citation == Citation(source: "DOC", clause: "5", status: .verified))
        #expect(resolved.origins["rules.R-2.severity"] == "house.yaml:8")
        #expect(resolved.origins["rules.R-2.cite.clause"] == "house.yaml:8")
        #expect(resolved.origins["rules.R-2.cite.source"] == "base.yaml:9")
        #expect(resolved.origins["rules.R-1.expect"] == "base.yaml:8")
    }

    @Test func limitIsReplacedAsAWhole() throws {
        let text = child("  R-1: {expect: {min: -9}, cite: {clause: \"5\"}}")
        let profile = try load(["base": base, "house": text]).profile
        #expect(profile.rules[0].expectation == .range(min: -9, max: nil))
    }

    @Test func changedLimitNeedsItsOwnSource() {
        #expect(
            complaint(["base": base, "house": child("  R-1: {expect: {max: -9}}")])
                == "house.yaml:8: rules.R-1.expect: a changed limit needs its own source; add `cite`")
    }

    @Test func anotherSourceStartsAnew() throws {
        let sources = "\nsources: {EXH: {title: Example}}"
        let text = child("  R-1: {expect: {max: -9}, cite: {source: EXH, status: transcribed}}")
            .replacing("\nsources: {DOC: {title: House Rules, edition: \"2.1\"}}", with: sources)
        let resolved = try load(["base": base, "house": text])
        #expect(resolved.profile.rules[0].citation == Citation(source: "EXH", clause: nil, status: .transcribed))
        #expect(resolved.origins["rules.R-1.cite.clause"] == nil)
        let vague = text.replacing(", status: transcribed", with: "")
        #expect(complaint(["base": base, "house": vague])?.contains("does not say how sure its source is") == true)
    }

    @Test func off() throws {
        let resolved = try load(["base": base, "house": child("  R-1: off")])
        #expect(resolved.profile.rules.map(\.id) == ["R-2"])
        #expect(resolved.origins["rules.R-1.expect"] == nil)
        #expect(
            complaint(["base": base, "house": child("  R-3: off")])
                == "house.yaml:8: rules.R-3: switches off a rule that is not inherited, did you mean 'R-1'?")
        #expect(complaint(["house": profile("  R-1: off")])?.contains("not inherited") == true)
    }

    @Test func defaultsStandUnderNewRules() throws {
        let defaults = "\ndefaults: {severity: info, cite: {source: DOC, clause: all, status: unverified}}"
        let rules =
            "  R-1: {explain: New.}\n  R-2: {expect: {max: -9}}\n  R-3: {title: T, metric: a.b, expect: present}"
        let profile = try load(["base": base, "house": child(rules) + defaults]).profile
        #expect(profile.rules.map(\.severity) == [.error, .warning, .info])
        #expect(profile.rules.map(\.citation.status) == [.verified, .unverified, .unverified])
        #expect(profile.rules.map(\.citation.clause) == ["4.2", "all", "all"])
        let wrong = child("  R-1: {explain: New.}") + "\ndefaults: {title: Everything}"
        #expect(
            complaint(["base": base, "house": wrong])?.hasPrefix("house.yaml:9: defaults.title: unknown key") == true)
    }

    @Test func laterParentsOverrideEarlierOnes() throws {
        let first = profile("first", extends: "[base]", "  R-1: {severity: info}\n  R-2: {severity: info}")
        let second = profile("second", extends: "[base]", "  R-2: {severity: blocker}")
        let texts = ["base": base, "first": first, "second": second]
        let both = texts.merging(["house": child("  {}", extends: "[first, second]")]) { $1 }
        #expect(try load(both).profile.rules.map(\.severity) == [.info, .blocker])
        let turned = texts.merging(["house": child("  {}", extends: "[second, first]")]) { $1 }
        #expect(try load(turned).profile.rules.map(\.severity) == [.info, .info])
    }

    /// Two parents that know nothing of each other may use one id for different rules: they must not be mixed.
    @Test func unrelatedRulesOfOneIdAreNotMixed() throws {
        let other = profile("other", rule("R-2"))
        let texts = ["base": base, "other": other, "house": child("  {}", extends: "[base, other]")]
        let rule = try load(texts).profile.rules[1]
        #expect(rule.severity == .error)
        #expect(rule.explanation == nil)
    }

    @Test func aSourceKeepsItsMeaning() {
        let text = child("  {}").replacing("edition: \"2.1\"", with: "edition: \"2.2\"")
        #expect(
            complaint(["base": base, "house": text])
                == "house.yaml:6: sources.DOC: is another document in base.yaml:6; use another id")
    }

    @Test func circles() {
        let one = profile("one", extends: "[house]", rule("R-1"))
        #expect(
            complaint(["one": one, "house": child("  {}", extends: "[one]")])
                == "one.yaml:5: extends[0]: goes round in a circle: house → one → house")
        #expect(complaint(["house": child("  {}", extends: "[house]")])?.contains("circle: house → house") == true)
    }

    @Test func depth() {
        var texts = ["p1": profile("p1", rule("R-1"))]
        for level in 2...7 { texts["p\(level)"] = profile("p\(level)", extends: "[p\(level - 1)]", "  {}") }
        texts["house"] = child("  {}", extends: "[p7]")
        #expect(complaint(texts) == nil)
        texts["p0"] = profile("p0", rule("R-0"))
        texts["p1"] = profile("p1", extends: "[p0]", rule("R-1"))
        #expect(complaint(texts)?.hasPrefix("p1.yaml:5: extends[0]: more than 8 profiles deep: house → p7") == true)
    }

    @Test func missingParent() {
        #expect(
            complaint(["base": base, "house": child("  {}", extends: "[bas]")])
                == "house.yaml:5: extends[0]: unknown profile 'bas', did you mean 'base'?; one of base, house")
    }

    @Test func mistakesOfParentsAreTheirs() {
        #expect(
            complaint(["base": base.replacing("max: -1", with: "mx: -1"), "house": child("  {}")])?
                .hasPrefix("base.yaml:8: rules.R-1.expect: unknown verb 'mx'") == true)
    }

    @Test func earlierDirectoriesWin() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        for (folder, title) in [("a", "Mine"), ("b", "Theirs")] {
            let directory = root.appending(path: folder)
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let text = profile("house", rule("R-1")).replacing("title: House\n", with: "title: \(title)\n")
            try text.write(to: directory.appending(path: "house.yaml"), atomically: true, encoding: .utf8)
        }
        let library = try ProfileLibrary(directories: ["a", "b"].map { root.appending(path: $0).path() })
        #expect(library.ids == ["house"])
        #expect(try library.load("house").profile.title == "Mine")
    }
}

import Testing

@testable import Specs

@Suite("What the loader refuses") struct LoadErrorTests {
    @Test func everyErrorNamesFileLineAndKey() {
        let text = rule("R-1") + "\n  R128-h:\n    title: Loudness\n    expect:\n      targt: -23"
        #expect(
            complaint(text) == "house.yaml:12: rules.R128-h.expect: unknown verb 'targt', did you mean 'target'?; "
                + "one of equals, one-of, min, max, target, tolerance, minus, plus, matches, present, absent, "
                + "same-as, events, sequence")
    }

    @Test(arguments: [
        ("{targt: 1}", "rules.R-1.expect: unknown verb 'targt'"),
        ("{}", "rules.R-1.expect: says nothing to expect"),
        ("{tolerance: 1}", "rules.R-1.expect: says nothing to expect"),
        ("{equals: 1, min: 2}", "rules.R-1.expect.min: 'min' does not go with 'equals'"),
        ("{equals: 1, tolerance: 2}", "rules.R-1.expect.tolerance: 'tolerance' does not go with 'equals'"),
        ("{min: 2, max: 1}", "rules.R-1.expect: min is above max"),
        ("{min: low}", "rules.R-1.expect.min: has to be a number, not 'low'"),
        ("{min: \"1\"}", "rules.R-1.expect.min: has to be a number, not '1'"),
        ("{target: -23}", "rules.R-1.expect: a target needs either a tolerance or both minus and plus"),
        ("{target: -23, minus: 1}", "rules.R-1.expect: a target needs either"),
        ("{target: -23, tolerance: -0.2}", "rules.R-1.expect.tolerance: must not be negative"),
        ("{target: -23, minus: 1, plus: -1}", "rules.R-1.expect.plus: must not be negative"),
        ("{matches: \"(\"}", "rules.R-1.expect.matches: '(' is not a regular expression"),
        ("{one-of: []}", "rules.R-1.expect.one-of: the list is empty"),
        ("{one-of: 25}", "rules.R-1.expect.one-of: has to be a list"),
        ("{present: false}", "rules.R-1.expect.present: has to be true; the opposite is written {absent: true}"),
        ("perhaps", "rules.R-1.expect: unknown verb 'perhaps'"),
        ("[1]", "rules.R-1.expect: has to be a mapping"),
        ("{same-as: primaries}", "rules.R-1.expect.same-as: 'primaries' is not a metric"),
        ("{equals: [1]}", "rules.R-1.expect.equals: has to be a single value"),
        ("{events: {for: 2}}", "rules.R-1.expect.events: needs either above or below"),
        ("{events: {above: 1, below: 2}}", "rules.R-1.expect.events: needs either above or below"),
        ("{events: {above: 1, during: 2}}", "rules.R-1.expect.events.during: unknown key 'during'"),
        ("{events: {above: 1, allowed: 1.5}}", "rules.R-1.expect.events.allowed: has to be a whole number"),
        ("{events: {above: 1, share: 10}}", "rules.R-1.expect.events.share: is a share of the duration"),
        ("{events: {above: 1}}", "rules.R-1.expect: events need a track"),
        ("{sequence: [eng]}", "rules.R-1.expect: a sequence needs a kind of track"),
    ])
    func expectations(expect: String, text: String) {
        #expect(complaint(rule("R-1", expect: expect))?.hasPrefix("house.yaml:8: " + text) == true)
    }

    @Test(arguments: [
        (", within: programm", "rules.R-1.within: unknown value 'programm', did you mean 'programme'?"),
        (", within: programme", "rules.R-1.within: needs a track"),
        (", within: tail, track: \"programme:5.1\"", "rules.R-1.within: is not for loudness programmes"),
        (", within: tail, track: programme", "rules.R-1.within: is not for loudness programmes"),
    ])
    func stretches(keys: String, text: String) {
        #expect(complaint(rule("R-1", keys))?.hasPrefix("house.yaml:8: " + text) == true)
    }

    @Test(arguments: [
        ("1:1", "'1:1' is a number to base 60 to some readers; put it in quotes: \"1:1\""),
        ("4:2:2", "base 60"), ("09:58:00:00", "base 60"), ("010", "'010' is a number to some readers"),
        ("0x1F", "a number to some readers"), ("1_000", "a number to some readers"), ("+5", "a number to some"),
        (".inf", "a number to some"), ("no", "'no' is a flag to some readers"), ("Off", "a flag to some readers"),
        ("2025-11-03", "is a date to some readers"), ("~", "is empty"), ("null", "is empty"),
    ])
    func wordsThatReadersDisagreeAbout(word: String, text: String) {
        #expect(complaint(rule("R-1", expect: "{equals: \(word)}"))?.contains(text) == true)
    }

    @Test(arguments: [
        (", severty: error", "rules.R-1.severty: unknown key 'severty', did you mean 'severity'?"),
        (", severity: eror", "rules.R-1.severity: unknown value 'eror', did you mean 'error'?"),
        (", category: technical", "rules.R-1.category: unknown value 'technical'"),
        (", waivable: yes", "rules.R-1.waivable: has to be true or false, not 'yes'"),
        (", estimate: 1", "rules.R-1.estimate: has to be true or false, not '1'"),
        (", track: audoi", "rules.R-1.track: 'audoi' selects nothing"),
        (", track: \"audio:x\"", "rules.R-1.track: 'audio:x' selects nothing"),
        (", track: \"file:0\"", "rules.R-1.track: 'file:0' selects nothing"),
        (", when: {metric: a.b, equals: 1}", "rules.R-1.when: has to be a list"),
        (", when: [{equals: 1}]", "rules.R-1.when[0]: has no metric"),
        (", when: [{metric: a.b}]", "rules.R-1.when[0]: says nothing to expect"),
        (", explain: 12", "rules.R-1.explain: has to be a text; put it in quotes: \"12\""),
        (", explain: ", "rules.R-1.explain: is empty"),
    ])
    func ruleKeys(more: String, text: String) {
        #expect(complaint(rule("R-1", more))?.hasPrefix("house.yaml:8: " + text) == true)
    }

    @Test(arguments: [
        ("{metric: a.b, expect: present, cite: {source: DOC, status: verified}}", "has no title"),
        ("{title: T, expect: present, cite: {source: DOC, status: verified}}", "has no metric"),
        ("{title: T, metric: a.b, cite: {source: DOC, status: verified}}", "has no `expect`"),
        ("{title: T, metric: a.b, expect: present}", "has no source"),
        ("{title: T, metric: a.b, expect: present, cite: {clause: h}}", "has no source"),
        ("{title: T, metric: a.b, expect: present, cite: {source: DOC}}", "does not say how sure"),
        (
            "{title: T, metric: a.b, category: human-only, cite: {source: DOC, status: verified}}",
            "is human-only, yet names a metric"
        ),
        ("12", "has to be a mapping"),
    ])
    func incompleteRules(rule: String, text: String) {
        #expect(complaint("  R-1: \(rule)")?.hasPrefix("house.yaml:8: rules.R-1: \(text)") == true)
    }

    @Test func unknownSource() {
        let text = "  R-1: {title: T, metric: a.b, expect: present, cite: {source: DOK, status: verified}}"
        #expect(
            complaint(text)
                == "house.yaml:8: rules.R-1.cite.source: unknown source 'DOK', did you mean 'DOC'?; one of DOC")
    }

    @Test func unknownMetric() {
        let known: Set = ["loudness.true-peak", "hdr.format"]
        #expect(complaint(rule("R-1"), known: known) == nil)
        #expect(
            complaint(rule("R-1", ", when: [{metric: hdr.fromat, present: true}]"), known: known)
                == "house.yaml:8: rules.R-1.when[0].metric: unknown metric 'hdr.fromat', did you mean 'hdr.format'?; "
                + "one of hdr.format, loudness.true-peak")
        #expect(complaint(rule("R-1"), known: ["hdr.format"])?.contains("unknown metric 'loudness.true-peak'") == true)
    }

    @Test func keysWrittenTwice() {
        #expect(
            complaint(rule("R-1") + "\n" + rule("R-1"))
                == "house.yaml:8: the key 'R-1' is written twice in one mapping")
    }

    @Test func notYAML() {
        #expect(complaint("  R-1: {title: [}") == "house.yaml:8: not YAML: did not find expected node content")
        #expect(complaint(["house": ""]) == "house.yaml: the file is empty")
        #expect(complaint(["house": "just a word"]) == "house.yaml:1: has to be a mapping of keys to values")
    }

    @Test func anchors() {
        let text = "  R-1: {title: &t T, explain: *t}"
        #expect(complaint(text) == "house.yaml:8: anchors and aliases are not allowed")
    }

    @Test(arguments: [
        ("id: house", "id: hose", "house.yaml:2: id: has to be 'house', not 'hose'"),
        ("profile/1", "profile/2", "house.yaml:1: schema: has to be 'filmgate.profile/1', not 'filmgate.profile/2'"),
        ("title: House\n", "", "house.yaml:1: has no 'title'"),
        ("\"2026-01\"", "2026", "house.yaml:4: edition: has to be a text; put it in quotes: \"2026\""),
        ("edition:", "editon:", "house.yaml:4: editon: unknown key 'editon', did you mean 'edition'?"),
        ("{title: House Rules, ", "{", "house.yaml:6: sources.DOC: a source needs a title"),
        ("title: House Rules", "titel: House Rules", "house.yaml:6: sources.DOC.titel: unknown key 'titel'"),
    ])
    func heads(old: String, new: String, text: String) {
        let changed = profile(rule("R-1")).replacing(old, with: new, maxReplacements: 1)
        #expect(complaint(["house": changed])?.hasPrefix(text) == true)
    }

    @Test func nothingToJudge() {
        let text = "schema: filmgate.profile/1\nid: house\ntitle: T\nedition: x"
        #expect(complaint(["house": text]) == "house.yaml:1: has no rules and extends nothing")
    }

    @Test(arguments: [
        ("manual", "programmes: has to be automatic or a mapping"),
        ("{}", "programmes: names no programme"),
        ("{stereo: {}}", "programmes.stereo: has no channels"),
        ("{stereo: {channels: {Lt: \"audio:0\"}}}", "programmes.stereo.channels.Lt: unknown loudspeaker 'Lt'"),
        ("{stereo: {channels: {FL: \"video:0\"}}}", "programmes.stereo.channels.FL: 'video:0' is no channel"),
        ("{stereo: {channels: {FL: \"audio:0/x\"}}}", "programmes.stereo.channels.FL: 'audio:0/x' is no channel"),
        (
            "{stereo: {channels: {FL: \"audio:0\", FR: \"audio:0/0\"}}}",
            "programmes.stereo: one channel of audio:0 feeds both FL and FR"
        ),
    ])
    func programmes(layout: String, text: String) {
        let found = complaint(["house": profile(rule("R-1")) + "\nprogrammes: \(layout)"])
        #expect(found?.hasPrefix("house.yaml:9: " + text) == true)
    }

    @Test func programmeThatTheLayoutDoesNotHave() {
        let layout = "\nprogrammes: {stereo: {channels: {FL: \"audio:0\"}}}"
        let found = complaint(["house": profile(rule("R-1", ", track: \"programme:sterio\"")) + layout])
        #expect(found?.hasPrefix("house.yaml:8: rules.R-1.track: unknown programme 'sterio', did you mean") == true)
    }

    @Test func profileThatIsNotThere() {
        #expect(
            complaint(["hause": profile(rule("R-1"))])?.hasPrefix("house: unknown profile 'house', did you") == true)
        #expect(throws: ProfileError.self) { try ProfileLibrary(directories: ["/nowhere/at/all"]) }
    }
}

import Foundation
import Model

@testable import Specs

/// Swift Testing has a type of this name too.
typealias Expectation = Model.Expectation

enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}

/// The profile `house`, with these rules from line 8 on.
func profile(_ rules: String) -> String { profile("house", rules) }

func profile(_ id: String, extends: String = "[]", _ rules: String) -> String {
    """
    schema: filmgate.profile/1
    id: \(id)
    title: House
    edition: "2026-01"
    extends: \(extends)
    sources: {DOC: {title: House Rules, edition: "2.1"}}
    rules:
    \(rules)
    """
}

/// A whole rule on one line, with `more` keys.
func rule(_ id: String, expect: String = "{max: -1}", _ more: String = "") -> String {
    let cite = "{source: DOC, clause: \"4.2\", status: verified}"
    return "  \(id): {title: A rule, metric: loudness.true-peak, expect: \(expect), cite: \(cite)\(more)}"
}

func load(_ texts: [String: String], _ id: String = "house", known: Set<String>? = nil) throws -> ResolvedProfile {
    try ProfileLibrary(texts: texts, knownMetrics: known).load(id)
}

/// The one rule of a profile that has only this expectation.
func expectation(_ expect: String, track: String = "audio") throws -> Expectation? {
    try load(["house": profile(rule("R-1", expect: expect, ", track: \"\(track)\""))]).profile.rules[0].expectation
}

/// What the loader says of these texts; nil when it has nothing to say.
func complaint(_ texts: [String: String], known: Set<String>? = nil) -> String? {
    do {
        _ = try load(texts, known: known)
        return nil
    } catch {
        return "\(error)"
    }
}

func complaint(_ rules: String, known: Set<String>? = nil) -> String? {
    complaint(["house": profile(rules)], known: known)
}

import Model

/// The parts of an expectation as they are written, before it is clear which verb they make.
struct ExpectationDraft {
    var verbs: [String: Located] = [:]

    /// Keys that begin a verb, and the keys that may stand beside them.
    static let companions: [String: Set<String>] = [
        "equals": [], "one-of": [], "min": ["max"], "max": ["min"], "target": ["tolerance", "minus", "plus"],
        "matches": [], "present": [], "absent": [], "same-as": ["tolerance"], "events": [], "sequence": [],
    ]

    /// In the order in which errors and documents list them.
    static let keyNames = [
        "equals", "one-of", "min", "max", "target", "tolerance", "minus", "plus", "matches", "present", "absent",
        "same-as", "events", "sequence",
    ]
}

extension Located {
    /// `present`, `absent`, or a mapping with one verb.
    func expectation() throws -> Expectation {
        guard case .scalar = node else { return try expectation(try entries()) }
        let word = try text()
        switch word {
        case "present": return .present
        case "absent": return .absent
        default: throw error("unknown verb '\(word)'; present, absent, or a mapping such as {equals: 25}")
        }
    }

    /// A metric and one expectation in the same mapping.
    func condition() throws -> Condition {
        let entries = try entries()
        guard let metric = entries.first(where: { $0.key == "metric" }) else { throw error("has no metric") }
        let verb = entries.filter { $0.key != "metric" }
        return Condition(metric: try metric.value.metric(), expectation: try expectation(verb))
    }

    private func expectation(_ entries: [(key: String, value: Located)]) throws -> Expectation {
        let names = ExpectationDraft.keyNames
        if let stranger = entries.first(where: { !names.contains($0.key) }) {
            throw ProfileError(
                .load, file: file.name, line: stranger.value.line, key: path, unknown("verb", stranger.key, names))
        }
        guard let verb = entries.first(where: { ExpectationDraft.companions[$0.key] != nil }) else {
            throw error("says nothing to expect; one of \(names.joined(separator: ", "))")
        }
        let companions = ExpectationDraft.companions[verb.key] ?? []
        if let extra = entries.first(where: { $0.key != verb.key && !companions.contains($0.key) }) {
            throw extra.value.error("'\(extra.key)' does not go with '\(verb.key)'")
        }
        let parts = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
        return try expectation(verb.key, verb.value, parts)
    }

    private func expectation(_ verb: String, _ value: Located, _ parts: [String: Located]) throws -> Expectation {
        switch verb {
        case "equals": .equals(try value.value())
        case "one-of": .oneOf(try value.values())
        case "min", "max": try range(parts["min"], parts["max"])
        case "target": try target(value, parts)
        case "matches": .matches(try value.pattern())
        case "present": try value.only(true, .present, otherwise: "absent")
        case "absent": try value.only(true, .absent, otherwise: "present")
        case "same-as":
            .sameAs(metric: try value.metric(), tolerance: try parts["tolerance"]?.numberFromZero() ?? 0)
        case "events": .events(try value.eventRule())
        default: .sequence(try value.values())
        }
    }

    private func values() throws -> [Value] {
        let values = try items().map { try $0.value() }
        guard !values.isEmpty else { throw error("the list is empty") }
        return values
    }

    private func range(_ min: Located?, _ max: Located?) throws -> Expectation {
        let low = try min?.number()
        let high = try max?.number()
        if let low, let high, low > high { throw error("min is above max: nothing could pass") }
        return .range(min: low, max: high)
    }

    private func target(_ value: Located, _ parts: [String: Located]) throws -> Expectation {
        let sides = try [parts["minus"], parts["plus"]].map { try $0?.numberFromZero() }
        switch (try parts["tolerance"]?.numberFromZero(), sides[0], sides[1]) {
        case (let both?, nil, nil): return .target(try value.number(), minus: both, plus: both)
        case (nil, let minus?, let plus?): return .target(try value.number(), minus: minus, plus: plus)
        default: throw error("a target needs either a tolerance or both minus and plus")
        }
    }

    private func pattern() throws -> String {
        let pattern = try text()
        do {
            _ = try Regex(pattern)
            return pattern
        } catch {
            throw self.error("'\(pattern)' is not a regular expression: \(error)")
        }
    }

    private func only(_ wanted: Bool, _ expectation: Expectation, otherwise other: String) throws -> Expectation {
        guard try flag() == wanted else { throw error("has to be true; the opposite is written {\(other): true}") }
        return expectation
    }
}

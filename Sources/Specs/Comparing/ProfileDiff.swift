import Model

/// What has to be done to one profile to make it another.
public struct ProfileDiff: Equatable, Sendable {
    public struct Change: Equatable, Sendable {
        /// Nil for a value of the profile itself.
        public var rule: String?
        /// As profiles write it: `expect`, `severity`, `cite`, …
        public var key: String
        /// In words; nil where nothing was stated.
        public var before: String?
        public var after: String?
    }

    /// Ids of rules only the second profile has, in its order.
    public var added: [String]
    /// Ids of rules only the first profile has, in its order.
    public var removed: [String]
    public var changed: [Change]

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}

/// Compares two profiles rule by rule and value by value. The order of rules is no difference.
public func diff(_ a: Profile, _ b: Profile) -> ProfileDiff {
    let before = Set(a.rules.map(\.id))
    let after = Dictionary(b.rules.map { ($0.id, $0) }) { first, _ in first }
    let changed = a.rules.flatMap { rule in
        after[rule.id].map { changes(rule.id, rule.values(a.sources), $0.values(b.sources)) } ?? []
    }
    return ProfileDiff(
        added: b.rules.map(\.id).filter { !before.contains($0) },
        removed: a.rules.map(\.id).filter { after[$0] == nil },
        changed: changes(nil, a.values, b.values) + changed)
}

private typealias Values = [(key: String, text: String?)]

/// Both lists have the same keys in the same order.
private func changes(_ rule: String?, _ before: Values, _ after: Values) -> [ProfileDiff.Change] {
    zip(before, after).filter { $0.text != $1.text }.map { old, new in
        ProfileDiff.Change(rule: rule, key: old.key, before: old.text, after: new.text)
    }
}

extension Profile {
    fileprivate var values: Values {
        [
            ("title", title), ("edition", edition), ("summary", summary), ("programmes", programmes.text),
            ("span", span.description),
        ]
    }
}

extension ProgrammeLayout {
    fileprivate var text: String {
        guard case .named(let programmes) = self else { return "automatic" }
        return programmes.map { programme in
            let channels = programme.channels.map { "\($0.label) \($0.track)/\($0.channel)" }
            return "\(programme.name): \(channels.joined(separator: ", "))"
        }.joined(separator: "; ")
    }
}

extension Rule {
    fileprivate func values(_ sources: [String: Source]) -> Values {
        [
            ("title", title), ("metric", metric), ("track", track.text),
            ("expect", expectation?.describe(unit: nil)), ("within", within.rawValue), ("severity", severity.rawValue),
            ("category", category.rawValue), ("cite", citation.text(sources)), ("status", citation.status.rawValue),
            ("waivable", "\(isWaivable)"), ("estimate", "\(isEstimate)"),
            ("when", conditions.isEmpty ? nil : conditions.map(\.text).joined(separator: "; ")),
            ("explain", explanation),
        ]
    }
}

extension Condition {
    fileprivate var text: String { "\(metric) is \(expectation.describe(unit: nil))" }
}

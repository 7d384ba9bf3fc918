import Model

/// Something about a profile that its author ought to know; the profile can be used all the same.
public struct LintWarning: Equatable, Sendable {
    public enum Kind: String, Sendable {
        /// Limits nobody has read in the document again.
        case unverifiedSource = "unverified-source"
        /// Rules that wait for a person in every report.
        case humanOnly = "human-only"
        /// Rules that name a document and no place in it.
        case noClause = "no-clause"
        /// Sources that no rule cites.
        case unusedSource = "unused-source"
        /// Frame rates written as decimals: 29.97 is not 30000/1001, so nothing can ever be equal to it.
        case inexactRate = "inexact-rate"
        /// Rules within a stretch of the file on what is measured of the whole of it only.
        case wholeReading = "whole-reading"
    }

    public var kind: Kind
    /// Ids of the rules, or of the sources, that it is about.
    public var ids: [String]
    public var text: String
}

/// Remarks on a profile, in the order of ``LintWarning/Kind``.
///
/// - Parameter divisible: metrics whose readings can be had of a stretch of the file; nil where that is not known.
public func lint(_ profile: Profile, divisible: Set<String>? = nil) -> [LintWarning] {
    let rules = profile.rules
    let cited = Set(rules.map(\.citation.source))
    let findings: [(LintWarning.Kind, [String], String)] = [
        (.unverifiedSource, rules.filter { $0.citation.status == .unverified }.map(\.id), "on unverified sources"),
        (.humanOnly, rules.filter { $0.metric == nil }.map(\.id), "for a person to decide"),
        (.noClause, rules.filter { $0.citation.clause == nil }.map(\.id), "without a clause"),
        (.unusedSource, profile.sources.keys.filter { !cited.contains($0) }.sorted(), "that no rule cites"),
        (.inexactRate, rules.filter(\.wantsInexactRate).map(\.id), "with a frame rate that is not a ratio"),
        (
            .wholeReading, rules.filter { $0.asksPart(of: divisible) }.map(\.id),
            "judged over the whole file all the same"
        ),
    ]
    return findings.filter { !$0.1.isEmpty }.map { kind, ids, words in
        let what = kind == .unusedSource ? "\(ids.count) sources" : "\(ids.count) of \(rules.count) rules"
        return LintWarning(kind: kind, ids: ids, text: "\(what) \(words): \(ids.joined(separator: ", "))")
    }
}

extension Rule {
    fileprivate func asksPart(of divisible: Set<String>?) -> Bool {
        guard within != .file, let divisible, let metric else { return false }
        if case .events = expectation { return false }
        return !divisible.contains(metric)
    }

    fileprivate var wantsInexactRate: Bool {
        let asked = conditions.map { ($0.metric, $0.expectation) } + [(metric ?? "", expectation ?? .present)]
        return asked.contains { metric, expectation in metric.hasSuffix("frame-rate") && expectation.wantsFraction }
    }
}

extension Expectation {
    /// Equal to a number with decimals.
    fileprivate var wantsFraction: Bool {
        switch self {
        case .equals(let value): value.isFraction
        case .oneOf(let values), .sequence(let values): values.contains(where: \.isFraction)
        default: false
        }
    }
}

extension Value {
    fileprivate var isFraction: Bool {
        switch self {
        case .number(let number): number != number.rounded()
        case .text(let text): Double(text).map { $0 != $0.rounded() } ?? false
        case .flag: false
        }
    }
}

import Foundation
import Model
import Specs

/// Profiles as text for people.
enum ProfileText {
    static func show(_ resolved: ResolvedProfile, width: Int) -> String {
        let profile = resolved.profile
        var lines = ["\(profile.reference)  \(profile.title)"]
        if !profile.summary.isEmpty { lines += wrapped(profile.summary, width: width) }
        lines.append("")
        for (id, source) in profile.sources.sorted(by: { $0.key < $1.key }) {
            lines.append("source \(id): " + [source.title, source.edition].compactMap { $0 }.joined(separator: ", "))
            if let note = source.note { lines += wrapped(note, indent: "  ", width: width) }
            if let url = source.url { lines.append("  \(url)") }
        }
        for rule in profile.rules { lines += [""] + show(rule, resolved.origins, width) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func show(_ rule: Rule, _ origins: [String: String], _ width: Int) -> [String] {
        let unit = rule.metric.flatMap { Catalogue.units[$0] }
        let limit = rule.limit(unit: unit) ?? "a person decides"
        let subject = rule.metric.map { "\($0): " } ?? ""
        let clause = rule.citation.clause.map { ", clause \($0)" } ?? ""
        var lines = [
            "\(rule.id)  \(rule.title)",
            "  \(subject)\(limit)  [\(origins["rules.\(rule.id).expect"] ?? origins["rules.\(rule.id).title"] ?? "default")]",
            "  \(rule.severity.rawValue), \(rule.category.rawValue); \(rule.citation.source)\(clause) (\(rule.citation.status.rawValue))"
                + "  [\(origins["rules.\(rule.id).cite"] ?? origins["rules.\(rule.id).cite.source"] ?? "defaults")]",
        ]
        if let text = rule.explanation { lines += wrapped(text, indent: "  ", width: width) }
        return lines
    }

    static func diff(_ difference: ProfileDiff) -> String {
        if difference.isEmpty { return "No difference.\n" }
        var lines = difference.removed.map { "- \($0)" } + difference.added.map { "+ \($0)" }
        for change in difference.changed {
            let place = [change.rule, change.key].compactMap { $0 }.joined(separator: " ")
            lines.append("~ \(place): \(change.before ?? "none") -> \(change.after ?? "none")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func wrapped(_ text: String, indent: String = "", width: Int) -> [String] {
        var lines: [String] = []
        var line = indent
        for word in text.split(whereSeparator: \.isWhitespace) {
            if line.count + word.count + 1 > width, line.count > indent.count {
                lines.append(line)
                line = indent
            }
            line += (line.count > indent.count ? " " : "") + word
        }
        return line.count > indent.count ? lines + [line] : lines
    }
}

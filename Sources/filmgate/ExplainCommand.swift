import ArgumentParser
import Checks
import Foundation
import Measuring
import Model
import Reports
import Specs

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a metric, a check or a rule: what, why, cause, mend, clause.",
        discussion: "filmgate explain loudness.true-peak\nfilmgate explain ebu-r128/R128-m")

    @Argument(help: "A metric, a check, or PROFILE/RULE. Without it, all metrics are listed.") var subject: String?
    @Option(help: "Folder to look for profiles in, before the usual places.") var profiles: String?

    @Option(help: .hidden) var writePages: String?

    func run() throws {
        if let writePages { return try Explanations.writePages(to: writePages) }
        guard let subject else { return Console.out(Explanations.list()) }
        if let slash = subject.firstIndex(of: "/"), !subject.hasSuffix(".yaml") {
            return try explainRule(String(subject[..<slash]), String(subject[subject.index(after: slash)...]))
        }
        guard let text = Explanations.check(subject, width: Console.width) else {
            Console.note("filmgate: nothing is called '\(subject)'\(Explanations.suggestion(subject))")
            throw ExitCode(ExitStatus.notChecked)
        }
        Console.out(text)
    }

    private func explainRule(_ id: String, _ ruleID: String) throws {
        do {
            let resolved = try ProfileFolders.load(id, in: profiles)
            guard let rule = resolved.profile.rules.first(where: { $0.id == ruleID }) else {
                let rules = resolved.profile.rules.map(\.id).joined(separator: ", ")
                Console.note("filmgate: \(id) has no rule '\(ruleID)'; it has \(rules)")
                throw ExitCode(ExitStatus.notChecked)
            }
            Console.out(Explanations.rule(rule, of: resolved, width: Console.width))
        } catch let error as ProfileError {
            Console.note("filmgate: \(error)")
            throw ExitCode(ExitStatus.notChecked)
        }
    }
}

/// The guides as text.
enum Explanations {
    static func list() -> String {
        catalogue.map { check in
            "\(check.id): \(check.guide.title)\n" + check.metrics.map { "  \($0.id)\(unit($0))\n" }.joined()
        }.joined()
    }

    /// Replaces the pages of the handbook.
    static func writePages(to folder: String) throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let pages =
            catalogue.map { ("\($0.id).md", GuidePage.markdown($0)) } + [("README.md", GuidePage.index(catalogue))]
        for (name, text) in pages { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    }

    static func check(_ subject: String, width: Int) -> String? {
        guard let check = catalogue.first(where: { $0.id == subject || $0.metrics.contains { $0.id == subject } })
        else { return nil }
        let metric = check.metrics.first { $0.id == subject }
        let guide = metric.map { check.guide(for: $0) } ?? check.guide
        let head = metric.map { "\($0.id)\(unit($0)): \(guide.title)" } ?? "\(check.id): \(guide.title)"
        return ([head, ""] + body(guide, width: width)).joined(separator: "\n") + "\n"
    }

    static func rule(_ rule: Rule, of resolved: ResolvedProfile, width: Int) -> String {
        let profile = resolved.profile
        let source = profile.sources[rule.citation.source]
        let limit = rule.expectation.map { $0.describe(unit: rule.metric.flatMap { Catalogue.units[$0] }) }
        let document = [source?.title ?? rule.citation.source, source?.edition].compactMap { $0 }
        var lines = ["\(profile.reference)/\(rule.id): \(rule.title)", ""]
        lines += section("Limit", rule.metric.map { "\($0): " }.map { $0 + (limit ?? "") } ?? "a person decides", width)
        lines += section("Severity", "\(rule.severity.rawValue), \(rule.category.rawValue)", width)
        let clause = rule.citation.clause.map { ", clause \($0)" } ?? ""
        lines += section(
            "Clause", document.joined(separator: ", ") + clause + " (\(words(rule.citation.status)))", width)
        if let url = source?.url { lines += section("Read it at", url, width) }
        if let text = rule.explanation { lines += section("About", text, width) }
        if let metric = rule.metric, let guide = Catalogue.guides[metric] { lines += [""] + body(guide, width: width) }
        return lines.joined(separator: "\n") + "\n"
    }

    static func suggestion(_ subject: String) -> String {
        let near = Catalogue.knownMetrics.sorted().filter { $0.contains(subject) || subject.contains($0) }.prefix(5)
        return near.isEmpty ? "; filmgate explain lists all names" : "; did you mean \(near.joined(separator: ", "))?"
    }

    private static func words(_ status: SourceStatus) -> String {
        switch status {
        case .verified: "verified: seen in the document"
        case .transcribed: "transcribed: seen quoted, not in the document itself"
        case .unverified: "unverified: from knowledge of the document, not read again"
        }
    }

    private static func body(_ guide: Guide, width: Int) -> [String] {
        section("What", guide.what, width) + section("Why", guide.why, width) + section("Cause", guide.cause, width)
            + section("Mend", guide.mend, width)
            + section("References", guide.references.joined(separator: "; "), width)
    }

    private static func section(_ title: String, _ text: String, _ width: Int) -> [String] {
        let indent = String(repeating: " ", count: 12)
        var lines = ProfileText.wrapped(text, indent: indent, width: width)
        if !lines.isEmpty {
            lines[0] = title.padding(toLength: 12, withPad: " ", startingAt: 0) + lines[0].dropFirst(12)
        }
        return lines
    }

    private static func unit(_ metric: Metric) -> String { metric.unit.map { " (\($0))" } ?? "" }
}

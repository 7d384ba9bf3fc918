import Model

/// The parts of a file's report that are told briefly.
extension FileText {
    /// Grouped by reason: one codec that cannot be decoded must not fill a page.
    func writeUnmeasured(to page: inout Page) {
        let groups = byRule { $0.verdict == .notMeasured }
        guard !groups.isEmpty else { return }
        page.heading("NOT MEASURED: \(Words.count(groups.count, "rule"))")
        page.paragraph("What is not measured does not count as passed.")
        var reasons: [String] = []
        for reason in groups.joined().map(Self.reason) where !reasons.contains(reason) { reasons.append(reason) }
        for reason in reasons {
            page.gap()
            page.entry("Reason", .faint, Words.sentence(reason), column: 9)
            for group in groups.map({ $0.filter { Self.reason($0) == reason } }) where !group.isEmpty {
                page.entry(group[0].lead, group[0].style, Self.name(group), indent: 4, column: 9)
            }
        }
    }

    private static func reason(_ finding: Finding) -> String { finding.note ?? "no reason was given" }

    /// `Title (rule, on tracks)`
    private static func name(_ group: [Finding]) -> String {
        let tracks = group.compactMap(\.track)
        return "\(group[0].title) (\(group[0].rule.held)\(tracks.isEmpty ? "" : ", on " + Words.tracks(tracks)))"
    }

    func writeGoodToKnow(to page: inout Page) {
        let items = hiddenCharacters + file.assumptions.map(Words.sentence) + advice
        guard !items.isEmpty else { return }
        page.heading("GOOD TO KNOW")
        for item in items { page.entry("-", .none, item, column: 2) }
    }

    private var hiddenCharacters: [String] {
        file.path == file.path.plain
            ? [] : ["The file name holds control characters, which could mislead the reader; they are not shown here."]
    }

    /// Failures of the severity info ask for nothing, they advise.
    private var advice: [String] {
        byRule { $0.verdict == .failed && $0.severity == .info }.flatMap { group in
            group.map { finding in
                let words = "Measured \(finding.measured ?? "nothing"), advised is \(finding.expected)."
                return "\(Self.name([finding])). \(words) \(finding.cite); \(finding.sourceStatus.words)."
            }
        }
    }

    /// What the decoding libraries said, where the file gave them trouble.
    func writeEvidence(to page: inout Page) {
        let evidence = file.log?.evidence ?? []
        let isTrouble = evidence.contains { $0.level != "warning" } || file.count(.notMeasured) > 0
        guard isTrouble, !evidence.isEmpty else { return }
        let levels = ["fatal", "error", "warning"]
        let sorted = levels.flatMap { level in evidence.filter { $0.level == level }.sorted { $0.count > $1.count } }
        page.heading("WHAT THE DECODER SAID (# stands for a digit)")
        for item in sorted.prefix(5) {
            let times = item.count > 1 ? " (\(item.count) times)" : ""
            page.entry(item.level, .faint, "\(item.source): \(item.message)\(times)", column: 9)
        }
        if sorted.count > 5 { page.paragraph("and \(Words.count(sorted.count - 5, "other message"))") }
    }

    /// Rules that need nobody's attention.
    func writeSettled(to page: inout Page) {
        write(byRule { $0.verdict == .passed }, as: "PASSED", to: &page) { finding in
            "\(Self.name([finding])): \(finding.measured ?? "none"); expected \(finding.expected)"
                + (finding.judgedOver(in: file.log).map { "; judged over \($0)" } ?? "")
        }
        write(byRule { $0.verdict == .notApplicable }, as: "NOT APPLICABLE", to: &page) { finding in
            Self.name([finding]) + (finding.note.map { ": \($0)" } ?? "")
        }
    }

    private func write(
        _ groups: [[Finding]], as title: String, to page: inout Page, line: (Finding) -> String
    ) {
        if !groups.isEmpty { page.heading(title) }
        for finding in groups.joined() { page.entry("-", .none, line(finding), column: 2) }
    }
}

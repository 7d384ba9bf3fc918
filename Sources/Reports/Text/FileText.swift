import Model

/// The report on one file against one profile, as text for people: the verdict first, then what to do about it.
struct FileText {
    let file: FileReport
    let guides: [String: Guide]
    let isVerbose: Bool

    func write(to page: inout Page) {
        if let problem = file.problem, file.findings.isEmpty {
            let name = file.path.held + ": "
            page.entry(file.verdict.rawValue, file.verdict.style, name + Words.sentence(problem), indent: 0)
            return
        }
        writeHead(to: &page)
        writeOpenRules(to: &page)
        writeUnmeasured(to: &page)
        writeGoodToKnow(to: &page)
        writeEvidence(to: &page)
        if isVerbose { writeSettled(to: &page) }
        page.gap()
        page.paragraph(Coverage(file.findings).sentence, indent: 0)
    }

    private func writeHead(to page: inout Page) {
        let verdict = file.verdict.rawValue
        let wide = "\(Wrapping.hold) "
        let name = file.path.held + wide + "against" + wide + "\(file.profileTitle) (\(file.profile.held))"
        page.entry(verdict, file.verdict.style, name, indent: 0)
        page.paragraph(Coverage(file.findings).gist(of: file.verdict), indent: verdict.count + 2)
        if let problem = file.problem { page.paragraph(Words.sentence(problem), indent: verdict.count + 2) }
        page.gap()
        guard let log = file.log else { return }
        for row in FactLines(log: log, findings: file.findings).rows {
            page.entry(row.label, .faint, row.text, column: 10)
        }
        if isVerbose, let hash = log.file.sha256 { page.entry("SHA-256", .faint, hash, column: 10) }
    }

    /// Everything that somebody has to act on, the heaviest first.
    private func writeOpenRules(to page: inout Page) {
        var explained: [String: String] = [:]
        let sections: [(String, (Finding) -> Bool)] = [
            ("WHAT FAILED", { $0.verdict == .failed && $0.severity >= .error }),
            ("WARNINGS", { $0.verdict == .failed && $0.severity == .warning }),
            ("FOR A PERSON TO CHECK", { $0.verdict == .humanReview }),
            ("WAIVED", { $0.verdict == .waived }),
        ]
        for (title, belongs) in sections {
            let groups = byRule(belongs)
            if !groups.isEmpty { page.heading("\(title): \(Words.count(groups.count, "rule"))") }
            for group in groups {
                let known = group[0].metric.flatMap { explained[$0] }
                RuleBlock(findings: group, log: file.log, guides: guides, explainedAt: known).write(to: &page)
                if let metric = group[0].metric, known == nil { explained[metric] = group[0].rule }
            }
        }
    }

    /// Findings rule by rule, the worst severity first and otherwise in the profile's order.
    func byRule(_ belongs: (Finding) -> Bool) -> [[Finding]] {
        var order: [String] = []
        var groups: [String: [Finding]] = [:]
        for finding in file.findings where belongs(finding) {
            if groups[finding.rule] == nil { order.append(finding.rule) }
            groups[finding.rule, default: []].append(finding)
        }
        let inOrder = order.compactMap { groups[$0] }
        return Severity.allCases.reversed().flatMap { severity in inOrder.filter { $0[0].severity == severity } }
    }
}

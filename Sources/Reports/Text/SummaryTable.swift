import Model

/// One line per file and profile, behind the reports of several files.
struct SummaryTable {
    let report: Report

    func write(to page: inout Page) {
        page.heading("SUMMARY: \(totals)")
        let names = Columns.aligned(report.files.map { [$0.path.plain, $0.profile.plain] }, widest: 44)
        let widest = report.files.map(\.verdict.rawValue.count).max() ?? 0
        for (file, name) in zip(report.files, names) {
            let words = name.held + "\(Wrapping.hold) " + remark(file)
            page.entry(file.verdict.rawValue, file.verdict.style, words, column: widest + 2)
        }
    }

    /// `4 reports: 1 FAIL, 1 HOLD, 2 PASS`
    private var totals: String {
        let parts = FileVerdict.allCases.reversed().compactMap { verdict in
            let count = report.files.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(count) \(verdict.rawValue)"
        }
        return "\(Words.count(report.files.count, "report")): \(parts.joined(separator: ", "))"
    }

    private func remark(_ file: FileReport) -> String {
        if file.problem != nil, file.findings.isEmpty { return "could not be checked" }
        let coverage = Coverage(file.findings)
        let parts = [
            (coverage.failed(.error, .blocker), "failed"),
            (coverage.failed(.warning), coverage.failed(.warning) == 1 ? "warning" : "warnings"),
            (coverage.count(.notMeasured), "not measured"), (coverage.count(.humanReview), "for a person"),
            (coverage.count(.waived), "waived"),
        ]
        let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return told.isEmpty ? "\(coverage.count(.passed)) passed" : told.joined(separator: ", ")
    }
}

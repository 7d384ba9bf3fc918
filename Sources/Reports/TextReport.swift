import Model

/// The report for people: verdict first, then what failed, where, why it matters and how to mend it.
///
/// Texts of the file (its name, its metadata) are cleaned before they are printed. Passed rules are counted; a verbose
/// report lists them.
public struct TextReport: Sendable {
    /// Guides by metric id, the source of "Why" and "Mend".
    public var guides: [String: Guide]
    /// Columns of the terminal; at least 40 are used.
    public var width: Int
    public var useColour: Bool
    public var isVerbose: Bool

    public init(guides: [String: Guide] = [:], width: Int = 100, useColour: Bool = false, verbose: Bool = false) {
        self.guides = guides
        self.width = width
        self.useColour = useColour
        isVerbose = verbose
    }

    /// All files in the order of the report, and a summary where there is more than one.
    public func render(_ report: Report) -> String {
        guard !report.files.isEmpty else { return "NOT CHECKED  No file was given.\n" }
        var texts: [String] = []
        for (index, file) in report.files.enumerated() {
            let isOneLiner = { (file: FileReport) in file.problem != nil && file.findings.isEmpty }
            if index > 0, !(isOneLiner(file) && isOneLiner(report.files[index - 1])) { texts.append("\n\n") }
            texts.append(render(file))
        }
        if report.files.count > 1 { texts.append("\n\n" + summary(of: report)) }
        return texts.joined()
    }

    /// One file, for commands that print reports as they come.
    public func render(_ file: FileReport) -> String {
        page { FileText(file: file, guides: guides, isVerbose: isVerbose).write(to: &$0) }
    }

    /// The table behind several reports.
    public func summary(of report: Report) -> String {
        page { SummaryTable(report: report).write(to: &$0) }
    }

    private func page(_ write: (inout Page) -> Void) -> String {
        var page = Page(width: width, useColour: useColour)
        write(&page)
        return page.text
    }
}

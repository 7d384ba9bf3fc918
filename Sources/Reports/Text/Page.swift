/// Lines of a text report. Everything that is written passes through here and comes out cleaned, wrapped and, where
/// wanted, in colour: no caller can print a stranger's text as it came.
struct Page {
    private let width: Int
    private let useColour: Bool
    private(set) var lines: [String] = []

    init(width: Int, useColour: Bool) {
        self.width = max(width, 40)
        self.useColour = useColour
    }

    var text: String { lines.map { $0 + "\n" }.joined() }

    /// One empty line, never two.
    mutating func gap() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    mutating func heading(_ text: String) {
        gap()
        entry(text, .bold, indent: 0)
    }

    /// `lead` in its style, then the text; further lines hang under the text. `column` is where the text starts,
    /// counted from the lead.
    mutating func entry(_ lead: String, _ style: Style = .none, _ text: String = "", indent: Int = 2, column: Int = 0) {
        let lead = Self.clean(lead)
        let start = lead.isEmpty ? column : max(column, lead.columns + 2)
        let wrapped = Wrapping.lines(Self.clean(text), width: max(width - indent - start, 20))
        let space = String(repeating: " ", count: start - lead.columns)
        add(indent, paint(lead, style) + (wrapped[0].isEmpty ? "" : space + wrapped[0]))
        for line in wrapped.dropFirst() { add(indent + start, line) }
    }

    /// Text without a lead.
    mutating func paragraph(_ text: String, indent: Int = 2) { entry("", .none, text, indent: indent) }

    /// `label` and lines that are aligned already; a line that is too wide gives up its columns and wraps.
    mutating func table(_ label: String, _ rows: [String], indent: Int, column: Int) {
        for (index, row) in rows.enumerated() {
            let fits = row.columns <= width - indent - column
            entry(index == 0 ? label : "", .faint, fits ? row.held : row, indent: indent, column: column)
        }
    }

    private mutating func add(_ indent: Int, _ text: String) {
        lines.append(text.isEmpty ? "" : String(repeating: " ", count: indent) + text)
    }

    private func paint(_ text: String, _ style: Style) -> String {
        useColour && !text.isEmpty ? style.painted(text) : text
    }

    /// Cleans, but keeps the places where a line must not break.
    private static func clean(_ text: String) -> String {
        text.split(separator: Wrapping.hold, omittingEmptySubsequences: false).map { String($0).plain }
            .joined(separator: String(Wrapping.hold))
    }
}

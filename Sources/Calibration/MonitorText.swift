/// A judged monitor as text for a terminal.
public enum MonitorText {
    /// Lines without line ends; texts of the profile are made safe for a terminal.
    public static func lines(_ report: MonitorReport) -> [String] {
        var lines = [title(report), "  " + facts(report), "  " + target(report.target), ""]
        let rows = report.items.map(row)
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        for (item, row) in zip(report.items, rows) {
            let cells = (0..<3).map { pad(row[$0], widths[$0]) } + [row[3]]
            lines.append(trimmed("  " + cells.joined(separator: "  ")))
            if let note = item.note { lines.append("    " + printable(note)) }
        }
        if report.items.contains(where: { $0.basis == Basis.startingWords }) {
            lines += ["", "  * \(Basis.startingWords)"]
        }
        return lines + ["", verdict(report)]
    }

    private static func title(_ report: MonitorReport) -> String {
        let name = printable(report.description)
        return name.isEmpty ? printable(report.path) : "\(name) (\(printable(report.path)))"
    }

    private static func facts(_ report: MonitorReport) -> String {
        var facts = ["ICC \(report.version)"]
        if let date = report.created { facts.append("created \(date)") }
        if let date = report.calibrated { facts.append("calibrated \(date)") }
        return facts.joined(separator: ", ")
    }

    private static func target(_ target: MonitorTarget) -> String {
        "Target \(target.name.rawValue): white \(target.whiteName), \(target.toneName)"
    }

    private static func row(_ item: MonitorItem) -> [String] {
        let status =
            item.status == .failed ? "FAILED" : item.status == .notMeasured ? "not measured" : item.status.rawValue
        let measured = item.measured.map { [number($0), item.unit].compactMap { $0 }.joined(separator: " ") } ?? ""
        let star = item.basis == Basis.startingWords ? " *" : item.basis.map { " (\($0))" } ?? ""
        return [status, item.id, measured, item.expected.map { $0 + star } ?? ""]
    }

    private static func verdict(_ report: MonitorReport) -> String {
        func names(_ status: MonitorItem.Status) -> String {
            report.items.filter { $0.status == status }.map(\.id).joined(separator: ", ")
        }
        return switch report.verdict {
        case .pass: "PASS"
        case .fail: "FAIL: \(names(.failed))"
        case .hold:
            "HOLD: " + [names(.warning), names(.notMeasured)].filter { !$0.isEmpty }.joined(separator: ", ")
        case .notChecked: "NOT CHECKED: \(names(.notMeasured))"
        }
    }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Names come from strangers, and a terminal obeys control characters.
    public static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse].contains(
                        $0.properties.generalCategory)
                }))
    }
}

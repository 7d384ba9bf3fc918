import ColourScience

/// A judged monitor as a picture: where its primaries and white lie, and how its light follows the signal.
public enum MonitorPlot {
    private static let width = 1180.0
    private static let height = 690.0

    /// A standalone SVG. What the profile does not describe is missing, and said to be.
    public static func svg(_ report: MonitorReport) -> String {
        let name = report.description.isEmpty ? report.path : report.description
        var drawing = Drawing(
            width: width, height: height, title: "\(name) against \(report.target.name.rawValue)",
            description: "Chromaticity diagram with the gamut and white of the monitor and of its target, tone curves "
                + "and their error. " + summary(report).joined(separator: "; ") + ".")
        drawing.text(name, .init(64, 40), size: 20, bold: true)
        drawing.text(facts(report), .init(64, 62), size: 13, colour: Drawing.faint)
        verdict(report, into: &drawing)
        chromaticities(report, into: &drawing)
        tone(report, into: &drawing)
        footer(report, into: &drawing)
        return drawing.svg
    }

    private static func facts(_ report: MonitorReport) -> String {
        var facts = [
            "target \(report.target.name.rawValue): white \(report.target.whiteName), \(report.target.toneName)",
            "ICC \(report.version)",
        ]
        if let date = report.calibrated ?? report.created {
            facts.append((report.calibrated == nil ? "created " : "calibrated ") + "\(date)")
        }
        return facts.joined(separator: " · ")
    }

    private static func verdict(_ report: MonitorReport, into drawing: inout Drawing) {
        let colour =
            switch report.verdict {
            case .pass: "#1b6e3c"
            case .hold, .notChecked: "#8a5a00"
            case .fail: "#b3261e"
            }
        drawing.text(report.verdict.rawValue, .init(width - 40, 40), size: 20, .end, colour: colour, bold: true)
    }

    private static func chromaticities(_ report: MonitorReport, into drawing: inout Drawing) {
        let diagram = ChromaticityDiagram(left: 64, top: 86, side: 500)
        let wanted = report.target.primaries
        let dashed = Drawing.Style.line(Plotting.target, 1.6, dash: "6 4")
        diagram.draw(into: &drawing)
        diagram.triangle(wanted, dashed, into: &drawing)
        diagram.wanted(wanted.white, into: &drawing)
        if let found = report.measured.primaries {
            diagram.triangle(found, .line(Plotting.measured, 2), into: &drawing)
            diagram.labels(found, into: &drawing)
        }
        if let white = report.measured.white { diagram.found(white, into: &drawing) }
        let isThere = report.measured.primaries != nil
        var place = Drawing.Point(64, diagram.bottom + 58)
        place = Plotting.legend("target, white +", dashed, at: place, into: &drawing)
        _ = Plotting.legend(
            isThere ? "monitor, white ○" : "monitor: no primaries in the profile", .line(Plotting.measured, 2),
            at: place, into: &drawing)
    }

    private static func tone(_ report: MonitorReport, into drawing: inout Drawing) {
        guard !report.measured.responses.isEmpty else {
            return drawing.text(
                "The profile describes no tone curve.", .init(640, 120), size: 13, colour: Drawing.faint)
        }
        ToneDiagram(
            report.measured.responses, target: report.target.curve(peak: report.measured.peak), left: 640, top: 86,
            width: 500
        ).draw(into: &drawing)
    }

    /// The numbers that belong to the picture, judged or not.
    private static func summary(_ report: MonitorReport) -> [String] {
        let shown = [
            "white", "luminance", "tone", "channel-spread", "coverage-bt709", "coverage-p3", "coverage-bt2020",
            "round-trip",
        ]
        return report.items.filter { shown.contains($0.id) }.compactMap { item in
            item.measured.map { value in
                let unit = item.unit.map { $0 == "%" ? " %" : " \($0)" } ?? ""
                return "\(item.id) \(MonitorText.number(value))\(unit)" + mark(item.status)
            }
        }
    }

    private static func mark(_ status: MonitorItem.Status) -> String {
        switch status {
        case .failed: " FAILED"
        case .warning: " (warning)"
        case .passed, .reported, .notMeasured: ""
        }
    }

    private static func footer(_ report: MonitorReport, into drawing: inout Drawing) {
        let parts = summary(report)
        for (row, start) in stride(from: 0, to: parts.count, by: 5).enumerated() {
            drawing.text(
                parts[start..<min(start + 5, parts.count)].joined(separator: "   ·   "),
                .init(64, height - 38 + Double(row) * 18), size: 12, colour: Drawing.faint)
        }
    }
}

import ColourScience

/// The patches of colour bars in the a*b* plane, and how far each is off.
struct BarsPlot {
    private let report: BarsReport
    private var patches: [BarsReport.Patch] { report.patches }

    private static let width = 1180.0
    private static let height = 660.0

    init(_ report: BarsReport) { self.report = report }

    /// A standalone SVG.
    var svg: String {
        var drawing = Drawing(
            width: Self.width, height: Self.height, title: "Colour bars of \(report.file)",
            description: "Patches of \(report.bars) in the a*b* plane and their ΔE2000: \(report.summary).")
        drawing.text(report.file, .init(64, 40), size: 20, bold: true)
        drawing.text("bars \(report.bars) · \(report.summary)", .init(64, 62), size: 13, colour: Drawing.faint)
        plane(into: &drawing)
        differences(into: &drawing)
        return drawing.svg
    }

    // MARK: The a*b* plane

    private func plane(into drawing: inout Drawing) {
        let all = patches.flatMap { [$0.found, $0.nominal] }.flatMap { [abs($0.a), abs($0.b)] }
        let reach = max(20, (all.max() ?? 0) * 1.18)
        let axes = Axes(x: -reach...reach, y: -reach...reach, left: 64, top: 86, width: 480, height: 480)
        let ticks = Ticks.round(axes.x, about: 8)
        axes.draw(into: &drawing, xTicks: ticks, yTicks: ticks, digits: (0, 0), xName: "a*", yName: "b*")
        drawing.line(axes.point(-reach, 0), axes.point(reach, 0), .line("#9aa5b1", 1))
        drawing.line(axes.point(0, -reach), axes.point(0, reach), .line("#9aa5b1", 1))
        labels(axes, into: &drawing)
        for patch in patches { draw(patch, axes, into: &drawing) }
        drawing.rectangle(.init(64, 612), width: 12, height: 12, .line(Plotting.target, 1.5))
        drawing.text("as it should be", .init(84, 623), size: 12)
        drawing.circle(.init(206, 618), radius: 5, .area("#7b8794"))
        drawing.text("as found", .init(218, 623), size: 12)
    }

    private func draw(_ patch: BarsReport.Patch, _ axes: Axes, into drawing: inout Drawing) {
        let wanted = axes.point(patch.nominal.a, patch.nominal.b)
        let found = axes.point(patch.found.a, patch.found.b)
        drawing.line(wanted, found, .line(Drawing.faint, 1.2))
        drawing.rectangle(
            .init(wanted.x - 7, wanted.y - 7), width: 14, height: 14, .line(Plotting.target, 1.5))
        drawing.circle(
            found, radius: 5, .init(stroke: Drawing.ink, width: 0.8, fill: ScreenColour.hex(patch.found)))
    }

    /// On the side that the patch did not move to; greys lie on one another there and are named in the list.
    private func labels(_ axes: Axes, into drawing: inout Drawing) {
        var taken: [Drawing.Point] = []
        for patch in patches where patch.nominal.chroma > 12 {
            let place = axes.point(patch.nominal.a, patch.nominal.b)
            if taken.contains(where: { abs($0.x - place.x) < 40 && abs($0.y - place.y) < 14 }) { continue }
            taken.append(place)
            let moved = axes.point(patch.found.a, patch.found.b).y - place.y
            let isAbove = abs(moved) > 2 ? moved > 0 : place.y < axes.point(0, 0).y
            drawing.text(
                patch.name, .init(place.x, place.y + (isAbove ? -13 : 23)), size: 11, .middle, halo: true)
        }
    }

    // MARK: ΔE2000 of each patch

    private func differences(into drawing: inout Drawing) {
        let top = max(4, (patches.map(\.difference).max() ?? 0) * 1.2)
        let axes = Axes(x: 0...top, y: 0...Double(max(1, patches.count)), left: 740, top: 86, width: 340, height: 480)
        for tick in Ticks.round(axes.x, about: 6) {
            let place = axes.point(tick, 0)
            drawing.line(.init(place.x, axes.top), place, .line(Drawing.grid, 1))
            drawing.text(
                tick.fixed(tick == tick.rounded() ? 0 : 1), .init(place.x, axes.bottom + 16), size: 11, .middle,
                colour: Drawing.faint)
        }
        limit(BarsReport.good, "good", axes, into: &drawing)
        limit(BarsReport.bad, "fails", axes, into: &drawing)
        for (index, patch) in patches.enumerated() { bar(patch, index, axes, into: &drawing) }
        drawing.rectangle(.init(axes.left, axes.top), width: axes.width, height: axes.height, .line("#9aa5b1", 1))
        drawing.text("ΔE2000", .init(axes.left + axes.width / 2, axes.bottom + 34), size: 12, .middle)
        drawing.text(
            "Limits: starting values, not from a standard", .init(axes.right, axes.bottom + 57), size: 11, .end,
            colour: Drawing.faint)
    }

    private func limit(_ value: Double, _ word: String, _ axes: Axes, into drawing: inout Drawing) {
        let place = axes.point(value, 0)
        drawing.line(.init(place.x, axes.top - 4), place, .line("#8a5a00", 1.2, dash: "5 4"))
        drawing.text(word, .init(place.x, axes.top - 9), size: 11, .middle, colour: "#8a5a00")
    }

    private func bar(_ patch: BarsReport.Patch, _ index: Int, _ axes: Axes, into drawing: inout Drawing) {
        let row = axes.height / Double(patches.count)
        let height = min(26, row * 0.66)
        let middle = axes.top + (Double(index) + 0.5) * row
        let end = axes.point(patch.difference, 0)
        let isBad = patch.difference > BarsReport.bad
        drawing.rectangle(
            .init(axes.left, middle - height / 2), width: max(1, end.x - axes.left), height: height,
            .init(stroke: Drawing.ink, width: 0.8, fill: ScreenColour.hex(patch.found)))
        drawing.text(patch.name, .init(axes.left - 30, middle + 4), size: 12, .end)
        drawing.rectangle(
            .init(axes.left - 22, middle - 7), width: 14, height: 14,
            .init(stroke: Drawing.ink, width: 0.8, fill: ScreenColour.hex(patch.nominal)))
        drawing.text(
            patch.difference.fixed(2), .init(end.x + 8, middle + 4), size: 12, colour: isBad ? "#b3261e" : Drawing.ink,
            bold: isBad, halo: true)
    }
}

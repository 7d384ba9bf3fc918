import ColourScience

/// CIE 1976 u′v′ with the spectral locus, triangles and white points.
struct ChromaticityDiagram {
    private let axes: Axes

    /// - Parameter side: pixels of the whole width of 0.71 in u′; v′ has the same scale.
    init(left: Double, top: Double, side: Double) {
        axes = Axes(
            x: -0.05...0.66, y: -0.015...0.63, left: left, top: top, width: side, height: side * 0.645 / 0.71)
    }

    var bottom: Double { axes.bottom }

    private func point(_ xy: CIExy) -> Drawing.Point? { xy.uv.map { axes.point($0.u, $0.v) } }

    func draw(into drawing: inout Drawing) {
        let ticks = (0...6).map { Double($0) / 10 }
        axes.draw(into: &drawing, xTicks: ticks, yTicks: ticks, digits: (1, 1), xName: "CIE 1976 u′", yName: "v′")
        let locus = SpectralLocus.chromaticities.compactMap(point)
        drawing.clipped(to: locus, id: "locus", blur: 4) { colours(into: &$0) }
        drawing.path(locus, closed: true, .line("#7b8794", 1.2))
        wavelengths(into: &drawing)
    }

    private func colours(into drawing: inout Drawing) {
        let step = 0.02
        let size = axes.width * step / 0.71
        for column in 0..<33 {
            for row in 0..<30 {
                let corner = CIEuv(Double(column) * step, Double(row + 1) * step)
                let centre = CIEuv(corner.u + step / 2, corner.v - step / 2)
                guard let tint = ScreenColour.tint(centre) else { continue }
                drawing.rectangle(
                    axes.point(corner.u, corner.v), width: size + 0.5, height: size + 0.5, .area(tint))
            }
        }
    }

    /// Nanometres along the edge, pushed away from the middle.
    private func wavelengths(into drawing: inout Drawing) {
        guard let middle = point(White.d65) else { return }
        for wavelength in [440, 460, 470, 480, 490, 500, 510, 520, 540, 560, 580, 600, 620, 700] {
            guard let place = SpectralLocus.chromaticity(at: wavelength).flatMap(point) else { continue }
            let (dx, dy) = (place.x - middle.x, place.y - middle.y)
            let length = max(1, (dx * dx + dy * dy).squareRoot())
            drawing.circle(place, radius: 1.8, .area("#52606d"))
            let label = Drawing.Point(place.x + dx / length * 13, place.y + dy / length * 13 + 3.5)
            let anchor: Drawing.Anchor = dx / length > 0.5 ? .start : dx / length < -0.5 ? .end : .middle
            drawing.text("\(wavelength)", label, size: 10, anchor, colour: Drawing.faint)
        }
        drawing.text(
            "wavelengths in nm", .init(axes.right - 8, axes.bottom - 10), size: 10, .end, colour: Drawing.faint)
    }

    func triangle(_ primaries: RGBPrimaries, _ style: Drawing.Style, into drawing: inout Drawing) {
        let corners = [primaries.red, primaries.green, primaries.blue].compactMap(point)
        if corners.count == 3 { drawing.path(corners, closed: true, style) }
    }

    /// A cross for what is wanted.
    func wanted(_ white: CIExy, into drawing: inout Drawing) {
        if let place = point(white) { drawing.cross(place, .line(Plotting.target, 1.6), size: 7) }
    }

    /// A ring for what was found.
    func found(_ white: CIExy, into drawing: inout Drawing) {
        if let place = point(white) { drawing.circle(place, radius: 4.5, .line(Plotting.measured, 2)) }
    }

    func labels(_ primaries: RGBPrimaries, into drawing: inout Drawing) {
        for (name, xy, dx, dy) in [
            ("R", primaries.red, 8.0, -6.0), ("G", primaries.green, 9, -4), ("B", primaries.blue, 10, 12),
        ] {
            guard let place = point(xy) else { continue }
            drawing.circle(place, radius: 3, .area(Plotting.measured))
            drawing.text(name, .init(place.x + dx, place.y + dy), size: 12, bold: true)
        }
    }
}

/// What the plots have in common.
enum Plotting {
    static let target = "#1c2733"
    static let measured = "#b3261e"
    /// Red, green and blue as lines on white.
    static let channels = ["#c62828", "#2e7d32", "#1e56b0"]

    /// One entry of a legend: a line and its name. Returns where the next one may begin.
    static func legend(
        _ name: String, _ style: Drawing.Style, at place: Drawing.Point, into drawing: inout Drawing
    ) -> Drawing.Point {
        drawing.line(.init(place.x, place.y - 4), .init(place.x + 26, place.y - 4), style)
        drawing.text(name, .init(place.x + 32, place.y), size: 12)
        return .init(place.x + 32 + Double(name.count) * 6.6 + 22, place.y)
    }
}

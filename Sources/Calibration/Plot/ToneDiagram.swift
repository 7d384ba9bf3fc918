import ColourScience

/// Tone curves above, and what they are off by below.
struct ToneDiagram {
    let curves: [SampledCurve]
    let target: (Double) -> Double
    private let upper, lower: Axes

    /// Samples drawn of each curve.
    private static let samples = 201

    init(_ curves: [SampledCurve], target: @escaping (Double) -> Double, left: Double, top: Double, width: Double) {
        self.curves = curves
        self.target = target
        upper = Axes(x: 0...100, y: 0...100, left: left, top: top, width: width, height: 258)
        lower = Axes(
            x: 0...100, y: Self.range(curves, target), left: left, top: upper.bottom + 62, width: width, height: 141)
    }

    /// Per cent of signal, and of light or L*.
    private static func series(_ value: (Double) -> Double) -> [(x: Double, y: Double)] {
        (0..<samples).map {
            let signal = Double($0) / Double(samples - 1)
            return (signal * 100, value(signal))
        }
    }

    private static func error(_ curve: SampledCurve, _ target: (Double) -> Double, _ signal: Double) -> Double {
        100 * (Transfer.lightness.signal(curve.light(at: signal)) - Transfer.lightness.signal(target(signal)))
    }

    /// Symmetric, and never so narrow that rounding looks like a fault.
    private static func range(_ curves: [SampledCurve], _ target: (Double) -> Double) -> ClosedRange<Double> {
        let errors = curves.flatMap { curve in series { error(curve, target, $0) }.map { abs($0.y) } }
        let largest = max(1, (errors.max() ?? 0) * 1.15)
        return -largest...largest
    }

    func draw(into drawing: inout Drawing) {
        let signal = stride(from: 0.0, through: 100, by: 20).map { $0 }
        upper.draw(
            into: &drawing, xTicks: signal, yTicks: signal, digits: (0, 0), xName: "signal, %",
            yName: "light, % of white")
        lower.draw(
            into: &drawing, xTicks: signal, yTicks: Ticks.round(lower.y, about: 5), digits: (0, digits),
            xName: "signal, %", yName: "error, L*")
        drawing.line(lower.point(0, 0), lower.point(100, 0), .line(Drawing.faint, 1.2))
        for (index, curve) in curves.enumerated() {
            // Ever thinner, so that curves that lie on one another can all be seen.
            let style = Drawing.Style.line(colour(index), curves.count == 3 ? 4.2 - 1.4 * Double(index) : 2)
            drawing.path(points(upper) { 100 * curve.light(at: $0) }, style)
            drawing.path(points(lower) { Self.error(curve, target, $0) }, style)
        }
        drawing.path(points(upper) { 100 * target($0) }, .line(Plotting.target, 1.4, dash: "6 4"))
        legend(into: &drawing)
    }

    private var digits: Int { lower.y.upperBound < 2.5 ? 1 : 0 }

    private func colour(_ index: Int) -> String { curves.count == 3 ? Plotting.channels[index] : Plotting.measured }

    /// Inside the frame: a curve beyond white runs along its edge.
    private func points(_ axes: Axes, _ value: (Double) -> Double) -> [Drawing.Point] {
        Self.series(value).map { axes.point($0.x, min(max($0.y, axes.y.lowerBound), axes.y.upperBound)) }
    }

    private func legend(into drawing: inout Drawing) {
        let names = curves.count == 3 ? ["red", "green", "blue"] : ["neutral"]
        var place = Drawing.Point(upper.left + 14, upper.top + 22)
        for (index, _) in curves.enumerated() where index < names.count {
            _ = Plotting.legend(names[index], .line(colour(index), 1.8), at: place, into: &drawing)
            place.y += 18
        }
        _ = Plotting.legend("target", .line(Plotting.target, 1.4, dash: "6 4"), at: place, into: &drawing)
    }
}

/// A rectangle of a drawing with a scale in each direction.
struct Axes {
    /// Data at the edges.
    var x, y: ClosedRange<Double>
    /// Pixels: the left upper corner, and the size.
    var left, top, width, height: Double

    func point(_ x: Double, _ y: Double) -> Drawing.Point {
        let across = (x - self.x.lowerBound) / (self.x.upperBound - self.x.lowerBound)
        let up = (y - self.y.lowerBound) / (self.y.upperBound - self.y.lowerBound)
        return Drawing.Point(left + width * across, top + height * (1 - up))
    }

    var bottom: Double { top + height }
    var right: Double { left + width }
    var corners: [Drawing.Point] {
        [.init(left, top), .init(right, top), .init(right, bottom), .init(left, bottom)]
    }

    /// Frame, grid, numbers and names.
    func draw(
        into drawing: inout Drawing, xTicks: [Double], yTicks: [Double], digits: (x: Int, y: Int), xName: String,
        yName: String
    ) {
        for tick in xTicks {
            let place = point(tick, y.lowerBound)
            drawing.line(.init(place.x, top), .init(place.x, bottom), .line(Drawing.grid, 1))
            drawing.text(
                tick.fixed(digits.x), .init(place.x, bottom + 16), size: 11, .middle, colour: Drawing.faint)
        }
        for tick in yTicks {
            let place = point(x.lowerBound, tick)
            drawing.line(.init(left, place.y), .init(right, place.y), .line(Drawing.grid, 1))
            drawing.text(tick.fixed(digits.y), .init(left - 7, place.y + 4), size: 11, .end, colour: Drawing.faint)
        }
        drawing.rectangle(.init(left, top), width: width, height: height, .line("#9aa5b1", 1))
        drawing.text(xName, .init(left + width / 2, bottom + 34), size: 12, .middle)
        drawing.text(yName, .init(left - 42, top + height / 2), size: 12, .middle, turned: true)
    }
}

/// Round numbers for an axis.
enum Ticks {
    /// Multiples of 1, 2 or 5 times a power of ten, about `count` of them, inside the range.
    static func round(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
        let rough = (range.upperBound - range.lowerBound) / Double(max(1, count))
        guard rough > 0, rough.isFinite else { return [range.lowerBound] }
        var power = 1.0
        while power > rough { power /= 10 }
        while power * 10 <= rough { power *= 10 }
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? 10 * power
        let first = Int((range.lowerBound / step).rounded(.up))
        let last = Int((range.upperBound / step + 1e-9).rounded(.down))
        return first <= last ? (first...last).map { Double($0) * step } : []
    }
}

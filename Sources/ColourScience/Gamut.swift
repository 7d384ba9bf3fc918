/// A triangle in a chromaticity diagram; the order of its corners does not matter.
public struct Triangle: Sendable {
    /// x, y or u′, v′.
    public typealias Point = SIMD2<Double>

    /// Anticlockwise.
    let corners: [Point]

    public init(_ a: Point, _ b: Point, _ c: Point) {
        corners = Self.turn(a, b, c) < 0 ? [a, c, b] : [a, b, c]
    }

    /// In units of the diagram.
    public var area: Double { Self.area(corners) }

    /// The edges belong to the triangle.
    public func contains(_ point: Point) -> Bool {
        corners.indices.allSatisfy { Self.turn(corners[$0], corners[($0 + 1) % 3], point) >= 0 }
    }

    /// Area that both cover (Sutherland–Hodgman clipping; both are convex).
    public func sharedArea(with other: Triangle) -> Double {
        var polygon = corners
        for index in other.corners.indices {
            polygon = Self.clip(polygon, other.corners[index], other.corners[(index + 1) % 3])
        }
        return Self.area(polygon)
    }

    /// The share of `target` that this triangle covers, 0 to 1; nil for a target without an area.
    public func coverage(of target: Triangle) -> Double? {
        target.area > 1e-12 ? min(1, sharedArea(with: target) / target.area) : nil
    }

    /// Keeps what lies to the left of the line from `start` to `end`.
    private static func clip(_ polygon: [Point], _ start: Point, _ end: Point) -> [Point] {
        var kept: [Point] = []
        for (index, point) in polygon.enumerated() {
            let previous = polygon[(index + polygon.count - 1) % polygon.count]
            let side = turn(start, end, point)
            let before = turn(start, end, previous)
            if (side >= 0) != (before >= 0) {
                kept.append(previous + (point - previous) * (before / (before - side)))
            }
            if side >= 0 { kept.append(point) }
        }
        return kept
    }

    /// Positive where a, b, c turn anticlockwise.
    private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    private static func area(_ polygon: [Point]) -> Double {
        guard polygon.count >= 3 else { return 0 }
        let doubled = polygon.indices.reduce(0) { sum, index in
            let next = polygon[(index + 1) % polygon.count]
            return sum + polygon[index].x * next.y - next.x * polygon[index].y
        }
        return abs(doubled) / 2
    }
}

extension RGBPrimaries {
    /// The gamut in CIE 1931 x, y.
    public var triangleXY: Triangle { Triangle(.init(red.x, red.y), .init(green.x, green.y), .init(blue.x, blue.y)) }

    /// The gamut in CIE 1976 u′, v′; nil where one of the primaries has none.
    public var triangleUV: Triangle? {
        guard let red = red.uv, let green = green.uv, let blue = blue.uv else { return nil }
        return Triangle(.init(red.u, red.v), .init(green.u, green.v), .init(blue.u, blue.v))
    }

    /// Share of the gamut of `target` that these primaries reach, in u′, v′, 0 to 1.
    public func coverage(of target: RGBPrimaries) -> Double? {
        guard let mine = triangleUV, let theirs = target.triangleUV else { return nil }
        return mine.coverage(of: theirs)
    }
}

/// Whether colours of one set of primaries can be shown with another.
public struct GamutMembership: Sendable {
    private let matrix: Matrix3
    /// A component may be negative by this share of the largest one: rounding moves colours of the edge to and fro.
    public var tolerance: Double

    /// Nil where one of the sets has no matrix.
    public init?(of source: RGBPrimaries, in target: RGBPrimaries, tolerance: Double = 0.01) {
        guard let matrix = source.matrix(to: target) else { return nil }
        self.matrix = matrix
        self.tolerance = tolerance
    }

    /// - Parameter rgb: linear light in the source's primaries, in any unit.
    public func contains(_ rgb: Triple) -> Bool {
        let inside = matrix * rgb
        return inside.min() >= -tolerance * max(inside.max(), 0)
    }
}

/// How many colours a device reaches: the volume of its gamut in CIE L*a*b* under D50, in ΔE³ (ΔE*ab).
public enum GamutVolume {
    /// From colours of the surface of R, G, B from 0 to 1, by the divergence theorem.
    ///
    /// - Parameters:
    ///   - steps: squares along an edge of a face.
    ///   - lab: L*a*b* of signals R, G, B, in their order; nil where there is none.
    /// - Returns: nil where `lab` gives nothing, or numbers that are not finite.
    public static func volume(steps: Int = 32, lab: ([Triple]) -> [CIELab]?) -> Double? {
        precondition(steps >= 1, "a face has squares")
        var sum = 0.0
        for axis in 0..<3 {
            for side in 0...1 {
                let points = face(axis, side, steps)
                guard let colours = lab(points), colours.count == points.count else { return nil }
                let flux = flux(colours.map { Triple($0.L, $0.a, $0.b) }, steps)
                sum += side == 1 ? flux : -flux
            }
        }
        return sum.isFinite ? abs(sum) / 6 : nil
    }

    /// Of ideal primaries whose white becomes D50; nil for primaries without a matrix.
    public static func volume(of primaries: RGBPrimaries) -> Double? {
        guard let matrix = adapted(primaries) else { return nil }
        return volume { $0.map { colour($0, matrix) } }
    }

    /// Share of the volume of `target`, whose white becomes D50, that lies inside the gamut of a device, 0 to 1.
    ///
    /// - Parameters:
    ///   - device: linear R, G, B to X, Y, Z under D50.
    ///   - steps: cells along an edge of the target's cube.
    public static func coverage(of target: RGBPrimaries, by device: Matrix3, steps: Int = 32) -> Double? {
        guard let matrix = adapted(target), let back = device.inverse else { return nil }
        let inside = back * matrix
        var whole = 0.0
        var shared = 0.0
        for red in 0..<steps {
            for green in 0..<steps {
                for blue in 0..<steps {
                    let corner = Triple(Double(red), Double(green), Double(blue)) / Double(steps)
                    let size = cell(corner, 1 / Double(steps), matrix)
                    whole += size
                    let light = inside * linear(corner + 0.5 / Double(steps))
                    if light.min() >= -1e-4 && light.max() <= 1.0001 { shared += size }
                }
            }
        }
        return whole > 0 ? shared / whole : nil
    }

    private static func adapted(_ primaries: RGBPrimaries) -> Matrix3? {
        guard primaries.white.y > 0, let matrix = primaries.toXYZ,
            let adaptation = Bradford.matrix(from: primaries.white.xyz(), to: White.pcs)
        else { return nil }
        return adaptation * matrix
    }

    /// Signals are spread as lightness is, so that cells come out alike.
    private static func linear(_ signal: Triple) -> Triple {
        let curve = Transfer.lightness
        return Triple(curve.light(signal.x), curve.light(signal.y), curve.light(signal.z))
    }

    private static func colour(_ signal: Triple, _ matrix: Matrix3) -> CIELab {
        CIELab(matrix * linear(signal), white: White.pcs)
    }

    /// Volume of a small cube of signals, from the edges that meet in its corner.
    private static func cell(_ corner: Triple, _ edge: Double, _ matrix: Matrix3) -> Double {
        func lab(_ signal: Triple) -> Triple {
            let colour = colour(signal, matrix)
            return Triple(colour.L, colour.a, colour.b)
        }
        let origin = lab(corner)
        let red = lab(corner + Triple(edge, 0, 0)) - origin
        let green = lab(corner + Triple(0, edge, 0)) - origin
        let blue = lab(corner + Triple(0, 0, edge)) - origin
        return abs(dot(red, cross(green, blue)))
    }

    /// Signals of one face, row by row.
    private static func face(_ axis: Int, _ side: Int, _ steps: Int) -> [Triple] {
        (0...steps).flatMap { row in
            (0...steps).map { column in
                var point = Triple()
                point[axis] = Double(side)
                point[(axis + 1) % 3] = Double(row) / Double(steps)
                point[(axis + 2) % 3] = Double(column) / Double(steps)
                return point
            }
        }
    }

    /// Six times the volume between the origin and a face, by triangles.
    private static func flux(_ points: [Triple], _ steps: Int) -> Double {
        var sum = 0.0
        for row in 0..<steps {
            for column in 0..<steps {
                let place = row * (steps + 1) + column
                let (a, b) = (points[place], points[place + steps + 1])
                let (c, d) = (points[place + steps + 2], points[place + 1])
                sum += dot(a, cross(b, c)) + dot(a, cross(c, d))
            }
        }
        return sum
    }
}

/// CIE 1931 chromaticity x, y.
public struct CIExy: Hashable, Sendable {
    public var x, y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// Of tristimulus values; nil for black.
    public init?(_ xyz: Triple) {
        let sum = xyz.sum()
        guard sum.isFinite, abs(sum) > 1e-12 else { return nil }
        self.init(xyz.x / sum, xyz.y / sum)
    }

    /// X, Y, Z at the given luminance Y.
    ///
    /// - Precondition: y is not 0; a chromaticity on the line of no luminance has no X and Z.
    public func xyz(luminance: Double = 1) -> Triple {
        precondition(y != 0, "no luminance at y = 0")
        return Triple(x / y, 1, (1 - x - y) / y) * luminance
    }

    /// CIE 1976 u′, v′; nil where it is undefined (-2x + 12y + 3 = 0).
    public var uv: CIEuv? {
        let divisor = -2 * x + 12 * y + 3
        return abs(divisor) > 1e-12 ? CIEuv(4 * x / divisor, 9 * y / divisor) : nil
    }

    /// The larger of the differences in x and in y.
    public func maximumDifference(to other: CIExy) -> Double { max(abs(x - other.x), abs(y - other.y)) }
}

/// CIE 1976 uniform chromaticity u′, v′.
public struct CIEuv: Hashable, Sendable {
    public var u, v: Double

    public init(_ u: Double, _ v: Double) {
        self.u = u
        self.v = v
    }

    /// Of tristimulus values; nil for black.
    public init?(_ xyz: Triple) {
        let divisor = xyz.x + 15 * xyz.y + 3 * xyz.z
        guard divisor.isFinite, abs(divisor) > 1e-12 else { return nil }
        self.init(4 * xyz.x / divisor, 9 * xyz.y / divisor)
    }

    /// Nil where it is undefined (6u - 16v + 12 = 0).
    public var xy: CIExy? {
        let divisor = 6 * u - 16 * v + 12
        return abs(divisor) > 1e-12 ? CIExy(9 * u / divisor, 4 * v / divisor) : nil
    }

    /// Δu′v′
    public func distance(to other: CIEuv) -> Double {
        ((u - other.u) * (u - other.u) + (v - other.v) * (v - other.v)).squareRoot()
    }
}

/// White points by name.
public enum White {
    /// The ICC profile connection space (ICC.1:2022 §7.2.16), X 0.9642 Y 1 Z 0.8249.
    public static let pcs = Triple(0.9642, 1, 0.8249)
    /// To the four digits in use; the connection space has its own, ``pcs``.
    public static let d50 = CIExy(0.3457, 0.3585)
    /// As every ITU-R and SMPTE document rounds it.
    public static let d65 = CIExy(0.3127, 0.3290)
    /// Calibration white of a cinema projector, SMPTE RP 431-2.
    public static let dci = CIExy(0.314, 0.351)

    /// Name and chromaticity of the whites that displays and projectors are set to.
    public static let named: [(name: String, xy: CIExy)] = [
        ("D65", d65), ("D50", d50), ("DCI", dci), ("D55", CIExy(0.3324, 0.3474)), ("D60", CIExy(0.32168, 0.33767)),
        ("D93", CIExy(0.2831, 0.2971)), ("C", CIExy(0.310, 0.316)), ("E", CIExy(1 / 3.0, 1 / 3.0)),
    ]

    /// The named white within `tolerance` in both x and y that lies closest.
    public static func name(_ xy: CIExy, within tolerance: Double = 0.002) -> String? {
        let nearest = named.min { xy.maximumDifference(to: $0.xy) < xy.maximumDifference(to: $1.xy) }
        return nearest.flatMap { xy.maximumDifference(to: $0.xy) <= tolerance ? $0.name : nil }
    }
}

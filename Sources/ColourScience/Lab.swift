import Glibc

/// CIE 1976 L*a*b* (ISO/CIE 11664-4).
public struct CIELab: Hashable, Sendable {
    public var L, a, b: Double

    public init(_ L: Double, _ a: Double, _ b: Double) {
        self.L = L
        self.a = a
        self.b = b
    }

    /// - Parameter white: the white that has L* = 100, in the same unit as `xyz`.
    public init(_ xyz: Triple, white: Triple) {
        let f = Triple(Self.f(xyz.x / white.x), Self.f(xyz.y / white.y), Self.f(xyz.z / white.z))
        self.init(116 * f.y - 16, 500 * (f.x - f.y), 200 * (f.y - f.z))
    }

    /// X, Y, Z in the unit of `white`.
    public func xyz(white: Triple) -> Triple {
        let y = (L + 16) / 116
        return Triple(Self.inverse(y + a / 500), Self.inverse(y), Self.inverse(y - b / 200)) * white
    }

    /// C*ab
    public var chroma: Double { hypot(a, b) }

    /// ΔE*ab, the plain distance.
    public func distance(to other: CIELab) -> Double {
        let difference = Triple(L - other.L, a - other.a, b - other.b)
        return dot(difference, difference).squareRoot()
    }

    private static let knee = 216.0 / 24389

    private static func f(_ ratio: Double) -> Double {
        ratio > knee ? cbrt(ratio) : (24389.0 / 27 * ratio + 16) / 116
    }

    private static func inverse(_ f: Double) -> Double {
        let cube = f * f * f
        return cube > knee ? cube : (116 * f - 16) * 27 / 24389
    }
}

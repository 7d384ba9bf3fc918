/// IC_TC_P of BT.2020 light with the PQ curve (ITU-R BT.2100 table 7), absolute: light is in cd/m².
public struct ICtCp: Hashable, Sendable {
    public var i, t, p: Double

    public init(i: Double, t: Double, p: Double) {
        self.i = i
        self.t = t
        self.p = p
    }

    /// - Parameter light: linear R, G, B in BT.2020 primaries, cd/m²; negative light counts as none.
    public init(bt2020 light: Triple) {
        let lms = Self.cone * light
        let signal = Triple(PQ.signal(lms.x), PQ.signal(lms.y), PQ.signal(lms.z))
        let coded = Self.opponents * signal
        self.init(i: coded.x, t: coded.y, p: coded.z)
    }

    /// ΔE_ITP (ITU-R BT.2124): 1 is about what an eye can just tell under the best of conditions.
    public func deltaE(to other: ICtCp) -> Double {
        let difference = Triple(i - other.i, (t - other.t) / 2, p - other.p)
        return 720 * dot(difference, difference).squareRoot()
    }

    private static let cone = Matrix3(
        Triple(1688, 2146, 262) / 4096, Triple(683, 2951, 462) / 4096, Triple(99, 309, 3688) / 4096)
    private static let opponents = Matrix3(
        Triple(2048, 2048, 0) / 4096, Triple(6610, -13613, 7003) / 4096, Triple(17933, -17390, -543) / 4096)
}

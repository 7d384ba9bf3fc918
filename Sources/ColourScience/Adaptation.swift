/// Linear Bradford chromatic adaptation (ICC.1:2022 annex E).
public enum Bradford {
    /// X, Y, Z to sharpened cone responses.
    public static let cone = Matrix3(
        Triple(0.8951, 0.2664, -0.1614), Triple(-0.7502, 1.7135, 0.0367), Triple(0.0389, -0.0685, 1.0296))

    /// Takes colours seen under one white to the corresponding colours under another.
    ///
    /// - Parameters: X, Y, Z of the two whites at the same luminance.
    /// - Returns: nil when the first white excites one of the cones not at all.
    public static func matrix(from source: Triple, to destination: Triple) -> Matrix3? {
        let before = cone * source
        let after = cone * destination
        guard let back = cone.inverse, before.min() > 1e-9, after.min().isFinite else { return nil }
        return back * Matrix3(diagonal: after / before) * cone
    }
}

import Bitstreams

/// Well-known mastering displays. ST 2086 carries chromaticities in steps of 0.00002.
enum MasteringPrimaries {
    private static let known:
        [(name: String, red: ChromaticityPoint, green: ChromaticityPoint, blue: ChromaticityPoint)] = [
            ("P3-D65", .init(x: 0.680, y: 0.320), .init(x: 0.265, y: 0.690), .init(x: 0.150, y: 0.060)),
            ("BT.2020", .init(x: 0.708, y: 0.292), .init(x: 0.170, y: 0.797), .init(x: 0.131, y: 0.046)),
            ("BT.709", .init(x: 0.640, y: 0.330), .init(x: 0.300, y: 0.600), .init(x: 0.150, y: 0.060)),
        ]
    private static let d65 = ChromaticityPoint(x: 0.3127, y: 0.3290)
    /// Values rounded to three digits by a tool are still the same display.
    private static let tolerance = 0.002
    /// Five steps of ST 2086 are rounding; what is further off is named.
    private static let exact = 0.000101

    /// `P3-D65`, `BT.2020`, `BT.709` or `other`; nil when the metadata has no primaries.
    static func name(_ display: MasteringDisplayColourVolume) -> String? {
        guard display.red != nil, display.green != nil, display.blue != nil, display.white != nil else { return nil }
        return match(display, within: tolerance) ?? "other"
    }

    private static func match(_ display: MasteringDisplayColourVolume, within slack: Double) -> String? {
        let found = [display.red, display.green, display.blue, display.white].compactMap { $0 }
        return known.first { zip([$0.red, $0.green, $0.blue, d65], found).allSatisfy { isNear($0, $1, slack) } }?.name
    }

    /// The red primary has the largest x of any display, the green one the largest y.
    static func remark(_ display: MasteringDisplayColourVolume) -> String? {
        guard let red = display.red, let green = display.green, let blue = display.blue else { return nil }
        if isSwapped(red, green, blue) { return "the primaries stand in the wrong order" }
        return match(display, within: exact) == nil ? describe(display) : nil
    }

    static func isSwapped(_ red: ChromaticityPoint, _ green: ChromaticityPoint, _ blue: ChromaticityPoint) -> Bool {
        red.x < green.x || red.x < blue.x || green.y < red.y || green.y < blue.y || blue.y > red.y
    }

    private static func describe(_ display: MasteringDisplayColourVolume) -> String {
        [("R", display.red), ("G", display.green), ("B", display.blue), ("W", display.white)]
            .compactMap { label, point in point.map { "\(label) \(short($0.x)) \(short($0.y))" } }
            .joined(separator: ", ")
    }

    private static func short(_ value: Double) -> Double { (value * 1e5).rounded() / 1e5 }

    private static func isNear(_ a: ChromaticityPoint, _ b: ChromaticityPoint, _ slack: Double) -> Bool {
        abs(a.x - b.x) <= slack && abs(a.y - b.y) <= slack
    }
}

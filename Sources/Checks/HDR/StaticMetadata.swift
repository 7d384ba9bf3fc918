import Media
import Model

/// Mastering display and content light level of one source.
struct StaticMetadata {
    var mastering: MasteringDisplay?
    var light: ContentLight?

    init(_ mastering: MasteringDisplay?, _ light: ContentLight?) {
        self.mastering = mastering
        self.light = light
    }

    var isEmpty: Bool { mastering == nil && light == nil }

    func filled(from other: StaticMetadata) -> StaticMetadata {
        StaticMetadata(mastering ?? other.mastering, light ?? other.light)
    }

    static func maxLuminance(_ source: String) -> Metric {
        Metric("hdr.\(source)mastering.max-luminance", unit: "cd/m²")
    }
    static func minLuminance(_ source: String) -> Metric {
        Metric("hdr.\(source)mastering.min-luminance", unit: "cd/m²")
    }
    static func primaries(_ source: String) -> Metric { Metric("hdr.\(source)mastering.primaries") }
    static func maxCLL(_ source: String) -> Metric { Metric("hdr.\(source)max-cll", unit: "cd/m²") }
    static func maxFALL(_ source: String) -> Metric { Metric("hdr.\(source)max-fall", unit: "cd/m²") }

    static func metrics(_ source: String) -> [Metric] {
        [maxLuminance(source), minLuminance(source), primaries(source), maxCLL(source), maxFALL(source)]
    }

    /// - Parameter source: what stands between `hdr.` and the name: empty, `container.` or `bitstream.`.
    func add(_ source: String, _ track: TrackID, _ none: String, into log: inout Log) {
        func number(_ metric: Metric, _ value: Double?, zeroIsUnknown: Bool = false) {
            let note = value == nil ? none : zeroIsUnknown && value == 0 ? "0 means unknown" : nil
            log.add(metric, track, value.map { .number(rounded($0)) }, note: note)
        }
        number(Self.maxLuminance(source), mastering?.maxLuminance)
        number(Self.minLuminance(source), mastering?.minLuminance)
        let name = mastering.flatMap(MasteringPrimaries.name)
        log.add(
            Self.primaries(source), track, name.map { .text($0) },
            note: name == nil ? none : mastering.flatMap(MasteringPrimaries.remark))
        number(Self.maxCLL(source), light.map { Double($0.maxCLL) }, zeroIsUnknown: true)
        number(Self.maxFALL(source), light.map { Double($0.maxFALL) }, zeroIsUnknown: true)
    }

    private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

/// Well-known mastering displays. ST 2086 carries chromaticities in steps of 0.00002.
enum MasteringPrimaries {
    private static let known: [(name: String, red: Chromaticity, green: Chromaticity, blue: Chromaticity)] = [
        ("P3-D65", .init(x: 0.680, y: 0.320), .init(x: 0.265, y: 0.690), .init(x: 0.150, y: 0.060)),
        ("BT.2020", .init(x: 0.708, y: 0.292), .init(x: 0.170, y: 0.797), .init(x: 0.131, y: 0.046)),
        ("BT.709", .init(x: 0.640, y: 0.330), .init(x: 0.300, y: 0.600), .init(x: 0.150, y: 0.060)),
    ]
    private static let d65 = Chromaticity(x: 0.3127, y: 0.3290)
    /// Values rounded to three digits by a tool are still the same display.
    private static let tolerance = 0.002

    /// `P3-D65`, `BT.2020`, `BT.709` or `other`; nil when the metadata has no primaries.
    static func name(_ display: MasteringDisplay) -> String? {
        guard let red = display.red, let green = display.green, let blue = display.blue, let white = display.white
        else { return nil }
        let match = known.first {
            isNear($0.red, red) && isNear($0.green, green) && isNear($0.blue, blue) && isNear(d65, white)
        }
        return match?.name ?? "other"
    }

    /// The red primary has the largest x of any display, the green one the largest y.
    static func remark(_ display: MasteringDisplay) -> String? {
        guard let red = display.red, let green = display.green, let blue = display.blue else { return nil }
        if red.x < green.x || red.x < blue.x || green.y < red.y || green.y < blue.y {
            return "the primaries stand in the wrong order"
        }
        return name(display) == "other" ? describe(display) : nil
    }

    private static func describe(_ display: MasteringDisplay) -> String {
        [("R", display.red), ("G", display.green), ("B", display.blue), ("W", display.white)]
            .compactMap { label, point in point.map { "\(label) \(short($0.x)) \(short($0.y))" } }
            .joined(separator: ", ")
    }

    private static func short(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }

    private static func isNear(_ a: Chromaticity, _ b: Chromaticity) -> Bool {
        abs(a.x - b.x) <= tolerance && abs(a.y - b.y) <= tolerance
    }
}

import ColourScience

/// What a monitor is set up to show.
public struct MonitorTarget: Sendable {
    /// As typed on the command line.
    public enum Name: String, CaseIterable, Sendable {
        case bt709, srgb, bt2020
        case displayP3 = "display-p3"
        case p3D65 = "p3-d65"
        case p3DCI = "p3-dci"
        case bt2020PQ = "bt2020-pq"
        case bt2020HLG = "bt2020-hlg"
        case p3D65PQ = "p3-d65-pq"
    }

    public enum Tone: Equatable, Sendable {
        /// Judged by the exponent that fits.
        case gamma(Double)
        case srgb
        /// Judged by the largest differences of the curves.
        case pq, hlg
    }

    public let name: Name
    public var primaries: RGBPrimaries
    public var tone: Tone
    /// cd/m²; nil where nothing is known that could be asked for.
    public var luminance: Luminance?
    /// Gamuts that have to be covered, each with the least share where one is known.
    var coverages: [Coverage]

    /// A range of peak luminance in cd/m².
    public struct Luminance: Equatable, Sendable {
        public var least, most: Double
        var basis: Basis

        /// Asked for on the command line, with the tolerance of ITU-R BT.2035.
        public static func around(_ value: Double) -> Luminance {
            Luminance(least: value * 0.9, most: value * 1.1, basis: .starting)
        }
    }

    struct Coverage: Sendable {
        var name: String
        var primaries: RGBPrimaries
        var least: Double?
    }

    public init(_ name: Name) {
        switch name {
        case .bt709: self.init(name, .bt709, .gamma(2.4), .studio, [.bt709])
        case .srgb: self.init(name, .bt709, .srgb, nil, [.bt709])
        case .bt2020: self.init(name, .bt2020, .gamma(2.4), .studio, [.bt2020, .p3])
        case .displayP3: self.init(name, .p3D65, .srgb, nil, [.p3])
        case .p3D65: self.init(name, .p3D65, .gamma(2.6), nil, [.p3])
        case .p3DCI: self.init(name, .p3DCI, .gamma(2.6), nil, [.p3])
        case .bt2020PQ: self.init(name, .bt2020, .pq, .highDynamicRange, [.bt2020, .p3])
        case .bt2020HLG: self.init(name, .bt2020, .hlg, .highDynamicRange, [.bt2020, .p3])
        case .p3D65PQ: self.init(name, .p3D65, .pq, .highDynamicRange, [.p3])
        }
    }

    private init(
        _ name: Name, _ primaries: RGBPrimaries, _ tone: Tone, _ luminance: Luminance?, _ coverages: [Coverage]
    ) {
        self.name = name
        self.primaries = primaries
        self.tone = tone
        self.luminance = luminance
        self.coverages = coverages
    }

    /// The curve to be reached, normalised to the peak of the monitor.
    ///
    /// - Parameter peak: cd/m²; nil where it is not known, which PQ takes for 10 000 and HLG for 1000.
    func curve(peak: Double?) -> @Sendable (Double) -> Double {
        switch tone {
        case .gamma(let exponent): return Transfer.gamma(exponent).light
        case .srgb: return Transfer.srgb.light
        case .pq:
            let peak = peak ?? PQ.peak
            return { min(PQ.luminance($0), peak) / peak }
        case .hlg:
            let grey = HLG.systemGamma(peak: peak ?? 1000)
            return { Transfer.gamma(grey).light(HLG.sceneLight($0)) }
        }
    }

    /// `D65`, or `DCI`.
    var whiteName: String { White.name(primaries.white) ?? "x \(primaries.white.x) y \(primaries.white.y)" }

    var toneName: String {
        switch tone {
        case .gamma(2.4): "gamma 2.4 (BT.1886)"
        case .gamma(let exponent): "gamma \(exponent)"
        case .srgb: "sRGB curve"
        case .pq: "PQ"
        case .hlg: "HLG"
        }
    }
}

extension MonitorTarget.Luminance {
    static let studio = Self(least: 90, most: 110, basis: .document("ITU-R BT.2035"))
    /// The class of monitors HDR is mastered on; nothing is said of how bright one may be.
    static let highDynamicRange = Self(least: 1000, most: .infinity, basis: .starting)
}

extension MonitorTarget.Coverage {
    static let bt709 = Self(name: "BT.709", primaries: .bt709, least: 0.99)
    static let p3 = Self(name: "P3", primaries: .p3D65, least: 0.98)
    /// No monitor covers it, and no share of it is agreed upon.
    static let bt2020 = Self(name: "BT.2020", primaries: .bt2020, least: nil)
}

/// Where a limit comes from.
enum Basis: Equatable, Sendable {
    /// Ours, to be tuned: no document has this number.
    case starting
    case document(String)

    static let startingWords = "starting value, not from a standard"

    var words: String {
        switch self {
        case .starting: Self.startingWords
        case .document(let name): name
        }
    }
}

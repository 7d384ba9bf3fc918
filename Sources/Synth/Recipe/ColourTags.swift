import Media

/// Colour as H.273 names spelt like libavutil's, or as numbers for codes without a name. Nil is "unspecified".
public struct ColourNames: Codable, Equatable, Sendable {
    public var primaries, transfer, matrix, range, location: String?

    public init(
        primaries: String? = nil, transfer: String? = nil, matrix: String? = nil, range: String? = nil,
        location: String? = nil
    ) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.range = range
        self.location = location
    }

    public static let unspecified = ColourNames()
    public static let bt709 = ColourNames(primaries: "bt709", transfer: "bt709", matrix: "bt709", range: "tv")
    /// 625 lines, BT.601.
    public static let bt601 = ColourNames(primaries: "bt470bg", transfer: "bt709", matrix: "bt470bg", range: "tv")
    public static let bt2020 = ColourNames(
        primaries: "bt2020", transfer: "bt2020-10", matrix: "bt2020nc", range: "tv")
    /// BT.2100 PQ and HLG, narrow range.
    public static let pq = ColourNames(primaries: "bt2020", transfer: "smpte2084", matrix: "bt2020nc", range: "tv")
    public static let hlg = ColourNames(
        primaries: "bt2020", transfer: "arib-std-b67", matrix: "bt2020nc", range: "tv")

    func resolved() throws(MediaError) -> Colour {
        try Colour(primaries: primaries, transfer: transfer, matrix: matrix, range: range, location: location)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case primaries, transfer, matrix, range, location }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        func text(_ key: CodingKeys) throws -> String? { (try keys.optional(key) as ScalarText?)?.text }
        primaries = try text(.primaries)
        transfer = try text(.transfer)
        matrix = try text(.matrix)
        range = try text(.range)
        location = try text(.location)
    }
}

/// Mastering display colour volume, SMPTE ST 2086.
public struct Mastering: Codable, Equatable, Sendable {
    /// The primaries, with the white of D65.
    public enum Display: String, Codable, Sendable {
        case p3 = "P3-D65"
        case bt2020 = "BT.2020"
        case bt709 = "BT.709"

        /// CIE 1931 x, y of red, green and blue.
        var primaries: [Chromaticity] {
            let numbers =
                switch self {
                case .p3: [0.680, 0.320, 0.265, 0.690, 0.150, 0.060]
                case .bt2020: [0.708, 0.292, 0.170, 0.797, 0.131, 0.046]
                case .bt709: [0.640, 0.330, 0.300, 0.600, 0.150, 0.060]
                }
            return stride(from: 0, to: 6, by: 2).map { Chromaticity(x: numbers[$0], y: numbers[$0 + 1]) }
        }
    }

    public var display: Display
    /// cd/m²
    public var max, min: Double

    public init(display: Display, max: Double, min: Double) {
        self.display = display
        self.max = max
        self.min = min
    }

    static let white = Chromaticity(x: 0.3127, y: 0.3290)

    func resolved() throws(RecipeError) -> MasteringDisplay {
        guard min <= max else { throw RecipeError("mastering: min is above max") }
        let points = display.primaries
        return MasteringDisplay(
            red: points[0], green: points[1], blue: points[2], white: Self.white, luminance: min...max)
    }
}

/// Content light level, CTA-861.3, cd/m²; 0 means unknown.
public struct Light: Codable, Equatable, Sendable {
    public var maxCLL, maxFALL: Int

    public init(maxCLL: Int, maxFALL: Int) {
        self.maxCLL = maxCLL
        self.maxFALL = maxFALL
    }

    enum CodingKeys: String, CodingKey {
        case maxCLL = "max-cll"
        case maxFALL = "max-fall"
    }
}

/// Dolby Vision configuration record for the container. The bitstream gets no metadata of that kind.
public struct DolbyVision: Codable, Equatable, Sendable {
    public var profile, level, compatibility: Int
    /// Whether the track holds an enhancement layer (nil: no) and a base layer (nil: yes).
    public var enhancementLayer, baseLayer: Bool?

    public init(
        profile: Int, level: Int, compatibility: Int, enhancementLayer: Bool? = nil, baseLayer: Bool? = nil
    ) {
        self.profile = profile
        self.level = level
        self.compatibility = compatibility
        self.enhancementLayer = enhancementLayer
        self.baseLayer = baseLayer
    }

    enum CodingKeys: String, CodingKey {
        case profile, level, compatibility
        case enhancementLayer = "enhancement-layer"
        case baseLayer = "base-layer"
    }
}

import CFFmpeg

/// How a picture's code values mean colour: H.273 code points (ITU-T H.273, tables 2 to 4), spelt as libavutil does.
public struct Colour: Equatable, Sendable {
    /// H.273 code points; 2 is "unspecified".
    public var primaries: Int
    public var transfer: Int
    public var matrix: Int
    /// 0 unspecified, 1 narrow, 2 full.
    public var range: Int
    /// libavutil's chroma location; 0 unspecified.
    public var location: Int

    public static let unspecified = Colour(primaries: 2, transfer: 2, matrix: 2, range: 0, location: 0)

    public init(primaries: Int, transfer: Int, matrix: Int, range: Int, location: Int) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.range = range
        self.location = location
    }

    init(_ colour: fg_colour) {
        self.init(
            primaries: Int(colour.primaries), transfer: Int(colour.transfer), matrix: Int(colour.matrix),
            range: Int(colour.range), location: Int(colour.location))
    }

    /// Names as libavutil spells them; nil when unspecified.
    public var primariesName: String? { primaries == 2 ? nil : String(cString: fg_primaries_name(Int32(primaries))) }
    public var transferName: String? { transfer == 2 ? nil : String(cString: fg_transfer_name(Int32(transfer))) }
    public var matrixName: String? { matrix == 2 ? nil : String(cString: fg_matrix_name(Int32(matrix))) }
    /// `tv` (narrow) or `pc` (full).
    public var rangeName: String? { range == 0 ? nil : String(cString: fg_range_name(Int32(range))) }
    public var locationName: String? { location == 0 ? nil : String(cString: fg_location_name(Int32(location))) }

    /// Whether black is code 0: where full range is stated, and for R'G'B' also where nothing is (H.273 §8.3 leaves it to
    /// the application; files of computers and cameras are full).
    public func isFull(_ format: PixelFormat?) -> Bool { range == 2 || range == 0 && format?.isRGB == true }

    /// The weights of red and blue in luma; nil for matrices that are no Y'CbCr of R'G'B' (identity, ICtCp, …).
    public var lumaCoefficients: (red: Double, blue: Double)? {
        var red = 0.0
        var blue = 0.0
        return fg_matrix_coefficients(Int32(matrix), &red, &blue) == 0 ? nil : (red, blue)
    }
}

/// CIE 1931 chromaticity.
public struct Chromaticity: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// Mastering display colour volume, SMPTE ST 2086.
public struct MasteringDisplay: Equatable, Sendable {
    public var red, green, blue, white: Chromaticity?
    /// cd/m²
    public var maxLuminance, minLuminance: Double?

    init?(_ mastering: fg_mastering) {
        guard mastering.has_primaries != 0 || mastering.has_luminance != 0 else { return nil }
        if mastering.has_primaries != 0 {
            red = Chromaticity(x: mastering.x.0, y: mastering.y.0)
            green = Chromaticity(x: mastering.x.1, y: mastering.y.1)
            blue = Chromaticity(x: mastering.x.2, y: mastering.y.2)
            white = Chromaticity(x: mastering.x.3, y: mastering.y.3)
        }
        if mastering.has_luminance != 0 {
            maxLuminance = mastering.max_luminance
            minLuminance = mastering.min_luminance
        }
    }
}

/// Content light level, CTA-861.3, in cd/m²; 0 means unknown.
public struct ContentLight: Equatable, Sendable {
    public var maxCLL: Int
    public var maxFALL: Int

    init?(_ light: fg_light) {
        guard light.present != 0 else { return nil }
        maxCLL = Int(light.max_cll)
        maxFALL = Int(light.max_fall)
    }
}

/// Dolby Vision configuration record as the container carries it.
public struct DolbyVisionConfiguration: Equatable, Sendable {
    public var profile, level, compatibility: Int
    public var hasRPU, hasEnhancementLayer, hasBaseLayer: Bool

    init?(_ record: fg_dovi) {
        guard record.present != 0 else { return nil }
        profile = Int(record.profile)
        level = Int(record.level)
        compatibility = Int(record.compatibility)
        hasRPU = record.rpu != 0
        hasEnhancementLayer = record.el != 0
        hasBaseLayer = record.bl != 0
    }
}

/// CIE 1931 chromaticity coordinates.
public struct ChromaticityPoint: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// Mastering display colour volume (SMPTE ST 2086), the same for every way it is carried.
///
/// Red, green and blue are named by the position that the carrier's standard gives them, and not by their values:
/// a file that stores them in another order shows it here.
public struct MasteringDisplayColourVolume: Equatable, Sendable {
    public var red, green, blue, white: ChromaticityPoint?
    /// cd/m²
    public var maxLuminance, minLuminance: Double?

    public init(
        red: ChromaticityPoint? = nil, green: ChromaticityPoint? = nil, blue: ChromaticityPoint? = nil,
        white: ChromaticityPoint? = nil, maxLuminance: Double? = nil, minLuminance: Double? = nil
    ) {
        self.red = red
        self.green = green
        self.blue = blue
        self.white = white
        self.maxLuminance = maxLuminance
        self.minLuminance = minLuminance
    }

    /// SEI message 137 and box `mdcv`: green, blue, red, white in 0.00002, luminance in 0.0001 cd/m²
    /// (H.265 §D.3.28, ISO/IEC 23001-17 and 14496-12 §12.1.7).
    public init(sei payload: [UInt8], _ structure: String = "SEI mastering_display_colour_volume")
        throws(BitstreamError)
    {
        var reader = ByteReader(payload, structure)
        func point() throws(BitstreamError) -> ChromaticityPoint {
            ChromaticityPoint(x: Double(try reader.u16()) / 50000, y: Double(try reader.u16()) / 50000)
        }
        green = try point()
        blue = try point()
        red = try point()
        white = try point()
        maxLuminance = Double(try reader.u32()) / 10000
        minLuminance = Double(try reader.u32()) / 10000
    }

    /// PNG chunk `mDCV`: as in the SEI message, but red, green, blue (PNG, third edition, §11.3.2.7).
    public init(png payload: [UInt8]) throws(BitstreamError) {
        try self.init(sei: payload, "PNG chunk mDCV")
        (red, green, blue) = (green, blue, red)
    }

    /// AV1 metadata_hdr_mdcv(): red, green, blue in 1/65536, maximum in 1/256 and minimum in 1/16384 cd/m²
    /// (AV1 §6.7.4).
    public init(av1 payload: [UInt8]) throws(BitstreamError) {
        var reader = ByteReader(payload, "AV1 metadata_hdr_mdcv")
        func point() throws(BitstreamError) -> ChromaticityPoint {
            ChromaticityPoint(x: Double(try reader.u16()) / 65536, y: Double(try reader.u16()) / 65536)
        }
        red = try point()
        green = try point()
        blue = try point()
        white = try point()
        maxLuminance = Double(try reader.u32()) / 256
        minLuminance = Double(try reader.u32()) / 16384
    }

    /// WebM's box `SmDm` (VP codec ISO media file format binding): the units of AV1 behind a version and flags.
    public init(smDm payload: [UInt8]) throws(BitstreamError) {
        try self.init(av1: Array(payload.dropFirst(4)))
    }
}

/// Content light level (CTA-861.3) in cd/m²; 0 means unknown.
public struct ContentLightLevel: Equatable, Sendable {
    public var maxCLL: Int
    public var maxFALL: Int

    public init(maxCLL: Int, maxFALL: Int) {
        self.maxCLL = maxCLL
        self.maxFALL = maxFALL
    }

    /// SEI message 144, box `clli` and AV1 metadata_hdr_cll(): two numbers of 16 bits.
    public init(_ payload: [UInt8], _ structure: String = "content light level") throws(BitstreamError) {
        var reader = ByteReader(payload, structure)
        maxCLL = try reader.u16()
        maxFALL = try reader.u16()
    }
}

/// Ambient viewing environment (SEI message 148, box `amve`; H.265 §D.3.39).
public struct AmbientViewingEnvironment: Equatable, Sendable {
    /// lux
    public var illuminance: Double
    public var light: ChromaticityPoint

    public init(_ payload: [UInt8]) throws(BitstreamError) {
        var reader = ByteReader(payload, "ambient viewing environment")
        illuminance = Double(try reader.u32()) / 10000
        light = ChromaticityPoint(x: Double(try reader.u16()) / 50000, y: Double(try reader.u16()) / 50000)
    }
}

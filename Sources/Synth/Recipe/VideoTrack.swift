import Media

/// A picture track. What is said plainly (`colour`, `scan`, `mastering`, `light`) holds for the picture, the bitstream
/// and the container; `coded-…` replaces it in the bitstream and `container-…` in the container.
public struct VideoTrack: Codable, Equatable, Sendable {
    /// libavcodec's name of the encoder.
    public var encoder = "libx264"
    /// Encoder options under libav's names: `b`, `g`, `bf`, `profile`, `x264-params`, …
    public var options: [String: String] = [:]
    /// libavutil's name.
    public var pixelFormat = "yuv420p"
    public var size = Size(320, 180)
    /// Pictures a second.
    public var rate = Ratio(25, 1)
    /// Sample aspect; `0/1`: not said.
    public var aspect = Ratio(1, 1)
    public var codedAspect, containerAspect: Ratio?
    /// Interlaced scans are painted field by field, each field at its own time.
    public var scan = MediaWriter.Scan.progressive
    public var codedScan, containerScan: MediaWriter.Scan?
    /// The picture is a film of 4/5 of the rate, spread over the fields as 2:3. Needs an interlaced `scan`.
    public var pulldown = false
    public var colour = ColourNames.bt709
    public var codedColour, containerColour: ColourNames?
    public var mastering, codedMastering, containerMastering: Mastering?
    public var light, codedLight, containerLight: Light?
    public var dolbyVision: DolbyVision?
    /// NAL units of H.264 and HEVC or OBUs of AV1 in hexadecimal, put behind the coded pictures in coding order, over and over; an
    /// empty text leaves a picture alone. ``DolbyVisionUnit`` and ``HDR10PlusUnit`` make them.
    public var appendedUnits: [String] = []
    /// File of an ICC profile, for the container and for encoders that carry one.
    public var icc: String?
    /// Text of CEA-608 captions on CC1, shown anew every two seconds; H.264 and MPEG-2 carry them.
    public var captions: String?
    /// Four-character code of the codec; nil: the muxer's choice.
    public var tag: String?
    public var tags: [String: String] = [:]
    /// Frames that are left out before the first picture.
    public var start = 0
    public var scenes: [Scene] = []

    public init() {}

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        let plain = VideoTrack()
        encoder = try keys.value(.encoder, or: plain.encoder)
        options = try keys.texts(.options)
        pixelFormat = try keys.value(.pixelFormat, or: plain.pixelFormat)
        size = try keys.value(.size, or: plain.size)
        rate = try keys.value(.rate, or: plain.rate)
        aspect = try keys.value(.aspect, or: plain.aspect)
        codedAspect = try keys.optional(.codedAspect)
        containerAspect = try keys.optional(.containerAspect)
        scan = try keys.value(.scan, or: plain.scan)
        codedScan = try keys.optional(.codedScan)
        containerScan = try keys.optional(.containerScan)
        pulldown = try keys.value(.pulldown, or: false)
        colour = try keys.value(.colour, or: plain.colour)
        codedColour = try keys.optional(.codedColour)
        containerColour = try keys.optional(.containerColour)
        mastering = try keys.optional(.mastering)
        codedMastering = try keys.optional(.codedMastering)
        containerMastering = try keys.optional(.containerMastering)
        light = try keys.optional(.light)
        codedLight = try keys.optional(.codedLight)
        containerLight = try keys.optional(.containerLight)
        dolbyVision = try keys.optional(.dolbyVision)
        appendedUnits = try keys.value(.appendedUnits, or: [])
        icc = try keys.optional(.icc)
        captions = try keys.optional(.captions)
        tag = try keys.optional(.tag)
        tags = try keys.texts(.tags)
        start = try keys.value(.start, or: 0)
        scenes = try keys.value(.scenes, or: [])
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case encoder, options, size, rate, aspect, scan, pulldown, colour, mastering, light, icc, captions, tag, tags
        case start, scenes
        case codedAspect = "coded-aspect"
        case containerAspect = "container-aspect"
        case pixelFormat = "pixel-format"
        case codedScan = "coded-scan"
        case containerScan = "container-scan"
        case codedColour = "coded-colour"
        case containerColour = "container-colour"
        case codedMastering = "coded-mastering"
        case containerMastering = "container-mastering"
        case codedLight = "coded-light"
        case containerLight = "container-light"
        case dolbyVision = "dolby-vision"
        case appendedUnits = "appended-units"
    }
}

/// Colour description by code points of ITU-T H.273 (CICP); 2 is "unspecified".
public struct CodePoints: Equatable, Sendable {
    public var primaries, transfer, matrix: Int

    public init(primaries: Int, transfer: Int, matrix: Int) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
    }
}

/// The part of a VUI that says how code values mean colour (H.264 §E.2.1, H.265 §E.3.1).
public struct VideoSignalType: Equatable, Sendable {
    /// video_format: 0 component, 1 PAL, 2 NTSC, 3 SECAM, 4 MAC, 5 unspecified.
    public var videoFormat: Int
    public var isFullRange: Bool
    /// nil when colour_description_present_flag is 0.
    public var colour: CodePoints?

    /// video_signal_type_present_flag has been read already.
    init(_ reader: inout BitReader) throws(BitstreamError) {
        videoFormat = try reader.u(3)
        isFullRange = try reader.flag()
        if try reader.flag() {
            colour = CodePoints(primaries: try reader.u(8), transfer: try reader.u(8), matrix: try reader.u(8))
        }
    }
}

/// chroma_sample_loc_type of both fields (H.264 and H.265, figure E.1).
public struct ChromaLocation: Equatable, Sendable {
    public var topField, bottomField: Int

    init(_ reader: inout BitReader) throws(BitstreamError) {
        topField = try reader.ue("chroma_sample_loc_type_top_field", 0...5)
        bottomField = try reader.ue("chroma_sample_loc_type_bottom_field", 0...5)
    }
}

/// Sample aspect ratio (H.273 §8.6).
public struct SampleAspect: Equatable, Sendable {
    /// aspect_ratio_idc
    public var code: Int
    /// 0:0 is unspecified.
    public var width, height: Int

    /// Table 11 of H.273.
    private static let known = [
        (0, 0), (1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11), (80, 33), (18, 11),
        (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1),
    ]

    init(_ reader: inout BitReader) throws(BitstreamError) {
        code = try reader.u(8)
        if code == 255 {
            width = try reader.u(16)
            height = try reader.u(16)
        } else {
            (width, height) = code < Self.known.count ? Self.known[code] : (0, 0)
        }
    }
}

/// Ticks of a VUI: one picture (HEVC) or one field (H.264) lasts `unitsInTick` / `timeScale` seconds.
public struct TimingInfo: Equatable, Sendable {
    public var unitsInTick, timeScale: Int

    init(_ reader: inout BitReader) throws(BitstreamError) {
        unitsInTick = try reader.u(32)
        timeScale = try reader.u(32)
    }
}

/// Luma rows or columns cut off at each side.
public struct Cropping: Equatable, Sendable {
    public var left = 0
    public var right = 0
    public var top = 0
    public var bottom = 0
}

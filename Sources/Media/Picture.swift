import CFFmpeg
import CKernels

/// What the bitstream says of one decoded picture. Nothing here comes from the container.
public struct PictureFacts: Equatable, Sendable {
    public var width, height: Int
    /// Nil for a format libavutil cannot name.
    public var pixelFormat: PixelFormat?
    public var colour: Colour
    public var sampleAspect: Ratio
    public var isInterlaced, isTopFieldFirst: Bool
    public var mastering: MasteringDisplay?
    public var light: ContentLight?
    public var hasHDR10Plus, hasDolbyVisionRPU, hasHDRVivid, hasCaptions: Bool
    /// Active format description (SMPTE ST 2016-1); nil without one.
    public var afd: Int?
    public var iccBytes: Int
    /// The ICC profile of the picture; kept for the first picture of a track only (``Picture/icc()`` has the others').
    public var icc: [UInt8] = []

    init(_ facts: fg_frame_facts) {
        width = Int(facts.width)
        height = Int(facts.height)
        pixelFormat = PixelFormat(facts.pixel)
        colour = Colour(facts.colour)
        // The yuvj formats are full range by definition and say so in their name only.
        if colour.range == 0, pixelFormat?.name.hasPrefix("yuvj") == true { colour.range = 2 }
        sampleAspect = Ratio(facts.sample_aspect)
        isInterlaced = facts.is_interlaced != 0
        isTopFieldFirst = facts.top_field_first != 0
        mastering = MasteringDisplay(facts.mastering)
        light = ContentLight(facts.light)
        hasHDR10Plus = facts.hdr10_plus != 0
        hasDolbyVisionRPU = facts.dolby_vision_rpu_size > 0
        hasHDRVivid = facts.hdr_vivid != 0
        hasCaptions = facts.caption_bytes > 0
        afd = facts.afd >= 0 ? Int(facts.afd) : nil
        iccBytes = Int(facts.icc_size)
    }

    /// Why the samples of the picture cannot be measured, to follow "because"; nil when they can.
    public var obstacle: String? {
        guard let format = pixelFormat else { return "its pixel format is unknown" }
        if let reason = format.obstacle { return "\(reason) (\(format.name))" }
        let most = PictureScanner.mostPixels
        return width > most || height > most ? "it is larger than \(most) pixels one way" : nil
    }
}

extension PixelFormat {
    fileprivate var obstacle: String? {
        switch samples {
        case .readable: isXYZ ? "its samples are X'Y'Z', neither luma and chroma nor R'G'B'" : nil
        case .float: "its samples are floating-point numbers and no codes"
        case .palette: "its colours stand in a palette and not in samples"
        case .mosaic: "its samples are a camera's colour mosaic and no picture yet"
        case .packed: "its samples are packed and cannot be read one by one"
        case .shallow: "its samples have fewer than 8 bits"
        case .deep: "its samples have more than 16 bits"
        case .hardware: "its samples lie in the memory of a device"
        }
    }
}

/// One colour component of a picture where it lies in memory, in the decoder's own format.
public struct PictureComponent {
    public var data: UnsafePointer<UInt8>
    /// Bytes from one row to the next; may be negative.
    public var stride: Int
    /// Bytes from one sample to the next.
    public var step: Int
    public var width, height: Int
    /// Bytes a sample is stored in, 1 or 2.
    public var bytes: Int
    /// Bits to shift a stored sample down, and its significant bits.
    public var shift, depth: Int
    public var isBigEndian: Bool

    init(_ component: fg_component) {
        data = component.data
        stride = component.stride
        step = Int(component.step)
        width = Int(component.width)
        height = Int(component.height)
        bytes = Int(component.bytes)
        shift = Int(component.shift)
        depth = Int(component.depth)
        isBigEndian = component.big_endian != 0
    }
}

/// A decoded picture, lent for the duration of a call.
public struct Picture: ~Copyable {
    let frame: Frame
    public let facts: PictureFacts
    /// Counted from 0 in output order.
    public let index: Int
    /// Timestamp in units of the stream's time base; nil when unknown.
    public let pts: Int64?
    public let duration: Int64
    public let isKey: Bool
    /// `I`, `P`, `B` or `?`.
    public let type: Character
    /// The decoder marked it damaged or concealed something in it.
    public let isDamaged: Bool
    private let previous, next: Frame?

    /// - Parameters previous, next: the pictures before and after it, where they are at hand.
    public init(_ frame: Frame, index: Int, previous: Frame? = nil, next: Frame? = nil) {
        var raw = fg_frame_facts()
        fg_frame_get(frame.handle, &raw)
        self.frame = frame
        self.previous = previous
        self.next = next
        self.index = index
        facts = PictureFacts(raw)
        pts = raw.pts == FG_NO_TIME ? nil : raw.pts
        duration = raw.duration
        isKey = raw.is_key != 0
        type = Character(UnicodeScalar(UInt8(truncatingIfNeeded: raw.picture_type)))
        isDamaged = raw.decode_errors != 0 || raw.is_corrupt != 0
    }

    /// Lends the components, Y'CbCr or R'G'B' then alpha; none where samples cannot be read one by one (palettes).
    public borrowing func withComponents<Result>(_ body: ([PictureComponent]) -> Result) -> Result {
        var raw = (fg_component(), fg_component(), fg_component(), fg_component())
        return withUnsafeMutableBytes(of: &raw) { bytes in
            let first = bytes.assumingMemoryBound(to: fg_component.self).baseAddress!
            let count = Int(fg_frame_components(frame.handle, first))
            return body((0..<count).map { PictureComponent(first[$0]) })
        }
    }

    /// Describes one component of the picture before, of this one and of the one after. False where a neighbour is
    /// missing or of another size or depth, and where samples cannot be read one by one.
    public borrowing func describe(
        component index: Int, intoThree three: UnsafeMutablePointer<fgk_picture_component>
    ) -> Bool {
        guard let previous, let next else { return false }
        for (place, frame) in [previous, frame, next].enumerated() {
            var all = (
                fgk_picture_component(), fgk_picture_component(), fgk_picture_component(), fgk_picture_component()
            )
            guard frame.describeComponents(into: &all) > index else { return false }
            three[place] = withUnsafeBytes(of: &all) { $0.bindMemory(to: fgk_picture_component.self)[index] }
        }
        return three[0].isLike(three[1]) && three[2].isLike(three[1])
    }

    /// The Dolby Vision RPU as carried by this picture, emulation bytes still in.
    public borrowing func withDolbyVisionRPU<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        var size: Int32 = 0
        guard let data = fg_frame_dolby_vision_rpu(frame.handle, &size) else { return nil }
        return body(UnsafeBufferPointer(start: data, count: Int(size)))
    }

    /// A copy of the ICC profile inside the bitstream (PNG, JPEG, TIFF, WebP, …); empty without one.
    public borrowing func icc() -> [UInt8] {
        var size: Int32 = 0
        guard let data = fg_frame_icc(frame.handle, &size) else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: Int(size)))
    }
}

extension Frame {
    /// Describes the components for the kernels; returns their number, 0 where they cannot be read.
    func describeComponents<Tuple>(into components: inout Tuple) -> Int {
        var raw = (fg_component(), fg_component(), fg_component(), fg_component())
        return withUnsafeMutableBytes(of: &raw) { bytes in
            let from = bytes.assumingMemoryBound(to: fg_component.self).baseAddress!
            let count = Int(fg_frame_components(handle, from))
            withUnsafeMutableBytes(of: &components) { target in
                let to = target.assumingMemoryBound(to: fgk_picture_component.self).baseAddress!
                for index in 0..<count { to[index] = fgk_picture_component(from[index]) }
            }
            return count
        }
    }
}

extension fgk_picture_component {
    fileprivate func isLike(_ other: Self) -> Bool {
        width == other.width && height == other.height && depth == other.depth
    }

    fileprivate init(_ component: fg_component) {
        self.init(
            data: component.data, stride: component.stride, step: component.step, width: component.width,
            height: component.height, bytes: component.bytes, shift: component.shift, depth: component.depth,
            big_endian: component.big_endian, is_clean: 0)
    }
}

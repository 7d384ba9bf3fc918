import CFFmpeg

public enum StreamKind: Int32, Sendable { case video, audio, subtitle, data, attachment }

/// An exact ratio as libav gives it; `0/1` or `0/0` means unknown.
public struct Ratio: Equatable, Sendable {
    public var numerator: Int
    public var denominator: Int

    public init(_ numerator: Int, _ denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    init(_ rational: fg_rational) { self.init(Int(rational.num), Int(rational.den)) }

    public var isKnown: Bool { numerator > 0 && denominator > 0 }
    public var asDouble: Double { Double(numerator) / Double(denominator) }
}

/// How the samples of a picture lie in memory.
public struct PixelFormat: Equatable, Sendable {
    /// libavutil's name, `yuv422p10le`.
    public var name: String
    /// Bits of a sample.
    public var depth: Int
    /// Alpha included.
    public var components: Int
    /// How many times chroma is halved across and down.
    public var chromaShiftX, chromaShiftY: Int
    public var isRGB, hasAlpha, isXYZ: Bool
    public var samples: Samples

    /// Whether the samples can be read one by one as codes of 8 to 16 bits, or why not.
    public enum Samples: Equatable, Sendable {
        case readable, float, palette, mosaic, packed, shallow, deep, hardware

        init(_ code: Int32) {
            self =
                switch Int(code) {
                case FG_SAMPLES_READABLE: .readable
                case FG_SAMPLES_FLOAT: .float
                case FG_SAMPLES_PALETTE: .palette
                case FG_SAMPLES_MOSAIC: .mosaic
                case FG_SAMPLES_SHALLOW: .shallow
                case FG_SAMPLES_DEEP: .deep
                case FG_SAMPLES_HARDWARE: .hardware
                default: .packed
                }
        }
    }

    init?(_ format: fg_pixel_format) {
        name = cText(format.name)
        guard !name.isEmpty else { return nil }
        depth = Int(format.depth)
        components = Int(format.components)
        chromaShiftX = Int(format.chroma_shift_x)
        chromaShiftY = Int(format.chroma_shift_y)
        isRGB = format.is_rgb != 0
        hasAlpha = format.has_alpha != 0
        isXYZ = format.is_xyz != 0
        samples = Samples(format.samples)
    }

    /// `4:2:0`, `4:2:2`, …; `4:0:0` for luma alone.
    public var chroma: String {
        guard components >= 3 else { return "4:0:0" }
        return switch (chromaShiftX, chromaShiftY) {
        case (0, 0): "4:4:4"
        case (0, 1): "4:4:0"
        case (1, 0): "4:2:2"
        case (1, 1): "4:2:0"
        case (2, 0): "4:1:1"
        case (2, 2): "4:1:0"
        default: "\(chromaShiftX):\(chromaShiftY)"
        }
    }
}

/// Field order as a container or stream header states it.
public enum FieldOrder: Int32, Sendable { case unknown, progressive, topFirst, bottomFirst, topCoded, bottomCoded }

/// What a container, or a container and a look into the bitstream, say of one stream.
public struct StreamFacts: Sendable {
    public var kind: StreamKind
    public var codec: String
    public var profile: String
    public var level: Int
    /// Four-character code, little-endian as stored; 0 when the container has none.
    public var tag: UInt32
    public var timeBase, averageRate, realRate: Ratio
    /// In units of the time base; nil when not stated.
    public var startTime, duration: Int64?
    public var frames: Int
    /// bit/s
    public var bitRate: Int
    public var isAttachedPicture, isDefault: Bool

    public var width, height: Int
    public var sampleAspect: Ratio
    public var fieldOrder: FieldOrder
    public var pixelFormat: PixelFormat?
    public var colour: Colour
    public var mastering: MasteringDisplay?
    public var light: ContentLight?
    public var dolbyVision: DolbyVisionConfiguration?
    /// Degrees; nil without a display matrix.
    public var rotation: Double?

    public var sampleRate, channels, bitsRaw, bitsCoded: Int
    public var sampleFormat, layout: String
    public var isLayoutDeclared: Bool
    public var iccBytes: Int

    init(_ stream: fg_stream) {
        kind = StreamKind(rawValue: stream.kind) ?? .data
        codec = cText(stream.codec)
        profile = cText(stream.profile)
        level = Int(stream.level)
        tag = stream.tag
        timeBase = Ratio(stream.time_base)
        averageRate = Ratio(stream.average_rate)
        realRate = Ratio(stream.real_rate)
        startTime = stream.start_time == FG_NO_TIME ? nil : stream.start_time
        duration = stream.duration == FG_NO_TIME ? nil : stream.duration
        frames = Int(stream.frames)
        bitRate = Int(stream.bit_rate)
        isAttachedPicture = stream.is_attached_picture != 0
        isDefault = stream.is_default != 0
        width = Int(stream.width)
        height = Int(stream.height)
        sampleAspect = Ratio(stream.sample_aspect)
        fieldOrder = FieldOrder(rawValue: stream.field_order) ?? .unknown
        pixelFormat = PixelFormat(stream.pixel)
        colour = stream.kind == 0 ? Colour(stream.colour) : .unspecified
        mastering = MasteringDisplay(stream.mastering)
        light = ContentLight(stream.light)
        dolbyVision = DolbyVisionConfiguration(stream.dovi)
        rotation = stream.kind == 0 && !stream.rotation.isNaN ? stream.rotation : nil
        sampleRate = Int(stream.sample_rate)
        channels = Int(stream.channels)
        bitsRaw = Int(stream.bits_raw)
        bitsCoded = Int(stream.bits_coded)
        sampleFormat = cText(stream.sample_format)
        layout = cText(stream.layout)
        isLayoutDeclared = stream.layout_declared != 0
        iccBytes = Int(stream.icc_size)
    }

    /// Start and duration in seconds.
    public var startSeconds: Double? { startTime.map { Double($0) * timeBase.asDouble } }
    public var durationSeconds: Double? { duration.map { Double($0) * timeBase.asDouble } }
}

/// One stream of a file: what the container states, and what is known after a look into the bitstream.
public struct MediaStream: Sendable {
    /// Index in the container.
    public var index: Int
    /// Index among the streams of its kind.
    public var indexOfKind: Int
    /// Taken before the bitstream could overwrite it; nil for a stream found only while probing.
    public var container: StreamFacts?
    public var facts: StreamFacts
    public var metadata: [String: String]
    /// Channel names (`FL`, `FR`, …), empty where the file names none.
    public var channelNames: [String]
    /// Whether the format gives pictures times of their own; a bare stream does not.
    public var carriesTimes: Bool
    /// Codec set-up data (avcC, hvcC, sequence headers, …).
    public var extradata: [UInt8]
    /// Embedded ICC profile of the container; empty when there is none.
    public var icc: [UInt8]
}

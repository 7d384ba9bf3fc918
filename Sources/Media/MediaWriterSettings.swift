import CFFmpeg

extension MediaWriter {
    /// How a picture is scanned, or is said to be.
    public enum Scan: String, Codable, Sendable, CaseIterable {
        case unsaid, progressive
        /// Interlaced, top or bottom field first.
        case tff, bff

        var code: Int32 {
            switch self {
            case .unsaid: 0
            case .progressive: 1
            case .tff: 2
            case .bff: 3
            }
        }
    }

    /// A picture stream. `coded…` is told to the encoder and stands in the bitstream, `container…` is told to the muxer.
    public struct VideoSettings: Sendable {
        /// libavcodec's name of the encoder: `libx264`, `prores_ks`, `mpeg2video`.
        public var encoder: String
        /// libavutil's name: `yuv422p10le`.
        public var pixelFormat: String
        /// Pixels.
        public var width, height: Int
        /// Pictures a second.
        public var rate: Ratio
        /// Of a sample; `0/1`: not said.
        public var codedAspect = Ratio(0, 1)
        public var containerAspect = Ratio(0, 1)
        public var codedScan = Scan.progressive
        public var containerScan = Scan.progressive
        public var codedColour = Colour.unspecified
        public var containerColour = Colour.unspecified
        /// Four characters; nil: the muxer's choice.
        public var tag: String?
        /// Encoder options under libav's names, `b`, `g`, `bf`, `profile`, `x264-params`.
        public var options: [String: String] = [:]
        /// Metadata of the stream.
        public var tags: [String: String] = [:]
        /// Side data of the container.
        public var mastering: MasteringDisplay?
        public var light: ContentLight?
        public var dolbyVision: DolbyVisionConfiguration?
        public var icc: [UInt8] = []
        /// Bytes behind the coded pictures, one piece each in coding order; an empty piece leaves a picture alone.
        public var appended: [[UInt8]] = []

        public init(encoder: String, pixelFormat: String, width: Int, height: Int, rate: Ratio) {
            self.encoder = encoder
            self.pixelFormat = pixelFormat
            self.width = width
            self.height = height
            self.rate = rate
        }

        var plain: fg_video_settings {
            fg_video_settings(
                width: Int32(width), height: Int32(height), rate: rate.plain,
                coded_aspect: codedAspect.plain, container_aspect: containerAspect.plain, coded_scan: codedScan.code,
                container_scan: containerScan.code, coded: codedColour.plain, container: containerColour.plain,
                tag: fourCharacters(tag))
        }

        /// Samples of each component.
        func componentSizes() throws(MediaError) -> [Int] {
            let format = try PixelFormat(named: pixelFormat)
            return (0..<format.components).map { component in
                let size = format.size(component: component, width: width, height: height)
                return size.width * size.height
            }
        }
    }

    /// A sound stream.
    public struct AudioSettings: Sendable {
        /// libavcodec's name of the encoder: `pcm_s24le`, `aac`.
        public var encoder: String
        /// Hz
        public var sampleRate: Int
        public var channels: Int
        /// libavutil's name, `stereo`, `5.1`; nil: channels without labels.
        public var layout: String?
        /// Bits of a sample where the encoder has a choice (FLAC, ALAC); 0: the encoder's first.
        public var bits = 0
        public var tag: String?
        public var options: [String: String] = [:]
        public var tags: [String: String] = [:]

        public init(encoder: String, sampleRate: Int, channels: Int, layout: String?) {
            self.encoder = encoder
            self.sampleRate = sampleRate
            self.channels = channels
            self.layout = layout
        }

        var plain: fg_audio_settings {
            fg_audio_settings(
                sample_rate: Int32(sampleRate), channels: Int32(channels), bits: Int32(bits),
                tag: fourCharacters(tag))
        }
    }
}

/// First character in the low byte.
private func fourCharacters(_ text: String?) -> UInt32 {
    (text ?? "").utf8.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
}

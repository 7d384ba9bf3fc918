/// Apple ProRes (SMPTE RDD 36).
public enum ProRes {
    /// frame_header() (§5.1): colour, scan and sampling of one frame.
    public struct FrameHeader: Equatable, Sendable {
        /// bitstream_version: 0, or 1 for 4:4:4 and alpha.
        public var version: Int
        /// encoder_identifier
        public var encoder: FourCC
        public var width, height: Int
        /// chroma_format: 2 4:2:2, 3 4:4:4.
        public var chromaFormat: Int
        /// interlace_mode: 0 progressive, 1 top field first, 2 bottom field first.
        public var interlaceMode: Int
        /// aspect_ratio_information: 0 unknown, 1 square pixels, 2 4:3, 3 16:9.
        public var aspectRatio: Int
        /// frame_rate_code; 0 is unknown.
        public var frameRateCode: Int
        /// H.273 code points.
        public var colour: CodePoints
        /// alpha_channel_type: 0 none, 1 8 bit, 2 16 bit.
        public var alpha: Int
        /// frame_size, bytes.
        public var frameSize: Int

        /// frames per second by frame_rate_code (table 4).
        private static let rates = [
            (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1), (100, 1),
            (120_000, 1001), (120, 1),
        ]

        /// Nil when the code is 0 or reserved.
        public var frameRate: ISOBMFF.Fraction? {
            guard Self.rates.indices.contains(frameRateCode - 1) else { return nil }
            return ISOBMFF.Fraction(Self.rates[frameRateCode - 1].0, Self.rates[frameRateCode - 1].1)
        }

        /// - Parameter frame: a packet, or its first 28 bytes.
        public init(_ frame: [UInt8]) throws(BitstreamError) {
            var reader = ByteReader(frame, "ProRes frame header")
            frameSize = try reader.u32()
            let mark = try reader.fourCC()
            guard mark == "icpf" else { throw reader.error("'\(mark)' stands in place of 'icpf'") }
            let size = try reader.u16()
            guard size >= 20 else { throw reader.error("frame_header_size is \(size), less than 20") }
            version = try reader.u16() & 0xFF
            encoder = try reader.fourCC()
            width = try reader.u16()
            height = try reader.u16()
            let format = try reader.u8()
            chromaFormat = format >> 6
            interlaceMode = format >> 2 & 3
            let rate = try reader.u8()
            aspectRatio = rate >> 4
            frameRateCode = rate & 15
            colour = CodePoints(primaries: try reader.u8(), transfer: try reader.u8(), matrix: try reader.u8())
            alpha = try reader.u8() & 15
        }
    }
}

/// Avid DNxHD and DNxHR: VC-3 (SMPTE ST 2019-1).
public enum DNx {
    /// The header of a frame, or of a field in interlaced streams.
    public struct FrameHeader: Equatable, Sendable {
        /// Compression ID: 1235 to 1260 DNxHD, 1270 to 1274 DNxHR.
        public var compression: Int
        /// Samples per line.
        public var width: Int
        /// Active lines of the frame or of the field.
        public var height: Int
        /// 8, 10 or 12; nil for a reserved code.
        public var bitDepth: Int?
        public var isInterlaced: Bool
        /// Whether this is the second field.
        public var isSecondField: Bool
        public var is444: Bool
        /// Matrix as an H.273 code point: 1 BT.709, 9 BT.2020, 10 BT.2020 constant luminance, 2 not stated.
        public var matrix: Int

        /// `444`, `HQX`, `HQ`, `SQ` or `LB` of DNxHR; nil for DNxHD.
        public var resolutionIndependentName: String? {
            [1270: "444", 1271: "HQX", 1272: "HQ", 1273: "SQ", 1274: "LB"][compression]
        }

        /// Header prefix: 00 00 hh hh vv, where hh is the header's size.
        public init(_ frame: [UInt8]) throws(BitstreamError) {
            var reader = ByteReader(frame, "DNx frame header")
            let zero = try reader.u16()
            let size = try reader.u16()
            let version = try reader.u8()
            guard zero == 0, size >= 0x280, (1...3).contains(version) else {
                throw reader.error("the header prefix is missing")
            }
            let fields = try reader.u8()
            isInterlaced = fields & 2 != 0
            isSecondField = isInterlaced && fields & 1 != 0
            try reader.skip(0x18 - 6)
            height = try reader.u16()
            width = try reader.u16()
            try reader.skip(0x21 - 0x1C)
            bitDepth = [1: 8, 2: 10, 3: 12][try reader.u8() >> 5]
            try reader.skip(0x28 - 0x22)
            compression = try reader.u32()
            let format = try reader.u8()
            is444 = format >> 6 & 1 == 1
            matrix = [1, 9, 10, 2][format >> 1 & 3]
        }
    }
}

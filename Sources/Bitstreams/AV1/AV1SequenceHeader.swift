extension AV1 {
    /// sequence_header_obu() (§5.5).
    public struct SequenceHeader: Equatable, Sendable {
        /// seq_profile: 0 Main, 1 High, 2 Professional.
        public var profile: Int
        public var isStillPicture: Bool
        /// seq_level_idx and seq_tier of the first operating point.
        public var level: Int
        public var isHighTier = false
        /// max_frame_width_minus1 + 1, max_frame_height_minus1 + 1
        public var maxWidth, maxHeight: Int
        public var hasFilmGrain: Bool
        public var bitDepth: Int
        public var isMonochrome = false
        public var subsamplingX = true
        public var subsamplingY = true
        /// 2/2/2 when color_description_present_flag is 0.
        public var colourPoints: CodePoints
        public var hasColourDescription: Bool
        /// color_range: 1 is full.
        public var isFullRange: Bool
        /// chroma_sample_position: 0 unknown, 1 vertical (left), 2 co-located (top left); nil unless 4:2:0.
        public var chromaSamplePosition: Int?

        public var colour: CodedColour {
            CodedColour(colour: hasColourDescription ? colourPoints : nil, isFullRange: isFullRange)
        }

        public init(_ payload: [UInt8]) throws(BitstreamError) {
            var reader = BitReader(payload, "AV1 sequence header")
            profile = try reader.u(3)
            guard profile <= 2 else { throw reader.error("seq_profile is \(profile)") }
            isStillPicture = try reader.flag()
            let isReduced = try reader.flag()
            let points = try isReduced ? (level: reader.u(5), isHighTier: false) : Self.operatingPoints(&reader)
            (level, isHighTier) = points
            let widthBits = try 1 + reader.u(4)
            let heightBits = try 1 + reader.u(4)
            maxWidth = try 1 + reader.u(widthBits)
            maxHeight = try 1 + reader.u(heightBits)
            try Self.skipTools(&reader, isReduced)
            // color_config()
            let isHighBitDepth = try reader.flag()
            let isTwelve = profile == 2 && isHighBitDepth ? try reader.flag() : false
            bitDepth = isTwelve ? 12 : isHighBitDepth ? 10 : 8
            if profile != 1 { isMonochrome = try reader.flag() }
            hasColourDescription = try reader.flag()
            colourPoints =
                hasColourDescription
                ? CodePoints(primaries: try reader.u(8), transfer: try reader.u(8), matrix: try reader.u(8))
                : CodePoints(primaries: 2, transfer: 2, matrix: 2)
            (isFullRange, hasFilmGrain) = (true, false)
            try readRange(&reader)
            if !isMonochrome { try reader.skip(1) }
            hasFilmGrain = try reader.flag()
        }

        /// color_config() behind the code points, up to separate_uv_delta_q; sRGB has none of it.
        private mutating func readRange(_ reader: inout BitReader) throws(BitstreamError) {
            if isMonochrome {
                isFullRange = try reader.flag()
                return
            }
            if colourPoints == CodePoints(primaries: 1, transfer: 13, matrix: 0) {
                (subsamplingX, subsamplingY) = (false, false)
            } else {
                isFullRange = try reader.flag()
                switch profile {
                case 0: break
                case 1: (subsamplingX, subsamplingY) = (false, false)
                default:
                    if bitDepth == 12 {
                        subsamplingX = try reader.flag()
                        subsamplingY = subsamplingX ? try reader.flag() : false
                    } else {
                        subsamplingY = false
                    }
                }
                if subsamplingX, subsamplingY { chromaSamplePosition = try reader.u(2) }
            }
        }
    }
}

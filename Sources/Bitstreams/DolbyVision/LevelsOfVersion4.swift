extension DolbyVision {
    /// Level 8: trims of content mapping 4.0 for one target; 2048 is neutral. Later fields exist in longer blocks only.
    public struct Level8: Equatable, Sendable {
        /// target_display_index: a known display, or one that level 10 describes.
        public var target: Int
        public var slope, offset, power: Int
        public var chromaWeight, saturationGain: Int
        public var midtoneWeight: Int
        public var midContrast: Int?
        public var clipTrim: Int?
        /// Six colours each, 128 is neutral: red, yellow, green, cyan, blue, magenta.
        public var saturations, hues: [Int]?

        init(_ reader: inout BitReader, _ length: Int) throws(BitstreamError) {
            target = try reader.u(8)
            slope = try reader.u(12)
            offset = try reader.u(12)
            power = try reader.u(12)
            chromaWeight = try reader.u(12)
            saturationGain = try reader.u(12)
            midtoneWeight = try reader.u(12)
            if length > 10 { midContrast = try reader.u(12) }
            if length > 12 { clipTrim = try reader.u(12) }
            if length > 13 { saturations = try Self.six(&reader) }
            if length > 19 { hues = try Self.six(&reader) }
        }

        private static func six(_ reader: inout BitReader) throws(BitstreamError) -> [Int] {
            var values: [Int] = []
            for _ in 0..<6 { values.append(try reader.u(8)) }
            return values
        }
    }

    /// Primaries and white in 1/32767.
    public struct Primaries: Equatable, Sendable {
        public var red, green, blue, white: ChromaticityPoint

        init(_ reader: inout BitReader) throws(BitstreamError) {
            func point() throws(BitstreamError) -> ChromaticityPoint {
                ChromaticityPoint(x: Double(try reader.i(16)) / 32767, y: Double(try reader.i(16)) / 32767)
            }
            red = try point()
            green = try point()
            blue = try point()
            white = try point()
        }
    }

    /// Level 9: primaries of the mastering display.
    public struct Level9: Equatable, Sendable {
        /// source_primary_index: 0 P3-D65, 1 BT.709, 2 BT.2020, 255 the `primaries`.
        public var index: Int
        public var primaries: Primaries?

        init(_ reader: inout BitReader, _ length: Int) throws(BitstreamError) {
            index = try reader.u(8)
            if length > 1 { primaries = try Primaries(&reader) }
        }
    }

    /// Level 10: a target display that level 8 refers to.
    public struct Level10: Equatable, Sendable {
        public var target: Int
        /// PQ codes of 12 bits.
        public var maxPQ, minPQ: Int
        /// target_primary_index, as in level 9.
        public var index: Int
        public var primaries: Primaries?

        init(_ reader: inout BitReader, _ length: Int) throws(BitstreamError) {
            target = try reader.u(8)
            maxPQ = try reader.u(12)
            minPQ = try reader.u(12)
            index = try reader.u(8)
            if length > 5 { primaries = try Primaries(&reader) }
        }
    }

    /// Level 11: what the content is.
    public struct Level11: Equatable, Sendable {
        /// content_type: 0 default, 1 cinema, 2 games, 3 sport, 4 user generated.
        public var contentType: Int
        /// whitepoint, 0 D65 to 15 warmest; reference_mode_flag.
        public var whitePoint: Int
        public var isReferenceMode: Bool
        public var reserved: [Int]

        init(_ reader: inout BitReader) throws(BitstreamError) {
            contentType = try reader.u(8)
            let white = try reader.u(8)
            whitePoint = white & 15
            isReferenceMode = white & 16 != 0
            reserved = [try reader.u(8), try reader.u(8)]
        }
    }
}

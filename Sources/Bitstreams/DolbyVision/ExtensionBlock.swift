extension DolbyVision {
    /// ext_metadata_block(): one level of metadata.
    public struct ExtensionBlock: Equatable, Sendable {
        /// ext_block_level
        public var level: Int
        /// ext_block_length, bytes.
        public var length: Int
        public var content: Content

        /// What the fields of a block say. PQ values are codes of 12 bits.
        public enum Content: Equatable, Sendable {
            case level1(Level1)
            case level2(Level2)
            case level3(Level3)
            case level4(Level4)
            case level5(Level5)
            case level6(Level6)
            case level8(Level8)
            case level9(Level9)
            case level10(Level10)
            case level11(Level11)
            case level254(Level254)
            case level255(Level255)
            /// A level that is not known, or a known one of a wrong length.
            case other([UInt8])
        }

        /// Lengths that each level may have, bytes.
        static let lengths: [Int: [Int]] = [
            1: [5], 2: [11], 3: [5], 4: [3], 5: [7], 6: [8], 8: [10, 12, 13, 19, 25], 9: [1, 17], 10: [5, 21], 11: [4],
            254: [2], 255: [6],
        ]

        /// - Parameter end: where the CRC starts, in bits.
        static func list(_ reader: inout BitReader, end: Int) throws(BitstreamError) -> [ExtensionBlock] {
            let count = try reader.ue("num_ext_blocks", 0...255)
            try reader.align()
            var blocks: [ExtensionBlock] = []
            for _ in 0..<count { blocks.append(try ExtensionBlock(&reader, end: end)) }
            return blocks
        }

        private init(_ reader: inout BitReader, end: Int) throws(BitstreamError) {
            length = try reader.ue("ext_block_length", 0...0xFFFF)
            level = try reader.u(8)
            let next = reader.position + 8 * length
            guard next <= end else { throw reader.error("a block of level \(level) reaches past the metadata") }
            if Self.lengths[level]?.contains(length) == true {
                content = try Self.content(&reader, level, length)
            } else {
                var payload: [UInt8] = []
                for _ in 0..<length { payload.append(UInt8(truncatingIfNeeded: try reader.u(8))) }
                content = .other(payload)
            }
            try reader.seek(next)
        }

        private static func content(
            _ reader: inout BitReader, _ level: Int, _ length: Int
        ) throws(BitstreamError) -> Content {
            switch level {
            case 1: .level1(try Level1(&reader))
            case 2: .level2(try Level2(&reader))
            case 3: .level3(try Level3(&reader))
            case 4: .level4(try Level4(&reader))
            case 5: .level5(try Level5(&reader))
            case 6: .level6(try Level6(&reader))
            case 8: .level8(try Level8(&reader, length))
            case 9: .level9(try Level9(&reader, length))
            case 10: .level10(try Level10(&reader, length))
            case 11: .level11(try Level11(&reader))
            case 254: .level254(try Level254(&reader))
            default: .level255(try Level255(&reader))
            }
        }
    }
}

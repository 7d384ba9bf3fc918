extension RIFF {
    /// `dbmd`, the Dolby audio metadata chunk, as far as it speaks of Dolby Atmos (segments 9 and 10).
    public struct DolbyMetadata: Equatable, Sendable {
        /// `1.0.0.6`
        public var version: String
        /// Numbers of the segments, in order.
        public var segments: [Int] = []
        public var creationTool: String?
        /// `1.8.0`
        public var creationToolVersion: String?
        /// 0 normal, 1 warping, 2 Dolby Pro Logic IIx, 3 Lo/Ro, 4 not indicated.
        public var warpMode: Int?
        /// Of 2.0, 5.1, 7.1, 2.1.2, 5.1.2, 7.1.2, 2.1.4, 5.1.4 and 7.1.4.
        public var automaticTrims: [Bool] = []
        /// Objects of the supplemental segment.
        public var objectCount: Int?
        public private(set) var faults: [MetadataFault] = []

        public var isAtmos: Bool { segments.contains(9) }

        private static let sync = 0xF872_6FBD
        private static let trimConfigurations = 9

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            version = try reader.bytes(4).reversed().map { "\($0)" }.joined(separator: ".")
            while reader.remaining > 0 {
                let segment = try reader.u8()
                if segment == 0 { break }
                segments.append(segment)
                let size = try reader.u16le()
                let payload = try reader.bytes(size)
                let sum =
                    payload.reduce(UInt8(truncatingIfNeeded: size), &+) &+ UInt8(truncatingIfNeeded: try reader.u8())
                if sum != 0 { fault("the checksum of segment \(segment) is wrong") }
                var inner = ByteReader(payload, "chunk dbmd")
                if segment == 9 { try readAtmos(&inner) }
                if segment == 10 { try readSupplement(&inner) }
            }
        }

        private mutating func fault(_ text: String) { faults.append(MetadataFault("dbmd", text)) }

        private mutating func readAtmos(_ reader: inout ByteReader) throws(BitstreamError) {
            try reader.skip(32)
            creationTool = try reader.paddedText(64)
            creationToolVersion = try reader.bytes(3).map { "\($0)" }.joined(separator: ".")
            try reader.skip(53)
            warpMode = try reader.u8() & 7
        }

        private mutating func readSupplement(_ reader: inout ByteReader) throws(BitstreamError) {
            guard try reader.u32le() == Self.sync else { return fault("segment 10 has no sync word") }
            objectCount = try reader.u16le()
            try reader.skip(1)
            for _ in 0..<Self.trimConfigurations {
                automaticTrims.append(try reader.u8() & 1 == 1)
                try reader.skip(14)
            }
        }
    }
}

extension MXF {
    /// A partition pack (ST 377-1:2019 §7.1).
    public struct Partition: Equatable, Sendable {
        public enum Kind: Int, Sendable {
            case header = 2
            case body = 3
            case footer = 4
            /// Data beside the essence (SMPTE ST 410); its key says nothing of closed or complete.
            case genericStream = 17
        }

        public var kind: Kind
        /// Closed: its metadata is final.
        public var isClosed: Bool
        /// Complete: all of its metadata is known.
        public var isComplete: Bool
        /// Start of the pack in the file.
        public var offset: Int
        public var majorVersion, minorVersion: Int
        /// KAGSize
        public var alignment: Int
        /// Offsets from the header partition.
        public var thisPartition, previousPartition, footerPartition: Int
        public var headerByteCount, indexByteCount: Int
        public var indexSID, bodySID: Int
        public var bodyOffset: Int
        public var operationalPattern: UL
        public var essenceContainers: [UL]

        /// Bytes 1 to 13 of the key; kind, status and a zero follow.
        static let key: [UInt8] = [0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0D, 0x01, 0x02, 0x01, 0x01]

        /// Nil when the unit is no partition pack.
        init?(_ unit: KLV, _ value: [UInt8]) throws(BitstreamError) {
            let (place, status) = (unit.key[13], unit.key[14])
            guard unit.isKeyed(Self.key), (2...4).contains(place), (1...4).contains(status) || status == 17
            else { return nil }
            kind = status == 17 ? .genericStream : Kind(rawValue: Int(place)) ?? .body
            isClosed = status == 17 || status % 2 == 0
            isComplete = status > 2
            offset = unit.offset
            var reader = ByteReader(value, "MXF partition pack", at: unit.value.lowerBound)
            majorVersion = try reader.u16()
            minorVersion = try reader.u16()
            alignment = try reader.u32()
            func position() throws(BitstreamError) -> Int { Int(clamping: try reader.u64()) }
            thisPartition = try position()
            previousPartition = try position()
            footerPartition = try position()
            headerByteCount = try position()
            indexByteCount = try position()
            indexSID = try reader.u32()
            bodyOffset = try position()
            bodySID = try reader.u32()
            operationalPattern = UL(try reader.slice(16))
            essenceContainers = try MXF.labels(&reader)
        }

        /// `OP1a`, `OP1b`, …; `OP-Atom` for the label of ST 390; nil when the label is none of them.
        public var patternName: String? {
            let item = operationalPattern.low >> 24 & 0xFF
            let package = operationalPattern.low >> 16 & 0xFF
            guard operationalPattern.low >> 32 == 0x0D01_0201 else { return nil }
            if item == 0x10 { return "OP-Atom" }
            guard (1...3).contains(item), (1...3).contains(package) else { return nil }
            return "OP\(item)" + ["a", "b", "c"][Int(package) - 1]
        }
    }

    /// A batch or an array of identifiers: how many, how long, and they themselves.
    static func labels(_ reader: inout ByteReader) throws(BitstreamError) -> [UL] {
        let count = try reader.u32()
        let size = try reader.u32()
        guard count > 0 else { return [] }
        guard size == 16 else { throw reader.error("identifiers of \(size) bytes") }
        var labels: [UL] = []
        for _ in 0..<count { labels.append(UL(try reader.slice(16))) }
        return labels
    }

    /// A key, a length and where the value stands (SMPTE ST 336).
    struct KLV {
        var key: [UInt8]
        var offset: Int
        var value: Range<Int>

        /// Byte 8 of a key is the version of the register and does not count.
        func isKeyed(_ prefix: [UInt8]) -> Bool {
            prefix.indices.allSatisfy { $0 == 7 || key[$0] == prefix[$0] }
        }

        var isFill: Bool { isKeyed([6, 14, 43, 52, 1, 1, 1, 1, 3, 1, 2, 16, 1]) }
        /// A set of items behind tags and lengths of two bytes.
        var isLocalSet: Bool { isKeyed([6, 14, 43, 52, 2, 0x53]) }
        var isPrimer: Bool { isKeyed([6, 14, 43, 52, 2, 5, 1, 1, 13, 1, 2, 1, 1, 5]) }
        var isRandomIndex: Bool { isKeyed([6, 14, 43, 52, 2, 5, 1, 1, 13, 1, 2, 1, 1, 17]) }

        init(_ source: ByteSource, at offset: Int) throws(BitstreamError) {
            var reader = ByteReader(try source.available(25, at: offset, "MXF KLV"), "MXF KLV", at: offset)
            key = try reader.bytes(16)
            guard key.starts(with: [6, 14, 43, 52]) else {
                throw BitstreamError("MXF KLV", at: offset, "a key is expected, not \(hexadecimal(key))")
            }
            self.offset = offset
            var length = try reader.u8()
            if length & 0x80 != 0 {
                let count = length & 0x7F
                guard (1...8).contains(count) else { throw reader.error("a length of \(count) bytes") }
                length = Int(clamping: try reader.slice(count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
            }
            let start = offset + reader.position
            guard length <= source.size - start else {
                throw BitstreamError("MXF KLV", at: offset, "\(length) bytes reach past the end of the file")
            }
            value = start..<start + length
        }

        func bytes(_ source: ByteSource, limit: Int = 1 << 20) throws(BitstreamError) -> [UInt8] {
            guard value.count <= limit else {
                throw BitstreamError("MXF KLV", at: offset, "\(value.count) bytes are too many")
            }
            return try source.bytes(value.count, at: value.lowerBound, "MXF KLV")
        }
    }
}

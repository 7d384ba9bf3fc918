extension MXF {
    /// A metadata set: items behind local tags (ST 377-1 §9).
    public struct LocalSet: Equatable, Sendable {
        public struct Item: Equatable, Sendable {
            public var tag: Int
            /// What the primer pack says the tag is; nil when it says nothing.
            public var label: UL?
            public var value: [UInt8]
        }

        public var key: UL
        /// Start of the set in the file.
        public var offset: Int
        public let items: [Item]
        /// Places in `items` by tag, and by the second half of labels of the item register.
        private let byTag: [Int: Int]
        private let byLabel: [UInt64: Int]

        /// Byte 15 of the key, which tells the sets of ST 377-1 apart; nil for sets of others.
        public var kind: Int? {
            key.low >> 24 == 0x0D_0101_0101 && key.low & 0xFF == 0 ? Int(key.low >> 8 & 0xFF) : nil
        }

        /// InstanceUID
        public var instance: UL? { label(0x3C0A) }

        /// - Parameter primer: labels by tag.
        init(_ unit: KLV, _ bytes: [UInt8], _ primer: [Int: UL]) throws(BitstreamError) {
            key = UL(unit.key)
            offset = unit.offset
            var items: [Item] = []
            var byLabel: [UInt64: Int] = [:]
            var reader = ByteReader(bytes, "MXF set \(key)", at: unit.value.lowerBound)
            while !reader.isAtEnd {
                let tag = try reader.u16()
                let label = primer[tag]
                if let label, label.isItem, byLabel[label.low] == nil { byLabel[label.low] = items.count }
                items.append(Item(tag: tag, label: label, value: try reader.bytes(try reader.u16())))
            }
            self.items = items
            self.byLabel = byLabel
            byTag = Dictionary(zip(items.map(\.tag), items.indices)) { first, _ in first }
        }

        /// An item by its tag; for tags from 0x8000 on, which the primer gives out, use its label.
        public subscript(tag: Int) -> [UInt8]? { byTag[tag].map { items[$0].value } }

        /// An item by the second half of its label.
        public subscript(low label: UInt64) -> [UInt8]? { byLabel[label].map { items[$0].value } }
    }
}

/// Readers of item types; nil when the item is missing or too short.
extension MXF.LocalSet {
    private func number(_ value: [UInt8]?, _ count: Int) -> Int? {
        guard let value, value.count == count else { return nil }
        return Int(clamping: value.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// An unsigned number of 1, 2, 4 or 8 bytes; writers do not agree on the length of some items.
    func unsigned(_ value: [UInt8]?) -> Int? {
        [1, 2, 4, 8].contains(value?.count) ? number(value, value?.count ?? 0) : nil
    }

    func signed(_ value: [UInt8]?) -> Int? {
        guard let value else { return nil }
        let bits = value.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch value.count {
        case 1: return Int(Int8(truncatingIfNeeded: bits))
        case 4: return Int(Int32(truncatingIfNeeded: bits))
        case 8: return Int(Int64(truncatingIfNeeded: bits))
        default: return nil
        }
    }

    func unsigned(_ tag: Int) -> Int? { unsigned(self[tag]) }
    func signed(_ tag: Int) -> Int? { signed(self[tag]) }
    func flag(_ tag: Int) -> Bool? { number(self[tag], 1).map { $0 != 0 } }
    func label(_ tag: Int) -> MXF.UL? { label(self[tag]) }
    func label(_ value: [UInt8]?) -> MXF.UL? { value?.count == 16 ? value.map { MXF.UL($0) } : nil }

    func rational(_ value: [UInt8]?) -> ISOBMFF.Fraction? {
        guard let value, value.count == 8 else { return nil }
        guard let numerator = signed(Array(value[0..<4])), let denominator = signed(Array(value[4..<8])) else {
            return nil
        }
        return ISOBMFF.Fraction(numerator, denominator)
    }

    func rational(_ tag: Int) -> ISOBMFF.Fraction? { rational(self[tag]) }

    /// A batch or an array of identifiers.
    func labels(_ value: [UInt8]?) -> [MXF.UL] {
        guard let value else { return [] }
        var reader = ByteReader(value, "MXF array")
        return (try? MXF.labels(&reader)) ?? []
    }

    func labels(_ tag: Int) -> [MXF.UL] { labels(self[tag]) }

    /// An array of signed numbers of 32 bits.
    func numbers(_ tag: Int) -> [Int] {
        guard let value = self[tag] else { return [] }
        var reader = ByteReader(value, "MXF array")
        guard let count = try? reader.u32(), (try? reader.u32()) == 4, count <= reader.remaining / 4 else { return [] }
        return (0..<count).compactMap { _ in try? reader.i32() }
    }

    /// UTF-16 with the high byte first; a zero ends it.
    func string(_ value: [UInt8]?) -> String? {
        guard let value else { return nil }
        let units = stride(from: 0, to: value.count - 1, by: 2).map { UInt16(value[$0]) << 8 | UInt16(value[$0 + 1]) }
        return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self)
    }

    func string(_ tag: Int) -> String? { string(self[tag]) }

    /// ISO 7-bit characters; a zero ends it.
    func ascii(_ value: [UInt8]?) -> String? {
        value.map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// Material exchange format (SMPTE ST 377-1).
public enum MXF {
    /// A SMPTE universal label or another identifier of 16 bytes.
    public struct UL: Hashable, Sendable, CustomStringConvertible {
        public var high, low: UInt64

        public init(_ high: UInt64, _ low: UInt64) {
            self.high = high
            self.low = low
        }

        /// The first 16 bytes; missing ones are zero.
        public init(_ bytes: some Sequence<UInt8>) {
            (high, low) = (0, 0)
            for (place, byte) in bytes.prefix(16).enumerated() {
                let shift = UInt64(56 - place % 8 * 8)
                if place < 8 { high |= UInt64(byte) << shift } else { low |= UInt64(byte) << shift }
            }
        }

        /// A label of the register of metadata items. Byte 8 is the register's version and does not count.
        var isItem: Bool { high & ~0xFF == 0x060E_2B34_0101_0100 }
        public var isZero: Bool { high == 0 && low == 0 }

        /// Four words, as registers print them: `060e2b34.04010101.04010101.01020000`.
        public var description: String {
            [high >> 32, high & 0xFFFF_FFFF, low >> 32, low & 0xFFFF_FFFF].map { word in
                hexadecimal([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt64($0)) })
            }.joined(separator: ".")
        }

        /// A UUID in its usual form.
        public var uuid: String {
            let text = Array(description.filter { $0 != "." })
            return [text[0..<8], text[8..<12], text[12..<16], text[16..<20], text[20...]]
                .map { String($0) }.joined(separator: "-")
        }
    }

    /// A colour label with its name and its code point of ITU-T H.273.
    public struct ColourLabel: Equatable, Sendable {
        public var label: UL
        /// As libavutil spells it, `ACES` and the like for what H.273 does not know; nil for an unknown label.
        public var name: String?
        /// nil when H.273 has none.
        public var code: Int?

        /// Bytes 9 to 16 of the labels: 04.01.01.01.kk.nn.00.00.
        private static let prefix: UInt64 = 0x0401_0101_0000_0000

        fileprivate init(_ label: UL, _ kind: UInt64, _ known: [UInt64: (String, Int?)]) {
            self.label = label
            let isColour = label.high & ~0xFF == 0x060E_2B34_0401_0100 && label.low & ~0xFFFF_FFFF == Self.prefix
            guard isColour, label.low >> 24 & 0xFF == kind, label.low & 0xFFFF == 0 else { return }
            (name, code) = known[label.low >> 16 & 0xFF].map { ($0.0, $0.1) } ?? (nil, nil)
        }

        static func primaries(_ label: UL) -> ColourLabel { ColourLabel(label, 3, primaries) }
        static func transfer(_ label: UL) -> ColourLabel { ColourLabel(label, 1, transfers) }
        static func equations(_ label: UL) -> ColourLabel { ColourLabel(label, 2, equations) }

        /// SMPTE ST 377-1 annex F, ST 2067-21.
        private static let primaries: [UInt64: (String, Int?)] = [
            1: ("smpte170m", 6), 2: ("bt470bg", 5), 3: ("bt709", 1), 4: ("bt2020", 9), 5: ("smpte428", 10),
            6: ("smpte432", 12), 7: ("ACES", nil), 8: ("smpte428", 10), 10: ("smpte431", 11),
        ]
        private static let transfers: [UInt64: (String, Int?)] = [
            1: ("bt470m", 4), 2: ("bt709", 1), 3: ("smpte240m", 7), 4: ("bt709", 1), 5: ("bt1361e", 12),
            6: ("linear", 8), 7: ("smpte428", 17), 8: ("iec61966-2-4", 11), 9: ("bt2020-10", 14),
            10: ("smpte2084", 16), 11: ("arib-std-b67", 18),
        ]
        private static let equations: [UInt64: (String, Int?)] = [
            1: ("smpte170m", 6), 2: ("bt709", 1), 3: ("smpte240m", 7), 4: ("ycgco", 8), 5: ("gbr", 0),
            6: ("bt2020nc", 9),
        ]
    }
}

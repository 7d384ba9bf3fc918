/// The header partition pack of an MXF file (SMPTE ST 377-1:2011 §7.1).
enum MXFPartition {
    /// SMPTE key of a header partition pack, without its status byte.
    private static let key: [UInt8] = [
        0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0D, 0x01, 0x02, 0x01, 0x01, 0x02,
    ]
    /// Offset of the operational pattern label inside the pack's value.
    private static let patternOffset = 64

    /// `OP1a`, `OP1b`, …; `OP-Atom` (ST 390) for its own label. Nil when there is no header partition pack.
    static func operationalPattern(in head: [UInt8]) -> String? {
        guard let start = find(key, in: head), start + 17 < head.count else { return nil }
        let value = start + 16 + berLength(head, at: start + 16)
        let label = value + patternOffset
        guard label + 16 <= head.count else { return nil }
        let item = head[label + 12]
        let package = head[label + 13]
        if item == 0x10 { return "OP-Atom" }
        guard (1...3).contains(item), (1...3).contains(package) else { return nil }
        return "OP\(item)" + ["a", "b", "c"][Int(package) - 1]
    }

    /// Bytes that the length field itself takes.
    private static func berLength(_ bytes: [UInt8], at index: Int) -> Int {
        bytes[index] & 0x80 == 0 ? 1 : 1 + Int(bytes[index] & 0x7F)
    }

    private static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= pattern.count else { return nil }
        return (0...(bytes.count - pattern.count)).first { bytes[$0...].starts(with: pattern) }
    }
}

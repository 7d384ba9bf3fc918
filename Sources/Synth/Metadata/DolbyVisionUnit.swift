/// A Dolby Vision RPU for one picture, profile 8 or 5, with an identity mapping.
public struct DolbyVisionUnit: Equatable, Sendable {
    /// Profile 5 signals full range and another RPU profile.
    public var isProfile5 = false
    public var startsScene = false
    /// PQ codes of 12 bits: minimum, maximum, average.
    public var level1: [Int]? = [0, 2081, 819]
    /// Pixels: left, right, top, bottom.
    public var level5: [Int]?
    /// cd/m², 0.0001 cd/m², MaxCLL, MaxFALL.
    public var level6: [Int]?
    /// source_max_pq: 3079 is 1000 cd/m².
    public var sourceMax = 3079
    public var hasWrongChecksum = false

    public init() {}

    /// NAL unit of type 62 in hexadecimal.
    public var hexadecimal: String {
        var writer = MetadataBits()
        writeHeader(&writer)
        writeMapping(&writer)
        writeDisplay(&writer)
        let body = writer.bytes
        let sum = Self.checksum(body.dropFirst()) ^ (hasWrongChecksum ? 1 : 0)
        let tail = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) } + [0x80]
        return MetadataBits.unit([0x7C, 0x01], body + tail)
    }

    private func writeHeader(_ writer: inout MetadataBits) {
        writer.u(8, 0x19)
        writer.u(6, 2)
        writer.u(11, 18)
        writer.u(4, isProfile5 ? 0 : 1)
        writer.u(4, 0)
        writer.flag(true)
        writer.flag(false)
        writer.u(2, 0)
        writer.ue(23)
        writer.u(2, 1)
        writer.flag(isProfile5)
        for depth in [2, 2, 4] { writer.ue(depth) }
        writer.flag(false)
        writer.u(3, 0)
        writer.flag(false)
        writer.flag(true)
        writer.flag(true)
        writer.flag(false)
    }

    private func writeMapping(_ writer: inout MetadataBits) {
        for _ in 0..<3 { writer.ue(0) }
        for _ in 0..<3 {
            writer.ue(0)
            writer.u(10, 0)
            writer.u(10, 1023)
        }
        writer.ue(0)
        writer.ue(0)
        // A polynomial of the first order: 0 + 1·x.
        for _ in 0..<3 {
            writer.ue(0)
            writer.ue(0)
            writer.flag(false)
            for whole in [0, 1] {
                writer.ue(whole * 2 - (whole > 0 ? 1 : 0))
                writer.u(23, 0)
            }
        }
    }

    private func writeDisplay(_ writer: inout MetadataBits) {
        for value in [0, 0, startsScene ? 1 : 0] { writer.ue(value) }
        for value in [9574, 0, 13802, 9574, -1540, -5348, 9574, 17610, 0] { writer.u(16, value & 0xFFFF) }
        for value in [16_777_216, 134_217_728, 134_217_728] { writer.u(32, value) }
        for value in [7222, 8771, 390, 2654, 12430, 1300, 0, 422, 15962] { writer.u(16, value) }
        writer.u(16, 65535)
        writer.u(32, 0)
        writer.u(32, 0)
        writer.u(5, 12)
        writer.u(6, 0)
        writer.u(12, 7)
        writer.u(12, sourceMax)
        writer.u(10, 42)
        let blocks = [
            level1.map { (1, Self.fields($0, 12)) }, level5.map { (5, Self.fields($0, 13)) },
            level6.map { (6, Self.fields($0, 16)) },
        ].compactMap { $0 }
        writer.ue(blocks.count)
        writer.align()
        for (level, payload) in blocks {
            writer.ue(payload.count)
            writer.u(8, level)
            for byte in payload { writer.u(8, Int(byte)) }
        }
        writer.align()
    }

    private static func fields(_ values: [Int], _ bits: Int) -> [UInt8] {
        var writer = MetadataBits()
        for value in values { writer.u(bits, value) }
        return writer.bytes
    }

    /// CRC-32/MPEG-2.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0xFFFF_FFFF) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte) << 24) { sum, _ in
                sum & 0x8000_0000 != 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1
            }
        }
    }
}

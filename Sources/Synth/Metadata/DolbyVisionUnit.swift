/// A Dolby Vision RPU for one picture, with an identity mapping: of a single layer (profiles 5, 8, 9 and 10), or of two
/// (4 and 7).
public struct DolbyVisionUnit: Equatable, Sendable {
    /// What the enhancement layer adds.
    public enum Enhancement: Equatable, Sendable {
        /// Nothing: its residual is zero.
        case minimal
        case full
    }

    /// Profile 5 signals full range and another RPU profile.
    public var isProfile5 = false
    /// Of streams with an enhancement layer; nil: a single layer.
    public var enhancement: Enhancement?
    /// Bits of the mastered picture: 12, and 14 in profile 4.
    public var masteredDepth = 12
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

    /// NAL unit of type 62 of HEVC in hexadecimal.
    public var hexadecimal: String { MetadataBits.unit([0x7C, 0x01], payload) }

    /// NAL unit of type 28 of H.264 in hexadecimal.
    public var hexadecimalAVC: String { MetadataBits.unit([0x7C], payload) }

    /// Metadata OBU of AV1 in hexadecimal: an ITU-T T.35 message with the RPU in an EMDF container (ETSI TS 102 366,
    /// annex H), payload 256.
    public var hexadecimalAV1: String {
        var writer = MetadataBits()
        // emdf_version, key_id, emdf_payload_id as 31 + variable_bits(5) of 225, payload configuration.
        for (count, value) in [(2, 0), (3, 6), (5, 31), (6, 6 << 1 | 1), (6, 1 << 1), (5, 1)] {
            writer.u(count, value)
        }
        let content = payload.dropFirst()
        if content.count > 255 { writer.u(9, ((content.count - 256) >> 8) << 1 | 1) }
        writer.u(9, (content.count & 255) << 1)
        for byte in content { writer.u(8, Int(byte)) }
        // metadata_type ITUT_T35, country, provider, provider oriented code; trailing bits.
        let message = [4, 0xB5, 0, 0x3B, 0, 0, 8, 0] + writer.bytes + [0x80]
        // obu_type 5 with a size, in leb128.
        let size = [UInt8(message.count & 0x7F | 0x80), UInt8(message.count >> 7)]
        return MetadataBits.text([0x2A] + size + message)
    }

    /// From rpu_nal_prefix on.
    private var payload: [UInt8] {
        var writer = MetadataBits()
        writeHeader(&writer)
        writeMapping(&writer)
        writeDisplay(&writer)
        let body = writer.bytes
        let sum = Self.checksum(body.dropFirst()) ^ (hasWrongChecksum ? 1 : 0)
        let tail = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) } + [0x80]
        return body + tail
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
        for depth in [10, 10, masteredDepth] { writer.ue(depth - 8) }
        writer.flag(false)
        writer.u(3, 0)
        // el_spatial_resampling_filter_flag, disable_residual_flag.
        writer.flag(enhancement != nil)
        writer.flag(enhancement == nil)
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
        if enhancement != nil {
            writer.u(3, 0)
            for pivot in [0, 1023] { writer.u(10, pivot) }
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
        for _ in 0..<3 where enhancement != nil { writeDeadZone(&writer) }
    }

    /// Offset, largest value, slope and threshold of the residual; of a minimal layer 0, 1, 0, 0.
    private func writeDeadZone(_ writer: inout MetadataBits) {
        writer.u(10, enhancement == .full ? 512 : 0)
        for (whole, fraction) in [(1, 0), (0, enhancement == .full ? 2048 : 0), (0, 0)] {
            writer.ue(whole)
            writer.u(23, fraction)
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

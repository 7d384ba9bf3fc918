/// Parameter sets that a container holds outside of the packets: boxes `avcC` and `hvcC`, Matroska's CodecPrivate
/// (ISO/IEC 14496-15 §5.3.3 and §8.3.3).
public struct DecoderConfiguration: Equatable, Sendable {
    /// How the packets are framed.
    public var framing: NALFraming
    /// Whole NAL units with their headers, in the order of the record.
    public var units: [[UInt8]]

    /// AVCDecoderConfigurationRecord
    public init(avc record: [UInt8]) throws(BitstreamError) {
        var reader = ByteReader(record, "box avcC")
        try Self.checkVersion(&reader)
        try reader.skip(3)
        framing = .lengthPrefixed(1 + (try reader.u8()) & 3)
        units = []
        for _ in 0..<(try reader.u8() & 31) { units.append(try reader.bytes(try reader.u16())) }
        for _ in 0..<(try reader.u8()) { units.append(try reader.bytes(try reader.u16())) }
    }

    /// HEVCDecoderConfigurationRecord
    public init(hevc record: [UInt8]) throws(BitstreamError) {
        var reader = ByteReader(record, "box hvcC")
        try Self.checkVersion(&reader)
        try reader.skip(20)
        framing = .lengthPrefixed(1 + (try reader.u8()) & 3)
        units = []
        for _ in 0..<(try reader.u8()) {
            try reader.skip(1)
            for _ in 0..<(try reader.u16()) { units.append(try reader.bytes(try reader.u16())) }
        }
    }

    private static func checkVersion(_ reader: inout ByteReader) throws(BitstreamError) {
        let version = try reader.u8()
        guard version == 1 else { throw reader.error("configurationVersion is \(version), not 1") }
    }

    /// What the parameter sets and messages in the record say.
    public func metadata(
        _ read: (UnsafeBufferPointer<UInt8>, NALFraming) -> AccessUnitMetadata
    ) -> AccessUnitMetadata {
        let stream = units.flatMap { unit -> [UInt8] in [0, 0, 1] + unit }
        return stream.withUnsafeBufferPointer { read($0, .annexB) }
    }
}

extension DolbyVision {
    /// The RPUs of a file of RPUs alone: each behind a start code, from rpu_nal_prefix on, with emulation prevention
    /// bytes; the header of a NAL unit of type 62 may stand before it.
    ///
    /// - Returns: raw byte sequence payloads for `RPU(rbsp:)`.
    public static func payloads(inDump bytes: [UInt8]) throws(BitstreamError) -> [[UInt8]] {
        let unitHeader: [UInt8] = [0x7C, 0x01]
        var payloads: [[UInt8]] = []
        try bytes.withUnsafeBufferPointer { (dump) throws(BitstreamError) in
            for range in try NALFraming.annexB.units(in: dump) {
                let unit = dump.unit(range)
                payloads.append(rbsp(unit, headerBytes: unit.starts(with: unitHeader) ? 2 : 0))
            }
        }
        return payloads
    }

    /// The RPU of an AV1 metadata OBU: an EMDF container (ETSI TS 102 366, annex H) with one payload of type 256.
    ///
    /// - Returns: a payload for `RPU(rbsp:)`; nil when the message is something else.
    public static func payload(_ message: RegisteredUserData) throws(BitstreamError) -> [UInt8]? {
        guard message.kind == .dolbyVisionRPU else { return nil }
        var reader = BitReader(Array(message.payload.dropFirst(4)), "EMDF container")
        let version = try reader.u(2)
        let key = try reader.u(3)
        guard version == 0, key == 6 else { throw reader.error("version \(version), key \(key) are not known") }
        let short = try reader.u(5)
        let identifier = short == 31 ? try 31 + variable(&reader, 5) : short
        guard identifier == 256 else { throw reader.error("emdf_payload_id is \(identifier), not 256") }
        let configuration = try reader.u(5)
        guard configuration == 1 else { throw reader.error("the payload configuration \(configuration) is not known") }
        var payload: [UInt8] = [0x19]
        for _ in 0..<(try variable(&reader, 8)) { payload.append(UInt8(truncatingIfNeeded: try reader.u(8))) }
        return payload
    }

    /// variable_bits(n) (TS 102 366 §H.2.1.3).
    private static func variable(_ reader: inout BitReader, _ bits: Int) throws(BitstreamError) -> Int {
        var value = try reader.u(bits)
        while try reader.flag() {
            value = (value + 1) << bits | (try reader.u(bits))
            guard value <= 0xFFFF else { throw reader.error("a number is too large") }
        }
        return value
    }
}

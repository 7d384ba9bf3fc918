/// AOMedia Video 1.
public enum AV1 {
    /// obu_type values (AV1 §6.2.2).
    public enum UnitType {
        public static let sequenceHeader = 1
        public static let temporalDelimiter = 2
        public static let frameHeader = 3
        public static let metadata = 5
        public static let frame = 6
    }

    /// metadata_type values (§6.7.1).
    public enum MetadataType {
        public static let contentLight = 1
        public static let masteringDisplay = 2
        public static let userData = 4
    }

    /// One open bitstream unit.
    public struct Unit: Equatable, Sendable {
        /// obu_type
        public var type: Int
        /// Where its payload stands in the packet.
        public var payload: Range<Int>
    }

    /// The units of a packet or of `configOBUs`; each has its size, except the last one if it says so (§5.3).
    public static func units(in packet: UnsafeBufferPointer<UInt8>) throws(BitstreamError) -> [Unit] {
        var units: [Unit] = []
        var index = 0
        while index < packet.count {
            let header = packet[index]
            guard header & 0x80 == 0 else { throw error(index, "obu_forbidden_bit is set") }
            let start = index
            index += header & 4 != 0 ? 2 : 1
            var size = packet.count - index
            if header & 2 != 0 { size = try leb128(packet, &index) }
            guard index <= packet.count, size >= 0, size <= packet.count - index else {
                throw error(start, "the unit reaches past the packet")
            }
            units.append(Unit(type: Int(header >> 3) & 15, payload: index..<index + size))
            index += size
        }
        return units
    }

    static func error(_ offset: Int, _ text: String) -> BitstreamError { BitstreamError("AV1 OBU", at: offset, text) }

    /// leb128() (§4.10.5): at most 8 bytes, less than 2^32.
    static func leb128(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(BitstreamError) -> Int {
        var value = 0
        for place in 0..<8 {
            guard index < bytes.count else { throw error(index, "the data ends early") }
            let byte = bytes[index]
            index += 1
            value |= Int(byte & 0x7F) << (7 * place)
            if byte & 0x80 == 0 {
                guard value <= 0xFFFF_FFFF else { break }
                return value
            }
        }
        throw error(index, "a number is too large")
    }

    /// Reads the metadata of one temporal unit. Frames are looked at no further than their type.
    public static func metadata(of packet: UnsafeBufferPointer<UInt8>) -> AccessUnitMetadata {
        var metadata = AccessUnitMetadata()
        metadata.attempt { (metadata) throws(BitstreamError) in
            for unit in try units(in: packet) {
                let payload = Array(packet[unit.payload])
                switch unit.type {
                case UnitType.sequenceHeader:
                    metadata.attempt { (metadata) throws(BitstreamError) in
                        metadata.colours.append(try SequenceHeader(payload).colour)
                        metadata.isRandomAccess = true
                    }
                case UnitType.metadata:
                    metadata.attempt { (metadata) throws(BitstreamError) in try add(payload, to: &metadata) }
                default: break
                }
            }
        }
        return metadata
    }

    /// metadata_obu() (§5.8).
    private static func add(_ payload: [UInt8], to metadata: inout AccessUnitMetadata) throws(BitstreamError) {
        var start = 0
        let type = try payload.withUnsafeBufferPointer { (bytes) throws(BitstreamError) in try leb128(bytes, &start) }
        let content = Array(payload[start...])
        switch type {
        case MetadataType.contentLight: metadata.staticMetadata.light = try ContentLightLevel(content)
        case MetadataType.masteringDisplay:
            metadata.staticMetadata.mastering = try MasteringDisplayColourVolume(av1: content)
        case MetadataType.userData:
            let message = try RegisteredUserData(withoutTrailingBits(content))
            metadata.userData.append(message)
            if let payload = try DolbyVision.payload(message) { metadata.dolbyVisionRPUs.append(payload) }
        default: break
        }
    }

    /// trailing_bits() (§5.3.4): a one bit and zeros behind the payload, which has no length of its own.
    private static func withoutTrailingBits(_ content: [UInt8]) -> [UInt8] {
        guard let last = content.lastIndex(where: { $0 != 0 }), content[last] == 0x80 else { return content }
        return Array(content[..<last])
    }
}

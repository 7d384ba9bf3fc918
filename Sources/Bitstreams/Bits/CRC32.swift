/// What each byte adds to the CRC.
private let crcSteps: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte) << 24) { value, _ in value << 1 ^ (value & 0x8000_0000 != 0 ? 0x04C1_1DB7 : 0) }
}

/// CRC-32/MPEG-2 (ISO/IEC 13818-1, annex A): polynomial 0x04C11DB7, not reflected, start value all ones.
public func crc32MPEG2(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = crc << 8 ^ crcSteps[Int(crc >> 24 ^ UInt32(byte))] }
    return crc
}

private let reflectedSteps: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 != 0 ? 0xEDB8_8320 : 0) }
}

/// CRC-32 of PNG and ZIP (ISO/IEC 8802-3): polynomial 0x04C11DB7, reflected, inverted.
public func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = crc >> 8 ^ reflectedSteps[Int(crc & 0xFF ^ UInt32(byte))] }
    return ~crc
}

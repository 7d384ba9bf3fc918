/// How NAL units follow each other in a packet.
public enum NALFraming: Equatable, Sendable {
    /// Start codes (ITU-T H.264 and H.265, Annex B).
    case annexB
    /// Each unit behind its length of 1, 2 or 4 bytes (ISO/IEC 14496-15).
    case lengthPrefixed(Int)

    /// What the units of a packet take up in it, without start codes, lengths and trailing zero bytes.
    public func units(in packet: UnsafeBufferPointer<UInt8>) throws(BitstreamError) -> [Range<Int>] {
        switch self {
        case .annexB: annexBUnits(in: packet)
        case .lengthPrefixed(let size): try lengthPrefixedUnits(in: packet, size)
        }
    }

    /// Units whose length runs past the packet are a fault, and everything after them is lost.
    private func lengthPrefixedUnits(
        in packet: UnsafeBufferPointer<UInt8>, _ size: Int
    ) throws(BitstreamError) -> [Range<Int>] {
        guard (1...4).contains(size) else {
            throw BitstreamError("NAL unit length", at: 0, "lengths of \(size) bytes do not exist")
        }
        var units: [Range<Int>] = []
        var index = 0
        while index < packet.count {
            guard packet.count - index >= size else {
                throw BitstreamError("NAL unit length", at: index, "\(packet.count - index) bytes are left over")
            }
            let length = packet[index..<index + size].reduce(0) { $0 << 8 | Int($1) }
            let start = index + size
            guard length <= packet.count - start else {
                throw BitstreamError("NAL unit length", at: index, "the unit reaches past the packet")
            }
            if length > 0 { units.append(start..<start + length) }
            index = start + length
        }
        return units
    }
}

private func annexBUnits(in packet: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var units: [Range<Int>] = []
    guard var start = afterStartCode(packet, from: 0) else { return [] }
    while true {
        let next = afterStartCode(packet, from: start)
        var end = next.map { $0 - 3 } ?? packet.count
        while end > start, packet[end - 1] == 0 { end -= 1 }
        if end > start { units.append(start..<end) }
        guard let next else { return units }
        start = next
    }
}

/// The index behind the next 00 00 01. Looks at every third byte only while they are above 1.
private func afterStartCode(_ packet: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start + 2
    while index < packet.count {
        switch packet[index] {
        case 0: index += 1
        case 1 where packet[index - 1] == 0 && packet[index - 2] == 0: return index + 1
        default: index += packet[index] == 1 ? 1 : 3
        }
    }
    return nil
}

/// The raw byte sequence payload of a NAL unit: its header and the emulation prevention bytes (00 00 03) are gone.
public func rbsp(_ unit: UnsafeBufferPointer<UInt8>, headerBytes: Int) -> [UInt8] {
    guard headerBytes >= 0, unit.count > headerBytes else { return [] }
    return [UInt8](unsafeUninitializedCapacity: unit.count - headerBytes) { payload, count in
        var zeros = 0
        for byte in unit[headerBytes...] {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            payload.initializeElement(at: count, to: byte)
            count += 1
        }
    }
}

/// The same of bytes in memory.
public func rbsp(_ unit: [UInt8], headerBytes: Int) -> [UInt8] {
    unit.withUnsafeBufferPointer { rbsp($0, headerBytes: headerBytes) }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of one unit of a packet.
    func unit(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        let bounds = range.clamped(to: 0..<count)
        return UnsafeBufferPointer(rebasing: self[bounds])
    }
}

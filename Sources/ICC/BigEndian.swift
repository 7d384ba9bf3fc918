/// Big-endian numbers at byte offsets; nil where the bytes end before the number does.
protocol BigEndianBytes {
    var count: Int { get }
    /// - Precondition: 0 ≤ offset < count.
    func byte(_ offset: Int) -> UInt8
}

extension BigEndianBytes {
    func u8(_ offset: Int) -> Int? { holds(offset, 1) ? Int(byte(offset)) : nil }

    func u16(_ offset: Int) -> Int? { holds(offset, 2) ? Int(byte(offset)) << 8 | Int(byte(offset + 1)) : nil }

    func u32(_ offset: Int) -> Int? {
        guard let high = u16(offset), let low = u16(offset + 2) else { return nil }
        return high << 16 | low
    }

    func signature(_ offset: Int) -> ICCSignature? { u32(offset).map { ICCSignature(UInt32($0)) } }

    /// s15Fixed16Number (ICC.1:2022 §4.6)
    func fixed(_ offset: Int) -> Double? {
        u32(offset).map { Double(Int32(bitPattern: UInt32($0))) / 65536 }
    }

    /// XYZNumber (§4.14)
    func xyz(_ offset: Int) -> (x: Double, y: Double, z: Double)? {
        guard let x = fixed(offset), let y = fixed(offset + 4), let z = fixed(offset + 8) else { return nil }
        return (x, y, z)
    }

    /// dateTimeNumber (§4.2)
    func date(_ offset: Int) -> ICCDate? {
        let fields = (0..<6).compactMap { u16(offset + 2 * $0) }
        return fields.count == 6 ? ICCDate(fields) : nil
    }

    /// Whether every byte of a range that lies inside is zero.
    func isZero(_ range: Range<Int>) -> Bool {
        range.allSatisfy { $0 < count && byte($0) == 0 }
    }

    private func holds(_ offset: Int, _ size: Int) -> Bool { offset >= 0 && offset <= count - size }
}

extension Array: BigEndianBytes where Element == UInt8 {
    func byte(_ offset: Int) -> UInt8 { self[offset] }
}

extension ArraySlice: BigEndianBytes where Element == UInt8 {
    /// Offsets count from the start of the slice.
    func byte(_ offset: Int) -> UInt8 { self[startIndex + offset] }
}

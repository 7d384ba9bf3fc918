extension ByteReader {
    /// An unsigned little-endian number of up to 8 bytes, as RIFF stores them.
    private mutating func little(_ count: Int) throws(BitstreamError) -> UInt64 {
        try slice(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    public mutating func u16le() throws(BitstreamError) -> Int { Int(try little(2)) }
    public mutating func u32le() throws(BitstreamError) -> Int { Int(try little(4)) }
    public mutating func u64le() throws(BitstreamError) -> UInt64 { try little(8) }
    public mutating func i16le() throws(BitstreamError) -> Int { Int(Int16(truncatingIfNeeded: try u16le())) }

    /// Characters up to the first NUL of a field of fixed length; ISO Latin 1 where they are no UTF-8.
    public mutating func paddedText(_ count: Int) throws(BitstreamError) -> String {
        textOfBytes(try slice(count).prefix { $0 != 0 })
    }
}

/// UTF-8, and where the bytes are none, ISO Latin 1.
func textOfBytes(_ bytes: some Collection<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
}

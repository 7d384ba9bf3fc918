/// Reads fixed fields from bytes: big-endian as ISO BMFF, MXF, PNG and SEI store them. RIFF stores
/// them the other way round: see `u16le` and its kin.
public struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private let structure: String
    /// Where the first byte stands in the file, for errors.
    private let base: Int
    private var index: Int

    /// - Parameters:
    ///   - structure: what the bytes are, for errors.
    ///   - base: the offset of the first byte in the file or the enclosing structure.
    public init(_ bytes: ArraySlice<UInt8>, _ structure: String, at base: Int = 0) {
        self.bytes = bytes
        self.structure = structure
        self.base = base
        index = bytes.startIndex
    }

    public init(_ bytes: [UInt8], _ structure: String, at base: Int = 0) {
        self.init(bytes[...], structure, at: base)
    }

    /// Bytes read so far.
    public var position: Int { index - bytes.startIndex }
    public var remaining: Int { bytes.endIndex - index }
    public var isAtEnd: Bool { remaining == 0 }

    public func error(_ text: String) -> BitstreamError { BitstreamError(structure, at: base &+ position, text) }

    /// The next bytes as a slice of the original.
    public mutating func slice(_ count: Int) throws(BitstreamError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw error("the data ends early") }
        defer { index += count }
        return bytes[index..<index + count]
    }

    public mutating func bytes(_ count: Int) throws(BitstreamError) -> [UInt8] { Array(try slice(count)) }

    /// A reader of the next bytes alone.
    public mutating func reader(_ count: Int, _ structure: String? = nil) throws(BitstreamError) -> ByteReader {
        let start = base &+ position
        return ByteReader(try slice(count), structure ?? self.structure, at: start)
    }

    public mutating func skip(_ count: Int) throws(BitstreamError) { _ = try slice(count) }
    public mutating func rest() -> ArraySlice<UInt8> {
        defer { index = bytes.endIndex }
        return bytes[index...]
    }

    /// An unsigned number of up to 7 bytes.
    private mutating func number(_ count: Int) throws(BitstreamError) -> Int {
        guard count <= remaining else { throw error("the data ends early") }
        var value = 0
        for place in index..<index + count { value = value << 8 | Int(bytes[place]) }
        index += count
        return value
    }

    public mutating func u8() throws(BitstreamError) -> Int { try number(1) }
    public mutating func u16() throws(BitstreamError) -> Int { try number(2) }
    public mutating func u24() throws(BitstreamError) -> Int { try number(3) }
    public mutating func u32() throws(BitstreamError) -> Int { try number(4) }
    public mutating func u64() throws(BitstreamError) -> UInt64 { try slice(8).reduce(0) { $0 << 8 | UInt64($1) } }
    public mutating func i8() throws(BitstreamError) -> Int { Int(Int8(truncatingIfNeeded: try u8())) }
    public mutating func i16() throws(BitstreamError) -> Int { Int(Int16(truncatingIfNeeded: try u16())) }
    public mutating func i32() throws(BitstreamError) -> Int { Int(Int32(truncatingIfNeeded: try u32())) }
    public mutating func i64() throws(BitstreamError) -> Int { Int(truncatingIfNeeded: try u64()) }
    public mutating func fourCC() throws(BitstreamError) -> FourCC { FourCC(UInt32(truncatingIfNeeded: try u32())) }
    /// 16.16 fixed point.
    public mutating func fixed16() throws(BitstreamError) -> Double { Double(try i32()) / 65536 }
}

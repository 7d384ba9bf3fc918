/// Reads syntax elements from the most significant bit on, by the descriptors of ITU-T H.265 §7.2 and §9.2.
///
/// The bytes are a raw byte sequence payload: emulation prevention bytes are gone (see `rbsp`).
public struct BitReader {
    private let bytes: [UInt8]
    private let structure: String
    /// Bits read so far.
    public private(set) var position = 0
    /// Where reading ends, in bits.
    public let end: Int

    /// - Parameter structure: what the bytes are, for errors.
    public init(_ bytes: [UInt8], _ structure: String) {
        self.bytes = bytes
        self.structure = structure
        end = bytes.count * 8
    }

    public var remaining: Int { end - position }
    public var isAligned: Bool { position & 7 == 0 }

    public func error(_ text: String) -> BitstreamError { BitstreamError(structure, at: position >> 3, text) }

    /// u(n): an unsigned number of up to 32 bits.
    public mutating func u(_ count: Int) throws(BitstreamError) -> Int {
        guard count >= 0, count <= 32 else { throw error("a field of \(count) bits") }
        guard count <= remaining else { throw error("the data ends early") }
        var value = 0
        var left = count
        while left > 0 {
            let used = position & 7
            let take = min(8 - used, left)
            let bits = Int(bytes[position >> 3]) >> (8 - used - take) & (1 << take - 1)
            value = value << take | bits
            position += take
            left -= take
        }
        return value
    }

    /// u(1) as a flag.
    public mutating func flag() throws(BitstreamError) -> Bool { try u(1) == 1 }

    /// i(n): two's complement of up to 32 bits.
    public mutating func i(_ count: Int) throws(BitstreamError) -> Int {
        let value = try u(count)
        return count > 0 && value >> (count - 1) == 1 ? value - 1 << count : value
    }

    /// ue(v): Exp-Golomb code, at most 2^32 - 2.
    public mutating func ue() throws(BitstreamError) -> Int {
        var zeros = 0
        while try u(1) == 0 {
            zeros += 1
            if zeros > 31 { throw error("an Exp-Golomb code is too long") }
        }
        return try 1 << zeros - 1 + u(zeros)
    }

    /// ue(v) that the standard limits to `range`.
    public mutating func ue(_ name: String, _ range: ClosedRange<Int>) throws(BitstreamError) -> Int {
        let value = try ue()
        guard range.contains(value) else { throw error("\(name) is \(value), not in \(range)") }
        return value
    }

    /// se(v): signed Exp-Golomb code.
    public mutating func se() throws(BitstreamError) -> Int {
        let code = try ue()
        return code & 1 == 1 ? (code + 1) / 2 : -(code / 2)
    }

    public mutating func skip(_ count: Int) throws(BitstreamError) {
        guard count >= 0, count <= remaining else { throw error("the data ends early") }
        position += count
    }

    /// Goes to the next byte boundary and tells whether the bits in between were zero.
    @discardableResult public mutating func align() throws(BitstreamError) -> Bool {
        try u(-position & 7) == 0
    }

    /// Goes to a bit counted from the start.
    public mutating func seek(_ bit: Int) throws(BitstreamError) {
        guard bit >= 0, bit <= end else { throw error("a field reaches past the end") }
        position = bit
    }

    /// more_rbsp_data(): whether anything stands before the trailing one bit and its zeros.
    public var hasMoreRBSPData: Bool {
        guard let last = bytes.lastIndex(where: { $0 != 0 }) else { return false }
        return position < last * 8 + 7 - bytes[last].trailingZeroBitCount
    }
}

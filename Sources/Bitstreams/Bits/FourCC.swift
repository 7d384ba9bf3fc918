/// A four-character code: of a box, a sample entry, a PNG chunk.
public struct FourCC: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    public var code: UInt32

    public init(_ code: UInt32) { self.code = code }

    /// Four ISO Latin 1 characters; missing ones are spaces.
    public init(stringLiteral text: StaticString) {
        let scalars = "\(text)".unicodeScalars.map { $0.value & 0xFF } + [32, 32, 32, 32]
        code = scalars.prefix(4).reduce(0) { $0 << 8 | $1 }
    }

    /// The four characters as ISO Latin 1, control characters as `\xNN`.
    public var description: String {
        [24, 16, 8, 0].map { shift -> String in
            let byte = UInt8(truncatingIfNeeded: code >> UInt32(shift))
            let isControl = byte < 32 || (127...159).contains(byte)
            return isControl ? "\\x" + hexadecimal([byte]) : String(UnicodeScalar(byte))
        }.joined()
    }
}

/// Bytes in lower-case hexadecimal.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// Four bytes that name a class, a colour space, a tag or a type, most significant first: `mntr`, `RGB `, `desc`.
public struct ICCSignature: Hashable, Sendable, ExpressibleByStringLiteral {
    public let code: UInt32

    public init(_ code: UInt32) { self.code = code }

    /// - Precondition: four ASCII characters.
    public init(stringLiteral text: String) {
        precondition(text.utf8.count == 4, "a signature has four characters")
        code = text.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The characters without trailing spaces; unprintable ones as a dot.
    public var text: String {
        var characters = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }
        while characters.last == 0x20 { characters.removeLast() }
        return String(decoding: characters.map { (0x20...0x7E).contains($0) ? $0 : 0x2E }, as: UTF8.self)
    }
}

extension ICCSignature: CustomStringConvertible { public var description: String { "'\(text)'" } }

/// What the tag `cicp` says: H.273 code points and range (ICC.1:2022 §9.2.17, §10.3).
public struct ICCVideoSignal: Equatable, Sendable {
    /// H.273 code points, tables 2, 3 and 4.
    public var primaries, transfer, matrix: Int
    public var isFullRange: Bool

    public init(primaries: Int, transfer: Int, matrix: Int, isFullRange: Bool) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.isFullRange = isFullRange
    }

    /// LittleCMS (seen in 2.14) writes four zero bytes before the codes, which makes 16 bytes of the tag's 12.
    init?(_ content: ArraySlice<UInt8>) {
        guard content.signature(0) == "cicp" else { return nil }
        let start = content.count == 16 && content.isZero(8..<12) ? 12 : 8
        let codes = (start..<start + 4).compactMap { content.u8($0) }
        guard codes.count == 4 else { return nil }
        self.init(primaries: codes[0], transfer: codes[1], matrix: codes[2], isFullRange: codes[3] != 0)
    }
}

extension ICCStructure {
    /// Nil without the tag.
    public var videoSignal: ICCVideoSignal? { content("cicp").flatMap { ICCVideoSignal($0) } }
}

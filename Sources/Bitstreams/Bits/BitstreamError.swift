/// Why a structure could not be read.
public struct BitstreamError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The structure as its standard names it: `HEVC SPS`, `ISO BMFF box colr`.
    public var structure: String
    /// Bytes from the start of the structure; for files, from the start of the file.
    public var offset: Int
    public var text: String

    public init(_ structure: String, at offset: Int, _ text: String) {
        self.structure = structure
        self.offset = offset
        self.text = text
    }

    public var description: String { "\(structure), byte \(offset): \(text)" }
}

/// A file that is read in pieces, so that its size does not matter.
public struct ByteSource {
    /// Bytes.
    public let size: Int
    private let read: (_ offset: Int, _ count: Int) -> [UInt8]

    /// - Parameter read: returns the bytes at an offset; fewer than asked for when the file ends or cannot be read.
    public init(size: Int, read: @escaping (_ offset: Int, _ count: Int) -> [UInt8]) {
        self.size = max(0, size)
        self.read = read
    }

    /// The bytes as a file; for data that is in memory already.
    public init(_ bytes: [UInt8]) {
        self.init(size: bytes.count) { offset, count in
            guard offset >= 0, count > 0, offset < bytes.count else { return [] }
            return Array(bytes[offset..<min(bytes.count, offset &+ min(count, bytes.count - offset))])
        }
    }

    /// Exactly `count` bytes.
    public func bytes(_ count: Int, at offset: Int, _ structure: String) throws(BitstreamError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
            throw BitstreamError(structure, at: offset, "it reaches past the end of the file")
        }
        guard count > 0 else { return [] }
        let bytes = read(offset, count)
        guard bytes.count == count else {
            throw BitstreamError(structure, at: offset, "the file could not be read")
        }
        return bytes
    }

    /// Up to `count` bytes: fewer at the end of the file.
    public func available(_ count: Int, at offset: Int, _ structure: String) throws(BitstreamError) -> [UInt8] {
        guard offset >= 0, offset < size else { return [] }
        return try bytes(min(max(0, count), size - offset), at: offset, structure)
    }
}

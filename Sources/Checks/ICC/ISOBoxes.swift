import Foundation

/// Boxes of ISO base media (ISO/IEC 14496-12 §4.2), read where they lie and never all at once.
final class ISOBoxes {
    struct Box {
        var type: String
        /// Of its content, in bytes of the file.
        var content: Range<Int>
    }

    /// More boxes than this in one place are no file of this world.
    private static let most = 4096
    private let descriptor: Int32
    private let size: Int

    /// Nil when the file cannot be read.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        size = Int(lseek(descriptor, 0, SEEK_END))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var whole: Range<Int> { 0..<max(0, size) }

    /// At most `limit` bytes; fewer where the file ends.
    func bytes(_ range: Range<Int>, limit: Int) -> [UInt8] {
        let count = min(range.count, limit)
        guard count > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: count)
        let got = pread(descriptor, &buffer, count, off_t(range.lowerBound))
        return Array(buffer.prefix(max(0, got)))
    }

    /// The boxes of a range, up to the first that does not fit into it.
    func boxes(in range: Range<Int>) -> [Box] {
        var found: [Box] = []
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound, found.count < Self.most {
            let header = bytes(offset..<offset + 16, limit: 16)
            guard header.count >= 8, let box = box(header, at: offset, end: range.upperBound) else { break }
            found.append(box)
            offset = box.content.upperBound
        }
        return found
    }

    func box(_ type: String, in range: Range<Int>) -> Box? { boxes(in: range).first { $0.type == type } }

    /// Follows a path of types downwards.
    func box(_ path: [String], in range: Range<Int>) -> Box? {
        var box: Box?
        var range = range
        for type in path {
            box = self.box(type, in: range)
            guard let found = box else { return nil }
            range = found.content
        }
        return box
    }

    private func box(_ header: [UInt8], at offset: Int, end: Int) -> Box? {
        var size = header.bigEndian(0, 4)
        var length = 8
        if size == 1 {
            guard header.count >= 16, header[8] & 0x80 == 0 else { return nil }
            (size, length) = (header.bigEndian(8, 8), 16)
        } else if size == 0 {
            size = end - offset
        }
        guard size >= length, size <= end - offset else { return nil }
        return Box(
            type: String(decoding: header[4..<8], as: UTF8.self), content: offset + length..<offset + size)
    }
}

extension [UInt8] {
    /// Big-endian; 0 where the bytes end before.
    func bigEndian(_ offset: Int, _ size: Int) -> Int {
        guard offset >= 0, offset + size <= count else { return 0 }
        return self[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
    }
}

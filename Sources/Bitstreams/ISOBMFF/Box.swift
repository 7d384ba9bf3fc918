/// Files of boxes: MP4, QuickTime, AVIF and HEIF (ISO/IEC 14496-12).
public enum ISOBMFF {
    /// One box, by where it stands.
    public struct Box: Equatable, Sendable {
        public var type: FourCC
        /// Extended type of a `uuid` box; empty otherwise.
        public var uuid: [UInt8] = []
        /// Start of the header in the file.
        public var offset: Int
        /// What the box holds, as offsets in the file.
        public var payload: Range<Int>

        public var size: Int { payload.upperBound - offset }
    }
}

/// Walks through boxes of a file without reading what they hold, and collects what is wrong with them.
struct BoxWalker {
    let source: ByteSource
    var faults: [BitstreamError] = []
    /// Boxes that may still be looked at; a file that has more is hostile.
    private var budget = 200_000
    private static let maxFaults = 100

    init(_ source: ByteSource) { self.source = source }

    mutating func fault(_ error: BitstreamError) {
        if faults.count < Self.maxFaults { faults.append(error) }
    }

    /// Runs a step whose failure is a fault of the file and nothing more.
    mutating func attempt(_ step: (inout BoxWalker) throws(BitstreamError) -> Void) {
        do { try step(&self) } catch { fault(error) }
    }

    /// The boxes one after the other in a range. A box that cannot be read ends the list.
    mutating func boxes(in range: Range<Int>, _ parent: String) -> [ISOBMFF.Box] {
        var boxes: [ISOBMFF.Box] = []
        var offset = range.lowerBound
        while range.upperBound - offset >= 8 {
            do throws(BitstreamError) {
                guard budget > 0 else { throw BitstreamError(parent, at: offset, "the file has too many boxes") }
                budget -= 1
                let box = try header(at: offset, range.upperBound, parent)
                boxes.append(box)
                offset = box.payload.upperBound
            } catch {
                fault(error)
                return boxes
            }
        }
        return boxes
    }

    /// size, type, largesize and extended type (§4.2).
    private func header(at offset: Int, _ end: Int, _ parent: String) throws(BitstreamError) -> ISOBMFF.Box {
        var reader = ByteReader(try source.bytes(min(32, end - offset), at: offset, parent), parent, at: offset)
        var size = try reader.u32()
        let type = try reader.fourCC()
        if size == 1 {
            let large = try reader.u64()
            guard large <= UInt64(Int.max) else { throw reader.error("box \(type) claims \(large) bytes") }
            size = Int(large)
        } else if size == 0 {
            size = end - offset
        }
        let uuid = type == "uuid" ? try reader.bytes(16) : []
        guard size >= reader.position else {
            throw BitstreamError(parent, at: offset, "box \(type) claims \(size) bytes")
        }
        guard size <= end - offset else {
            throw BitstreamError(parent, at: offset, "box \(type) of \(size) bytes reaches past its end")
        }
        return ISOBMFF.Box(
            type: type, uuid: uuid, offset: offset, payload: offset + reader.position..<offset + size)
    }

    /// What a box holds; larger boxes than `limit` bytes are refused.
    func reader(_ box: ISOBMFF.Box, limit: Int = 1 << 20) throws(BitstreamError) -> ByteReader {
        let name = "box \(box.type)"
        guard box.payload.count <= limit else {
            throw BitstreamError(name, at: box.offset, "\(box.payload.count) bytes are too many")
        }
        let bytes = try source.bytes(box.payload.count, at: box.payload.lowerBound, name)
        return ByteReader(bytes, name, at: box.payload.lowerBound)
    }

    /// The boxes in a box, behind `skip` bytes of fields.
    mutating func children(of box: ISOBMFF.Box, skip: Int = 0) -> [ISOBMFF.Box] {
        let start = min(box.payload.upperBound, box.payload.lowerBound + max(0, skip))
        return boxes(in: start..<box.payload.upperBound, "box \(box.type)")
    }

    /// `meta` is a full box in ISO files and a plain one in QuickTime files.
    mutating func childrenOfMeta(_ box: ISOBMFF.Box) -> [ISOBMFF.Box] {
        let head = (try? source.available(min(8, box.payload.count), at: box.payload.lowerBound, "box meta")) ?? []
        let isPlain = head.count == 8 && head[4..<8].elementsEqual("hdlr".utf8)
        return children(of: box, skip: isPlain ? 0 : 4)
    }
}

/// Files of chunks: WAVE in RIFF, RF64 (EBU Tech 3306) and BW64 (ITU-R BS.2088).
public enum RIFF {
    /// One chunk, by where it stands.
    public struct Chunk: Equatable, Sendable {
        public var id: FourCC
        /// Start of the header in the file.
        public var offset: Int
        /// What the chunk holds and the file has, as offsets in the file.
        public var payload: Range<Int>
        /// Bytes the header claims, or `ds64` in its place.
        public var declared: UInt64
    }

    /// `ds64`: sizes that do not fit into 32 bits (EBU Tech 3306 §3, ITU-R BS.2088 §4).
    public struct LargeSizes: Equatable, Sendable {
        public var riff, data: UInt64
        /// Samples of each channel as the `fact` chunk counts them; 0 where nobody counted.
        public var sampleCount: UInt64
        /// Sizes of other chunks.
        public var table: [FourCC: UInt64]

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            (riff, data, sampleCount) = (try reader.u64le(), try reader.u64le(), try reader.u64le())
            table = [:]
            guard reader.remaining >= 4 else { return }
            for _ in 0..<min(try reader.u32le(), reader.remaining / 12) {
                table[try reader.fourCC()] = try reader.u64le()
            }
        }
    }

    /// Stands in a 32-bit size where `ds64` has the true one.
    static let elsewhere = 0xFFFF_FFFF
}

/// Walks through the chunks of a file without reading what they hold, and collects what is wrong with them.
struct ChunkWalker {
    let source: ByteSource
    /// Set when the file is RF64 or BW64 and has its `ds64`.
    var sizes: RIFF.LargeSizes?
    var faults: [MetadataFault] = []
    private(set) var chunks: [RIFF.Chunk] = []

    /// A file that has more is hostile.
    private static let mostChunks = 10_000
    private static let header = 8

    init(_ source: ByteSource) { self.source = source }

    mutating func fault(_ name: String, _ text: String) {
        if faults.count < 100 { faults.append(MetadataFault(name, text)) }
    }

    /// Adds the chunks from an offset on, up to the end of the file or the first thing that is no chunk.
    mutating func walk(from start: Int) {
        var offset = start
        while source.size - offset >= Self.header, let chunk = chunk(at: offset) {
            guard chunks.count < Self.mostChunks else { return fault("chunks", "the file has too many chunks") }
            chunks.append(chunk)
            offset = next(behind: chunk)
        }
    }

    private mutating func chunk(at offset: Int) -> RIFF.Chunk? {
        guard let head = try? source.bytes(Self.header, at: offset, "RIFF"), Self.isID(head[0..<4]) else { return nil }
        var reader = ByteReader(head, "RIFF", at: offset)
        guard let id = try? reader.fourCC(), let field = try? reader.u32le() else { return nil }
        let start = offset + Self.header
        let room = source.size - start
        let declared = size(of: id, field, offset, room)
        if declared > UInt64(room) {
            fault("chunk-size", "\(id) claims \(declared) bytes and the file has \(room) of them")
        }
        let held = Int(min(declared, UInt64(room)))
        return RIFF.Chunk(id: id, offset: offset, payload: start..<start + held, declared: declared)
    }

    private mutating func size(of id: FourCC, _ field: Int, _ offset: Int, _ room: Int) -> UInt64 {
        let large = sizes.flatMap { id == "data" ? $0.data : $0.table[id] }
        if field == RIFF.elsewhere {
            if let large { return large }
            fault("size-not-written", "the size of \(id) was never written")
            return UInt64(room)
        }
        if let large, large != 0, large != UInt64(field) {
            fault("ds64-contradicted", "\(id) states \(field) bytes, ds64 \(large)")
        }
        if field == 0, id == "data", room > 0, !isChunk(at: offset + Self.header) {
            fault("size-not-written", "data states 0 bytes, and \(room) bytes follow")
            return UInt64(room)
        }
        return UInt64(field)
    }

    /// Chunks begin at even offsets; a file that forgot the padding is read all the same.
    private mutating func next(behind chunk: RIFF.Chunk) -> Int {
        let end = chunk.payload.upperBound
        guard chunk.payload.count % 2 == 1, chunk.declared == UInt64(chunk.payload.count) else { return end }
        if end == source.size {
            fault("padding", "\(chunk.id) has an odd size and no byte of padding behind it")
        } else if !isChunk(at: end + 1), end + 1 < source.size, isChunk(at: end) {
            fault("padding", "\(chunk.id) has an odd size and no byte of padding behind it")
            return end
        }
        return min(source.size, end + 1)
    }

    /// Whether four printable characters and a size that fits stand there.
    private func isChunk(at offset: Int) -> Bool {
        guard let head = try? source.bytes(Self.header, at: offset, "RIFF"), Self.isID(head[0..<4]) else {
            return false
        }
        var reader = ByteReader(head[4..<8], "RIFF", at: offset)
        guard let size = try? reader.u32le() else { return false }
        return size == RIFF.elsewhere || size <= source.size - offset - Self.header
    }

    private static func isID(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { (0x20...0x7E).contains($0) } }

    func first(_ id: FourCC) -> RIFF.Chunk? { chunks.first { $0.id == id } }

    /// What a chunk holds; larger chunks than `limit` bytes are refused.
    func reader(_ chunk: RIFF.Chunk, limit: Int = 1 << 20) throws(BitstreamError) -> ByteReader {
        let name = "chunk \(chunk.id)"
        guard chunk.payload.count <= limit else {
            throw BitstreamError(name, at: chunk.offset, "\(chunk.payload.count) bytes are too many")
        }
        let bytes = try source.bytes(chunk.payload.count, at: chunk.payload.lowerBound, name)
        return ByteReader(bytes, name, at: chunk.payload.lowerBound)
    }
}

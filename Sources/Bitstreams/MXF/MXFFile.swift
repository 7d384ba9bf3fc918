extension MXF {
    /// The structural metadata of a file; essence and index tables are never read.
    public struct File: Equatable, Sendable {
        /// Bytes before the header partition.
        public var runIn: Int
        /// Header, body and footer partitions, as far as the random index or the header tell where they are.
        public var partitions: [Partition]
        /// Whether the file ends with a random index pack.
        public var hasRandomIndex: Bool
        public var header: HeaderMetadata
        /// Nil when the footer repeats no metadata.
        public var footer: HeaderMetadata?
        /// What could not be read.
        public var faults: [BitstreamError]

        /// The metadata to believe: the footer's when the header's is not final.
        public var metadata: HeaderMetadata {
            guard let first = partitions.first, !(first.isClosed && first.isComplete), let footer else { return header }
            return footer
        }

        /// - Throws: when there is no header partition.
        public init(_ source: ByteSource) throws(BitstreamError) {
            var reader = FileReader(source)
            runIn = try Self.findHeader(source)
            let first = try reader.partition(at: runIn)
            let metadata = reader.metadata(first)
            let index = reader.randomIndex(runIn)
            hasRandomIndex = index != nil
            var offsets = index ?? []
            if first.footerPartition > 0, runIn <= source.size - min(first.footerPartition, source.size) {
                offsets.append(runIn + first.footerPartition)
            }
            var all = [first]
            for offset in Set(offsets).sorted() where offset > runIn {
                reader.attempt { (reader) throws(BitstreamError) in all.append(try reader.partition(at: offset)) }
            }
            partitions = all
            header = HeaderMetadata(metadata)
            let last = partitions.last { $0.kind == .footer && $0.headerByteCount > 0 }
            footer = last.map { HeaderMetadata(reader.metadata($0)) }
            faults = reader.faults
        }

        /// A run-in is shorter than 65536 bytes (ST 377-1 §6.5).
        private static func findHeader(_ source: ByteSource) throws(BitstreamError) -> Int {
            let head = try source.available(65536 + 16, at: 0, "MXF")
            var start = 0
            while let index = head[start...].firstIndex(of: 0x06), index + 16 <= head.count {
                let isVersionless = Partition.key.indices.allSatisfy {
                    $0 == 7 || head[index + $0] == Partition.key[$0]
                }
                if isVersionless, head[index + 13] == 2 { return index }
                start = index + 1
            }
            throw BitstreamError("MXF", at: 0, "there is no header partition")
        }
    }
}

/// Reads partitions and collects what is wrong with them.
private struct FileReader {
    let source: ByteSource
    var faults: [BitstreamError] = []
    /// Units that may still be read; a file that has more is hostile.
    private var budget = 200_000

    init(_ source: ByteSource) { self.source = source }

    /// Runs a step whose failure is a fault of the file and nothing more.
    mutating func attempt(_ step: (inout FileReader) throws(BitstreamError) -> Void) {
        do throws(BitstreamError) { try step(&self) } catch {
            if faults.count < 100 { faults.append(error) }
        }
    }

    func partition(at offset: Int) throws(BitstreamError) -> MXF.Partition {
        let unit = try MXF.KLV(source, at: offset)
        guard let partition = try MXF.Partition(unit, try unit.bytes(source)) else {
            throw BitstreamError("MXF partition pack", at: offset, "another unit stands in its place")
        }
        return partition
    }

    /// The sets behind a partition pack. HeaderByteCount counts from the primer pack on.
    mutating func metadata(_ partition: MXF.Partition) -> [MXF.LocalSet] {
        var sets: [MXF.LocalSet] = []
        guard partition.headerByteCount > 0 else { return sets }
        attempt { (reader) throws(BitstreamError) in
            var offset = try MXF.KLV(reader.source, at: partition.offset).value.upperBound
            var end = Int.max
            var primer: [Int: MXF.UL] = [:]
            while offset < end, offset < reader.source.size {
                guard reader.budget > 0 else { throw BitstreamError("MXF", at: offset, "there are too many sets") }
                reader.budget -= 1
                let unit = try MXF.KLV(reader.source, at: offset)
                if unit.isPrimer {
                    primer = try Self.primer(try unit.bytes(reader.source))
                    end = offset + min(partition.headerByteCount, reader.source.size - offset)
                } else if unit.isLocalSet {
                    reader.attempt { (reader) throws(BitstreamError) in
                        sets.append(try MXF.LocalSet(unit, try unit.bytes(reader.source), primer))
                    }
                } else if unit.isKeyed(MXF.Partition.key) {
                    break
                }
                offset = unit.value.upperBound
            }
        }
        return sets
    }

    /// Labels by local tag (ST 377-1 §9.2).
    private static func primer(_ bytes: [UInt8]) throws(BitstreamError) -> [Int: MXF.UL] {
        var reader = ByteReader(bytes, "MXF primer pack")
        let count = try reader.u32()
        let size = try reader.u32()
        guard size == 18 || count == 0 else { throw reader.error("entries of \(size) bytes") }
        var labels: [Int: MXF.UL] = [:]
        for _ in 0..<count {
            let tag = try reader.u16()
            labels[tag] = MXF.UL(try reader.slice(16))
        }
        return labels
    }

    /// Offsets of all partitions from the pack at the end of the file; its last four bytes are its length (§12).
    mutating func randomIndex(_ runIn: Int) -> [Int]? {
        guard source.size > runIn + 36,
            let tail = try? source.bytes(4, at: source.size - 4, "MXF random index pack")
        else { return nil }
        let length = tail.reduce(0) { $0 << 8 | Int($1) }
        guard length > 20, length <= source.size - runIn, length <= 1 << 20,
            let unit = try? MXF.KLV(source, at: source.size - length), unit.isRandomIndex
        else { return nil }
        var offsets: [Int] = []
        attempt { (reader) throws(BitstreamError) in
            var pack = ByteReader(try unit.bytes(reader.source), "MXF random index pack", at: unit.value.lowerBound)
            while pack.remaining >= 16 {
                try pack.skip(4)
                let offset = Int(clamping: try pack.u64())
                guard offset <= reader.source.size - runIn else {
                    throw pack.error("a partition is outside of the file")
                }
                offsets.append(runIn + offset)
            }
        }
        return offsets
    }
}

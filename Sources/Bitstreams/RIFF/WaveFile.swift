extension RIFF {
    /// What a WAVE file says of itself, apart from its samples.
    public struct WaveFile: Sendable {
        /// `RIFF`, `RF64` or `BW64`.
        public private(set) var form: FourCC
        public private(set) var chunks: [Chunk] = []
        public private(set) var largeSizes: LargeSizes?
        public private(set) var format: WaveFormat?
        public private(set) var bext: BroadcastExtension?
        public private(set) var ixml: IXML?
        public private(set) var model: AudioDefinitionModel?
        public private(set) var allocation: ChannelAllocation?
        public private(set) var dolby: DolbyMetadata?
        /// Cue points as sample positions, and the texts of `LIST` `INFO` by their ids.
        public private(set) var cues: [Int] = []
        public private(set) var information: [String: String] = [:]
        /// Bytes of samples in the file.
        public private(set) var dataSize: Int?
        /// Of the chunks and the format.
        public private(set) var structureFaults: [MetadataFault] = []
        /// Of `bext` and `iXML`.
        public private(set) var broadcastFaults: [MetadataFault] = []
        /// Of `axml`, `chna` and `dbmd`.
        public private(set) var modelFaults: [MetadataFault] = []

        private static let largestModel = 256 << 20
        private static let largestText = 16 << 20

        /// Nil when the bytes are no WAVE file.
        public init?(_ source: ByteSource) {
            guard let head = try? source.bytes(12, at: 0, "RIFF") else { return nil }
            var reader = ByteReader(head, "RIFF")
            guard let form = try? reader.fourCC(), let size = try? reader.u32le(), let kind = try? reader.fourCC(),
                ["RIFF", "RF64", "BW64"].contains(form), kind == "WAVE"
            else { return nil }
            self.form = form
            var walker = ChunkWalker(source)
            if form != "RIFF" { readLargeSizes(&walker) }
            walker.walk(from: 12)
            chunks = walker.chunks
            readFormat(&walker)
            judgeData(&walker)
            judgeSize(size, &walker)
            readBroadcast(walker)
            readModel(walker)
            structureFaults = walker.faults
            readNotes(walker)
        }

        public func has(_ id: FourCC) -> Bool { chunks.contains { $0.id == id } }
    }
}

extension RIFF.WaveFile {
    /// `ds64` has to be the first chunk (EBU Tech 3306 §3).
    private mutating func readLargeSizes(_ walker: inout ChunkWalker) {
        var look = ChunkWalker(walker.source)
        look.walk(from: 12)
        guard let chunk = look.first("ds64") else {
            return walker.fault("ds64-missing", "\(form) without ds64 cannot tell its sizes")
        }
        if chunk.offset != 12 { walker.fault("ds64-missing", "ds64 is not the first chunk") }
        do throws(BitstreamError) {
            var reader = try walker.reader(chunk)
            largeSizes = try RIFF.LargeSizes(&reader)
            walker.sizes = largeSizes
        } catch {
            walker.fault("ds64-missing", error.description)
        }
    }

    private mutating func readFormat(_ walker: inout ChunkWalker) {
        guard let chunk = walker.first("fmt ") else { return walker.fault("fmt", "there is no fmt chunk") }
        if chunks.count(where: { $0.id == "fmt " }) > 1 { walker.fault("fmt", "there are several fmt chunks") }
        if let data = walker.first("data"), data.offset < chunk.offset { walker.fault("fmt", "fmt stands behind data") }
        do throws(BitstreamError) {
            var reader = try walker.reader(chunk)
            let format = try RIFF.WaveFormat(&reader)
            self.format = format
            for one in format.faults { walker.fault(one.name, one.text) }
        } catch {
            walker.fault("fmt", error.description)
        }
    }

    private mutating func judgeData(_ walker: inout ChunkWalker) {
        guard let data = walker.first("data") else { return walker.fault("data", "there is no data chunk") }
        if chunks.count(where: { $0.id == "data" }) > 1 { walker.fault("data", "there are several data chunks") }
        dataSize = data.payload.count
        guard let format, format.isLinear, format.blockAlign > 0 else { return }
        let (frames, rest) = data.declared.quotientAndRemainder(dividingBy: UInt64(format.blockAlign))
        if rest != 0 {
            walker.fault("data", "\(data.declared) bytes are no whole number of frames of \(format.blockAlign)")
        }
        if let count = largeSizes?.sampleCount, count != 0, count != frames, rest == 0 {
            walker.fault("ds64-contradicted", "ds64 counts \(count) samples, and data holds \(frames)")
        }
    }

    /// The size behind the first four characters covers the file without those and itself; a last byte of padding may
    /// be left out of it.
    private func judgeSize(_ field: Int, _ walker: inout ChunkWalker) {
        let size = walker.source.size
        var stated = UInt64(field)
        if field == RIFF.elsewhere, let largeSizes { stated = largeSizes.riff }
        if form == "RIFF", field == RIFF.elsewhere || field == 0 {
            return walker.fault("size-not-written", "the size of the file was never written")
        }
        if let large = largeSizes?.riff, large != 0, field != RIFF.elsewhere, large != UInt64(field) {
            walker.fault("ds64-contradicted", "\(form) states \(field) bytes, ds64 \(large)")
        }
        let actual = UInt64(size - 8)
        guard stated != actual, stated + stated % 2 != actual else { return }
        let more = stated > actual ? "\(stated - actual) fewer" : "\(actual - stated) more"
        walker.fault("riff-size", "\(form) states \(stated) bytes, and the file has \(more)")
    }

    private mutating func readBroadcast(_ walker: ChunkWalker) {
        attempt(\.broadcastFaults, "bext") { file throws(BitstreamError) in
            guard let chunk = walker.first("bext") else { return }
            var reader = try walker.reader(chunk, limit: Self.largestText)
            file.bext = try RIFF.BroadcastExtension(&reader)
        }
        attempt(\.broadcastFaults, "ixml") { file throws(BitstreamError) in
            guard let chunk = walker.first("iXML") else { return }
            file.ixml = try RIFF.IXML(try walker.bytes(chunk, limit: Self.largestText))
        }
        broadcastFaults += bext?.faults ?? []
        broadcastFaults += ixml?.faults(format, bext) ?? []
        if let bext, let format { broadcastFaults += bext.faults(against: format) }
    }

    private mutating func readModel(_ walker: ChunkWalker) {
        attempt(\.modelFaults, "axml") { file throws(BitstreamError) in
            guard let chunk = walker.first("axml") else { return }
            file.model = try AudioDefinitionModel(try walker.bytes(chunk, limit: Self.largestModel))
        }
        attempt(\.modelFaults, "chna") { file throws(BitstreamError) in
            guard let chunk = walker.first("chna") else { return }
            var reader = try walker.reader(chunk, limit: Self.largestText)
            file.allocation = try RIFF.ChannelAllocation(&reader)
        }
        attempt(\.modelFaults, "dbmd") { file throws(BitstreamError) in
            guard let chunk = walker.first("dbmd") else { return }
            var reader = try walker.reader(chunk)
            file.dolby = try RIFF.DolbyMetadata(&reader)
        }
        modelFaults += allocation?.faults(channels: format?.channels) ?? []
        modelFaults += model.map { $0.faults + $0.faults(allocation, format) } ?? []
        modelFaults += dolby?.faults ?? []
    }

    private mutating func readNotes(_ walker: ChunkWalker) {
        attempt(\.structureFaults, "cue") { file throws(BitstreamError) in
            guard let chunk = walker.first("cue ") else { return }
            var reader = try walker.reader(chunk)
            for _ in 0..<min(try reader.u32le(), reader.remaining / 24) {
                try reader.skip(20)
                file.cues.append(try reader.u32le())
            }
        }
        for chunk in chunks where chunk.id == "LIST" {
            attempt(\.structureFaults, "list") { file throws(BitstreamError) in
                var reader = try walker.reader(chunk)
                guard try reader.fourCC() == "INFO" else { return }
                while reader.remaining >= 8 {
                    let id = try reader.fourCC()
                    let size = min(try reader.u32le(), reader.remaining)
                    file.information[id.description] = try reader.paddedText(size).trimmed
                    if size % 2 == 1, reader.remaining > 0 { try reader.skip(1) }
                }
            }
        }
    }

    /// Runs a step whose failure is a fault of the file and nothing more.
    private mutating func attempt(
        _ faults: WritableKeyPath<Self, [MetadataFault]>, _ name: String,
        _ step: (inout Self) throws(BitstreamError) -> Void
    ) {
        do { try step(&self) } catch { self[keyPath: faults].append(MetadataFault(name, error.description)) }
    }
}

extension ChunkWalker {
    /// All bytes of a chunk; larger chunks than `limit` bytes are refused.
    fileprivate func bytes(_ chunk: RIFF.Chunk, limit: Int) throws(BitstreamError) -> [UInt8] {
        var reader = try reader(chunk, limit: limit)
        return Array(reader.rest())
    }
}

extension RIFF.BroadcastExtension {
    private static let secondsOfADay: UInt64 = 86_400

    /// What contradicts the format of the samples.
    func faults(against format: RIFF.WaveFormat) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        let rate = UInt64(format.sampleRate)
        if rate > 0, timeReference / rate >= Self.secondsOfADay {
            faults.append(
                MetadataFault(
                    "time-reference", "\(timeReference) samples at \(rate) Hz are more than a day after midnight"))
        }
        let coding = lastCoding
        if let text = coding["F"], let stated = Int(text.trimmed), stated != format.sampleRate {
            faults.append(
                MetadataFault("coding-history", "its last step says \(stated) Hz, the format \(format.sampleRate) Hz"))
        }
        if format.isLinear, let text = coding["W"], let stated = Int(text.trimmed), stated != format.statedBits {
            faults.append(
                MetadataFault("coding-history", "its last step says \(stated) bits, the format \(format.statedBits)"))
        }
        return faults
    }
}

extension ISOBMFF {
    /// A `trak` box (§8.3).
    public struct Track: Equatable, Sendable {
        /// track_ID
        public var id = 0
        public var isEnabled = false
        /// handler_type: `vide`, `soun`, `tmcd`, `subt`, …
        public var handler: FourCC?
        /// Shown size in pixels, from `tkhd`.
        public var width = 0.0
        public var height = 0.0
        /// In ticks of the movie's time scale; nil when unknown.
        public var duration: Int?
        /// Of `mdhd`: ticks per second, and the duration in them.
        public var mediaTimescale = 0
        public var mediaDuration: Int?
        /// ISO 639-2/T; nil when undetermined or a Macintosh code.
        public var language: String?
        public var edits: [Edit] = []
        /// Ids of the tracks that `tref` refers to, by reference type.
        public var references: [FourCC: [Int]] = [:]
        public var sampleEntries: [SampleEntry] = []
        /// `chan` of a sound track.
        public var channelLayout: ChannelLayout?
        /// Where the first sample stands in the file, and its size in bytes: for a timecode track, a number of
        /// 4 bytes that is the start.
        public var firstChunkOffset: Int?
        public var firstSampleSize: Int?

        public var visualEntries: [VisualSampleEntry] {
            sampleEntries.compactMap { if case .visual(let entry) = $0 { entry } else { nil } }
        }
    }

    /// One entry of an edit list (§8.6.6).
    public struct Edit: Equatable, Sendable {
        /// Ticks of the movie's time scale.
        public var duration: Int
        /// Ticks of the media's time scale; -1 is an empty edit.
        public var mediaTime: Int
        public var rate: Double
    }
}

extension BoxWalker {
    mutating func track(_ box: ISOBMFF.Box) -> ISOBMFF.Track {
        var track = ISOBMFF.Track()
        for child in children(of: box) {
            attempt { (walker) throws(BitstreamError) in
                switch child.type {
                case "tkhd": try walker.readHeader(child, into: &track)
                case "edts":
                    for list in walker.children(of: child) where list.type == "elst" {
                        track.edits = try walker.edits(list)
                    }
                case "tref":
                    for reference in walker.children(of: child) {
                        var reader = try walker.reader(reference)
                        var ids: [Int] = []
                        while reader.remaining >= 4 { ids.append(try reader.u32()) }
                        track.references[reference.type] = ids
                    }
                case "mdia": walker.readMedia(child, into: &track)
                default: break
                }
            }
        }
        return track
    }

    private func readHeader(_ box: ISOBMFF.Box, into track: inout ISOBMFF.Track) throws(BitstreamError) {
        var reader = try reader(box)
        let isLong = try reader.u8() == 1
        track.isEnabled = try reader.u24() & 1 == 1
        try reader.skip(isLong ? 16 : 8)
        track.id = try reader.u32()
        try reader.skip(4)
        track.duration = try Self.duration(&reader, isLong)
        try reader.skip(52)
        track.width = Double(try reader.u32()) / 65536
        track.height = Double(try reader.u32()) / 65536
    }

    /// All ones mean unknown.
    static func duration(_ reader: inout ByteReader, _ isLong: Bool) throws(BitstreamError) -> Int? {
        if isLong {
            let value = try reader.u64()
            return value > UInt64(Int.max) ? nil : Int(value)
        }
        let value = try reader.u32()
        return value == 0xFFFF_FFFF ? nil : value
    }

    private func edits(_ box: ISOBMFF.Box) throws(BitstreamError) -> [ISOBMFF.Edit] {
        var reader = try reader(box)
        let isLong = try reader.u8() == 1
        try reader.skip(3)
        let count = try reader.u32()
        var edits: [ISOBMFF.Edit] = []
        for _ in 0..<count {
            let duration = isLong ? try reader.i64() : try reader.u32()
            let time = isLong ? try reader.i64() : try reader.i32()
            edits.append(ISOBMFF.Edit(duration: duration, mediaTime: time, rate: try reader.fixed16()))
        }
        return edits
    }

    private mutating func readMedia(_ box: ISOBMFF.Box, into track: inout ISOBMFF.Track) {
        let boxes = children(of: box)
        for child in boxes where child.type == "hdlr" {
            attempt { (walker) throws(BitstreamError) in track.handler = try walker.handler(child) }
        }
        for child in boxes {
            attempt { (walker) throws(BitstreamError) in
                switch child.type {
                case "mdhd": try walker.readMediaHeader(child, into: &track)
                case "minf":
                    for table in walker.children(of: child) where table.type == "stbl" {
                        walker.readSampleTable(table, into: &track)
                    }
                default: break
                }
            }
        }
    }

    func handler(_ box: ISOBMFF.Box) throws(BitstreamError) -> FourCC {
        var reader = try reader(box)
        try reader.skip(8)
        return try reader.fourCC()
    }

    private func readMediaHeader(_ box: ISOBMFF.Box, into track: inout ISOBMFF.Track) throws(BitstreamError) {
        var reader = try reader(box)
        let isLong = try reader.u8() == 1
        try reader.skip(isLong ? 19 : 11)
        track.mediaTimescale = try reader.u32()
        track.mediaDuration = try Self.duration(&reader, isLong)
        let code = try reader.u16()
        guard code >= 0x400, code != 0x7FFF else { return }
        let letters = [10, 5, 0].compactMap { UnicodeScalar(UInt8(0x60 + (code >> $0 & 31))) }
        let language = String(String.UnicodeScalarView(letters))
        track.language = language == "und" ? nil : language
    }

    private mutating func readSampleTable(_ box: ISOBMFF.Box, into track: inout ISOBMFF.Track) {
        for child in children(of: box) {
            attempt { (walker) throws(BitstreamError) in
                switch child.type {
                case "stsd":
                    track.sampleEntries = walker.sampleEntries(child, handler: track.handler)
                    if track.handler == "soun" { track.channelLayout = try walker.channelLayout(child) }
                case "stco", "co64":
                    var reader = try walker.head(child, 16)
                    try reader.skip(4)
                    guard try reader.u32() > 0 else { break }
                    track.firstChunkOffset = child.type == "stco" ? try reader.u32() : try reader.i64()
                case "stsz":
                    var reader = try walker.head(child, 16)
                    try reader.skip(4)
                    let size = try reader.u32()
                    guard try reader.u32() > 0 else { break }
                    track.firstSampleSize = size > 0 ? size : try reader.u32()
                default: break
                }
            }
        }
    }

    /// The first bytes of a box that may be long.
    func head(_ box: ISOBMFF.Box, _ count: Int) throws(BitstreamError) -> ByteReader {
        let name = "box \(box.type)"
        let bytes = try source.bytes(min(count, box.payload.count), at: box.payload.lowerBound, name)
        return ByteReader(bytes, name, at: box.payload.lowerBound)
    }
}

extension ISOBMFF {
    /// What a track's samples are (§8.5.2).
    public enum SampleEntry: Equatable, Sendable {
        case visual(VisualSampleEntry)
        case timecode(TimecodeSampleEntry)
        /// Sound, subtitles, metadata.
        case other(FourCC)

        public var format: FourCC {
            switch self {
            case .visual(let entry): entry.format
            case .timecode: "tmcd"
            case .other(let format): format
            }
        }
    }

    /// VisualSampleEntry with the boxes in it (§12.1.3).
    public struct VisualSampleEntry: Equatable, Sendable {
        /// `avc1`, `hvc1`, `dvh1`, `apcn`, …
        public var format: FourCC
        /// `frma` of an encrypted entry.
        public var originalFormat: FourCC?
        /// Start of the entry in the file.
        public var offset: Int
        public var width, height: Int
        public var compressor: String
        public var depth: Int
        /// Every `colr` box in the order of the file.
        public var colours: [ColourBox] = []
        /// `mdcv` or `SmDm`.
        public var mastering: MasteringDisplayColourVolume?
        /// `clli` or `CoLL`.
        public var light: ContentLightLevel?
        /// `amve`
        public var ambient: AmbientViewingEnvironment?
        public var dolbyVision: [DolbyVisionBox] = []
        /// `pasp`, `clap`, `fiel`
        public var pixelAspect: PixelAspect?
        public var cleanAperture: CleanAperture?
        public var fields: FieldHandling?
        /// `gama`: the exponent of QuickTime's gamma.
        public var gamma: Double?
        /// Payload of `avcC`, `hvcC`, `av1C`, `vpcC`, …
        public var configurations: [FourCC: [UInt8]] = [:]
        /// Types of all boxes in the entry in the order of the file.
        public var boxes: [FourCC] = []
    }

    /// TimecodeSampleEntry (QuickTime File Format).
    public struct TimecodeSampleEntry: Equatable, Sendable {
        /// Bit 0 drop frame, 1 ends at 24 h, 2 negative times allowed, 3 counter.
        public var flags: Int
        /// Ticks per second, ticks per frame, frames per second rounded up.
        public var timescale, frameDuration, framesPerSecond: Int

        public var isDropFrame: Bool { flags & 1 != 0 }
    }
}

extension BoxWalker {
    private static let visualFields = 78

    /// The entries of `stsd`, whose meaning depends on the track's handler.
    mutating func sampleEntries(_ box: ISOBMFF.Box, handler: FourCC?) -> [ISOBMFF.SampleEntry] {
        var entries: [ISOBMFF.SampleEntry] = []
        for entry in children(of: box, skip: 8) {
            var read: ISOBMFF.SampleEntry = .other(entry.type)
            attempt { (walker) throws(BitstreamError) in
                if handler == "vide" {
                    read = .visual(try walker.visualEntry(entry))
                } else if entry.type == "tmcd" {
                    read = .timecode(try walker.timecodeEntry(entry))
                }
            }
            entries.append(read)
        }
        return entries
    }

    private func timecodeEntry(_ box: ISOBMFF.Box) throws(BitstreamError) -> ISOBMFF.TimecodeSampleEntry {
        var reader = try reader(box)
        try reader.skip(12)
        return ISOBMFF.TimecodeSampleEntry(
            flags: try reader.u32(), timescale: try reader.u32(), frameDuration: try reader.u32(),
            framesPerSecond: try reader.u8())
    }

    private mutating func visualEntry(_ box: ISOBMFF.Box) throws(BitstreamError) -> ISOBMFF.VisualSampleEntry {
        let name = "box \(box.type)"
        let fields = min(Self.visualFields, box.payload.count)
        var reader = ByteReader(
            try source.bytes(fields, at: box.payload.lowerBound, name), name, at: box.payload.lowerBound)
        try reader.skip(24)
        let (width, height) = (try reader.u16(), try reader.u16())
        try reader.skip(14)
        let length = min(31, try reader.u8())
        let compressor = String(decoding: try reader.bytes(31).prefix(length), as: UTF8.self)
        var entry = ISOBMFF.VisualSampleEntry(
            format: box.type, offset: box.offset, width: width, height: height, compressor: compressor,
            depth: try reader.u16())
        for child in children(of: box, skip: Self.visualFields) {
            entry.boxes.append(child.type)
            attempt { (walker) throws(BitstreamError) in try walker.read(child, into: &entry) }
        }
        return entry
    }

    private mutating func read(
        _ box: ISOBMFF.Box, into entry: inout ISOBMFF.VisualSampleEntry
    ) throws(BitstreamError) {
        switch box.type {
        case "colr":
            var reader = try reader(box, limit: 1 << 24)
            entry.colours.append(try ISOBMFF.ColourBox(&reader, at: box.offset))
        case "mdcv", "SmDm", "clli", "CoLL", "amve": try readLight(box, &entry.mastering, &entry.light, &entry.ambient)
        case "dvcC", "dvvC", "dvwC":
            var reader = try reader(box)
            let record = try DolbyVision.ConfigurationRecord(Array(reader.rest()))
            entry.dolbyVision.append(ISOBMFF.DolbyVisionBox(type: box.type, record: record))
        case "sinf":
            for child in children(of: box) where child.type == "frma" {
                var reader = try reader(child)
                entry.originalFormat = try reader.fourCC()
            }
        case "avcC", "hvcC", "lhvC", "av1C", "vpcC", "vvcC", "esds":
            var reader = try reader(box)
            entry.configurations[box.type] = Array(reader.rest())
        default: try readShape(box, into: &entry)
        }
    }

    private func readShape(_ box: ISOBMFF.Box, into entry: inout ISOBMFF.VisualSampleEntry) throws(BitstreamError) {
        switch box.type {
        case "clap", "fiel", "gama", "pasp":
            var reader = try reader(box)
            switch box.type {
            case "clap": entry.cleanAperture = try ISOBMFF.CleanAperture(&reader)
            case "fiel": entry.fields = try ISOBMFF.FieldHandling(&reader)
            case "gama": entry.gamma = try reader.fixed16()
            default: entry.pixelAspect = try ISOBMFF.PixelAspect(&reader)
            }
        default: break
        }
    }

    /// Static metadata, which sample entries and items carry alike.
    func readLight(
        _ box: ISOBMFF.Box, _ mastering: inout MasteringDisplayColourVolume?, _ light: inout ContentLightLevel?,
        _ ambient: inout AmbientViewingEnvironment?
    ) throws(BitstreamError) {
        var reader = try reader(box)
        let payload = Array(reader.rest())
        switch box.type {
        case "mdcv": mastering = try MasteringDisplayColourVolume(sei: payload, "box mdcv")
        case "SmDm": mastering = try MasteringDisplayColourVolume(smDm: payload)
        case "clli": light = try ContentLightLevel(payload, "box clli")
        case "CoLL": light = try ContentLightLevel(Array(payload.dropFirst(4)), "box CoLL")
        case "amve": ambient = try AmbientViewingEnvironment(payload)
        default: break
        }
    }
}

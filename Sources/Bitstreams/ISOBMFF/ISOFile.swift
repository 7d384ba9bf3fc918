extension ISOBMFF {
    /// Everything that boxes say of a file; media data is never read.
    public struct File: Equatable, Sendable {
        /// The boxes at the top in the order of the file.
        public var boxes: [Box]
        /// major_brand of `ftyp`; nil in QuickTime files without it.
        public var majorBrand: FourCC?
        public var minorVersion: Int?
        public var compatibleBrands: [FourCC] = []
        /// Of `mvhd`: ticks per second, and the duration in them.
        public var timescale: Int?
        public var duration: Int?
        public var tracks: [Track] = []
        /// Items of AVIF and HEIF files.
        public var items: Items?
        /// What could not be read.
        public var faults: [BitstreamError] = []

        /// Whether `moov` stands before the first `mdat`; nil when one of them is missing.
        public var isFastStart: Bool? {
            guard let movie = boxes.firstIndex(where: { $0.type == "moov" }),
                let data = boxes.firstIndex(where: { $0.type == "mdat" })
            else { return nil }
            return movie < data
        }

        public var isFragmented: Bool { boxes.contains { $0.type == "moof" } }

        /// - Throws: when the file does not start with a box that such files have.
        public init(_ source: ByteSource) throws(BitstreamError) {
            var walker = BoxWalker(source)
            boxes = walker.boxes(in: 0..<source.size, "file")
            let known: [FourCC] = [
                "ftyp", "styp", "moov", "moof", "mdat", "wide", "free", "skip", "pnot", "sidx", "meta",
            ]
            guard boxes.contains(where: { known.contains($0.type) }) else {
                throw walker.faults.first ?? BitstreamError("file", at: 0, "it is no file of ISO boxes")
            }
            for box in boxes {
                walker.attempt { (walker) throws(BitstreamError) in
                    switch box.type {
                    case "ftyp", "styp": if majorBrand == nil { try readBrands(try walker.reader(box)) }
                    case "moov": readMovie(box, &walker)
                    case "meta": items = items ?? walker.items(box)
                    default: break
                    }
                }
            }
            faults = walker.faults
        }

        private mutating func readBrands(_ reader: ByteReader) throws(BitstreamError) {
            var reader = reader
            majorBrand = try reader.fourCC()
            minorVersion = try reader.u32()
            while reader.remaining >= 4 { compatibleBrands.append(try reader.fourCC()) }
        }

        private mutating func readMovie(_ box: Box, _ walker: inout BoxWalker) {
            for child in walker.children(of: box) {
                switch child.type {
                case "mvhd":
                    walker.attempt { (walker) throws(BitstreamError) in
                        var reader = try walker.reader(child)
                        let isLong = try reader.u8() == 1
                        try reader.skip(isLong ? 19 : 11)
                        timescale = try reader.u32()
                        duration = try BoxWalker.duration(&reader, isLong)
                    }
                case "trak": tracks.append(walker.track(child))
                case "meta": items = items ?? walker.items(child)
                default: break
                }
            }
        }
    }
}

extension Matroska {
    /// What the headers of a file say; clusters are never read.
    public struct File: Equatable, Sendable {
        /// `matroska` or `webm`.
        public var docType = ""
        public var docTypeVersion: Int?
        /// Nanoseconds per tick; a million when the file does not say.
        public var timestampScale = 1_000_000
        /// Ticks; nil when unknown.
        public var duration: Double?
        public var muxingApplication: String?
        public var writingApplication: String?
        public var tracks: [Track] = []
        /// What could not be read.
        public var faults: [BitstreamError] = []

        /// - Throws: when the file does not start with an EBML header.
        public init(_ source: ByteSource) throws(BitstreamError) {
            var walker = EBMLWalker(source)
            guard let header = walker.element(at: 0, source.size), header.id == 0x1A45_DFA3 else {
                throw walker.faults.first ?? BitstreamError("EBML", at: 0, "it is no EBML document")
            }
            readHeader(header, &walker)
            var offset = header.payload.upperBound
            while let element = walker.element(at: offset, source.size) {
                if element.id == 0x1853_8067 {
                    readSegment(element, &walker)
                    break
                }
                offset = element.payload.upperBound
            }
            faults = walker.faults
        }

        private mutating func readHeader(_ header: Element, _ walker: inout EBMLWalker) {
            for element in walker.elements(in: header.payload) {
                walker.attempt { (walker) throws(BitstreamError) in
                    switch element.id {
                    case 0x4282: docType = try walker.string(element)
                    case 0x4287: docTypeVersion = try walker.unsigned(element)
                    default: break
                    }
                }
            }
        }

        /// Ends where information and tracks are known. When clusters come before the tracks, the seek head may tell
        /// where the tracks are, and saves reading past thousands of clusters.
        private mutating func readSegment(_ segment: Element, _ walker: inout EBMLWalker) {
            var positions: [UInt32: Int] = [:]
            var missing: Set<UInt32> = [0x1549_A966, 0x1654_AE6B]
            var offset = segment.payload.lowerBound
            while !missing.isEmpty, let element = walker.element(at: offset, segment.payload.upperBound) {
                switch element.id {
                case 0x114D_9B74: readSeekHead(element, &walker, &positions)
                case 0x1F43_B675 where element.hasUnknownSize || missing.allSatisfy({ positions[$0] != nil }):
                    readFromSeekHead(segment, positions, missing, &walker)
                    return
                default: if missing.remove(element.id) != nil { readPart(element, &walker) }
                }
                offset = element.payload.upperBound
            }
        }

        private mutating func readFromSeekHead(
            _ segment: Element, _ positions: [UInt32: Int], _ missing: Set<UInt32>, _ walker: inout EBMLWalker
        ) {
            for id in missing.sorted() {
                guard let position = positions[id], position <= segment.payload.count else { continue }
                let start = segment.payload.lowerBound + position
                guard let element = walker.element(at: start, segment.payload.upperBound), element.id == id
                else { continue }
                readPart(element, &walker)
            }
        }

        /// Positions count from the start of the segment's payload.
        private func readSeekHead(_ head: Element, _ walker: inout EBMLWalker, _ positions: inout [UInt32: Int]) {
            for seek in walker.elements(in: head.payload) where seek.id == 0x4DBB {
                walker.attempt { (walker) throws(BitstreamError) in
                    var id: UInt32?
                    var position: Int?
                    for element in walker.elements(in: seek.payload) {
                        if element.id == 0x53AB { id = UInt32(clamping: try walker.unsigned(element)) }
                        if element.id == 0x53AC { position = try walker.unsigned(element) }
                    }
                    if let id, let position { positions[id] = position }
                }
            }
        }

        private mutating func readPart(_ part: Element, _ walker: inout EBMLWalker) {
            for element in walker.elements(in: part.payload) {
                walker.attempt { (walker) throws(BitstreamError) in
                    switch element.id {
                    case 0xAE: tracks.append(walker.track(element))
                    case 0x2AD7B1: timestampScale = try walker.unsigned(element)
                    case 0x4489: duration = try walker.float(element)
                    case 0x4D80: muxingApplication = try walker.string(element)
                    case 0x5741: writingApplication = try walker.string(element)
                    default: break
                    }
                }
            }
        }
    }
}

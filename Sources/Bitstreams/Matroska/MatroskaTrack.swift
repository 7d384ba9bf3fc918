extension Matroska {
    /// TrackEntry (RFC 9559 §5.1.4.1).
    public struct Track: Equatable, Sendable {
        public var number = 0
        public var uid: UInt64 = 0
        /// 1 video, 2 audio, 17 subtitle.
        public var type = 0
        public var codec = ""
        public var codecPrivate: [UInt8] = []
        public var name: String?
        /// LanguageBCP47, else Language; nil when the file is silent, which means English.
        public var language: String?
        /// FlagEnabled, FlagDefault and FlagForced.
        public var isEnabled = true
        public var isDefault = true
        public var isForced = false
        /// DefaultDuration: nanoseconds per frame.
        public var frameDuration: Int?
        public var video: Video?
        public var additions: [BlockAddition] = []

        /// Dolby Vision configurations among the additions.
        public var dolbyVision: [ISOBMFF.DolbyVisionBox] { additions.compactMap(\.dolbyVision) }
    }

    /// BlockAdditionMapping (§5.1.4.1.17): what the additions to blocks are.
    public struct BlockAddition: Equatable, Sendable {
        /// BlockAddIDValue; nil when the mapping is of the whole track.
        public var value: Int?
        public var name: String?
        /// BlockAddIDType: 4 ITU-T T.35, or the four-cc of a box such as `dvcC`.
        public var type = 0
        public var extraData: [UInt8] = []
        /// A record in `extraData`.
        public var dolbyVision: ISOBMFF.DolbyVisionBox?
    }
}

extension EBMLWalker {
    mutating func track(_ entry: Matroska.Element) -> Matroska.Track {
        var track = Matroska.Track()
        var bcp47: String?
        for element in elements(in: entry.payload) {
            attempt { (walker) throws(BitstreamError) in
                switch element.id {
                case 0xD7: track.number = try walker.unsigned(element)
                case 0x73C5: track.uid = try walker.bytes(element).suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
                case 0x83: track.type = try walker.unsigned(element)
                case 0x86: track.codec = try walker.string(element)
                case 0x63A2: track.codecPrivate = try walker.bytes(element)
                case 0x536E: track.name = try walker.string(element)
                case 0x22B59C: track.language = try walker.string(element)
                case 0x22B59D: bcp47 = try walker.string(element)
                case 0xE0: track.video = walker.video(element)
                case 0x41E4: track.additions.append(try walker.addition(element))
                default: try walker.readFlags(element, into: &track)
                }
            }
        }
        track.language = bcp47 ?? track.language
        return track
    }

    private func readFlags(_ element: Matroska.Element, into track: inout Matroska.Track) throws(BitstreamError) {
        switch element.id {
        case 0xB9: track.isEnabled = try unsigned(element) != 0
        case 0x88: track.isDefault = try unsigned(element) != 0
        case 0x55AA: track.isForced = try unsigned(element) != 0
        case 0x23E383: track.frameDuration = try unsigned(element)
        default: break
        }
    }

    private mutating func addition(_ mapping: Matroska.Element) throws(BitstreamError) -> Matroska.BlockAddition {
        var addition = Matroska.BlockAddition()
        for element in elements(in: mapping.payload) {
            switch element.id {
            case 0x41F0: addition.value = try unsigned(element)
            case 0x41A4: addition.name = try string(element)
            case 0x41E7: addition.type = try unsigned(element)
            case 0x41ED: addition.extraData = try bytes(element)
            default: break
            }
        }
        let type = FourCC(UInt32(clamping: addition.type))
        if type == "dvcC" || type == "dvvC" || type == "dvwC" {
            let record = try DolbyVision.ConfigurationRecord(addition.extraData)
            addition.dolbyVision = ISOBMFF.DolbyVisionBox(type: type, record: record)
        }
        return addition
    }
}

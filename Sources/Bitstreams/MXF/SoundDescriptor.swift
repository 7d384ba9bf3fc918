extension MXF {
    /// Items of a generic sound essence descriptor, and of its WAVE and AES3 forms. What the file does not say is nil.
    public struct SoundDescriptor: Equatable, Sendable {
        public var samplingRate: ISOBMFF.Fraction?
        /// Locked: the samples are locked to the picture.
        public var isLocked: Bool?
        /// AudioRefLevel, dB.
        public var referenceLevel: Int?
        public var electroSpatialFormulation: Int?
        public var channelCount, quantisationBits: Int?
        public var dialNorm: Int?
        /// SoundEssenceCompression
        public var compression: UL?
        public var blockAlign, averageBytesPerSecond: Int?
        public var channelAssignment: UL?
        /// ReferenceImageEditRate and ReferenceAudioAlignmentLevel of ST 2067-2.
        public var referenceImageEditRate: ISOBMFF.Fraction?
        public var referenceAudioAlignmentLevel: Int?

        init(_ set: LocalSet) {
            samplingRate = set.rational(0x3D03)
            isLocked = set.flag(0x3D02)
            referenceLevel = set.signed(0x3D04)
            electroSpatialFormulation = set.unsigned(0x3D05)
            (channelCount, quantisationBits) = (set.unsigned(0x3D07), set.unsigned(0x3D01))
            dialNorm = set.signed(0x3D0C)
            compression = set.label(0x3D06)
            (blockAlign, averageBytesPerSecond) = (set.unsigned(0x3D0A), set.unsigned(0x3D09))
            channelAssignment = set.label(0x3D32)
            referenceImageEditRate = set.rational(set[low: 0x0402_0101_0600_0000])
            referenceAudioAlignmentLevel = set.signed(set[low: 0x0402_0101_0700_0000])
        }
    }

    /// A label of multichannel audio (ST 377-4).
    public struct AudioLabel: Equatable, Sendable {
        public enum Kind: Int, Sendable {
            case channel = 0x6B
            case soundfieldGroup = 0x6C
            case groupOfSoundfieldGroups = 0x6D
            /// ST 2067-201: immersive audio bitstream.
            case immersive = 0x7C
        }

        public var kind: Kind
        /// MCALabelDictionaryID, MCALinkID
        public var dictionary, link: UL?
        public var tagSymbol, tagName: String?
        /// MCAChannelID, counted from 1.
        public var channel: Int?
        /// RFC5646SpokenLanguage
        public var language: String?
        public var soundfieldGroupLink: UL?
        public var groupOfSoundfieldGroupsLinks: [UL]
        public var partitionKind, partitionNumber: String?
        public var title, titleVersion, titleSubVersion, episode: String?
        /// MCAAudioContentKind, MCAAudioElementKind
        public var contentKind, elementKind: String?

        /// The loudspeaker of a channel label by WAVE's abbreviation (`FL`, `SR`); nil for other labels (HI, VI-N) and kinds.
        public var loudspeaker: String? {
            // Leaves 1 to 13 of 0302.01: channel labels of ST 428-12.
            guard kind == .channel, let label = dictionary?.low, label >> 40 == 0x03_0201 else { return nil }
            let names = ["FL", "FR", "FC", "LFE", "SL", "SR", "SL", "SR", "BL", "BR", "FLC", "FRC", "BC"]
            let place = Int(label >> 32 & 0xFF) - 1
            return names.indices.contains(place) ? names[place] : nil
        }

        /// Nil when the set is another.
        init?(_ set: LocalSet) {
            guard let kind = set.kind.flatMap({ Kind(rawValue: $0) }) else { return nil }
            self.kind = kind
            func text(_ label: UInt64) -> String? { set.string(set[low: label]) }
            dictionary = set.label(set[low: 0x0103_0701_0100_0000])
            link = set.label(set[low: 0x0103_0701_0500_0000])
            (tagSymbol, tagName) = (text(0x0103_0701_0200_0000), text(0x0103_0701_0300_0000))
            channel = set.unsigned(set[low: 0x0103_040A_0000_0000])
            language = set.ascii(set[low: 0x0301_0102_0315_0000])
            soundfieldGroupLink = set.label(set[low: 0x0103_0701_0600_0000])
            groupOfSoundfieldGroupsLinks = set.labels(set[low: 0x0103_0701_0400_0000])
            (partitionKind, partitionNumber) = (text(0x0104_0105_0000_0000), text(0x0104_0106_0000_0000))
            (title, titleVersion) = (text(0x0105_1000_0000_0000), text(0x0105_1100_0000_0000))
            (titleSubVersion, episode) = (text(0x0105_1200_0000_0000), text(0x0105_1300_0000_0000))
            (contentKind, elementKind) = (text(0x0302_0102_2000_0000), text(0x0302_0102_2100_0000))
        }
    }

    /// A JPEG 2000 picture sub-descriptor (ST 422).
    public struct JPEG2000Descriptor: Equatable, Sendable {
        /// Rsiz: capabilities, the profile of the codestream.
        public var capabilities: Int?
        public var width, height, componentCount: Int?
        /// Ssiz, XRSiz and YRSiz of each component.
        public var components: [[Int]]

        init(_ set: LocalSet) {
            capabilities = set.unsigned(set[low: 0x0401_0603_0100_0000])
            (width, height) = (
                set.unsigned(set[low: 0x0401_0603_0200_0000]), set.unsigned(set[low: 0x0401_0603_0300_0000])
            )
            componentCount = set.unsigned(set[low: 0x0401_0603_0A00_0000])
            let sizing = Array((set[low: 0x0401_0603_0B00_0000] ?? []).dropFirst(8))
            components = stride(from: 0, to: sizing.count - sizing.count % 3, by: 3).map { place in
                sizing[place..<place + 3].map { Int($0) }
            }
        }
    }
}

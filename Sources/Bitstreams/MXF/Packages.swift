extension MXF {
    /// A material or a source package.
    public struct Package: Equatable, Sendable {
        public enum Kind: Sendable {
            case material
            /// Describes essence in this file or another one.
            case source
        }

        public var kind: Kind
        /// PackageUID, 32 bytes.
        public var umid: [UInt8]
        public var name: String?
        public var tracks: [Track]
        /// Of source packages.
        public var descriptor: Descriptor?
    }

    public struct Track: Equatable, Sendable {
        /// TrackID, TrackNumber
        public var id, number: Int
        public var name: String?
        /// Nil for tracks without a timeline.
        public var editRate: ISOBMFF.Fraction?
        public var origin: Int?
        /// Of the sequence: picture, sound, data or timecode.
        public var dataDefinition: UL?
        /// Edit units; nil when unknown.
        public var duration: Int?
        public var timecodes: [Timecode]
        /// SourcePackageID of each clip.
        public var sources: [[UInt8]]

        /// `picture`, `sound`, `data`, `timecode`, `metadata`; nil for others.
        public var kind: String? {
            switch dataDefinition?.low {
            case 0x0103_0202_0100_0000: "picture"
            case 0x0103_0202_0200_0000: "sound"
            case 0x0103_0202_0300_0000: "data"
            case 0x0103_0201_0100_0000, 0x0103_0201_0200_0000, 0x0103_0201_0300_0000: "timecode"
            case 0x0103_0201_1000_0000: "metadata"
            default: nil
            }
        }
    }

    /// A timecode component.
    public struct Timecode: Equatable, Sendable {
        /// StartTimecode in frames.
        public var start: Int
        /// RoundedTimecodeBase: frames per second.
        public var base: Int
        public var isDropFrame: Bool
        public var duration: Int?
    }

    /// An essence descriptor.
    public struct Descriptor: Equatable, Sendable {
        /// Of ST 377-1: 0x28 CDCI, 0x29 RGBA, 0x42 sound, 0x47 AES3, 0x48 WAVE, 0x51 MPEG video, 0x44 several.
        public var kind: Int?
        public var key: UL
        public var linkedTrack: Int?
        public var sampleRate: ISOBMFF.Fraction?
        /// ContainerDuration in edit units.
        public var duration: Int?
        public var essenceContainer: UL?
        /// Codec
        public var codec: UL?
        /// Nil unless there are items of a picture.
        public var picture: PictureDescriptor?
        /// Nil unless there are items of sound.
        public var sound: SoundDescriptor?
        public var audioLabels: [AudioLabel]
        public var jpeg2000: JPEG2000Descriptor?
        /// Keys of all sub-descriptors.
        public var subDescriptors: [UL]
        /// Of a multiple descriptor.
        public var descriptors: [Descriptor]

        /// The descriptor and those in it.
        public var all: [Descriptor] { [self] + descriptors.flatMap(\.all) }
    }
}

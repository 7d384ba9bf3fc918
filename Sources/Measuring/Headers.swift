import Media
import Model

/// One track of a file as the checks see it.
public struct Track: Sendable {
    public let id: TrackID
    public let kind: TrackKind
    public let stream: MediaStream
    /// Channel labels that the container states and libavformat does not report as they are.
    let statedLabels: [String]?
    /// The file that the track lies in and our name of its container, for what libavformat keeps to itself.
    public let path: String
    public let format: String

    /// The bitstream's word where there is one, else the container's.
    public var facts: StreamFacts { stream.facts }
    /// What the container states; nil when it states nothing apart from the bitstream.
    public var container: StreamFacts? { stream.container }
}

/// Everything that is known of a file without reading it through.
public struct Headers: Sendable {
    public var path: String
    public var size: Int
    /// Our name of the container: `mov`, `mxf`, …
    public var format: String
    public var metadata: [String: String]
    /// The first 64 KiB of the file.
    public var head: [UInt8]
    /// Seconds as the container declares them; nil when it declares none.
    public var duration: Double?
    /// The container's time that the timeline counts from, in seconds.
    public var zero: Double
    public var tracks: [Track]
    /// Facts of the first decoded picture of each video track, from the bitstream alone.
    public var firstPictures: [TrackID: PictureFacts]
    /// The first packet of each video track, undecoded: metadata stands there that the decoders pass over.
    public var firstPackets: [TrackID: FirstPacket]

    init(_ file: borrowing MediaFile) {
        path = file.path
        size = file.size
        format = file.format
        metadata = file.metadata
        head = file.head
        duration = file.duration
        zero = file.startTime ?? 0
        tracks = Self.tracks(
            file.streams, path: file.path, format: file.format,
            labels: ContainerChannels.read(file.streams, format: file.format, path: file.path))
        firstPictures = [:]
        firstPackets = [:]
    }

    public func tracks(_ kind: TrackKind) -> [Track] { tracks.filter { $0.kind == kind } }

    /// Start of a track on the timeline, in seconds.
    public func start(of track: Track) -> Double { (track.facts.startSeconds ?? zero) - zero }

    /// Cover art is a picture attached to the file and no video track.
    private static func tracks(
        _ streams: [MediaStream], path: String, format: String, labels: [[String]?]
    ) -> [Track] {
        var counts: [TrackKind: Int] = [:]
        return streams.map { stream in
            let kind: TrackKind =
                switch stream.facts.kind {
                case .video: stream.facts.isAttachedPicture ? .attachment : .video
                case .audio: .audio
                case .subtitle: .subtitle
                case .data: .data
                case .attachment: .attachment
                }
            defer { counts[kind, default: 0] += 1 }
            let place = counts[kind, default: 0]
            return Track(
                id: TrackID(kind, place), kind: kind, stream: stream,
                statedLabels: kind == .audio ? labels[place] : nil, path: path, format: format)
        }
    }
}

/// A packet as it came from the demuxer.
public struct FirstPacket: Sendable {
    public var bytes: [UInt8]
    /// What Matroska stores beside the block: its BlockAddID and the bytes.
    public var blockAddition: (id: UInt64, bytes: [UInt8])?

    init(_ packet: Packet) {
        bytes = packet.withBytes { Array($0) }
        blockAddition = packet.blockAddition
    }
}

/// What reading a file through has shown, apart from what the checks measured themselves.
public struct PassFacts: Sendable {
    public struct OfTrack: Sendable {
        /// Pictures, or samples per channel.
        public var decoded = 0
        public var packets = 0
        /// Latest end of any packet on the timeline, seconds.
        public var end = 0.0
        /// Where decoding failed, and how.
        public var decodeErrors: [(time: Double, text: String)] = []
        public var damagedPictures: [Double] = []
        /// What the decoder logged, sorted.
        public var messages: [LibraryMessage] = []
        /// Why nothing could be decoded; nil when something was.
        public var failure: String?
        /// Why no sample could be measured although pictures were decoded; nil when they could.
        public var obstacle: String?
        /// Where the format of the pictures or of the sound changed, and what to.
        public var formatChanges: [(time: Double, text: String)] = []
        /// Where the bit depth of sound changed. Samples are measured on: full scale stays what it is.
        public var depthChanges: [(time: Double, text: String)] = []
    }

    public var tracks: [TrackID: OfTrack] = [:]
    /// Whether every packet was read.
    public var isComplete = false
    /// The demuxer's complaint that ended the reading early.
    public var readError: String?
}

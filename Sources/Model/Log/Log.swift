/// Everything measured about one file, without an opinion. `judge` needs nothing else.
public struct Log: Equatable, Sendable {
    public static let schema = "filmgate.log/1"

    public var file: FileFacts
    public var tracks: [TrackFacts]
    public var readings: [Reading]
    public var series: [Series]
    public var unmeasured: [Unmeasured]
    /// Messages of the decoding libraries, alike ones counted together.
    public var evidence: [Evidence]
    /// Ids and versions of the checks that wrote this log.
    public var checks: [CheckStamp]
    /// One clear sentence where the file cannot be trusted as a whole (cut short, unreadable half-way). Such a log is
    /// never judged.
    public var problem: String?

    public init(file: FileFacts, tracks: [TrackFacts] = []) {
        self.file = file
        self.tracks = tracks
        readings = []
        series = []
        unmeasured = []
        evidence = []
        checks = []
    }

    public func reading(_ metric: String, _ track: TrackID? = nil) -> Reading? {
        readings.first { $0.metric == metric && $0.track == track }
    }

    public func series(_ metric: String, _ track: TrackID, channel: Int? = nil) -> Series? {
        series.first { $0.metric == metric && $0.track == track && $0.channel == channel }
    }

    /// Why `metric` of `track` is missing; a reason given for the whole file covers all its tracks.
    public func reasonUnmeasured(_ metric: String, _ track: TrackID?) -> String? {
        unmeasured.first { $0.metric == metric && ($0.track == track || $0.track == nil) }?.reason
    }

    /// Whether what this log holds of `metric` is estimated.
    public func isEstimate(_ metric: String) -> Bool {
        readings.contains { $0.metric == metric && $0.estimate != nil }
            || series.contains { $0.metric == metric && $0.isEstimate }
    }

    public mutating func add(
        _ metric: Metric, _ track: TrackID? = nil, _ value: Value?, note: String? = nil, moments: [Moment] = [],
        within range: ClosedRange<Double>? = nil
    ) {
        readings.append(Reading(metric, track: track, value: value, note: note, moments: moments, within: range))
    }

    public mutating func cannotMeasure(_ metrics: [Metric], _ track: TrackID? = nil, because reason: String) {
        unmeasured += metrics.map { Unmeasured(metric: $0.id, track: track, reason: reason) }
    }
}

/// The file itself.
public struct FileFacts: Equatable, Codable, Sendable {
    public var path: String
    /// Bytes.
    public var size: Int
    /// Lower-case hexadecimal; nil when the content was not read in full.
    public var sha256: String?

    public init(path: String, size: Int, sha256: String? = nil) {
        self.path = path
        self.size = size
        self.sha256 = sha256
    }
}

/// What a report needs to speak of a track.
public struct TrackFacts: Equatable, Codable, Sendable {
    public var id: TrackID
    public var kind: TrackKind
    /// Index of the stream in the container.
    public var index: Int
    public var codec: String?
    public var language: String?
    /// Channel labels in order, as libavutil spells them (`FL`, `FR`, `FC`, `LFE`, `SL`, …); sound only.
    public var channels: [String]?
    /// Whether the file states which channel is which. Unlabelled channels are named by convention only.
    public var channelsDeclared: Bool?
    /// Hz; sound only.
    public var sampleRate: Int?
    /// Frames per second; picture only.
    public var frameRate: Rational?
    /// Start of the track on the file's timeline, in seconds.
    public var start: Double
    /// Start timecode, `HH:MM:SS:FF` (`;` before the frames when drop-frame).
    public var timecode: String?

    public init(id: TrackID, kind: TrackKind, index: Int, start: Double = 0) {
        self.id = id
        self.kind = kind
        self.index = index
        self.start = start
    }
}

/// A message of a decoding library, digits replaced by `#` so that alike ones count together.
public struct Evidence: Equatable, Codable, Sendable {
    /// `fatal`, `error` or `warning`.
    public var level: String
    /// The part that spoke: `matroska,webm`, `h264`, …
    public var source: String
    public var message: String
    public var count: Int

    public init(level: String, source: String, message: String, count: Int) {
        self.level = level
        self.source = source
        self.message = message
        self.count = count
    }
}

public struct CheckStamp: Equatable, Codable, Sendable {
    public var id: String
    public var version: Int

    public init(id: String, version: Int) {
        self.id = id
        self.version = version
    }
}

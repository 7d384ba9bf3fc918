/// A named, dated delivery spec: rules, and the loudness programmes they speak of.
public struct Profile: Equatable, Sendable {
    public var id: String
    public var title: String
    /// Edition of the profile, named after the spec's date: `2023-11`.
    public var edition: String
    public var summary: String
    public var sources: [String: Source]
    public var programmes: ProgrammeLayout
    /// The part of the file that the programmes are measured over.
    public var span: ProgrammeSpan
    public var rules: [Rule]

    public init(
        id: String, title: String, edition: String, summary: String = "", sources: [String: Source] = [:],
        programmes: ProgrammeLayout = .automatic, span: ProgrammeSpan = .whole, rules: [Rule]
    ) {
        self.id = id
        self.title = title
        self.edition = edition
        self.summary = summary
        self.sources = sources
        self.programmes = programmes
        self.span = span
        self.rules = rules
    }

    /// `ebu-r128@2023-11`
    public var reference: String { "\(id)@\(edition)" }

    /// Metrics that have to be measured before this profile can be judged.
    public var metrics: Set<String> {
        var wanted = span.metrics
        for rule in rules {
            wanted.formUnion(rule.within.metrics)
            if let metric = rule.metric { wanted.insert(metric) }
            for condition in rule.conditions { wanted.insert(condition.metric) }
            for expectation in rule.conditions.map(\.expectation) + [rule.expectation].compactMap({ $0 }) {
                if case .sameAs(let other, _) = expectation { wanted.insert(other) }
            }
        }
        return wanted
    }
}

/// How a profile groups channels into loudness programmes.
public enum ProgrammeLayout: Equatable, Sendable {
    /// A track with two or more channels is a programme; mono tracks are grouped by convention, and the report says so.
    case automatic
    case named([Programme])
}

/// Channels, from any tracks, that are heard together.
public struct Programme: Equatable, Sendable {
    public var name: String
    public var channels: [ProgrammeChannel]
    /// The part of the timeline that is judged; nil: all of it.
    public var span: Moment?
    /// Set where the grouping is our assumption and not the file's or the spec's statement, and where a part of the file
    /// was measured.
    public var assumption: String?
    /// Why it cannot be measured; nil where nothing stands against it.
    public var problem: String?

    public init(name: String, channels: [ProgrammeChannel], span: Moment? = nil, assumption: String? = nil) {
        self.name = name
        self.channels = channels
        self.span = span
        self.assumption = assumption
    }
}

/// One channel of a programme: where it is found, and which loudspeaker it feeds.
public struct ProgrammeChannel: Equatable, Sendable {
    public var track: TrackID
    /// Counted from 0 inside the track.
    public var channel: Int
    /// libavutil's channel names: `FL FR FC LFE SL SR BL BR …`
    public var label: String

    public init(track: TrackID, channel: Int, label: String) {
        self.track = track
        self.channel = channel
        self.label = label
    }
}

/// A stretch of time, in seconds from the first picture or sample of the file. Written as `[start, end]`.
public struct Moment: Equatable, Sendable {
    public var start: Double
    public var end: Double

    public init(_ start: Double, _ end: Double) {
        self.start = start
        self.end = end
    }

    public var duration: Double { end - start }
}

extension Moment: Codable {
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        start = try container.decode(Double.self)
        end = try container.decode(Double.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(start)
        try container.encode(end)
    }
}

/// One value per track (or for the file, where `track` is nil).
///
/// A nil value means "looked for, and the file has none"; it always has a note. What could not be measured at all
/// is not a reading but an ``Unmeasured``.
public struct Reading: Equatable, Sendable {
    public var metric: String
    public var track: TrackID?
    public var value: Value?
    public var unit: String?
    public var note: String?
    public var moments: [Moment]
    /// Set where the value is estimated; nil where it was measured.
    public var estimate: Estimate?
    /// How the value comes from its parts; nil where it can only be had of the track as a whole.
    public var summary: Summary?

    public init(
        _ metric: Metric, track: TrackID? = nil, value: Value?, note: String? = nil, moments: [Moment] = [],
        within range: ClosedRange<Double>? = nil
    ) {
        self.metric = metric.id
        self.track = track
        self.value = value
        unit = metric.unit
        self.note = note ?? (value == .number(-.infinity) ? Value.silenceNote : nil)
        self.moments = moments
        estimate = metric.isEstimate ? Estimate(range) : nil
        summary = metric.summary
    }
}

/// How far an estimate may be off: the true value lies within the range as far as the method can tell. Written as
/// `[lowest, highest]`, empty where the method cannot say.
public struct Estimate: Equatable, Codable, Sendable {
    public var range: ClosedRange<Double>?

    public init(_ range: ClosedRange<Double>? = nil) { self.range = range }

    public init(from decoder: any Decoder) throws {
        let ends = try decoder.singleValueContainer().decode([Double].self)
        range = ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(range.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
}

extension Reading: Codable {
    enum Key: String, CodingKey { case metric, track, value, unit, note, moments, estimate, summary }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        metric = try container.decode(String.self, forKey: .metric)
        track = try container.decodeIfPresent(TrackID.self, forKey: .track)
        value = try container.decodeIfPresent(Value.self, forKey: .value)
        unit = try container.decodeIfPresent(String.self, forKey: .unit)
        note = try container.decodeIfPresent(String.self, forKey: .note)
        moments = try container.decodeIfPresent([Moment].self, forKey: .moments) ?? []
        estimate = try container.decodeIfPresent(Estimate.self, forKey: .estimate)
        summary = try container.decodeIfPresent(String.self, forKey: .summary).flatMap { Summary($0) }
        if value == nil, note == Value.silenceNote || note == Value.belowGateNote { value = .number(-.infinity) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(metric, forKey: .metric)
        try container.encode(track, forKey: .track)
        try container.encode(value, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encode(note, forKey: .note)
        try container.encode(moments, forKey: .moments)
        try container.encodeIfPresent(estimate, forKey: .estimate)
        try container.encodeIfPresent(summary?.text, forKey: .summary)
    }
}

/// A measurement that was wanted and could not be made, with the reason. Never a pass.
public struct Unmeasured: Equatable, Codable, Sendable {
    public var metric: String
    public var track: TrackID?
    public var reason: String

    public init(metric: String, track: TrackID? = nil, reason: String) {
        self.metric = metric
        self.track = track
        self.reason = reason
    }
}

/// One value per frame, per 10 ms or per other step of one track (and, for sound, one channel of it).
public struct Series: Equatable, Sendable {
    public var metric: String
    public var track: TrackID
    /// Channel of the track counted from 0, for measures made channel by channel.
    public var channel: Int?
    public var unit: String?
    /// Time of the first value, in seconds of the file's timeline.
    public var start: Double
    /// Seconds from one value to the next.
    public var step: Rational
    /// NaN where a value is missing.
    public var values: [Float]
    /// Start time of every value, where the steps are not even (variable frame rate); nil otherwise.
    public var times: [Double]?
    /// True where the values are estimated rather than measured.
    public var isEstimate: Bool

    public init(
        _ metric: Metric, track: TrackID, channel: Int? = nil, start: Double = 0, step: Rational, values: [Float],
        times: [Double]? = nil
    ) {
        self.metric = metric.id
        self.track = track
        self.channel = channel
        unit = metric.unit
        self.start = start
        self.step = step
        self.values = values
        self.times = times
        isEstimate = metric.isEstimate
    }

    /// Start of value `index`; `index == values.count` gives the end of the series.
    public func time(at index: Int) -> Double {
        guard let times, !times.isEmpty else { return start + Double(index) * step.asDouble }
        return index < times.count ? times[index] : times[times.count - 1] + step.asDouble
    }

    public var duration: Double { time(at: values.count) - start }
}

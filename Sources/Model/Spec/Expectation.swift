/// What a rule asks of a metric: a closed vocabulary, each verb judged in `Judging/`.
public enum Expectation: Equatable, Sendable {
    /// The value, and nothing else.
    case equals(Value)
    case oneOf([Value])
    /// Bounds are included; a missing bound is open.
    case range(min: Double?, max: Double?)
    /// A target with tolerances on either side (both positive, same unit as the metric).
    case target(Double, minus: Double, plus: Double)
    /// The whole text matches the regular expression.
    case matches(String)
    /// The file has it, whatever it is.
    case present
    /// The file was searched and has none.
    case absent
    /// Equal to another metric of the same track; numbers within the tolerance.
    case sameAs(metric: String, tolerance: Double)
    /// Runs in a series.
    case events(EventRule)
    /// The values of all tracks of the kind, in order.
    case sequence([Value])
}

/// Counts the runs of a series that stay above or below a threshold for long enough.
public struct EventRule: Equatable, Sendable {
    public enum Side: String, Codable, Sendable { case above, below }

    public var side: Side
    public var threshold: Double
    /// A run shorter than this many seconds is no event. A run that reaches the length exactly is one.
    public var atLeast: Double
    /// Events allowed before the rule fails; nil: any number, so that only the share decides.
    public var allowedCount: Int?
    /// Share (0 to 1) of the judged duration, which is the series without head and tail, that events may cover; nil:
    /// any, so that only the count decides.
    public var allowedShare: Double?
    /// Seconds at the start and end of the series that are not judged; a run that reaches into them counts with the
    /// part outside them only.
    public var ignoreHead: Double
    public var ignoreTail: Double

    public init(
        _ side: Side, _ threshold: Double, atLeast: Double = 0, allowedCount: Int? = 0, allowedShare: Double? = nil,
        ignoreHead: Double = 0, ignoreTail: Double = 0
    ) {
        self.side = side
        self.threshold = threshold
        self.atLeast = atLeast
        self.allowedCount = allowedCount
        self.allowedShare = allowedShare
        self.ignoreHead = ignoreHead
        self.ignoreTail = ignoreTail
    }
}

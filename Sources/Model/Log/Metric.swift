/// A quantity that can be measured. Ids are permanent and named `subject.thing`, for the quantity and not the fault.
public struct Metric: Hashable, Sendable {
    public let id: String
    /// Unit as printed: `LUFS`, `dBTP`, `cd/m²`, `s`; nil for texts, flags and plain counts.
    public let unit: String?
    /// What has to be done to the file to learn it.
    public let effort: Effort
    /// True where the quantity is estimated rather than measured: no rule on it ever rejects, whatever a profile says.
    public let isEstimate: Bool
    /// How a track's reading comes from its parts; nil where it can only be had of the track as a whole.
    public let summary: Summary?

    public init(
        _ id: String, unit: String? = nil, effort: Effort = .header, isEstimate: Bool = false, summary: Summary? = nil
    ) {
        self.id = id
        self.unit = unit
        self.effort = effort
        self.isEstimate = isEstimate
        self.summary = summary
    }
}

/// How deep into a file a measurement has to go; each step includes the ones before it.
public enum Effort: Int, Comparable, Sendable, Codable {
    /// Headers and the first picture of each track.
    case header
    /// Every packet, none decoded.
    case packets
    /// Every frame decoded.
    case decode

    public static func < (lhs: Effort, rhs: Effort) -> Bool { lhs.rawValue < rhs.rawValue }
}

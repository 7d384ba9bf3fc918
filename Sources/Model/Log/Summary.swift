/// How the one value of a track is made from its parts, so that a rule can be judged over a stretch of the track.
/// Written as `count`, `maximum SERIES`, `minimum SERIES` or `mean SERIES`.
public enum Summary: Hashable, Sendable {
    /// The number of the reading's moments.
    case count
    /// Of the series of that metric.
    case maximum(String)
    case minimum(String)
    case mean(String)

    private static let ofSeries: [String: @Sendable (String) -> Summary] = [
        "maximum": { .maximum($0) }, "minimum": { .minimum($0) }, "mean": { .mean($0) },
    ]

    /// Nil for a text that says none of these.
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        switch words.count {
        case 1 where words[0] == "count": self = .count
        case 2 where !words[1].isEmpty:
            guard let summary = Self.ofSeries[String(words[0])] else { return nil }
            self = summary(String(words[1]))
        default: return nil
        }
    }

    public var text: String {
        switch self {
        case .count: "count"
        case .maximum(let series): "maximum \(series)"
        case .minimum(let series): "minimum \(series)"
        case .mean(let series): "mean \(series)"
        }
    }
}

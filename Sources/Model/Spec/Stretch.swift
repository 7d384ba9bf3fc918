/// The stretch of the file's timeline that a rule is judged over; `within:` in profiles.
public enum Stretch: String, Codable, Sendable, CaseIterable {
    case file
    /// From the first to the last frame of action, without line-up, slate and black before and black after it.
    case programme
    /// What stands before the programme.
    case lineUp = "line-up"
    /// What stands after the programme.
    case tail

    /// What has to be measured to find it.
    public var metrics: Set<String> { self == .file ? [] : ProgrammeSpan.action.metrics }

    /// `inside the programme`; nil for the whole file, which goes without saying.
    public var words: String? {
        switch self {
        case .file: nil
        case .programme: "inside the programme"
        case .lineUp: "in the line-up before the programme"
        case .tail: "after the programme"
        }
    }
}

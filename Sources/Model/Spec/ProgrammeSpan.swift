/// The part of the timeline that loudness programmes are measured over.
public enum ProgrammeSpan: Equatable, Sendable {
    case whole
    /// From the first to the last frame of action: bars, slates, black and line-up tone at the head and black at the
    /// tail do not count.
    case action
    /// Stretches of the file, each a programme by itself.
    case parts([Part])

    public struct Part: Equatable, Sendable {
        public var start, end: Place

        public init(start: Place, end: Place) {
            self.start = start
            self.end = end
        }
    }

    public enum Place: Equatable, Sendable {
        /// From the start of the file's timeline.
        case seconds(Double)
        /// Of the first video track, or of the file where there is no picture.
        case timecode(String)
    }

    /// What has to be measured to find it.
    public var metrics: Set<String> {
        self == .action ? ["programme.start", "programme.end", "sound.line-up-tone"] : []
    }
}

extension ProgrammeSpan {
    /// Reads `whole`, `action`, or `FROM-TO` with seconds or timecodes, several with commas between; nil for anything
    /// else.
    public init?(_ text: String) {
        switch text {
        case "whole": self = .whole
        case "action": self = .action
        default:
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Part(String($0)) }
            guard parts.allSatisfy({ $0 != nil }) else { return nil }
            self = .parts(parts.compactMap { $0 })
        }
    }
}

extension ProgrammeSpan.Part {
    init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { ProgrammeSpan.Place(String($0)) }
        guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
        self.init(start: start, end: end)
    }
}

extension ProgrammeSpan.Place {
    /// `90`, `90.5` or `10:00:00:00`.
    public init?(_ text: String) {
        if text.contains(":") {
            self = .timecode(text)
        } else if let seconds = Double(text), seconds >= 0, seconds.isFinite {
            self = .seconds(seconds)
        } else {
            return nil
        }
    }
}

extension ProgrammeSpan: CustomStringConvertible {
    public var description: String {
        switch self {
        case .whole: "whole"
        case .action: "action"
        case .parts(let parts): parts.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
        }
    }
}

extension ProgrammeSpan.Place: CustomStringConvertible {
    public var description: String {
        switch self {
        case .seconds(let seconds): seconds.exactText(unit: nil)
        case .timecode(let text): text
        }
    }
}

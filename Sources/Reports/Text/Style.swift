import Model

/// Looks of a word on a terminal. The words say everything; colour only helps to find them.
enum Style: String {
    case none = ""
    case bold = "1"
    case faint = "2"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case magenta = "1;35"

    func painted(_ text: String) -> String {
        self == .none ? text : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
    }
}

extension FileVerdict {
    var style: Style {
        switch self {
        case .pass, .passWithWaivers: .green
        case .hold: .yellow
        case .fail: .red
        case .notChecked: .magenta
        }
    }
}

extension Finding {
    /// The word before a rule in a text report.
    var lead: String { verdict == .humanReview ? "PERSON" : severity.rawValue.uppercased() }

    var style: Style {
        switch (verdict, severity) {
        case (.waived, _): .bold
        case (.humanReview, _): .yellow
        case (_, .error), (_, .blocker): .red
        case (_, .warning): .yellow
        case (_, .info): .bold
        }
    }
}

/// What a word without quotes means. YAML's versions and readers disagree about some of them (`1:1` is 61 to one and a
/// text to another, `no` a flag, `010` eight): those are refused, so that a profile means the same to everybody.
enum PlainScalar: Equatable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case nothing
    /// The reason why the word is refused.
    case trap(String)

    init(_ word: String) {
        switch word {
        case "", "~", "null", "Null", "NULL": self = .nothing
        case "true": self = .flag(true)
        case "false": self = .flag(false)
        default: self = Self.number(in: word) ?? Self.trap(in: word) ?? .text(word)
        }
    }

    private static func number(in word: String) -> PlainScalar? {
        guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil,
            let number = Double(word), number.isFinite
        else { return nil }
        return .number(number)
    }

    private static func trap(in word: String) -> PlainScalar? {
        if ["yes", "no", "on", "off", "true", "false"].contains(word.lowercased()) {
            return .trap("'\(word)' is a flag to some readers and a text to others")
        }
        if word.wholeMatch(of: /[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?/) != nil {
            return .trap("'\(word)' is a number to base 60 to some readers")
        }
        if word.wholeMatch(of: /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?/) != nil {
            return .trap("'\(word)' is a date to some readers")
        }
        return isDoubtfulNumber(word) ? .trap("'\(word)' is a number to some readers") : nil
    }

    /// `010`, `0x1F`, `1_000`, `.5`, `5.`, `+5`, `.inf`
    private static func isDoubtfulNumber(_ word: String) -> Bool {
        word.wholeMatch(of: /[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?/) != nil
            || word.wholeMatch(of: /[-+]?0[xob][0-9a-fA-F_]+/) != nil
            || word.wholeMatch(of: /[-+]?\.(inf|Inf|INF|nan|NaN|NAN)/) != nil
    }
}

extension String {
    /// The text as it may be printed. File names and metadata come from strangers: a terminal would obey their escape
    /// sequences, and direction overrides make `gpj.exe` look like `exe.jpg`. Line breaks and tabs become spaces, so that
    /// no value can start a line of its own.
    var plain: String {
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return self }
        var kept = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1B}": EscapeSequence.skip(in: &rest)
            case "\u{9B}": EscapeSequence.skipControl(in: &rest)
            case "\t", "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": kept.append(" ")
            default: if scalar.isPrintable { kept.append(scalar) }
            }
        }
        return String(kept)
    }
}

extension Unicode.Scalar {
    /// False for control characters, for invisible marks that steer the direction of text, and for code points that
    /// are no characters. The two joiners stay: Persian, Hindi and emoji need them.
    var isPrintable: Bool {
        if self == "\u{200C}" || self == "\u{200D}" { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
        case .unassigned: return !properties.isNoncharacterCodePoint
        default: return true
        }
    }
}

/// Terminal escape sequences of ECMA-48, skipped whole so that their parameters do not stay behind as litter.
private enum EscapeSequence {
    typealias Scalars = Substring.UnicodeScalarView

    /// Behind an ESC.
    static func skip(in rest: inout Scalars) {
        guard let next = rest.first else { return }
        switch next {
        case "[":
            rest.removeFirst()
            skipControl(in: &rest)
        case "]", "P", "X", "^", "_": skipString(in: &rest)
        case " "..."/":
            rest.removeFirst()
            rest = rest.dropFirst()
        case "0"..."~": rest.removeFirst()
        default: break
        }
    }

    /// Behind a control sequence introducer: parameters, intermediates, one final character.
    static func skipControl(in rest: inout Scalars) {
        rest = rest.drop { ("0"..."?").contains($0) }
        rest = rest.drop { (" "..."/").contains($0) }
        if let final = rest.first, ("@"..."~").contains(final) { rest.removeFirst() }
    }

    /// A command string up to BEL or ST. One that never ends must not swallow the text behind it.
    private static func skipString(in rest: inout Scalars) {
        guard let end = rest.firstIndex(where: { $0 == "\u{07}" || $0 == "\u{9C}" || $0 == "\u{1B}" }) else {
            rest.removeFirst()
            return
        }
        let isEscape = rest[end] == "\u{1B}"
        rest = rest[rest.index(after: end)...]
        if isEscape, rest.first == "\\" { rest.removeFirst() }
    }
}

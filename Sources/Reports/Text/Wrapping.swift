/// Breaks text into lines of a terminal.
enum Wrapping {
    /// A space that does not break: file names keep their spaces, and a number stays with its unit. No printed text
    /// holds this character, because ``Swift/String/plain`` removes it.
    static let hold: Character = "\u{1F}"

    /// A word that is wider than a line gets a line of its own: a path cut in two cannot be copied.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words(text) {
            if line.isEmpty {
                line = word
            } else if line.columns + 1 + word.columns <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = word
            }
        }
        lines.append(line)
        return lines.map { line in
            let end = line.lastIndex { $0 != hold && $0 != " " }.map(line.index(after:)) ?? line.startIndex
            return String(line[..<end].map { $0 == hold ? " " : $0 })
        }
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        for word in text.split(separator: " ") {
            if let last = words.last, Double(last) != nil {
                words[words.count - 1] += String(hold) + word
            } else {
                words.append(String(word))
            }
        }
        return words
    }
}

extension String {
    /// Printable, and never broken across lines.
    var held: String { String(plain.map { $0 == " " ? Wrapping.hold : $0 }) }

    /// Columns it takes on a terminal.
    var columns: Int { utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.columns } }
}

extension Character {
    /// Two for East Asian wide characters and emoji, none for marks that stand alone, one for the rest.
    fileprivate var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.properties.isEmojiPresentation || Self.wide.contains(where: { $0.contains(first.value) }) { return 2 }
        let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .enclosingMark, .format]
        return marks.contains(first.properties.generalCategory) ? 0 : 1
    }

    /// The blocks of wide characters (UAX #11), roughly.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}

/// An XML element to be written. Texts are cleaned of what XML 1.0 forbids, and of what would steer a terminal.
struct XML {
    var name: String
    /// Written in this order; nil values are left out.
    var attributes: [(String, String?)]
    var text: String?
    var children: [XML]

    init(_ name: String, _ attributes: [(String, String?)] = [], text: String? = nil, children: [XML] = []) {
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children = children
    }

    var document: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + lines(indent: 0) }

    private func lines(indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        let start = space + "<" + name + attributes.compactMap(Self.attribute).joined()
        if let text { return start + ">" + Self.escapedLines(text) + "</\(name)>\n" }
        guard !children.isEmpty else { return start + "/>\n" }
        return start + ">\n" + children.map { $0.lines(indent: indent + 2) }.joined() + space + "</\(name)>\n"
    }

    private static func attribute(_ name: String, _ value: String?) -> String? {
        value.map { " \(name)=\"\(escaped($0.plain))\"" }
    }

    /// Line breaks in a text are the writer's own: whoever composes it has cleaned its parts.
    private static func escapedLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0).plain) }
            .joined(separator: "\n")
    }

    /// `>` too, so that no text can hold the end of a CDATA section.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

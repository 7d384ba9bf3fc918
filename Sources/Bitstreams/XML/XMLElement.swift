/// An element of a small XML document, with all it holds.
struct XMLElement {
    var name: String
    var attributes: [String: String]
    /// Its own text, without that of its children.
    var text = ""
    var children: [XMLElement] = []

    private static let mostElements = 100_000

    /// The root of a document.
    static func document(_ bytes: [UInt8], _ structure: String) throws(BitstreamError) -> XMLElement {
        var scanner = XMLScanner(bytes, structure)
        var stack = [XMLElement(name: "", attributes: [:])]
        var count = 0
        while let event = try scanner.next() {
            switch event {
            case .start(let name, let attributes):
                count += 1
                guard count <= mostElements else { throw BitstreamError(structure, at: 0, "it has too many elements") }
                stack.append(XMLElement(name: name, attributes: scanner.attributes(attributes)))
            case .text(let range): stack[stack.count - 1].text += scanner.string(range)
            case .end:
                var element = stack.removeLast()
                element.text = element.text.trimmed
                stack[stack.count - 1].children.append(element)
            }
        }
        return stack[0].children[0]
    }

    /// The first child of that name.
    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let front = drop { $0.isWhitespace || $0 == "\0" }
        return String(front.reversed().drop { $0.isWhitespace || $0 == "\0" }.reversed())
    }
}

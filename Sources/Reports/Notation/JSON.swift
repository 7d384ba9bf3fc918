/// A JSON document to be written. Not `JSONEncoder`, because a report is read by people and terminals too: one record
/// per line, texts that cannot steer a terminal, and by construction neither NaN nor infinity.
enum JSON {
    case null
    case flag(Bool)
    case integer(Int)
    /// Written as the shortest text that reads back as the same number; null unless finite.
    case number(Double)
    /// Likewise in single precision; series are long and deserve no box per value.
    case samples([Float])
    case text(String)
    case list([JSON])
    case object([String: JSON])

    static func text(_ text: String?) -> JSON { text.map { .text($0) } ?? .null }
    static func integer(_ number: Int?) -> JSON { number.map { .integer($0) } ?? .null }
    static func number(_ number: Double?) -> JSON { number.map { .number($0) } ?? .null }
    static func texts(_ texts: [String]?) -> JSON { texts.map { .list($0.map { .text($0) }) } ?? .null }

    /// The whole document with a newline at its end. Keys are sorted.
    var document: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }
}

extension JSON {
    private func write(to text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .flag(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += "\(number)"
        case .number(let number): text += number.isFinite ? "\(number)" : "null"
        case .text(let string): Self.write(string, to: &text)
        case .samples(let samples): Self.write(samples, to: &text)
        case .list(let items):
            Self.write(items.map { (nil, $0) }, "[", "]", isOpen: holdsObjects, to: &text, indent: indent)
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }.map { (Optional($0.key), $0.value) }
            let isOpen = members.values.contains { $0.holdsObjects || $0.isObject }
            Self.write(sorted, "{", "}", isOpen: isOpen, to: &text, indent: indent)
        }
    }

    private var isObject: Bool { if case .object = self { true } else { false } }

    /// Such a list is spread over lines, and so is an object around it; everything smaller stays on one line.
    private var holdsObjects: Bool {
        guard case .list(let items) = self else { return false }
        return items.contains { $0.isObject || $0.holdsObjects }
    }

    private static func write(
        _ items: [(String?, JSON)], _ first: String, _ last: String, isOpen: Bool, to text: inout String, indent: Int
    ) {
        text += first
        for (index, (key, value)) in items.enumerated() {
            if index > 0 { text += "," }
            if isOpen { text += "\n" + String(repeating: " ", count: indent + 1) }
            if let key {
                write(key, to: &text)
                text += ":"
            }
            value.write(to: &text, indent: indent + 1)
        }
        if isOpen { text += "\n" + String(repeating: " ", count: indent) }
        text += last
    }

    private static func write(_ samples: [Float], to text: inout String) {
        text += "["
        for (index, sample) in samples.enumerated() {
            if index > 0 { text += "," }
            text += sample.isFinite ? "\(sample)" : "null"
        }
        text += "]"
    }

    /// Nothing is lost: what must not reach a terminal raw is written as an escape.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        defer { text += "\"" }
        if string.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.isPrintable {
                    text.unicodeScalars.append(scalar)
                } else {
                    for unit in String(scalar).utf16 { text += escape(unit) }
                }
            }
        }
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

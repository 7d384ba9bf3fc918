/// Reads XML as far as metadata in media files need it: elements, attributes and text, one step at a time.
///
/// Prefixes of namespaces are dropped, comments and declarations passed over. Nothing outside the bytes is ever looked
/// at, and entities other than the five of XML itself and character numbers stay as they are written, so that a
/// document can neither call out nor grow.
struct XMLScanner {
    enum Event {
        /// Attributes as a range of bytes, read on request; an empty element is followed by its end.
        case start(name: String, attributes: Range<Int>)
        case end(name: String)
        case text(Range<Int>)
    }

    private let bytes: [UInt8]
    private let structure: String
    private var index: Int
    private var open: [String] = []
    private var closesAtOnce = false
    private var hasRoot = false
    private static let mostDepth = 200

    /// - Parameter structure: what the bytes are, for errors.
    init(_ bytes: [UInt8], _ structure: String) {
        self.bytes = bytes
        self.structure = structure
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    private func error(_ text: String, at place: Int? = nil) -> BitstreamError {
        BitstreamError(structure, at: place ?? index, text)
    }

    /// Names of the elements around the place that was read last, the outermost first.
    var path: [String] { open }

    /// The next step; nil at the end of the document.
    mutating func next() throws(BitstreamError) -> Event? {
        if closesAtOnce {
            closesAtOnce = false
            return .end(name: open.removeLast())
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                if let text = try text() { return text }
                continue
            }
            if try skipMarkup() { continue }
            if has("<![CDATA[") { return try characterData() }
            return has("</") ? try endTag() : try startTag()
        }
        guard open.isEmpty else { throw error("\(open.last ?? "") is not closed") }
        guard hasRoot else { throw error("there is no element") }
        return nil
    }

    private func has(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return bytes.count - index >= wanted.count && wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] }
    }

    /// Text between tags; nil where it stands outside the root and is nothing but space, as writers pad with.
    private mutating func text() throws(BitstreamError) -> Event? {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        if open.isEmpty {
            guard bytes[start..<index].allSatisfy({ $0 <= 0x20 }) else {
                throw error("text outside the document", at: start)
            }
            return nil
        }
        return .text(start..<index)
    }

    /// Passes over comments, declarations and processing instructions; false where there is none.
    private mutating func skipMarkup() throws(BitstreamError) -> Bool {
        if has("<!--") { return try skip(past: "-->") }
        if has("<?") { return try skip(past: "?>") }
        guard has("<!DOCTYPE") else { return false }
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if byte == UInt8(ascii: ">"), depth <= 0 { return true }
        }
        throw error("a declaration does not end")
    }

    private mutating func skip(past mark: StaticString) throws(BitstreamError) -> Bool {
        let start = index
        while index < bytes.count {
            if has(mark) {
                index += mark.utf8CodeUnitCount
                return true
            }
            index += 1
        }
        throw error("a comment or instruction does not end", at: start)
    }

    private mutating func characterData() throws(BitstreamError) -> Event {
        index += 9
        let start = index
        _ = try skip(past: "]]>")
        guard !open.isEmpty else { throw error("text outside the document", at: start) }
        return .text(start..<index - 3)
    }

    private mutating func name() throws(BitstreamError) -> String {
        var start = index
        while index < bytes.count, Self.isName(bytes[index]) {
            index += 1
            if bytes[index - 1] == UInt8(ascii: ":") { start = index }
        }
        guard index > start else { throw error("a tag without a name") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte > 0x20 && !"<>/='\"&?!".utf8.contains(byte)
    }

    private mutating func endTag() throws(BitstreamError) -> Event {
        let start = index
        index += 2
        let name = try name()
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { throw error("a tag does not end") }
        index += 1
        guard open.last == name else {
            throw error("\(name) is closed where \(open.last ?? "nothing") is open", at: start)
        }
        return .end(name: open.removeLast())
    }

    private mutating func startTag() throws(BitstreamError) -> Event {
        guard !(open.isEmpty && hasRoot) else { throw error("a second root element") }
        index += 1
        let name = try name()
        let start = index
        var quote: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == UInt8(ascii: "<") {
                throw error("a tag within a tag")
            }
            index += 1
        }
        guard index < bytes.count else { throw error("a tag does not end") }
        guard open.count < Self.mostDepth else { throw error("elements are nested too deeply") }
        closesAtOnce = index > start && bytes[index - 1] == UInt8(ascii: "/")
        let end = closesAtOnce ? index - 1 : index
        index += 1
        hasRoot = true
        open.append(name)
        return .start(name: name, attributes: start..<end)
    }
}

extension XMLScanner {
    /// Attributes by name, without prefixes; the first of a name counts.
    func attributes(_ range: Range<Int>) -> [String: String] {
        var found: [String: String] = [:]
        var place = range.lowerBound
        while place < range.upperBound {
            while place < range.upperBound, !Self.isName(bytes[place]) { place += 1 }
            var start = place
            while place < range.upperBound, Self.isName(bytes[place]) {
                place += 1
                if bytes[place - 1] == UInt8(ascii: ":") { start = place }
            }
            let name = String(decoding: bytes[start..<max(start, place)], as: UTF8.self)
            while place < range.upperBound, bytes[place] <= 0x20 || bytes[place] == UInt8(ascii: "=") { place += 1 }
            guard place < range.upperBound, "\"'".utf8.contains(bytes[place]) else { continue }
            let quote = bytes[place]
            let value = place + 1
            let end = bytes[value..<max(value, range.upperBound)].firstIndex(of: quote) ?? range.upperBound
            if !name.isEmpty, found[name] == nil { found[name] = string(value..<end) }
            place = end + 1
        }
        return found
    }

    /// Text with the five entities of XML and character numbers resolved.
    func string(_ range: Range<Int>) -> String {
        let raw = bytes[range]
        guard raw.contains(UInt8(ascii: "&")) else { return textOfBytes(raw) }
        var parts = textOfBytes(raw).split(separator: "&", omittingEmptySubsequences: false)
        var text = String(parts.removeFirst())
        for part in parts {
            guard let end = part.firstIndex(of: ";"), let character = Self.entity(part[..<end]) else {
                text += "&" + part
                continue
            }
            text.unicodeScalars.append(character)
            text += part[part.index(after: end)...]
        }
        return text
    }

    private static func entity(_ name: Substring) -> UnicodeScalar? {
        let known: [Substring: UnicodeScalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        if let scalar = known[name] { return scalar }
        guard name.hasPrefix("#") else { return nil }
        let number = name.dropFirst()
        let isHexadecimal = number.hasPrefix("x")
        return UInt32(isHexadecimal ? number.dropFirst() : number, radix: isHexadecimal ? 16 : 10)
            .flatMap(UnicodeScalar.init)
    }
}

/// Matroska and WebM (RFC 9559), which are EBML documents (RFC 8794).
public enum Matroska {
    /// One element, by where it stands.
    public struct Element: Equatable, Sendable {
        /// With its length marker, as the standards print it.
        public var id: UInt32
        /// Start of the header in the file.
        public var offset: Int
        /// What the element holds, as offsets in the file.
        public var payload: Range<Int>
        /// A live recording: the size was not known when the header was written.
        public var hasUnknownSize: Bool
    }
}

/// Walks through elements of a file without reading what they hold, and collects what is wrong with them.
struct EBMLWalker {
    let source: ByteSource
    var faults: [BitstreamError] = []
    /// Elements that may still be looked at; a file that has more is hostile or very long.
    private var budget = 200_000
    private static let maxFaults = 100
    /// Header of the longest form: 4 bytes of id and 8 bytes of size.
    private static let maxHeader = 12

    init(_ source: ByteSource) { self.source = source }

    mutating func fault(_ error: BitstreamError) {
        if faults.count < Self.maxFaults { faults.append(error) }
    }

    /// Runs a step whose failure is a fault of the file and nothing more.
    mutating func attempt(_ step: (inout EBMLWalker) throws(BitstreamError) -> Void) {
        do { try step(&self) } catch { fault(error) }
    }

    /// The element at an offset; nil at the end of the range, and where nothing can be read.
    mutating func element(at offset: Int, _ end: Int) -> Matroska.Element? {
        guard offset < end else { return nil }
        do throws(BitstreamError) {
            guard budget > 0 else { throw BitstreamError("EBML", at: offset, "the file has too many elements") }
            budget -= 1
            return try header(at: offset, end)
        } catch {
            fault(error)
            return nil
        }
    }

    /// The elements one after the other. An element that cannot be read ends the list.
    mutating func elements(in range: Range<Int>) -> [Matroska.Element] {
        var elements: [Matroska.Element] = []
        var offset = range.lowerBound
        while let element = element(at: offset, range.upperBound) {
            elements.append(element)
            offset = element.payload.upperBound
        }
        return elements
    }

    private func header(at offset: Int, _ end: Int) throws(BitstreamError) -> Matroska.Element {
        let bytes = try source.bytes(min(Self.maxHeader, end - offset), at: offset, "EBML")
        var reader = ByteReader(bytes, "EBML", at: offset)
        let id = try Self.variable(&reader, longest: 4, keepsMarker: true)
        let size = try Self.variable(&reader, longest: 8, keepsMarker: false)
        let start = offset + reader.position
        guard let size else {
            let element = Matroska.Element(
                id: UInt32(truncatingIfNeeded: id ?? 0), offset: offset, payload: start..<end, hasUnknownSize: true)
            return element
        }
        guard size <= end - start else {
            let name = hexadecimal(bytes.prefix(4))
            throw BitstreamError("EBML", at: offset, "element \(name)… of \(size) bytes reaches past its end")
        }
        return Matroska.Element(
            id: UInt32(truncatingIfNeeded: id ?? 0), offset: offset, payload: start..<start + size,
            hasUnknownSize: false)
    }

    /// A number whose length is the position of its first one bit (RFC 8794 §4). Nil when all bits are set, which
    /// means "unknown".
    private static func variable(
        _ reader: inout ByteReader, longest: Int, keepsMarker: Bool
    ) throws(BitstreamError) -> Int? {
        let first = try reader.u8()
        let length = UInt8(truncatingIfNeeded: first).leadingZeroBitCount + 1
        guard length <= longest else { throw reader.error("a number of more than \(longest) bytes") }
        var value = keepsMarker ? first : first & (0xFF >> length)
        for _ in 1..<length { value = value << 8 | (try reader.u8()) }
        let isUnknown = !keepsMarker && value == 1 << (7 * length) - 1
        return isUnknown ? nil : value
    }
}

extension EBMLWalker {
    /// What an element holds; longer ones than 1 MiB are refused.
    func bytes(_ element: Matroska.Element) throws(BitstreamError) -> [UInt8] {
        guard element.payload.count <= 1 << 20 else {
            throw BitstreamError("EBML", at: element.offset, "\(element.payload.count) bytes are too many")
        }
        return try source.bytes(element.payload.count, at: element.payload.lowerBound, "EBML")
    }

    func unsigned(_ element: Matroska.Element) throws(BitstreamError) -> Int {
        guard element.payload.count <= 8 else {
            throw BitstreamError("EBML", at: element.offset, "a number of \(element.payload.count) bytes")
        }
        let value = try bytes(element).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(clamping: value)
    }

    /// 0, 4 or 8 bytes.
    func float(_ element: Matroska.Element) throws(BitstreamError) -> Double {
        let bytes = try bytes(element)
        switch bytes.count {
        case 0: return 0
        case 4: return Double(Float(bitPattern: bytes.reduce(0) { $0 << 8 | UInt32($1) }))
        case 8: return Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
        default: throw BitstreamError("EBML", at: element.offset, "a float of \(bytes.count) bytes")
        }
    }

    /// Zero bytes end a string early.
    func string(_ element: Matroska.Element) throws(BitstreamError) -> String {
        String(decoding: try bytes(element).prefix { $0 != 0 }, as: UTF8.self)
    }
}

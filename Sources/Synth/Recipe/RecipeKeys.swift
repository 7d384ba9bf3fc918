import Media

/// The keys of one map of a recipe. Refuses keys that nobody reads: a typing error must not be passed over.
struct RecipeKeys<Key: CodingKey & CaseIterable> {
    private let container: KeyedDecodingContainer<Key>

    init(_ decoder: any Swift.Decoder) throws {
        let known = Set(Key.allCases.map(\.stringValue))
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
            let text = "unknown key \(key.stringValue); known are \(known.sorted().joined(separator: ", "))"
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text))
        }
        container = try decoder.container(keyedBy: Key.self)
    }

    func optional<Value: Decodable>(_ key: Key) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: key)
    }

    func value<Value: Decodable>(_ key: Key, or fallback: Value) throws -> Value { try optional(key) ?? fallback }

    func required<Value: Decodable>(_ key: Key) throws -> Value { try container.decode(Value.self, forKey: key) }

    /// Texts that may be written as numbers or flags.
    func texts(_ key: Key) throws -> [String: String] {
        try value(key, or: [String: ScalarText]()).mapValues(\.text)
    }
}

struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// A text, or a number or flag as the text it is written as.
struct ScalarText: Decodable {
    var text: String

    init(from decoder: any Swift.Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let number = try? container.decode(Int.self) {
            text = "\(number)"
        } else if let number = try? container.decode(Double.self) {
            text = "\(number)"
        } else {
            text = try container.decode(Bool.self) ? "1" : "0"
        }
    }
}

/// Two numbers with a mark between them: `30000/1001`, `1:1`, `320x180`, or one alone.
private func pair(_ text: String, _ marks: String) -> (Int, Int?)? {
    let parts = text.split(omittingEmptySubsequences: false) { marks.contains($0) }.map { Int($0) }
    guard (1...2).contains(parts.count), let first = parts[0], parts.count == 1 || parts[1] != nil else { return nil }
    return (first, parts.count == 2 ? parts[1] : nil)
}

extension Ratio: Codable {
    /// Written `25`, `30000/1001` or `1:1`.
    public init(from decoder: any Swift.Decoder) throws {
        let text = try ScalarText(from: decoder).text
        guard let (numerator, denominator) = pair(text, "/:"), denominator != 0 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a ratio: \(text)"))
        }
        self.init(numerator, denominator ?? 1)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(numerator)/\(denominator)")
    }
}

/// Width and height in pixels, written `320x180`.
public struct Size: Codable, Equatable, Sendable {
    public var width, height: Int

    public init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    public init(from decoder: any Swift.Decoder) throws {
        let text = try ScalarText(from: decoder).text
        guard let (width, second) = pair(text, "x"), let height = second else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a size: \(text)"))
        }
        self.init(width, height)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(width)x\(height)")
    }
}

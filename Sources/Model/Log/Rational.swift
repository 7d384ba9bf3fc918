/// An exact ratio, for frame rates, aspects and time steps. Written `30000/1001`; `16:9` is read too.
public struct Rational: Hashable, Sendable {
    public var numerator: Int
    public var denominator: Int

    public init(_ numerator: Int, _ denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads `25`, `30000/1001` or `1:1`; nil for anything else and for a zero denominator.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == ":" }
        guard (1...2).contains(parts.count), let numerator = Int(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(numerator, 1)
            return
        }
        guard let denominator = Int(parts[1]), denominator != 0 else { return nil }
        self.init(numerator, denominator)
    }

    public var asDouble: Double { Double(numerator) / Double(denominator) }
    public var isPositive: Bool { numerator > 0 && denominator > 0 }
}

extension Rational: CustomStringConvertible {
    public var description: String { "\(numerator)/\(denominator)" }
}

extension Rational: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Rational(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a rational: \(text)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

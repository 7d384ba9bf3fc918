/// One measured or expected value: a number, a text or a flag.
///
/// Silence is `number(-.infinity)`. JSON has no infinity, so it is written as `null` beside the note
/// ``Value/silenceNote`` (or ``Value/belowGateNote``) and read back as minus infinity.
public enum Value: Equatable, Sendable {
    case number(Double)
    case text(String)
    case flag(Bool)

    /// The note that stands beside a `null` value meaning minus infinity.
    public static let silenceNote = "digital silence"
    /// The other: there is sound, and none of it passes the gate of ITU-R BS.1770-5.
    public static let belowGateNote = "below the absolute gate of -70 LUFS"

    /// The value as a number: itself, or a rational text such as `30000/1001` or `16:9` worked out.
    public var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .text(let text): Rational(text)?.asDouble ?? Double(text)
        case .flag: nil
        }
    }
}

extension Value: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number) where number.isFinite: try container.encode(number)
        case .number: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        }
    }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral
{
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}

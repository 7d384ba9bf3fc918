/// Names a track of a file: `video:0`, `audio:1` (counted per kind), or a loudness programme, `programme:NAME`.
public struct TrackID: Hashable, Sendable {
    public let text: String

    public init(_ text: String) { self.text = text }
    public init(_ kind: TrackKind, _ index: Int) { text = "\(kind.rawValue):\(index)" }
    public static func programme(_ name: String) -> TrackID { TrackID("\(programmeKind):\(name)") }
    public static let programmeKind = "programme"

    /// What stands before the colon: `video`, `audio`, `programme`, …
    public var kind: String { String(text.prefix { $0 != ":" }) }
    /// What stands behind the colon.
    public var name: String { String(text.drop { $0 != ":" }.dropFirst()) }
}

extension TrackID: CustomStringConvertible { public var description: String { text } }

extension TrackID: Codable {
    public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

public enum TrackKind: String, Codable, Sendable, CaseIterable {
    case video, audio, subtitle, data, attachment
}

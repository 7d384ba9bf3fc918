import Media

/// What a made-up media file consists of. The same recipe gives the same bytes on the same libraries.
///
/// Read from YAML or JSON; keys are spelt with hyphens (`pixel-format`). Unknown keys are refused.
public struct Recipe: Codable, Equatable, Sendable {
    /// libavformat's name of the muxer, or `rf64`; nil: by the file's extension.
    public var container: String?
    /// Muxer options under libav's names.
    public var options: [String: String]
    /// Metadata of the file: `timecode` (`10:00:00:00`, drop-frame with `;`), `title`, …
    public var tags: [String: String]
    public var video: [VideoTrack]
    public var audio: [AudioTrack]
    /// Done to the finished file, in order.
    public var damage: [Damage]

    public init(
        container: String? = nil, options: [String: String] = [:], tags: [String: String] = [:],
        video: [VideoTrack] = [], audio: [AudioTrack] = [], damage: [Damage] = []
    ) {
        self.container = container
        self.options = options
        self.tags = tags
        self.video = video
        self.audio = audio
        self.damage = damage
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case container, options, tags, video, audio, damage }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        container = try keys.optional(.container)
        options = try keys.texts(.options)
        tags = try keys.texts(.tags)
        video = try keys.value(.video, or: [])
        audio = try keys.value(.audio, or: [])
        damage = try keys.value(.damage, or: [])
    }
}

/// A recipe that asks for something that cannot be made.
public struct RecipeError: Error, Equatable, CustomStringConvertible {
    public var text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
}

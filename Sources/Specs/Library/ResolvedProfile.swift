import Model

/// A profile with everything it inherits, and where each of its values was written.
public struct ResolvedProfile: Equatable, Sendable {
    public var profile: Profile
    /// `ebu-r128.yaml:23` by key: `title`, `sources.EXH`, `rules.R128-h.expect`, `rules.R128-h.cite.clause`. A key that
    /// nobody wrote, and so has its default, is not among them.
    public var origins: [String: String]

    public init(profile: Profile, origins: [String: String]) {
        self.profile = profile
        self.origins = origins
    }
}

import Media

/// Makes media with known answers from a ``Recipe``.
public enum Synth {
    /// Writes the file and does it the damage that the recipe asks for.
    /// - Returns: the path of the file, which differs from `path` only when the recipe renames it.
    /// - Throws: ``MediaError`` from the libraries, ``RecipeError`` for what cannot be made.
    @discardableResult
    public static func write(_ recipe: Recipe, to path: String) throws -> String {
        let session = try WritingSession(recipe, path: path)
        try session.run()
        return try recipe.damage.reduce(path) { try $1.apply(to: $0) }
    }

    /// The sound of a track as it is handed to the encoder.
    public static func sound(_ track: AudioTrack) throws -> [SoundRun] { try SoundGenerator(track).levelledRuns() }
}

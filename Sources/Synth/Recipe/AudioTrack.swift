/// A sound track.
public struct AudioTrack: Codable, Equatable, Sendable {
    /// libavcodec's name of the encoder.
    public var encoder = "pcm_s24le"
    public var options: [String: String] = [:]
    /// libavutil's name: `mono`, `stereo`, `5.1`, `7.1`. Nil: `channels` without labels.
    public var layout: String? = "stereo"
    public var channels: Int?
    /// Every channel becomes a mono track of its own.
    public var split = false
    /// Hz
    public var sampleRate = 48000
    /// Bits of a sample where the encoder has a choice (FLAC, ALAC).
    public var bits = 0
    public var tag: String?
    public var tags: [String: String] = [:]
    /// LUFS, BS.1770-5 integrated. `programme` segments take the gain that brings the whole track there; 48 kHz only.
    public var loudness: Double?
    /// Samples that are left out before the first one.
    public var start = 0
    public var segments: [SoundSegment] = []

    public init() {}

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        encoder = try keys.value(.encoder, or: encoder)
        options = try keys.texts(.options)
        channels = try keys.optional(.channels)
        layout = try keys.optional(.layout) ?? (channels == nil ? "stereo" : nil)
        split = try keys.value(.split, or: false)
        sampleRate = try keys.value(.sampleRate, or: sampleRate)
        bits = try keys.value(.bits, or: 0)
        tag = try keys.optional(.tag)
        tags = try keys.texts(.tags)
        loudness = try keys.optional(.loudness)
        start = try keys.value(.start, or: 0)
        segments = try keys.value(.segments, or: [])
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case encoder, options, layout, channels, split, bits, tag, tags, loudness, start, segments
        case sampleRate = "sample-rate"
    }
}

/// A stretch of a sound track.
public struct SoundSegment: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A sine of `hertz`; runs on from the tone before unless `phase` is given.
        case tone
        /// Digital zero.
        case silence
        /// White noise with a flat distribution, every channel on its own; the seed's.
        case noise
        /// Noise shaped like a programme: less treble, phrases and pauses, both sides partly alike. Takes its level from
        /// the track's `loudness`, or `level`.
        case programme
        /// Babble of a formant synthesiser, the same in all channels that have a level: sounds like speech, says nothing.
        case speech
        /// Chords and a tune with a beat, the same in all channels that have a level.
        case music
        /// No samples: time passes.
        case gap
    }

    public var sound: Kind
    /// One of the two.
    public var seconds: Double?
    public var samples: Int?
    public var hertz = 1000.0
    /// Peak of every channel, dBFS.
    public var level = 0.0
    /// Peak of each channel, dBFS, in place of `level`; nil is a silent channel.
    public var levels: [Double?]?
    /// LUFS, not gated (BS.1770-1), of `speech` and `music` over the segment; 48 kHz only. Then `levels` say how far
    /// below the loudest each channel lies.
    public var loudness: Double?
    /// Degrees at the first sample, x = sin(2πft + phase).
    public var phase: Double?
    public var seed: UInt64 = 1
    /// Seconds of linear fade at both ends.
    public var fade = 0.0

    public init(_ sound: Kind, seconds: Double? = nil, samples: Int? = nil) {
        self.sound = sound
        self.seconds = seconds
        self.samples = samples
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case sound, seconds, samples, hertz, level, levels, loudness, phase, seed, fade
    }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        self.init(try keys.required(.sound), seconds: try keys.optional(.seconds), samples: try keys.optional(.samples))
        hertz = try keys.value(.hertz, or: hertz)
        level = try keys.value(.level, or: level)
        levels = try keys.optional(.levels)
        loudness = try keys.optional(.loudness)
        phase = try keys.optional(.phase)
        seed = try keys.value(.seed, or: seed)
        fade = try keys.value(.fade, or: fade)
    }
}

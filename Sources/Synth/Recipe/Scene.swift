/// A stretch of a picture track that shows one thing.
public struct Scene: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Colour bars, ``Scene/bars``.
        case bars
        /// One colour, `level`.
        case flat
        /// The first component rises across the picture from `from` to `to`; grey.
        case ramp
        /// Seeded moving noise with detail at several scales.
        case texture
        /// Code value of black.
        case black
        /// The last picture again.
        case frozen
        /// `level` (white when not given) over the whole picture: a flash frame when it lasts one.
        case flash
        /// `level` and `background` alternate at `hertz`, `level` first, over `area` per cent of the picture.
        case flicker
        /// No pictures: time passes.
        case gap
    }

    public enum Bars: String, Codable, Sendable {
        /// SMPTE RP 219-1, with 100 % white and 0 % black at the places left to choice.
        case rp219
        /// EBU 100/0/75/0 and 100/0/100/0.
        case ebu75, ebu100
    }

    public var picture: Kind
    /// One of the two.
    public var seconds: Double?
    public var frames: Int?
    public var bars = Bars.rp219
    public var level, background: Level?
    /// Darkest and brightest of a ramp or texture, per cent of the way from black to white.
    public var from, to: Double?
    /// Of a texture's colour differences; 0 is grey.
    public var saturation = 1.0
    public var seed: UInt64 = 1
    /// Pixels a frame that a texture moves across; it moves half of that down.
    public var speed = 4
    public var hertz = 0.0
    /// Per cent of the picture that flickers, in the middle.
    public var area = 100.0
    /// Painted over the picture: a field in the middle, then black borders.
    public var patch: Patch?
    public var letterbox: Letterbox?

    public init(_ picture: Kind, seconds: Double? = nil, frames: Int? = nil) {
        self.picture = picture
        self.seconds = seconds
        self.frames = frames
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case picture, seconds, frames, bars, level, background, from, to, saturation, seed, speed, hertz, area, patch
        case letterbox
    }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        self.init(try keys.required(.picture), seconds: try keys.optional(.seconds), frames: try keys.optional(.frames))
        bars = try keys.value(.bars, or: bars)
        level = try keys.optional(.level)
        background = try keys.optional(.background)
        from = try keys.optional(.from)
        to = try keys.optional(.to)
        saturation = try keys.value(.saturation, or: saturation)
        seed = try keys.value(.seed, or: seed)
        speed = try keys.value(.speed, or: speed)
        hertz = try keys.value(.hertz, or: hertz)
        area = try keys.value(.area, or: area)
        patch = try keys.optional(.patch)
        letterbox = try keys.optional(.letterbox)
    }
}

/// A field of one colour over the middle of the picture.
public struct Patch: Codable, Equatable, Sendable {
    public var level: Level
    /// Per cent of the picture's area, to the nearest 16 pixels each way.
    public var area: Double

    public init(level: Level, area: Double) {
        self.level = level
        self.area = area
    }
}

/// Black borders, in lines and pixels of the first component.
public struct Letterbox: Codable, Equatable, Sendable {
    public var top, bottom, left, right: Int

    public init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case top, bottom, left, right }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        self.init(
            top: try keys.value(.top, or: 0), bottom: try keys.value(.bottom, or: 0),
            left: try keys.value(.left, or: 0), right: try keys.value(.right, or: 0))
    }
}

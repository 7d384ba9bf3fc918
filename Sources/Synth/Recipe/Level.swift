/// A colour, written `{code: [64, 512, 512]}`, `{rgb: [75, 0, 0]}` or `{nits: 1000}`.
public enum Level: Codable, Equatable, Sendable {
    /// Code values in the pixel format's own bit depth: Y, Cb, Cr, or R, G, B. Not clipped to the legal range.
    case code([Int])
    /// R'G'B' in per cent; below 0 and above 100 is possible in narrow range.
    case rgb([Double])
    /// Grey of that luminance under the PQ curve (SMPTE ST 2084), cd/m².
    case nits(Double)

    public static let black = Level.rgb([0, 0, 0])
    public static let white = Level.rgb([100, 100, 100])
    /// Grey of so many per cent.
    public static func grey(_ percent: Double) -> Level { .rgb([percent, percent, percent]) }

    enum CodingKeys: String, CodingKey, CaseIterable { case code, rgb, nits }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        if let codes: [Int] = try keys.optional(.code) {
            self = .code(codes)
        } else if let percents: [Double] = try keys.optional(.rgb) {
            self = .rgb(percents)
        } else {
            self = .nits(try keys.required(.nits))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .code(let codes): try container.encode(codes, forKey: .code)
        case .rgb(let percents): try container.encode(percents, forKey: .rgb)
        case .nits(let luminance): try container.encode(luminance, forKey: .nits)
        }
    }
}

import ColourScience
import ICC
import Measuring
import Media

/// The colour tags of a stream: the bitstream's where it has them, else the container's.
struct SignalTags {
    /// H.273 code points; nil where nobody states them.
    var primaries, transfer, matrix: Int?
    /// Whether the pictures are coded in R, G, B.
    var isRGB: Bool

    init(primaries: Int?, transfer: Int?, matrix: Int? = nil, isRGB: Bool = false) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.isRGB = isRGB
    }

    init(_ track: Track, _ picture: PictureFacts?, _ source: ProfileSource) {
        let coded = picture?.colour ?? .unspecified
        let stated = track.container?.colour ?? .unspecified
        func first(_ values: Int?...) -> Int? { values.compactMap { $0 }.first { $0 != 2 } }
        primaries = first(coded.primaries, stated.primaries, source.codePoints?.primaries)
        transfer = first(coded.transfer, stated.transfer, source.codePoints?.transfer)
        matrix = first(coded.matrix, stated.matrix, source.codePoints?.matrix)
        isRGB = picture?.pixelFormat?.isRGB ?? false
    }
}

/// Whether a profile and the colour tags describe the same colours.
struct SignalMatch {
    /// Largest difference of two curves that are the same, in linear light and in L*.
    static let sameCurve = CurveDeviation(light: 0.005, lightness: 0.5)

    /// Nil where there is nothing to compare.
    let value: Bool?
    let note: String

    init(_ profile: ProfileReadings, _ tags: SignalTags) {
        let parts = [Self.primaries(profile, tags), Self.transfer(profile, tags), Self.matrix(profile, tags)]
        let compared = parts.compactMap(\.agrees)
        value = compared.isEmpty ? nil : !compared.contains(false)
        note = parts.compactMap(\.text).joined(separator: "; ")
    }

    private typealias Part = (agrees: Bool?, text: String?)

    private static func primaries(_ profile: ProfileReadings, _ tags: SignalTags) -> Part {
        guard let code = tags.primaries else { return (nil, "the stream states no primaries") }
        let name = Colour.primariesName(code)
        if let signal = profile.profile.videoSignal {
            return exact(
                "primaries", signal.primaries, code,
                same(RGBPrimaries(h273: signal.primaries), RGBPrimaries(h273: code)))
        }
        guard let known = RGBPrimaries(h273: code), let own = profile.primaries else {
            return (nil, "primaries cannot be compared with \(name)")
        }
        let difference = max(own.maximumDifference(to: known), own.white.maximumDifference(to: known.white))
        let agrees = difference <= ProfileReadings.sameChromaticity
        let degree = agrees ? "match" : difference <= 0.01 ? "come near, but do not match," : "do not match"
        return (agrees, "its primaries \(degree) \(name) (Δxy \(difference.rounded(digits: 4)))")
    }

    private static func transfer(_ profile: ProfileReadings, _ tags: SignalTags) -> Part {
        guard let code = tags.transfer else { return (nil, "the stream states no transfer") }
        let name = Colour.transferName(code)
        if let signal = profile.profile.videoSignal {
            return exact("transfer", signal.transfer, code, same(Transfer(h273: signal.transfer), Transfer(h273: code)))
        }
        let candidates = candidates(code)
        guard !profile.responses.isEmpty, !candidates.isEmpty else {
            return (nil, "tone curves cannot be compared with \(name)")
        }
        let best = candidates.map { ($0.name, Transfer.deviation(of: profile.responses, from: $0.curve)) }
            .min { $0.1.light < $1.1.light }!
        let agrees = best.1.light <= sameCurve.light && best.1.lightness <= sameCurve.lightness
        let difference =
            "largest difference \(best.1.light.rounded(digits: 4)) in light, \(best.1.lightness.rounded(digits: 2)) in L*"
        return (agrees, "its tone curve \(agrees ? "matches" : "does not match") \(best.0) (\(difference))")
    }

    /// R′G′B′ has no matrix; a profile that names its signal describes R′G′B′.
    private static func matrix(_ profile: ProfileReadings, _ tags: SignalTags) -> Part {
        guard profile.profile.videoSignal != nil, tags.isRGB, let matrix = tags.matrix, matrix != 0 else {
            return (nil, nil)
        }
        return (false, "the picture is coded in RGB and tagged with the matrix \(matrix)")
    }

    /// A profile of version 4.4 names the code points it stands for: then it is the same code, or the same function
    /// under another number.
    private static func exact(_ what: String, _ own: Int, _ tagged: Int, _ isSame: Bool) -> Part {
        if own == tagged { return (true, "its tag 'cicp' has the same \(what) \(tagged)") }
        return (isSame, "its tag 'cicp' has the \(what) \(own), the stream \(tagged)")
    }

    /// Two reserved code points are not the same only because neither stands for anything.
    private static func same<Known: Equatable>(_ left: Known?, _ right: Known?) -> Bool { left != nil && left == right }

    /// All three readings of BT.709 are in use: the camera's curve inverted, the display of BT.1886, and Apple's gamma.
    private static func candidates(_ code: Int) -> [(name: String, curve: Transfer)] {
        guard let transfer = Transfer(h273: code) else { return [] }
        let own = (Colour.transferName(code), transfer)
        guard transfer == .bt709 else { return [own] }
        return [
            own, ("\(own.0) shown with gamma 2.4 (BT.1886)", .gamma(2.4)),
            ("\(own.0) shown with gamma 1.961", .gamma(1.961)),
        ]
    }
}

extension Colour {
    /// libavutil's name of a code point.
    fileprivate static func primariesName(_ code: Int) -> String { named(code, { $0.primaries = $1 }, \.primariesName) }
    fileprivate static func transferName(_ code: Int) -> String { named(code, { $0.transfer = $1 }, \.transferName) }

    private static func named(
        _ code: Int, _ set: (inout Colour, Int) -> Void, _ name: KeyPath<Colour, String?>
    ) -> String {
        var colour = Colour.unspecified
        set(&colour, code)
        let text = colour[keyPath: name] ?? ""
        return text.isEmpty ? "code point \(code)" : text
    }
}

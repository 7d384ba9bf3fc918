import Bitstreams
import Measuring
import Media

/// Profile and compatibility of a track: of its record, else as the first RPU and the base layer's colour suggest.
struct DolbyVisionIdentity {
    var profile: Int
    var compatibility: Int?
    var isGuess: Bool

    /// Nil for a track without record and without RPU.
    init?(_ track: Track, _ headers: Headers, _ colour: EffectiveColour) {
        if let record = track.container?.dolbyVision ?? track.facts.dolbyVision {
            profile = record.profile
            compatibility = record.compatibility
            isGuess = false
            return
        }
        guard let payload = headers.firstMetadata(of: track)?.dolbyVisionRPUs.last,
            let guess = (try? DolbyVision.RPU(rbsp: payload))?.profile
        else { return nil }
        isGuess = true
        profile = Self.profile(guess, track.facts.codec)
        compatibility = Self.compatibility(guess, colour)
    }

    /// The number depends on the coding: AV1 has profile 10, H.264 has 9.
    private static func profile(_ guess: Int, _ codec: String) -> Int {
        switch codec {
        case "av1": 10
        case "h264" where guess == 8: 9
        default: guess
        }
    }

    private static func compatibility(_ guess: Int, _ colour: EffectiveColour) -> Int? {
        switch guess {
        case 5: 0
        case 7: 6
        case 4: 2
        default: colour.isPQ ? 1 : colour.isHLG ? 4 : [1, 6, 14, 15].contains(colour.transfer) ? 2 : nil
        }
    }

    /// `8.1`, `5`; profiles from 8 on are named with the compatibility of their base layer.
    var name: String { profile >= 8 ? "\(profile).\(compatibility.map { "\($0)" } ?? "?")" : "\(profile)" }

    /// IPT-PQ-c2, which no triplet of H.273 describes.
    var isOwnColour: Bool { profile == 5 || (profile == 10 && compatibility == 0) }

    private struct Expected {
        var words: String
        var primaries, matrix: Set<Int>
        var isTransfer: (EffectiveColour) -> Bool
    }

    private var expected: Expected? {
        switch (profile, compatibility) {
        case (7, _), (8, 1), (10, 1):
            Expected(words: "an HDR10 base layer (BT.2020, PQ, BT.2020 matrix)", primaries: [9], matrix: [9]) {
                $0.isPQ
            }
        case (8, 4), (10, 4):
            Expected(words: "an HLG base layer (BT.2020, HLG, BT.2020 matrix)", primaries: [9], matrix: [9]) {
                $0.isHLG
            }
        case (4, _), (8, 2), (9, 2), (10, 2):
            Expected(words: "an SDR base layer (BT.709)", primaries: [1], matrix: [1]) { [1, 6].contains($0.transfer) }
        default: nil
        }
    }

    /// `agrees`, or how the colour of the base layer contradicts the profile.
    func contradiction(with colour: EffectiveColour) -> (text: String?, note: String?) {
        if isOwnColour { return ownColour(colour) }
        guard let expected else { return (nil, "what profile \(name) asks of its base layer is not known") }
        let fits =
            expected.primaries.contains(colour.primaries) && expected.matrix.contains(colour.matrix)
            && expected.isTransfer(colour)
        if !fits { return ("profile \(name) needs \(expected.words), the base layer is tagged \(colour.words)", nil) }
        if colour.range == 2 { return ("profile \(name) needs narrow range, the base layer is tagged full", nil) }
        return ("agrees", nil)
    }

    /// IPT-PQ-c2 in full range: no ordinary triplet describes it, and an ordinary one misleads every other decoder.
    private func ownColour(_ colour: EffectiveColour) -> (text: String?, note: String?) {
        if colour.range == 1 {
            return ("profile \(name) is full range, the base layer is tagged narrow", nil)
        }
        if [1, 5, 6, 9].contains(colour.matrix) {
            return ("profile \(name) is IPT-PQ-c2, the base layer is tagged \(colour.words)", nil)
        }
        return ("agrees", colour.range == 0 ? "the range is not stated" : nil)
    }
}

import Foundation
import Synth

/// A clean file with one thing wrong in it, and how it has to be named.
struct Contradiction: Sendable {
    /// What was done to the file.
    var fault: String
    var profile: String
    /// The rule that has to find it.
    var rule: String
    /// Words of the sentence.
    var words: [String]
    var name = "a.mp4"
    var recipe: Recipe
    /// Done to the bytes of the finished file.
    var edit: (@Sendable (inout [UInt8]) throws -> Void)?

    init(
        _ fault: String, _ profile: String, _ rule: String, _ words: [String], _ recipe: Recipe,
        _ name: String = "a.mp4",
        edit: (@Sendable (inout [UInt8]) throws -> Void)? = nil
    ) {
        (self.fault, self.profile, self.rule, self.words) = (fault, profile, rule, words)
        (self.recipe, self.name, self.edit) = (recipe, name, edit)
    }

    static let all = colourTags + boxes + staticMetadata + messages + hdr10Plus + dolbyVision + content
}

/// Replaces bytes by as many others.
@Sendable func swapping(_ old: [UInt8], _ new: [UInt8]) -> @Sendable (inout [UInt8]) throws -> Void {
    { bytes in
        guard old.count == new.count, let range = Data(bytes).firstRange(of: Data(old)) else {
            throw RecipeError("the bytes to replace are not there")
        }
        bytes.replaceSubrange(range, with: new)
    }
}

extension Contradiction {
    static func tags(_ primaries: Int, _ transfer: Int, _ matrix: Int, _ range: String = "tv") -> ColourNames {
        ColourNames(primaries: "\(primaries)", transfer: "\(transfer)", matrix: "\(matrix)", range: range)
    }

    private static func hdr10(_ change: (inout VideoTrack) -> Void) -> Recipe { Clean.hdr10.picture(change) }

    private static func tagged(
        _ fault: String, _ profile: String, _ rule: String, _ word: String, _ colour: ColourNames,
        _ base: Recipe = Clean.hdr10, is8Bit: Bool = false
    ) -> Contradiction {
        Contradiction(
            fault, profile, rule, [word],
            base.picture {
                $0.colour = colour
                if is8Bit { $0.pixelFormat = "yuv420p" }
            })
    }

    static let colourTags = [
        tagged(
            "PQ with the matrix of BT.709", "hdr10-delivery", "HDR10-combination", "PQ with the BT.709 matrix",
            tags(9, 16, 1)),
        tagged(
            "PQ with the primaries of BT.709", "hdr10-delivery", "HDR10-combination", "PQ with BT.709 primaries",
            tags(1, 16, 9)),
        tagged(
            "PQ tagged as full range", "hdr10-delivery", "HDR10-combination", "PQ tagged as full range",
            tags(9, 16, 9, "pc")),
        tagged("PQ in 8 bits", "hdr10-delivery", "HDR10-combination", "PQ in 8 bits", tags(9, 16, 9), is8Bit: true),
        tagged(
            "transfer left unspecified", "hdr10-delivery", "HDR10-combination",
            "transfer unspecified beside tagged BT.2020 primaries", tags(9, 2, 9)),
        tagged("no colour tags at all", "hdr10-delivery", "HDR10-combination", "not tagged at all", tags(2, 2, 2)),
        tagged(
            "transfer 14 on BT.709 primaries", "sdr-bt709", "SDR-combination",
            "BT.709 primaries with transfer 14: the curve of BT.709, whose code is 1", tags(1, 14, 1), Clean.sdr),
        tagged(
            "matrix of BT.601 on BT.709 primaries", "sdr-bt709", "SDR-combination",
            "BT.709 primaries with the BT.601-525 matrix", tags(1, 1, 6), Clean.sdr),
        tagged(
            "HLG with the matrix of BT.709", "hlg-broadcast", "HLG-combination", "HLG with the BT.709 matrix",
            tags(9, 18, 1), Clean.hlg),
        Contradiction(
            "message that prefers HLG in a PQ stream", "hlg-broadcast", "HLG-combination",
            ["HLG announced over a PQ transfer"],
            Clean.pq.picture { $0.options["x265-params"] = "atc-sei=18" }),
        Contradiction(
            "HDR light levels on an SDR file", "sdr-bt709", "SDR-no-static", ["900"],
            Clean.sdr.picture { $0.containerLight = Light(maxCLL: 900, maxFALL: 120) }),
    ]

    private static let nclx = Array("colrnclx".utf8) + [0, 9, 0, 16, 0, 9, 0]

    static let boxes = [
        Contradiction(
            "box says HLG, bitstream PQ", "hdr10-delivery", "AGREE-transfer", ["arib-std-b67", "smpte2084"],
            hdr10 { $0.containerColour = .hlg }),
        Contradiction(
            "box says BT.709 primaries, bitstream BT.2020", "hdr10-delivery", "AGREE-primaries", ["bt709", "bt2020"],
            hdr10 { $0.containerColour = tags(1, 16, 9) }),
        Contradiction(
            "box says BT.709 matrix, bitstream BT.2020", "hdr10-delivery", "AGREE-matrix", ["bt709", "bt2020nc"],
            hdr10 { $0.containerColour = tags(9, 16, 1) }),
        Contradiction(
            "box says full range, bitstream narrow", "hdr10-delivery", "AGREE-range", ["pc", "tv"],
            hdr10 { $0.containerColour = tags(9, 16, 9, "pc") }),
        Contradiction(
            "second colour box that says HLG", "hdr10-delivery", "HDR10-boxes",
            ["2 boxes of type nclx", "contradict each other"], Clean.hdr10
        ) {
            let box = [0, 0, 0, 19] + Array("colrnclx".utf8) + [0, 9, 0, 18, 0, 9, 0]
            try BoxEditor.insert(box, behind: "colr", in: &$0)
        },
        Contradiction(
            "reserved transfer in the box", "hdr10-delivery", "HDR10-boxes", ["transfer 99 has no meaning in H.273"],
            Clean.hdr10, edit: swapping(nclx, Array("colrnclx".utf8) + [0, 9, 0, 99, 0, 9, 0])),
        Contradiction(
            "colour box of no known type", "hdr10-delivery", "HDR10-boxes", ["type nope is not known"], Clean.hdr10,
            edit: swapping(nclx, Array("colrnope".utf8) + [0, 9, 0, 16, 0, 9, 0])),
    ]

    private static func boxed(_ mastering: Mastering?, _ light: Light?) -> Recipe {
        Clean.pq.picture {
            $0.containerMastering = mastering
            $0.containerLight = light
        }
    }

    private static let display = Mastering(display: .p3, max: 1000, min: 0.005)
    private static let light = Light(maxCLL: 900, maxFALL: 120)
    private static let green: [UInt8] = [0x33, 0xC2, 0x86, 0xC4]
    private static let blue: [UInt8] = [0x1D, 0x4C, 0x0B, 0xB8]
    private static let red: [UInt8] = [0x84, 0xD0, 0x3E, 0x80]

    private static func implausible(
        _ fault: String, _ word: String, _ mastering: Mastering, _ light: Light,
        edit: (@Sendable (inout [UInt8]) throws -> Void)? = nil
    ) -> Contradiction {
        Contradiction(
            fault, "hdr10-delivery", "HDR10-plausible", [word], boxed(mastering, light), edit: edit)
    }

    private static func rare(_ fault: String, _ word: String, _ mastering: Mastering, _ light: Light) -> Contradiction {
        Contradiction(fault, "hdr10-delivery", "HDR10-usual", [word], boxed(mastering, light))
    }

    static let staticMetadata = [
        implausible(
            "primaries in the order of MXF in an MP4 box", "the primaries stand in the wrong order", display, light,
            edit: swapping(green + blue + red, red + green + blue)),
        rare(
            "primaries copied from BT.2020", "those of BT.2020, as if copied",
            Mastering(display: .bt2020, max: 1000, min: 0.005), light),
        implausible(
            "mastering peak in the wrong unit", "a maximum of 0.1 cd/m² is no mastering display's",
            Mastering(display: .p3, max: 0.1, min: 0.005), light),
        implausible(
            "mastering black in the wrong unit", "a minimum of 50 cd/m² is no mastering display's",
            Mastering(display: .p3, max: 1000, min: 50), light),
        implausible(
            "mastering peak and black in each other's place", "the minimum luminance is not below the maximum", display,
            light, edit: swapping([0, 0x98, 0x96, 0x80, 0, 0, 0, 50], [0, 0, 0, 50, 0, 0x98, 0x96, 0x80])),
        implausible(
            "MaxFALL above MaxCLL", "MaxFALL 400 is above MaxCLL 300", display, Light(maxCLL: 300, maxFALL: 400)),
        rare(
            "MaxCLL above the mastering peak", "MaxCLL 4000 is above the 1000 cd/m² of the mastering display", display,
            Light(maxCLL: 4000, maxFALL: 400)),
        rare(
            "light levels of a template", "MaxCLL is 0, which means unknown", display, Light(maxCLL: 0, maxFALL: 0)),
        Contradiction(
            "light levels of box and bitstream", "hdr10-delivery", "AGREE-max-cll", ["4000", "900"],
            hdr10 { $0.containerLight = Light(maxCLL: 4000, maxFALL: 400) }),
        Contradiction(
            "mastering peak of box and bitstream", "hdr10-delivery", "AGREE-mastering-peak", ["4000", "1000"],
            hdr10 { $0.containerMastering = Mastering(display: .p3, max: 4000, min: 0.0001) }),
    ]

    /// SEI message 144 in a suffix unit.
    private static func lightUnit(_ maxCLL: Int, _ maxFALL: Int) -> String {
        let numbers = [maxCLL, maxFALL].map { String($0 + 0x10000, radix: 16).dropFirst() }.joined()
        return "50019004" + numbers + "80"
    }

    private static func repeating(_ units: [String]) -> Recipe {
        Clean.pq.picture {
            $0.options["bf"] = "0"
            $0.options["x265-params"] = "keyint=5:min-keyint=5:scenecut=0:no-open-gop=1"
            $0.appendedUnits = units
        }
    }

    static let messages = [
        Contradiction(
            "mastering display message that is cut short", "hdr10-delivery", "HDR10-messages",
            ["mastering_display_colour_volume"],
            Clean.hdr10.picture { $0.appendedUnits = ["5001890a84d03e8033c286c4114480"] }),
        Contradiction(
            "light levels at the first picture only", "hdr10-delivery", "HDR10-repeated",
            ["MaxCLL and MaxFALL are missing at 1 of 2 points where decoding can start"],
            repeating([lightUnit(1000, 400)] + Array(repeating: "", count: 9))),
        Contradiction(
            "light levels that change in the middle", "hdr10-delivery", "HDR10-changes",
            ["MaxCLL 1000, MaxFALL 400 become 600, 200"],
            repeating([lightUnit(1000, 400), "", "", "", "", lightUnit(600, 200), "", "", "", ""])),
    ]
}

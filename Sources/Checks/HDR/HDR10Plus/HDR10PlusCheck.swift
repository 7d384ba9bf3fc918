import Measuring
import Media
import Model

/// Dynamic metadata of HDR10+: profile, presence, faults, and its statistics against the picture.
struct HDR10PlusCheck: Check {
    let id = "hdr10plus"
    let version = 3
    let guide = Guide(
        title: "HDR10+ metadata",
        what:
            "Reads the ST 2094-40 message of every picture (HEVC and H.264 SEI, AV1 metadata, Matroska block "
            + "additions): profile A (statistics only) or B (with a tone-mapping curve and its target), pictures "
            + "without a message, values against the restrictions of HDR10+ version 1 and against each other, and the "
            + "pictures where the statistics change, which are the starts of scenes; counts the different tone-mapping "
            + "curves.",
        why: "A television follows the curve picture by picture. Gaps make the brightness jump, and metadata out of "
            + "order or of another profile than the receiver takes is refused by streaming services.",
        cause: "Metadata injected in decoding order, a list that is shorter than the programme, hand-edited JSON, a "
            + "re-encode that dropped the messages.",
        mend: "Generate the metadata from the final picture, check that its length is that of the programme, and "
            + "inject it in presentation order.",
        references: ["SMPTE ST 2094-40", "CTA-861-H Annex S", "HDR10+ system specification", "ITU-T T.35"])

    private let lightGuide = Guide(
        title: "HDR10+ statistics against the picture",
        what: "The largest maxscl and the average_maxrgb of the metadata, scene by scene, against what the pictures of "
            + "the scene show: brightest max(R, G, B), and the highest average of it over the active picture, both in "
            + "cd/m². The difference is metadata minus picture; scenes are runs of equal statistics.",
        why: "The curve is fitted to the statistics. Statistics of another shot or another grade clip highlights or "
            + "dim the picture.",
        cause: "Metadata shifted against the picture, made before the last trim, or made with the letterbox inside.",
        mend: "Analyse the final picture again and inject the new metadata.",
        references: ["SMPTE ST 2094-40", "SMPTE ST 2084", "CTA-861.3 (max(R, G, B))"])

    private static func packets(_ name: String, _ unit: String? = nil) -> Metric {
        Metric("hdr.hdr10plus.\(name)", unit: unit, effort: .packets)
    }

    static let profile = packets("profile")
    static let frames = packets("frames", "%")
    static let missing = packets("missing", "frames")
    static let faults = packets("faults")
    static let scenes = packets("scenes")
    static let target = packets("target-luminance", "cd/m²")
    /// How many different tone-mapping curves the track has.
    static let curves = packets("curves")
    static let maxSCL = packets("maxscl", "cd/m²")
    static let average = packets("average-maxrgb", "cd/m²")
    static let maxDifference = Metric("hdr.hdr10plus.maxscl-difference", unit: "cd/m²", effort: .decode)
    static let averageDifference = Metric("hdr.hdr10plus.average-difference", unit: "cd/m²", effort: .decode)

    static let ofPackets = [profile, frames, missing, faults, scenes, target, curves, maxSCL, average]
    static let ofPictures = [maxDifference, averageDifference]

    var metrics: [Metric] { Self.ofPackets + Self.ofPictures }
    let wants: Wants = [.packets, .pictures]

    func guide(for metric: Metric) -> Guide { metric.effort == .decode ? lightGuide : guide }

    func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)? {
        track.kind == .video ? HDR10PlusAnalyser(track, zero: zero) : nil
    }

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        HDR10PlusPictures(track, first)
    }
}

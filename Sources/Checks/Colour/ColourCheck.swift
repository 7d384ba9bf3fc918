import Measuring
import Media
import Model

/// Colour tags of container and bitstream, and whether they agree.
struct ColourCheck: Check {
    let id = "colour"
    let version = 1
    let guide = Guide(
        title: "Colour tags",
        what: "Reads primaries, transfer, matrix and range (H.273 code points) from the container before the bitstream "
            + "can overwrite them, and from the first decoded picture without the container's help; names every "
            + "place where the two contradict each other. The effective value is the bitstream's where it has one.",
        why: "Players and transcoders disagree on whom to believe. A file whose wrapper says one thing and whose "
            + "bitstream says another looks right on one screen and washed out or clipped on the next.",
        cause: "A re-wrap or a grading tool that wrote tags into one place only; encoder defaults; an SDR preset used "
            + "for an HDR master.",
        mend: "Set both to the truth. Re-wrap with the right container tags, and rewrite the bitstream's without "
            + "encoding again: `ffmpeg -i in.mov -c copy -color_primaries bt709 -color_trc bt709 -colorspace bt709 "
            + "-bsf:v h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1 out.mov`.",
        references: [
            "ITU-T H.273 (coding-independent code points)", "ISO/IEC 14496-12 §12.1.5 (colr)", "RFC 9559 (Colour)",
            "SMPTE RDD 36 (ProRes frame header)", "EBU QC 0221W (colour range)",
        ])

    static let tags = ["primaries", "transfer", "matrix", "range"]
    static func metric(_ tag: String) -> Metric { Metric("colour.\(tag)") }
    static func container(_ tag: String) -> Metric { Metric("colour.container.\(tag)") }
    static func bitstream(_ tag: String) -> Metric { Metric("colour.bitstream.\(tag)") }
    static let agrees = Metric("colour.agrees")

    let metrics = tags.flatMap { [metric($0), container($0), bitstream($0)] } + [agrees]

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) {
            read(track, headers.firstPictures[track.id], into: &log)
        }
    }

    private func read(_ track: Track, _ picture: PictureFacts?, into log: inout Log) {
        let stated = ColourTags(track.container?.colour ?? .unspecified)
        for tag in Self.tags { add(Self.container(tag), track.id, stated[tag], "the container does not say", &log) }
        guard let picture else {
            let metrics = Self.tags.flatMap { [Self.metric($0), Self.bitstream($0)] } + [Self.agrees]
            log.cannotMeasure(metrics, track.id, because: "no picture of the track could be decoded")
            return
        }
        let coded = ColourTags(Self.coded(picture, codec: track.facts.codec))
        for tag in Self.tags {
            add(Self.bitstream(tag), track.id, coded[tag], "the bitstream does not say", &log)
            add(Self.metric(tag), track.id, coded[tag] ?? stated[tag], "neither container nor bitstream says", &log)
        }
        addAgreement(track.id, stated, coded, into: &log)
    }

    private func add(_ metric: Metric, _ track: TrackID, _ name: String?, _ note: String, _ log: inout Log) {
        log.add(metric, track, name.map { .text($0) }, note: name == nil ? note : nil)
    }

    /// HEVC decoders report narrow range for a stream that says nothing of colour: that is the standard's inference
    /// (H.265 §E.3.1), not a statement.
    private static func coded(_ picture: PictureFacts, codec: String) -> Colour {
        var colour = picture.colour
        let saysNothing = colour.primaries == 2 && colour.transfer == 2 && colour.matrix == 2
        if codec == "hevc", saysNothing, colour.range == 1 { colour.range = 0 }
        return colour
    }

    private func addAgreement(_ track: TrackID, _ stated: ColourTags, _ coded: ColourTags, into log: inout Log) {
        let differing = Self.tags.compactMap { tag -> String? in
            guard let container = stated[tag], let bitstream = coded[tag], container != bitstream else { return nil }
            return "\(tag): container \(container), bitstream \(bitstream)"
        }
        let comparable = Self.tags.contains { stated[$0] != nil && coded[$0] != nil }
        let note = comparable ? differing.joined(separator: "; ") : "only one of the two states colour tags"
        log.add(
            Self.agrees, track, comparable ? .flag(differing.isEmpty) : nil, note: note.isEmpty ? nil : note)
    }
}

/// The four tags of one source by name; nil where it is silent.
struct ColourTags {
    private let names: [String: String]

    init(_ colour: Colour) {
        names = [
            "primaries": colour.primariesName, "transfer": colour.transferName, "matrix": colour.matrixName,
            "range": colour.rangeName,
        ].compactMapValues { $0?.isEmpty == false ? $0 : nil }
    }

    subscript(tag: String) -> String? { names[tag] }
}

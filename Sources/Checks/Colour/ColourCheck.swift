import Measuring
import Media
import Model

/// Colour tags of container and bitstream, and whether they agree.
struct ColourCheck: Check {
    let id = "colour"
    let version = 2
    let guide = Guide(
        title: "Colour tags",
        what: "Reads primaries, transfer, matrix and range (H.273 code points) from the container before the bitstream "
            + "can overwrite them, and from the first decoded picture without the container's help; names every "
            + "place where the two contradict each other. The effective value is the bitstream's where it has one. "
            + "H.264, HEVC and AV1 sequence headers are read themselves, for decoders pass inferences off as statements. "
            + "Every colour box is listed as it is written, and `colour.combination` says in a sentence where tags that "
            + "are legal one by one do not belong together.",
        why: "Players and transcoders disagree on whom to believe. A file whose wrapper says one thing and whose "
            + "bitstream says another looks right on one screen and washed out or clipped on the next.",
        cause: "A re-wrap or a grading tool that wrote tags into one place only; encoder defaults; an SDR preset used "
            + "for an HDR master.",
        mend: "Set both to the truth. Re-wrap with the right container tags, and rewrite the bitstream's without "
            + "encoding again: `ffmpeg -i in.mov -c copy -color_primaries bt709 -color_trc bt709 -colorspace bt709 "
            + "-bsf:v h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1 out.mov`.",
        references: [
            "ITU-T H.273 (coding-independent code points)", "ISO/IEC 14496-12 §12.1.5 (colr)", "RFC 9559 (Colour)",
            "SMPTE RDD 36 (ProRes frame header)", "ITU-T H.265 §E.3.1 and D.3.37 (VUI, alternative transfer)",
            "ITU-R BT.709, BT.601, BT.2020, BT.2100", "ETSI TS 101 154 (HLG signalling)", "EBU QC 0221W (colour range)",
        ])

    static let tags = ["primaries", "transfer", "matrix", "range"]
    static func metric(_ tag: String) -> Metric { Metric("colour.\(tag)") }
    static func container(_ tag: String) -> Metric { Metric("colour.container.\(tag)") }
    static func bitstream(_ tag: String) -> Metric { Metric("colour.bitstream.\(tag)") }
    static let agrees = Metric("colour.agrees")

    static let boxes = Metric("colour.container.boxes")
    static let areBoxesValid = Metric("colour.container.boxes-valid")
    static let alternative = Metric("colour.bitstream.alternative-transfer")
    static let combination = Metric("colour.combination")

    let metrics =
        tags.flatMap { [metric($0), container($0), bitstream($0)] } + [
            agrees, boxes, areBoxesValid, alternative, combination,
        ]

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) { read(track, headers, into: &log) }
    }

    private func read(_ track: Track, _ headers: Headers, into log: inout Log) {
        let wrapper = WrapperMetadata(track, headers)
        let stated = ColourTags(headers.statedColour(of: track))
        for tag in Self.tags { add(Self.container(tag), track.id, stated[tag], "the container does not say", &log) }
        addBoxes(wrapper, track.id, into: &log)
        guard let picture = headers.firstPictures[track.id] else {
            let metrics =
                Self.tags.flatMap { [Self.metric($0), Self.bitstream($0)] } + [
                    Self.agrees, Self.alternative, Self.combination,
                ]
            log.cannotMeasure(metrics, track.id, because: "no picture of the track could be decoded")
            return
        }
        let tags = CodedTags(track, headers)
        let coded = ColourTags(tags.colour)
        for tag in Self.tags { add(Self.bitstream(tag), track.id, coded[tag], "the bitstream does not say", &log) }
        addEffective(coded, stated, tags, track.id, into: &log)
        addAgreement(track.id, stated, coded, into: &log)
        addCombination(track, picture, EffectiveColour(track, headers), headers, into: &log)
    }

    private func add(_ metric: Metric, _ track: TrackID, _ name: String?, _ note: String, _ log: inout Log) {
        log.add(metric, track, name.map { .text($0) }, note: name == nil ? note : nil)
    }

    /// A preferred transfer takes the place of the coded one in every receiver that knows it.
    private func addEffective(
        _ coded: ColourTags, _ stated: ColourTags, _ tags: CodedTags, _ track: TrackID, into log: inout Log
    ) {
        let preferred = tags.alternativeTransfer.flatMap {
            Colour(primaries: 2, transfer: $0, matrix: 2, range: 0, location: 0).transferName
        }
        add(Self.alternative, track, preferred, "no such message", &log)
        for tag in Self.tags {
            if tag == "transfer", let preferred, preferred != coded[tag] {
                let note = "preferred by the alternative transfer message, coded \(coded[tag] ?? "unspecified")"
                log.add(Self.metric(tag), track, .text(preferred), note: note)
            } else {
                add(Self.metric(tag), track, coded[tag] ?? stated[tag], "neither container nor bitstream says", &log)
            }
        }
    }

    private func addBoxes(_ wrapper: WrapperMetadata, _ track: TrackID, into log: inout Log) {
        let boxes = ColourBoxText(wrapper)
        let none = wrapper.isRead ? "the track has no colour box" : "the container has no boxes of that kind"
        add(Self.boxes, track, boxes.text, none, &log)
        let faults = boxes.faults
        log.add(
            Self.areBoxesValid, track, boxes.text == nil ? nil : .flag(faults.isEmpty),
            note: boxes.text == nil ? none : faults.isEmpty ? nil : faults.joined(separator: "; "))
    }

    private func addCombination(
        _ track: Track, _ picture: PictureFacts, _ colour: EffectiveColour, _ headers: Headers, into log: inout Log
    ) {
        let identity = DolbyVisionIdentity(track, headers, colour)
        if let identity, identity.isOwnColour {
            let note = "Dolby Vision \(identity.name) has a colour of its own, see hdr.dolby-vision.base-layer"
            return log.add(Self.combination, track.id, .text("ok"), note: note)
        }
        let found = ColourCombination(
            colour, depth: picture.pixelFormat?.depth, isRGB: picture.pixelFormat?.isRGB ?? false
        ).contradictions
        log.add(Self.combination, track.id, .text(found.isEmpty ? "ok" : found.joined(separator: "; ")))
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

/// The four tags of one source by name, or by number where H.273 has none for the code; nil where it is silent.
struct ColourTags {
    private let names: [String: String]

    init(_ colour: Colour) {
        func name(_ name: String?, _ code: Int) -> String? { name.map { $0.isEmpty ? "\(code)" : $0 } }
        names = [
            "primaries": name(colour.primariesName, colour.primaries),
            "transfer": name(colour.transferName, colour.transfer), "matrix": name(colour.matrixName, colour.matrix),
            "range": name(colour.rangeName, colour.range),
        ].compactMapValues { $0 }
    }

    subscript(tag: String) -> String? { names[tag] }
}

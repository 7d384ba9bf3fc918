import Measuring
import Media
import Model

/// HDR format, mastering display and content light level, from container and bitstream.
struct StaticHDRCheck: Check {
    let id = "hdr-static"
    let version = 4
    let guide = Guide(
        title: "HDR format and static metadata",
        what:
            "Names the HDR format from the transfer, the static and dynamic metadata and the Dolby Vision record, and "
            + "reads the mastering display (SMPTE ST 2086) and the content light level (MaxCLL, MaxFALL) from the "
            + "container and from the bitstream, one beside the other. Names what their definitions rule out (swapped "
            + "primaries, luminances out of range, MaxFALL above MaxCLL), and apart from that what is allowed and seldom "
            + "meant (zeros, which mean unknown, primaries of BT.2020, MaxCLL above the display's peak). Counts the points where "
            + "decoding can start and the messages are not repeated, the places where they change, and damaged messages. Profiles of "
            + "Dolby Vision without a configuration record are guessed from the RPU.",
        why: "A screen tone-maps by these numbers. Missing or contradicting values make the same programme too dark on "
            + "one set and clipped on another, and platforms refuse the file.",
        cause:
            "Metadata written by the wrapper only or by the encoder only, placeholders left in a template (1000/400), "
            + "or the values of another grade.",
        mend: "Measure the graded master, enter the values once in the mastering tool and encode and wrap from there. "
            + "For x265: `master-display=…:max-cll=…`; in MP4 the boxes mdcv and clli must repeat them.",
        references: [
            "SMPTE ST 2086", "CTA-861.3 (MaxCLL, MaxFALL)", "ITU-T H.265 D.3.28, D.3.35", "ITU-R BT.2100",
            "ETSI / Dolby Vision profiles and levels",
        ])

    static let format = Metric("hdr.format")
    static let sources = ["", "container.", "bitstream."]

    static let isPlausible = Metric("hdr.mastering.plausible")
    /// `ok`, or what is allowed and seldom meant.
    static let usual = Metric("hdr.mastering.usual")
    static let gaps = Metric("hdr.bitstream.sei-gaps", effort: .packets)
    static let changes = Metric("hdr.bitstream.changes", effort: .packets)
    static let messageFaults = Metric("hdr.bitstream.message-faults", effort: .packets)

    let metrics =
        [format, isPlausible, usual, gaps, changes, messageFaults] + sources.flatMap { StaticMetadata.metrics($0) }
    let wants: Wants = .packets

    func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)? {
        track.kind == .video ? StaticMessages(track, zero: zero) : nil
    }

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) {
            read(track, headers, headers.firstPictures[track.id], into: &log)
        }
    }

    private func read(_ track: Track, _ headers: Headers, _ picture: PictureFacts?, into log: inout Log) {
        let stated = StaticMetadata(track.container?.mastering, track.container?.light)
        stated.add("container.", track.id, "the container carries none", into: &log)
        guard let picture else {
            let metrics = [Self.format, Self.isPlausible, Self.usual] + StaticMetadata.metrics("bitstream.")
            log.cannotMeasure(
                metrics + StaticMetadata.metrics(""), track.id, because: "no picture of the track could be decoded")
            return
        }
        let coded = coded(track, headers, picture)
        if Self.isReadable(track.facts.codec) || !coded.isEmpty {
            coded.add("bitstream.", track.id, "the bitstream carries none", into: &log)
        } else {
            log.cannotMeasure(
                StaticMetadata.metrics("bitstream."), track.id,
                because: "static HDR metadata inside \(track.facts.codec) streams is not read yet")
        }
        let effective = coded.filled(from: stated)
        effective.add("", track.id, "neither container nor bitstream carries any", into: &log)
        addPlausibility(track, effective, into: &log)
        let name = HDRFormat.name(picture, track, headers, effective)
        log.add(Self.format, track.id, .text(name.format), note: name.note)
    }

    /// The messages themselves where they can be read, else what the decoder hands over with the first picture.
    private func coded(_ track: Track, _ headers: Headers, _ picture: PictureFacts) -> StaticMetadata {
        let decoded = StaticMetadata(picture.mastering, picture.light)
        guard let messages = headers.firstMetadata(of: track)?.staticMetadata else { return decoded }
        return StaticMetadata(messages.mastering, messages.light).filled(from: decoded)
    }

    private func addPlausibility(_ track: Track, _ metadata: StaticMetadata, into log: inout Log) {
        guard !metadata.isEmpty else {
            for metric in [Self.isPlausible, Self.usual] {
                log.add(metric, track.id, nil, note: "there is no static metadata")
            }
            return
        }
        let oddities = Plausibility.oddities(metadata)
        log.add(
            Self.isPlausible, track.id, .flag(oddities.isEmpty),
            note: oddities.isEmpty ? nil : oddities.joined(separator: "; "))
        let rarities = Plausibility.rarities(metadata)
        log.add(Self.usual, track.id, .text(rarities.isEmpty ? "ok" : rarities.joined(separator: "; ")))
    }

    /// Codings whose static metadata is read here or handed over by the decoder; silence of the others proves
    /// nothing. Codings without room for such metadata are readable too: there is nothing to miss.
    private static func isReadable(_ codec: String) -> Bool { !["vp9", "vvc"].contains(codec) }
}

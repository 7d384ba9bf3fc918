import Measuring
import Media
import Model

/// HDR format, mastering display and content light level, from container and bitstream.
struct StaticHDRCheck: Check {
    let id = "hdr-static"
    let version = 1
    let guide = Guide(
        title: "HDR format and static metadata",
        what:
            "Names the HDR format from the transfer, the static and dynamic metadata and the Dolby Vision record, and "
            + "reads the mastering display (SMPTE ST 2086) and the content light level (MaxCLL, MaxFALL) from the "
            + "container and from the bitstream, one beside the other.",
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

    let metrics = [format] + sources.flatMap { StaticMetadata.metrics($0) }

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) {
            read(track, headers.firstPictures[track.id], into: &log)
        }
    }

    private func read(_ track: Track, _ picture: PictureFacts?, into log: inout Log) {
        let stated = StaticMetadata(track.container?.mastering, track.container?.light)
        stated.add("container.", track.id, "the container carries none", into: &log)
        guard let picture else {
            let metrics = [Self.format] + StaticMetadata.metrics("bitstream.") + StaticMetadata.metrics("")
            log.cannotMeasure(metrics, track.id, because: "no picture of the track could be decoded")
            return
        }
        let coded = StaticMetadata(picture.mastering, picture.light)
        if Self.isReadable(track.facts.codec) || !coded.isEmpty {
            coded.add("bitstream.", track.id, "the bitstream carries none", into: &log)
        } else {
            log.cannotMeasure(
                StaticMetadata.metrics("bitstream."), track.id,
                because: "static HDR metadata inside \(track.facts.codec) streams is not read yet")
        }
        let effective = coded.filled(from: stated)
        effective.add("", track.id, "neither container nor bitstream carries any", into: &log)
        let name = HDRFormat.name(picture, track, effective)
        log.add(Self.format, track.id, .text(name.format), note: name.note)
    }

    /// Codings whose static metadata the decoder hands over; silence of the others proves nothing. Codings without
    /// room for such metadata are readable too: there is nothing to miss.
    private static func isReadable(_ codec: String) -> Bool {
        !["h264", "vp9", "vvc"].contains(codec)
    }
}

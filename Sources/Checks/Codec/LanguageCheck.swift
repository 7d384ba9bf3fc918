import Measuring
import Model

/// Whether the languages that tracks are tagged with exist.
struct LanguageCheck: Check {
    let id = "language-tags"
    let version = 1
    let guide = Guide(
        title: "Language tags",
        what: "Whether the language tag of each sound and subtitle track names a language: a code of ISO 639-2 (`eng`, "
            + "`deu` or `ger`), or a tag of RFC 5646 (`pt-BR`). A track without a tag, or tagged `und` (undetermined), "
            + "has none. Matroska writes no tag for English, so there a missing one reads `eng`.",
        why: "Players and playout pick tracks by language. A tag that is missing or wrong puts the wrong language on "
            + "air, or the audio description where the programme should be.",
        cause: "An export that was never told the language, a name (`German`) in place of a code, a country code in "
            + "place of a language code.",
        mend: "Set the tags while re-wrapping, which leaves picture and sound untouched: "
            + "`ffmpeg -i in.mov -map 0 -c copy -metadata:s:a:0 language=deu out.mov`.",
        references: [
            "ISO 639-2", "IETF RFC 5646 (language tags)", "ISO/IEC 14496-12 §8.4.2 (mdhd)",
            "ISO/IEC 13818-1 §2.6.18 (ISO 639 language descriptor)",
        ])

    static let isValid = Metric("language.valid")

    let metrics = [isValid]

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks where track.kind == .audio || track.kind == .subtitle {
            let tag = track.stream.metadata["language"] ?? ""
            switch tag {
            case "": log.add(Self.isValid, track.id, nil, note: "no language is tagged")
            case "und": log.add(Self.isValid, track.id, nil, note: "tagged und, undetermined")
            default:
                // A transport stream may name several, one for each channel.
                let unknown = tag.split(separator: ",").first { !LanguageCodes.isKnown(String($0)) }
                log.add(
                    Self.isValid, track.id, .flag(unknown == nil),
                    note: unknown.map { "'\($0)' is no code of ISO 639-2 and no tag of RFC 5646" })
            }
        }
    }
}

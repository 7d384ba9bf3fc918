import Measuring
import Media
import Model

/// Dolby Vision: the container's record, the metadata of every picture, and both against the picture itself.
struct DolbyVisionCheck: Check {
    let id = "dolby-vision"
    let version = 2
    let guide = Guide(
        title: "Dolby Vision metadata",
        what:
            "Reads the configuration record of the container (box dvcC, dvvC or dvwC, or Matroska's block addition) and "
            + "the RPU of every picture (HEVC NAL unit 62, H.264 unit 28, AV1 T.35 message): CRC, levels 1, 2, 5, 6 and "
            + "8, scene marks. Counts pictures without an RPU, and holds the record against the RPUs, level 6 against "
            + "ST 2086 and MaxCLL/MaxFALL, and the level number against raster and rate. Which profile an RPU belongs "
            + "to is a guess from its header, for it does not carry the number.",
        why:
            "A television maps every picture by its own RPU. A missing one flashes, a wrong level 1 makes the picture "
            + "pump, and a record that names another profile than the stream shows green and violet pictures or none.",
        cause:
            "Pictures dropped or doubled after the metadata was made, a re-wrap that lost the record, metadata of "
            + "another version of the grade, an encoder that was handed HDR10 values of another master.",
        mend:
            "Make the metadata from the final picture (Dolby Vision XML), encode with it, and wrap with a tool that "
            + "writes the record. An RPU can be replaced without encoding again: extract, correct, inject.",
        references: [
            "Dolby Vision profiles and levels", "ETSI GS CCM 001 (RPU syntax)", "SMPTE ST 2094-10",
            "Dolby Vision streams within the ISO base media file format", "ITU-T H.265 §7.4.2.2 (NAL unit types)",
        ])

    private let lightGuide = Guide(
        title: "Dolby Vision metadata against the picture",
        what:
            "Level 1 of every picture against its pixels: the PQ code of the brightest max(R, G, B), and the mean of "
            + "the PQ codes of max(R, G, B) over the active picture, both of 4095; the difference is metadata minus "
            + "picture. Pictures whose level 1 stands at a bound that tools clamp to (maximum 2081, average 819 or "
            + "1229) while the picture is darker are left out. Level 5 against the black borders, in pixels: the widest "
            + "area that either shows over the whole programme. PQ base layers only.",
        why:
            "Level 1 and level 5 drive the mapping. Values of another cut or another framing make every shot too dark, "
            + "too bright, or map the black bars.",
        cause: "Metadata that is shifted by some pictures, made before the last conform or before a reframing, or "
            + "made with the letterbox inside.",
        mend: "Analyse the final picture again with the right active area, and inject the new metadata.",
        references: ["ETSI GS CCM 001", "SMPTE ST 2094-10", "SMPTE ST 2084", "CTA-861.3 (max(R, G, B))"])

    var metrics: [Metric] { DolbyVisionMetrics.all }
    let wants: Wants = [.packets, .pictures]

    func guide(for metric: Metric) -> Guide { metric.effort == .decode ? lightGuide : guide }

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) { DolbyVisionRecord(track, headers).write(into: &log) }
    }

    func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)? {
        track.kind == .video ? RPUAnalyser(track, zero: zero) : nil
    }

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        DolbyVisionPictures(track, first)
    }
}

import Bitstreams
import Model

/// The audio definition model in WAVE files.
enum AudioModel {
    static let guide = Guide(
        title: "Audio definition model",
        what: "Reads the axml chunk (programmes, contents, objects, packs, channels, track UIDs, loudness of the first "
            + "programme), the chna chunk, which says which channel carries which track, and the dbmd chunk of Dolby "
            + "Atmos masters. Counts what contradicts: XML that is not well formed, identities that are there twice, "
            + "references to parts that are not, tracks beyond the channels of the file, track UIDs without a channel, "
            + "a sample rate or bit depth other than the file's, wrong checksums.",
        why:
            "A renderer needs every link of the chain from programme to channel. One that is missing is an object that "
            + "is not heard, or a master that is refused.",
        cause: "A file whose channels were edited after the metadata was made, an XML that was changed by hand, a tool "
            + "that writes only one of the two chunks.",
        mend:
            "Export the master again from the tool that made it. Do not edit the samples of such a file in a tool that "
            + "does not know the model.",
        references: [
            "ITU-R BS.2076 (audio definition model)", "ITU-R BS.2088 (BW64, chna)",
            "ITU-R BS.2094 (common "
                + "definitions)",
        ])

    static let programmes = Metric("adm.programmes")
    static let contents = Metric("adm.contents")
    static let objects = Metric("adm.objects")
    static let packs = Metric("adm.pack-formats")
    static let channels = Metric("adm.channel-formats")
    static let uids = Metric("adm.track-uids")
    static let loudness = Metric("adm.loudness.integrated", unit: "LUFS")
    static let allocated = Metric("adm.allocated-channels")
    static let atmos = Metric("adm.dolby-atmos")
    static let faults = Metric("adm.faults")

    static let metrics = [programmes, contents, objects, packs, channels, uids, loudness, allocated, atmos, faults]

    private static let counts: [(Metric, String)] = [
        (programmes, "audioProgramme"), (contents, "audioContent"), (objects, "audioObject"),
        (packs, "audioPackFormat"), (channels, "audioChannelFormat"), (uids, "audioTrackUID"),
    ]

    static func read(_ file: RIFF.WaveFile, into log: inout Log) {
        guard ["axml", "bxml", "chna", "dbmd"].contains(where: { file.has($0) }) else {
            for metric in [Self.programmes, Self.faults] {
                log.add(metric, number: nil, otherwise: "there is no axml, chna or dbmd chunk")
            }
            return
        }
        log.add(faults: file.modelFaults, as: Self.faults)
        if let model = file.model {
            for (metric, name) in Self.counts { log.add(metric, nil, .number(Double(model.counts[name] ?? 0))) }
            log.add(
                Self.loudness, number: model.integratedLoudness, otherwise: "the first programme states no loudness")
        } else {
            let reason = file.has("bxml") ? "the model is compressed (bxml), which is not read" : "there is no model"
            log.cannotMeasure(Self.counts.map(\.0) + [Self.loudness], because: reason)
        }
        let tracks = file.allocation.map { Set($0.entries.map(\.track)).count }
        log.add(Self.allocated, number: tracks.map(Double.init), otherwise: "there is no chna chunk")
        let tool = file.dolby.flatMap { $0.isAtmos ? [$0.creationTool, $0.creationToolVersion] : nil }
        log.add(
            Self.atmos, text: tool?.compactMap { $0 }.joined(separator: " "),
            otherwise: "there is no Dolby Atmos metadata")
    }
}

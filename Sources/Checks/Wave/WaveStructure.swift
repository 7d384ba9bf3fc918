import Bitstreams
import Model

/// Chunks and format of WAVE files.
enum WaveStructure {
    static let guide = Guide(
        title: "Structure of WAVE files",
        what:
            "Walks through the chunks of a RIFF, RF64 or BW64 file and counts what is wrong: sizes that the file does "
            + "not have or that were never written, a ds64 that is missing or contradicts the chunks, odd chunks "
            + "without padding, a data chunk that ends within a sample, a format whose block size, byte rate, valid "
            + "bits or channel mask do not fit its channels. Also names the form, the chunks in order and the "
            + "loudspeakers of the channel mask.",
        why:
            "Workstations repair such files without a word, each in its own way; a playout server refuses them or cuts "
            + "the end off. A wrong mask sends channels to the wrong loudspeakers.",
        cause:
            "A recorder that lost power before it wrote its sizes, a file beyond 4 GB that was written as plain RIFF, "
            + "a copy that broke off, a tool that changed the number of channels and not the mask.",
        mend: "Open the file in a workstation, compare its length with what is expected and export it anew, as RF64 or "
            + "BW64 where it is larger than 4 GB.",
        references: [
            "EBU Tech 3306 (RF64)", "ITU-R BS.2088 (BW64)",
            "Microsoft: Multimedia Programming Interface (RIFF), "
                + "WAVEFORMATEXTENSIBLE",
        ])

    static let form = Metric("container.riff.form")
    static let chunks = Metric("container.riff.chunks")
    static let faults = Metric("container.riff.faults")
    static let dataSize = Metric("container.riff.data-size", unit: "byte")
    static let mask = Metric("audio.channel-mask")

    static let metrics = [form, chunks, faults, dataSize, mask]

    static func read(_ file: RIFF.WaveFile, into log: inout Log) {
        log.add(Self.form, nil, .text(file.form.description))
        let names = file.chunks.map { $0.id.description.replacing(" ", with: "") }
        log.add(
            Self.chunks, text: names.prefix(100).joined(separator: " "), otherwise: "there are no chunks")
        log.add(faults: file.structureFaults, as: Self.faults)
        log.add(Self.dataSize, number: file.dataSize.map(Double.init), otherwise: "there is no data chunk")
        log.add(
            Self.mask, WaveCheck.track, text: file.format?.loudspeakers?.joined(separator: " "),
            otherwise: file.format?.isExtensible == true ? "the mask names no loudspeaker" : "the format has no mask")
    }
}

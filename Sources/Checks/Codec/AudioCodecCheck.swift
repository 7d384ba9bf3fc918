import Measuring
import Media
import Model

/// What the sound is coded in, and how its channels are laid out.
struct AudioCodecCheck: Check {
    let id = "audio-codec"
    let version = 1
    let guide = Guide(
        title: "Sound coding and layout",
        what: "Reads codec, sample rate, bit depth, channel count, channel layout and language of each sound "
            + "track. Channels in another order than WAVE's (5.1 in film order, L C R Ls Rs LFE), as labels of an MXF file "
            + "or the layout of a QuickTime file may state it, are named one by one, and weighed as what they are.",
        why: "Channels that are not labelled, or in another order than the receiver expects, send dialogue to a "
            + "surround loudspeaker. Compressed sound where linear PCM is asked for is refused.",
        cause: "A preset for streaming, a mono-per-track export where one multichannel track was wanted (or the "
            + "reverse), or a tool that writes no channel labels.",
        mend: "Export with the layout of the spec. Labels and languages can be mended by re-wrapping without touching "
            + "the samples.",
        references: [
            "EBU QC 0003F (bit depth), 0013F (sampling rate), 0004F (channel count), 0104F (encoding format)",
            "EBU R 123 (track allocation)", "SMPTE ST 377-4 (channel labels)", "ITU-R BS.2051 (loudspeaker layouts)",
        ])

    static let codec = Metric("audio.codec")
    static let rate = Metric("audio.sample-rate", unit: "Hz")
    static let depth = Metric("audio.bit-depth", unit: "bit")
    static let channels = Metric("audio.channels")
    static let layout = Metric("audio.layout")
    static let language = Metric("audio.language")

    let metrics = [codec, rate, depth, channels, layout, language]

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.audio) {
            let facts = track.facts
            log.add(
                Self.codec, track.id, facts.codec.isEmpty ? nil : .text(facts.codec),
                note: facts.codec.isEmpty ? "not recognised" : nil)
            log.add(Self.rate, track.id, .number(Double(facts.sampleRate)))
            log.add(Self.channels, track.id, .number(Double(facts.channels)))
            let depth = bitDepth(facts)
            log.add(
                Self.depth, track.id, depth.map { .number(Double($0)) },
                note: depth == nil ? "lossy coding has no bit depth" : nil)
            readLayout(track, into: &log)
        }
    }

    private func readLayout(_ track: Track, into log: inout Log) {
        let layout = track.layoutName
        log.add(
            Self.layout, track.id, layout.map { .text($0) }, note: layout == nil ? "the channels are not labelled" : nil
        )
        let language = track.stream.metadata["language"].flatMap { $0 == "und" ? nil : $0 }
        log.add(
            Self.language, track.id, language.map { .text($0) }, note: language == nil ? "no language is tagged" : nil)
    }

    private func bitDepth(_ facts: StreamFacts) -> Int? {
        if facts.bitsRaw > 0 { return facts.bitsRaw }
        return facts.codec.hasPrefix("pcm_") && facts.bitsCoded > 0 ? facts.bitsCoded : nil
    }
}

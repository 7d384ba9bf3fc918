import Measuring
import Media
import Model

/// Whether the samples are sound at all.
struct BitstreamCheck: EarCheck {
    let id = "bitstream-in-pcm"
    let version = 1
    let guide = Guide(
        title: "Coded bitstreams in PCM tracks",
        what:
            "Looks for the sync words of SMPTE ST 337 in the samples (16, 20 and 24 bit, in one channel or alternating "
            + "between two) and names the data type of ST 338: Dolby E, AC-3 and others. Where they are found, loudness, "
            + "levels and faults of the track are not measured: its samples are data.",
        why:
            "A Dolby E pair sounds like loud noise when it is played as sound, and is destroyed by any change of gain, "
            + "sample rate or dither. A receiver who expects a mix there has no sound.",
        cause:
            "A master with Dolby E on channels 7 and 8 that was exported with its tracks as they stood, or a file that "
            + "was wrapped from SDI without decoding.",
        mend:
            "Decode the bitstream where sound is wanted. Where the spec wants the bitstream, pass it on bit by bit: no "
            + "gain, no fade, no sample rate conversion, no dither.",
        references: ["SMPTE ST 337 (non-PCM audio in AES3)", "SMPTE ST 338 (data types)", "SMPTE RDD 33 (Dolby E)"])

    static let found = Metric("sound.smpte337", effort: .decode)
    static let type = Metric("sound.smpte337.type", effort: .decode)

    let metrics = [found, type]
    let needs: EarNeeds = .bursts

    func ear(for sound: TrackSound) -> any Ear { BitstreamEar() }

    /// libavformat looks through a WAVE file whose linear samples are bursts and hands out the bitstream in them.
    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        let unwrapped = [
            "ac3": "AC-3", "eac3": "E-AC-3", "dts": "DTS", "aac": "MPEG-2 AAC", "mp3": "MPEG layer II or III",
        ]
        guard let track = headers.tracks(.audio).first, let name = unwrapped[track.facts.codec],
            let file = WaveCheck.file(headers), file.format?.coding == 1
        else { return }
        log.readings.removeAll { $0.track == track.id && metrics.map(\.id).contains($0.metric) }
        let note = "the file calls its samples linear; what was measured is the sound of the bitstream in them"
        log.add(Self.found, track.id, .flag(true), note: note)
        log.add(Self.type, track.id, .text(name), note: note)
    }
}

final class BitstreamEar: Ear {
    func hear(_ bin: HeardBin) {}

    func report(_ heard: Heard, into log: inout Log) {
        let track = heard.sound.track
        let moments = heard.bitstream?.spans.map { heard.moment($0.lowerBound, $0.upperBound) } ?? []
        log.add(
            BitstreamCheck.found, track, .flag(heard.bitstream != nil), note: heard.bitstream?.place, moments: moments)
        log.add(
            BitstreamCheck.type, track, heard.bitstream.map { .text($0.name) },
            note: heard.bitstream == nil ? "its samples are sound" : nil, moments: moments)
    }
}

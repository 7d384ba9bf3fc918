import CKernels
import Measuring
import Media
import Model

/// Line-up tones and idents.
struct ToneCheck: EarCheck {
    let id = "line-up-tone"
    let version = 1
    let guide = Guide(
        title: "Line-up tone",
        what: "Looks for steps of 100 ms of which one sine holds 99 % of the energy, and joins them where frequency "
            + "(1 Hz) and level (0.3 dB) stay. Tone counts from 1 s on, and from 0.4 s at a frequency and level of an "
            + "ident. Duration, frequency and level (of the sine's peak, so that full scale is 0 dBFS) are those of the "
            + "tone that lasts longest. The pattern of interruptions names the ident: EBU stereo (left off for 0.25 s "
            + "every 3 s), GLITS (left once, right twice every 4 s), BLITS and the EBU multichannel ident (each channel "
            + "in turn).",
        why: "Line-up tone sets the level of everything behind it and shows which channel is which. Some receivers ask "
            + "for it, others refuse a file that has it, and nobody wants it on air.",
        cause: "A master with its leader left on, a forgotten generator on the bus, a tone at the level of another "
            + "house, or exchanged channels.",
        mend:
            "Set level and ident as the spec asks, or trim the leader. A wrong ident means that the channels behind it "
            + "are wrong as well.",
        references: [
            "EBU R 68 (alignment level -18 dBFS)", "SMPTE RP 155 (-20 dBFS)",
            "EBU Tech 3304 (multichannel audio "
                + "line-up tone)", "EBU QC 0014B (audio test tones)",
        ])

    static let duration = Metric("sound.line-up-tone", unit: "s", effort: .decode)
    static let frequency = Metric("sound.line-up-tone.frequency", unit: "Hz", effort: .decode)
    static let level = Metric("sound.line-up-tone.level", unit: "dBFS", effort: .decode)
    static let ident = Metric("sound.line-up-tone.ident", effort: .decode)
    static let series = Metric("sound.tone-frequency", unit: "Hz", effort: .decode)

    let metrics = [duration, frequency, level, ident, series]
    let needs: EarNeeds = .tones

    func ear(for sound: TrackSound) -> any Ear { ToneEar(sound) }

    /// Where each channel is a track of its own, the ident shows only when they are looked at together.
    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) { MonoIdents.name(in: &log) }
}

final class ToneEar: Ear {
    private let sound: TrackSound
    private var finders: [ToneFinder]

    init(_ sound: TrackSound) {
        self.sound = sound
        finders = (0..<sound.channels).map { _ in ToneFinder() }
    }

    func hear(_ bin: HeardBin) {
        for (channel, result) in bin.channels.enumerated() { finders[channel].add(bin, result) }
    }

    func report(_ heard: Heard, into log: inout Log) {
        for index in finders.indices { finders[index].finish() }
        let spans = Tones.worthTelling(finders.map { $0.spans.map { Tone($0, heard) } })
        let all = spans.joined().sorted { $0.moment.start < $1.moment.start }
        guard let dominant = Tones.dominant(all) else { return reportNone(heard, into: &log) }
        let moments = Tones.union(all.map(\.moment))
        let note = Tones.levels(spans, near: dominant.hertz, sound.labels)
        let track = sound.track
        log.add(ToneCheck.duration, track, .number(moments.reduce(0) { $0 + $1.duration }), moments: moments)
        log.add(ToneCheck.frequency, track, .number(dominant.hertz), moments: moments)
        log.add(ToneCheck.level, track, .number(dominant.level), note: note, moments: moments)
        let ident = Ident(zip(sound.labels, spans).map { ($0, $1) })
        log.add(ToneCheck.ident, track, .text(ident.rawValue), moments: moments)
        for channel in finders.indices where !spans[channel].isEmpty {
            log.series.append(heard.series(ToneCheck.series, channel: channel, finders[channel].frequencies))
        }
    }

    private func reportNone(_ heard: Heard, into log: inout Log) {
        log.add(ToneCheck.duration, sound.track, .number(0))
        for metric in [ToneCheck.frequency, ToneCheck.level, ToneCheck.ident] {
            log.add(metric, sound.track, nil, note: "no line-up tone")
        }
    }
}

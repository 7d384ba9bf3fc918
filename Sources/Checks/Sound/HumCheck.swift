import CKernels
import Measuring
import Media
import Model

/// Mains hum.
struct HumCheck: EarCheck {
    let id = "hum"
    let version = 3
    let guide = Guide(
        title: "Mains hum",
        what:
            "Looks for lines at 50 or 60 Hz (±0.3 Hz) and their harmonics up to the eighth in the sound below 500 Hz: "
            + "spectra of 2 s, of which those parts count that persist in nine of ten over 10 s. Hum is there when three "
            + "lines, the first or second among them, stand 10 dB above what lies around them and reach -75 dBFS "
            + "together. The reading is the time during which any channel hums, to which the level of the loudest hum "
            + "belongs. It goes on until they have been missing for 5 s. Hum that lasts less than 10 s is not found. "
            + "Its beginning and end are told to within some tens of milliseconds where a pause shows them, and by a "
            + "second or more off where speech or music is more than about 20 dB louder all around.",
        why: "Hum is heard in every pause, and louder on good loudspeakers than on those it was mixed on.",
        cause: "Ground loops, unbalanced cables beside mains leads, lamps and dimmers on location, a guitar amplifier.",
        mend:
            "Notch filters at the lines named, or a dehummer, on the source clip; at the recording, balanced lines and "
            + "one common ground.",
        references: [
            "EBU QC 0088B (audio hum and buzz)",
            "Brandt and Bitzer, Automatic detection of hum in audio "
                + "signals, JAES 62 (2014): persistence of quantiles over time",
        ])

    static let duration = Metric("sound.hum", unit: "s", effort: .decode)
    static let level = Metric("sound.hum.level", unit: "dBFS", effort: .decode)

    let metrics = [duration, level]
    let needs: EarNeeds = .low

    func ear(for sound: TrackSound) -> any Ear { HumEar(sound) }
}

final class HumEar: Ear {
    private let sound: TrackSound
    private var finders: [HumFinder]

    init(_ sound: TrackSound) {
        self.sound = sound
        finders = (0..<sound.channels).map { _ in HumFinder(lowRate: sound.lowRate) }
    }

    func hear(_ bin: HeardBin) {
        for (channel, result) in bin.channels.enumerated() {
            finders[channel].add(UnsafeBufferPointer(start: result.low, count: Int(result.lows)))
        }
    }

    func report(_ heard: Heard, into log: inout Log) {
        for index in finders.indices { finders[index].finish() }
        let hums = finders.map(\.hums)
        let moments = join(hums.joined().map { Moment(heard.start + $0.start, min(heard.end, heard.start + $0.end)) })
        let loudest = hums.joined().max { $0.level < $1.level }
        let named = zip(sound.labels, hums).filter { !$0.1.isEmpty }.map(\.0)
        let note = loudest.map { hum in
            "\(hum.mains) Hz, harmonics \(hum.harmonics.map(String.init).joined(separator: " "))"
                + (sound.channels > 1 ? "; \(named.joined(separator: ", "))" : "")
        }
        log.add(
            HumCheck.duration, sound.track, .number(moments.reduce(0) { $0 + $1.duration }), note: note,
            moments: moments)
        log.add(
            HumCheck.level, sound.track, loudest.map { .number($0.level) }, note: note ?? "no hum found",
            moments: moments)
    }

    private func join(_ moments: [Moment]) -> [Moment] {
        moments.sorted { $0.start < $1.start }.reduce(into: []) { joined, moment in
            if let last = joined.last, moment.start <= last.end {
                joined[joined.count - 1].end = max(last.end, moment.end)
            } else {
                joined.append(moment)
            }
        }
    }
}

/// A stretch of hum in one channel.
struct Hum {
    /// Seconds of the track.
    var start, end: Double
    /// 50 or 60
    var mains: Int
    var harmonics: [Int]
    /// dBFS, of all its lines
    var level: Double
}

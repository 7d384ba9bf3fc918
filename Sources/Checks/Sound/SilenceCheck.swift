import CKernels
import Measuring
import Media
import Model

/// Levels over time, so that silence of any length and threshold can be judged later.
struct SilenceCheck: EarCheck {
    let id = "silence"
    let version = 2
    let guide = Guide(
        title: "Silence, digital black and noise floor",
        what:
            "RMS level of each channel, and of the loudest channel of each track, in steps of 100 ms, in dB relative to "
            + "full scale. A spec says below which level and for how long it calls that silence. Digital black, where "
            + "the samples of all channels are zero for 100 ms or longer, is found to the sample and counted apart: no "
            + "room and no microphone is that quiet. The noise floor is the level that 5 % of the steps with any sound "
            + "stay below.",
        why: "Unexpected silence means lost sound: a muted stem, a missing reel, a wrong channel assignment. Digital "
            + "black between scenes tells of missing room tone; a high noise floor of hiss, hum or a bad transfer.",
        cause: "A clip that lost its link, a muted track in the session, an export of the wrong stem, an edit without "
            + "fill.",
        mend:
            "Listen at the times given, restore the sound in the session and export again. Fill edits with room tone. "
            + "Intended silence belongs into the delivery notes.",
        references: [
            "EBU QC 0078B (audio silence)", "EBU QC 0077B (average minimum audio level)", "EBU QC 0086B (audio noise)",
        ])

    static let loudest = Metric("sound.silence", unit: "dBFS", effort: .decode)
    static let level = LevelSteps.metric
    static let black = Metric("sound.digital-black", unit: "s", effort: .decode)
    static let floor = Metric("sound.noise-floor", unit: "dBFS", effort: .decode)
    /// Shorter runs of zeros are left to the search for dropouts.
    static let leastBlack = 0.1
    static let floorShare = 0.05

    let metrics = [loudest, level, black, floor]
    let needs: EarNeeds = []

    func ear(for sound: TrackSound) -> any Ear { SilenceEar(sound) }
}

final class SilenceEar: Ear {
    private let sound: TrackSound
    private var steps: LevelSteps
    private var black: [Range<Int64>] = []

    init(_ sound: TrackSound) {
        self.sound = sound
        steps = LevelSteps(sound)
    }

    func hear(_ bin: HeardBin) {
        steps.hear(bin)
        let least = Int64(SilenceCheck.leastBlack * Double(sound.rate))
        for event in bin.events where event.kind == FGK_EARS_ZEROS && event.channel < 0 {
            if event.end - event.first >= least { black.append(event.first..<event.end) }
        }
    }

    func report(_ heard: Heard, into log: inout Log) {
        log.series.append(heard.series(SilenceCheck.loudest, steps.loudest))
        steps.write(heard, into: &log)
        reportBlack(heard, into: &log)
        reportFloor(heard, into: &log)
    }

    private func reportBlack(_ heard: Heard, into log: inout Log) {
        let moments = black.prefix(Log.mostMoments).map { heard.moment($0.lowerBound, $0.upperBound) }
        let samples = black.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
        let longest = black.map { $0.upperBound - $0.lowerBound }.max() ?? 0
        log.add(
            SilenceCheck.black, sound.track, .number(Double(samples) / Double(sound.rate)),
            note: black.count > 1 ? "\(black.count) stretches, longest \(text(longest)) s" : nil, moments: moments)
    }

    private func text(_ samples: Int64) -> String {
        "\((Double(samples) / Double(sound.rate) * 1000).rounded() / 1000)"
    }

    /// The reading is that of the channel with the highest floor; the note has them all.
    private func reportFloor(_ heard: Heard, into log: inout Log) {
        let floors = steps.levels.map(Self.floor)
        let note = zip(sound.labels, floors).map { label, floor in
            floor == -.infinity ? "\(label) \(Value.silenceNote)" : "\(label) \((Double(floor) * 10).rounded() / 10)"
        }
        let highest = floors.max() ?? -.infinity
        log.add(
            SilenceCheck.floor, sound.track, .number(Double(highest)),
            note: highest > -.infinity && sound.channels > 1 ? note.joined(separator: ", ") : nil)
    }

    private static func floor(_ levels: [Float]) -> Float {
        let heard = levels.filter { $0 > -.infinity }.sorted()
        guard !heard.isEmpty else { return -.infinity }
        return heard[min(heard.count - 1, Int(SilenceCheck.floorShare * Double(heard.count)))]
    }
}

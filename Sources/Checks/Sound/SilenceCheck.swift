import Measuring
import Media
import Model

/// Level of the loudest channel over time, so that silence of any length and threshold can be judged later.
struct SilenceCheck: Check {
    let id = "silence"
    let version = 1
    let guide = Guide(
        title: "Silence",
        what: "RMS level of the loudest channel of each track in steps of 100 ms, in dB relative to full scale. A spec "
            + "says below which level and for how long it calls that silence.",
        why: "Unexpected silence means lost sound: a muted stem, a missing reel, a wrong channel assignment.",
        cause: "A clip that lost its link, a muted track in the session, an export of the wrong stem.",
        mend: "Listen at the times given, restore the sound in the session and export again. Intended silence belongs "
            + "into the delivery notes.",
        references: ["EBU QC 0078B (audio silence)"])

    static let level = Metric("sound.silence", unit: "dBFS", effort: .decode)

    let metrics = [level]
    let wants: Wants = .sound

    func soundAnalyser(for track: Track) -> (any SoundAnalyser)? { LevelMeter(track) }
}

final class LevelMeter: SoundAnalyser {
    private let track: Track
    private let stepSamples: Int
    private var sums: [Double]
    private var filled = 0
    private var levels: [Float] = []

    init(_ track: Track) {
        self.track = track
        stepSamples = max(1, track.facts.sampleRate / 10)
        sums = Array(repeating: 0, count: max(1, track.facts.channels))
        levels.reserveCapacity(36_000)
    }

    func consume(_ block: borrowing SoundBlock) {
        let channels = min(block.channels, sums.count)
        var start = 0
        while start < block.samples {
            let count = min(block.samples - start, stepSamples - filled)
            for channel in 0..<channels {
                block.withChannel(channel) { samples in
                    var sum = sums[channel]
                    for index in start..<start + count { sum += Double(samples[index]) * Double(samples[index]) }
                    sums[channel] = sum
                }
            }
            start += count
            filled += count
            if filled == stepSamples { closeStep() }
        }
    }

    private func closeStep() {
        let meanSquare = (sums.max() ?? 0) / Double(max(1, filled))
        levels.append(Float(decibels(power: meanSquare)))
        for channel in sums.indices { sums[channel] = 0 }
        filled = 0
    }

    func finish(start: Double, into log: inout Log) {
        if filled > 0 { closeStep() }
        guard !levels.isEmpty else { return }
        log.series.append(
            Series(SilenceCheck.level, track: track.id, start: start, step: Rational(1, 10), values: levels))
    }
}

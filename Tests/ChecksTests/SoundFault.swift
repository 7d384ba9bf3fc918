import Foundation
import Model

@testable import Synth

/// A fault that can be put into sound, at three severities.
struct SoundFault: Sendable {
    typealias Sound = SoundMedia.Sound

    let name: String
    let metric: String
    let severities: [String]
    /// Seconds of the programme that it is put into.
    var seconds = 6.0
    var layout: SoundMedia.Layout?
    /// The only layout whose lossy codec leaves it as it is.
    var codedLayout: SoundMedia.Layout?
    /// Whether lossy coding leaves it as it is.
    var survivesCoding = true
    /// Seconds by which start and end may be off.
    var tolerance = 0.1
    /// Of ten strong ones in PCM, how many must be found.
    var least = 9
    /// Whether its end has to be told, or only its start.
    var hasEnd = true
    /// Whether it has no time at all: it concerns the whole file.
    var isOfTheWhole = false
    /// Puts it in; returns where it must be reported. Tracks, a source of chance, severity.
    let put: @Sendable (inout [Sound], inout SplitMix64, Int) -> [Moment]
    /// Where it is reported; what was put in, for faults whose size is to be told.
    let report: @Sendable (Log, [Sound]) -> [Moment]

    static let whole = [Moment(0, 0)]
    static let track = TrackID(.audio, 0)

    func layout(_ seed: UInt64, isLossy: Bool) -> SoundMedia.Layout {
        layout ?? (isLossy ? codedLayout : nil) ?? (seed.isMultiple(of: 2) ? .surround : .stereo)
    }

    static func moments(_ metric: String) -> @Sendable (Log, [Sound]) -> [Moment] {
        { log, _ in log.reading(metric, track)?.moments ?? [] }
    }

    static func named(_ metric: String, _ texts: String...) -> @Sendable (Log, [Sound]) -> [Moment] {
        { log, _ in texts.contains { (log.text(metric, track) ?? "").contains($0) } ? whole : [] }
    }
}

/// Small changes to sound.
extension SoundFault {
    static func moment(_ first: Int, _ end: Int) -> Moment {
        Moment(Double(first) / Double(SoundMedia.rate), Double(end) / Double(SoundMedia.rate))
    }

    static func span(_ random: inout SplitMix64, _ earliest: Double, _ latest: Double, _ seconds: Double) -> Range<Int>
    {
        let start = Int((earliest + (latest - earliest) * random.unit()) * Double(SoundMedia.rate))
        return start..<start + Int(seconds * Double(SoundMedia.rate))
    }

    /// RMS
    static func level(_ sound: [Float], _ span: Range<Int>) -> Float {
        let part = sound[span.clamped(to: sound.indices)]
        return (part.reduce(0) { $0 + $1 * $1 } / Float(max(1, part.count))).squareRoot()
    }

    /// A channel and a place at which sound above -35 dBFS stands on both sides of a stretch.
    static func loudPlace(_ sound: Sound, _ random: inout SplitMix64, _ length: Int) -> (channel: Int, at: Int) {
        let channels = sound.indices.filter { $0 != 3 }
        var best = (channel: 0, at: 48000, level: Float(0))
        for _ in 0..<400 {
            let channel = channels[Int(random.unit() * Double(channels.count))]
            let at = 24000 + Int(random.unit() * Double(sound[0].count - 48000 - length))
            let quieter = min(
                level(sound[channel], at - 960..<at - 48), level(sound[channel], at + length + 48..<at + length + 960))
            if quieter > best.level { best = (channel, at, quieter) }
            if quieter > 0.0178 { break }
        }
        return (best.channel, best.at)
    }

    static func noise(_ random: inout SplitMix64, _ level: Float) -> Float {
        level * 1.73 * Float(random.unit() * 2 - 1)
    }

    /// Runs of steps of 100 ms below a level, 300 ms and longer.
    static func quiet(_ series: Series?, below limit: Float) -> [Moment] {
        guard let series else { return [] }
        var found: [Moment] = []
        var first: Int?
        for (step, value) in (series.values + [0]).enumerated() {
            if value < limit {
                first = first ?? step
            } else if let start = first {
                if step - start >= 3 { found.append(Moment(Double(start) / 10, Double(step) / 10)) }
                first = nil
            }
        }
        return found
    }
}

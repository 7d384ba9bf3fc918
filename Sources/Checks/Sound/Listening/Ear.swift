import CKernels
import Measuring
import Media
import Model

/// A check that listens to sound. All such checks of a track share one pass over its samples.
protocol EarCheck: Check {
    /// What the pass has to work out for it, beyond levels and runs.
    var needs: EarNeeds { get }
    func ear(for sound: TrackSound) -> any Ear
}

extension EarCheck {
    var wants: Wants { .sound }
    func soundAnalyser(for track: Track) -> (any SoundAnalyser)? { EarAnalyser(self, track) }
}

/// Hears one track, bin by bin.
protocol Ear: AnyObject {
    /// The bin is lent for the duration of the call.
    func hear(_ bin: HeardBin)
    func report(_ heard: Heard, into log: inout Log)
}

/// What the pass over the samples has to work out.
struct EarNeeds: OptionSet, Sendable {
    let rawValue: UInt32

    static let pairs = EarNeeds(rawValue: UInt32(FGK_EARS_PAIRS))
    static let low = EarNeeds(rawValue: UInt32(FGK_EARS_LOW))
    static let clicks = EarNeeds(rawValue: UInt32(FGK_EARS_CLICKS))
    static let repeats = EarNeeds(rawValue: UInt32(FGK_EARS_REPEATS))
    static let tones = EarNeeds(rawValue: UInt32(FGK_EARS_TONES))
    static let bursts = EarNeeds(rawValue: UInt32(FGK_EARS_BURSTS))
    static let matrix = EarNeeds(rawValue: UInt32(FGK_EARS_MATRIX))
}

/// What an ear has to know of its track.
struct TrackSound {
    let track: TrackID
    /// Channel labels in order; `CH1`, `CH2`, … where nothing is known.
    let labels: [String]
    /// Hz
    let rate: Int
    /// Bits of a sample where the coding keeps every sample as it was; nil for floating point and lossy coding.
    let integerBits: Int?
    /// Seconds; nil when not declared.
    let duration: Double?

    init(_ track: Track) {
        self.track = track.id
        labels = track.channelLabels
        rate = track.facts.sampleRate
        duration = track.facts.durationSeconds
        integerBits = Self.integerBits(track.facts)
    }

    var channels: Int { labels.count }

    /// Samples a second of the low sound, about 2000.
    var lowRate: Double { Double(rate) / max(1, (Double(rate) / 2000).rounded()) }

    /// Steps of 100 ms to make room for.
    var expectedSteps: Int { Int(min(max((duration ?? 3600) * 10, 0), 1e6)) + 16 }

    private static let lossless: Set<String> = [
        "flac", "alac", "truehd", "mlp", "wavpack", "tta", "s302m", "ape", "tak", "shorten",
    ]

    private static func integerBits(_ facts: StreamFacts) -> Int? {
        let isLinear = facts.codec.hasPrefix("pcm_") && !["_f", "law", "vidc"].contains { facts.codec.contains($0) }
        guard isLinear || lossless.contains(facts.codec), !facts.sampleFormat.contains("fl") else { return nil }
        let bits = facts.bitsRaw > 0 ? facts.bitsRaw : facts.bitsCoded
        return bits > 0 ? bits : nil
    }
}

/// One bin of 10 ms, of all channels.
struct HeardBin {
    let index: Int
    let start: Int64
    let length: Int
    /// Samples of a cell.
    let cell: Int
    let channels: UnsafeBufferPointer<fgk_ears_channel>
    let pairs: UnsafeBufferPointer<fgk_ears_pair>
    let events: UnsafeBufferPointer<fgk_ears_event>
    let matrix: fgk_ears_matrix?
    /// Whether the sound ends with it; it may then be shorter than 10 ms.
    let isLast: Bool

    /// Whether a step of 100 ms ends with it.
    var endsStep: Bool { index % Int(FGK_EARS_STEP) == Int(FGK_EARS_STEP) - 1 }
}

/// What was heard of a track as a whole.
struct Heard {
    let sound: TrackSound
    /// Time of the first sample, seconds.
    let start: Double
    let samples: Int64
    let bitstream: Bitstream?

    var end: Double { time(samples) }

    func time(_ sample: Int64) -> Double { start + Double(sample) / Double(sound.rate) }
    func moment(_ first: Int64, _ end: Int64) -> Moment { Moment(time(first), time(min(end, samples))) }

    func series(_ metric: Metric, channel: Int? = nil, _ values: [Float]) -> Series {
        Series(metric, track: sound.track, channel: channel, start: start, step: Rational(1, 10), values: values)
    }
}

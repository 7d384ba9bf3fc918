import Foundation

/// Noise in phrases, as a stand-in for a programme: peaks well above its loudness, pauses, a low end heavier than the
/// top, and channels that are partly alike. Peaks stay within ±1 before any gain.
struct Programme {
    private let seed: UInt64
    private let envelope: [Double]
    private let common: [Double]

    init(seed: UInt64, sampleRate: Int, length: Int) {
        self.seed = seed
        envelope = Self.phrases(seed: seed, sampleRate: sampleRate, length: length)
        common = Self.dull(seed: seed &+ 0x5EED, length: length)
    }

    /// LFE carries nothing: BS.1770 leaves it out, and so no answer depends on it.
    func channel(_ index: Int, isLowFrequency: Bool) -> [Double] {
        guard !isLowFrequency else { return Array(repeating: 0, count: common.count) }
        let own = Self.dull(seed: seed &+ 0x5EED &+ UInt64(index + 1), length: common.count)
        return common.indices.map { envelope[$0] * (0.8 * common[$0] + 0.2 * own[$0]) }
    }

    /// White noise through two one-pole low-passes at about 1.3 kHz (at 48 kHz); within ±1.
    private static func dull(seed: UInt64, length: Int) -> [Double] {
        var random = SplitMix64(seed: seed)
        var first = 0.0
        var second = 0.0
        return (0..<length).map { _ in
            first += 0.16 * (random.unit() * 2 - 1 - first)
            second += 0.16 * (first - second)
            return second
        }
    }

    /// Steps of a quarter of a second, joined by straight lines; about one in six is a pause.
    private static func phrases(seed: UInt64, sampleRate: Int, length: Int) -> [Double] {
        var random = SplitMix64(seed: seed)
        let step = max(1, sampleRate / 4)
        let levels = (0...(length / step + 1)).map { _ in
            random.unit() < 1.0 / 6 ? 0.02 : 0.35 + 0.65 * random.unit()
        }
        return (0..<length).map { sample in
            let position = sample / step
            let share = Double(sample % step) / Double(step)
            return levels[position] + (levels[position + 1] - levels[position]) * share
        }
    }
}

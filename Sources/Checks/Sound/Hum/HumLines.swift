/// The last ten spectra of a channel, and the hum that persists in them.
struct HumLines {
    struct Found {
        var mains: Int
        var harmonics: [Int]
        /// dBFS
        var level: Double
    }

    private static let depth = 10
    private static let most = 8
    private static let enough = 3
    /// 10 dB
    private static let prominence: Float = 10
    private static let least = -75.0
    /// Bins beside a line that belong to it, and bins that show its surroundings.
    private static let near = 4
    private static let far = 14

    /// Hz per bin.
    private let resolution: Double
    private let bins: Int
    private var spectra: [Float]
    private var persistent: [Float]
    private var count = 0

    init(resolution: Double) {
        self.resolution = resolution
        bins = Int(485 / resolution) + Self.far + 4
        spectra = Array(repeating: 0, count: Self.depth * bins)
        persistent = Array(repeating: 0, count: bins)
    }

    mutating func clear() { count = 0 }

    mutating func add(_ power: [Float]) {
        let slot = count % Self.depth
        for bin in 0..<min(bins, power.count) { spectra[slot * bins + bin] = power[bin] }
        count += 1
    }

    mutating func find() -> Found? {
        guard count >= Self.depth else { return nil }
        for bin in 0..<bins { persistent[bin] = ranked(bin) }
        return [50, 60].compactMap(find).max { $0.level < $1.level }
    }

    /// The second smallest value of a bin.
    private func ranked(_ bin: Int) -> Float {
        var smallest = Float.infinity
        var second = Float.infinity
        for slot in 0..<Self.depth {
            let value = spectra[slot * bins + bin]
            if value < smallest {
                second = smallest
                smallest = value
            } else if value < second {
                second = value
            }
        }
        return second
    }

    private func find(_ mains: Int) -> Found? {
        var best: (score: Double, base: Double) = (0, 0)
        for step in -6...6 {
            let base = Double(mains) + Double(step) * 0.05
            let score = (1...Self.most).reduce(0.0) { sum, harmonic in
                sum + min(30, max(0, decibels(power: Double(prominence(base, harmonic)))))
            }
            if score > best.score { best = (score, base) }
        }
        guard best.score > 0 else { return nil }
        let harmonics = (1...Self.most).filter { prominence(best.base, $0) > Self.prominence }
        guard harmonics.count >= Self.enough, harmonics[0] <= 2 else { return nil }
        let level = decibels(power: harmonics.reduce(0.0) { $0 + Double(line(best.base, $1)) })
        return level < Self.least ? nil : Found(mains: mains, harmonics: harmonics, level: level)
    }

    private func line(_ base: Double, _ harmonic: Int) -> Float {
        let middle = Int((base * Double(harmonic) / resolution).rounded())
        return max(persistent[middle - 1], persistent[middle], persistent[middle + 1])
    }

    /// A line against the median of its surroundings.
    private func prominence(_ base: Double, _ harmonic: Int) -> Float {
        let middle = Int((base * Double(harmonic) / resolution).rounded())
        var around: [Float] = []
        around.reserveCapacity(2 * Self.far)
        for distance in Self.near...Self.far {
            around.append(persistent[middle - distance])
            around.append(persistent[middle + distance])
        }
        around.sort()
        // Nothing at all around a line is -140 dBFS of noise.
        return line(base, harmonic) / max(around[around.count / 2], 1e-14)
    }
}

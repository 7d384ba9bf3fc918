/// How integrated loudness leaves out quiet passages (BS.1770-2 to -5).
enum Gating {
    /// -70 LUFS, as an energy (Tech 3341 §2.3).
    static let absolute = Decibels.energy(ofLoudness: -70)
    /// 10 LU below the mean, for integrated loudness (Tech 3341 §2.3).
    private static let relative = 0.1
    /// 20 LU below the mean, for loudness range (Tech 3342).
    private static let relativeForRange = 0.01

    /// Mean energy of the gated blocks; nil when no block passes the absolute gate. `momentary` holds the means of the
    /// 400 ms windows, one per bin; every tenth is a gating block.
    static func integrated(_ momentary: [Double]) -> Double? {
        let blocks = everyHop(momentary).filter { $0 > absolute }
        guard !blocks.isEmpty else { return nil }
        let gate = max(mean(blocks) * relative, absolute)
        return mean(blocks.filter { $0 > gate })
    }

    /// Loudness range in LU; nil when no window passes the absolute gate. `shortTerm` holds the means of the 3 s
    /// windows, one per bin; every tenth is used (Tech 3342 asks for 10 Hz at least).
    static func range(_ shortTerm: [Double]) -> Double? {
        let audible = everyHop(shortTerm).filter { $0 >= absolute }
        guard !audible.isEmpty else { return nil }
        let gate = mean(audible) * relativeForRange
        let levels = audible.filter { $0 >= gate }.sorted()
        return Decibels.ratio(percentile(95, of: levels), to: percentile(10, of: levels))
    }

    /// The value at place round((n - 1) · p / 100 + 1), counted from 1 (Tech 3342).
    private static func percentile(_ percent: Int, of sorted: [Double]) -> Double {
        sorted[Int((Double((sorted.count - 1) * percent) / 100).rounded())]
    }

    private static func everyHop(_ values: [Double]) -> [Double] {
        stride(from: 0, to: values.count, by: Windows.hop).map { values[$0] }
    }

    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

/// Sums over sliding windows of 10 ms bins, and the levels and gates built on them.
enum Windows {
    static let binsPerSecond = 100
    /// 400 ms: momentary loudness and the gating block (Tech 3341 §2.2, §2.3).
    static let momentary = 40
    /// 3 s: short-term loudness (Tech 3341 §2.2).
    static let shortTerm = 300
    /// 100 ms: the step of gating blocks, 75 % overlap (Tech 3341 §2.3), and of loudness range (Tech 3342).
    static let hop = 10

    /// Mean energy of every 400 ms window, one per bin; empty when there are fewer than 40 bins.
    static func momentaryMeans(_ energies: [Double]) -> [Double] {
        let tenths = sums(energies, of: 10, apart: 1)
        return means(sums(tenths, of: 4, apart: 10), over: momentary)
    }

    /// Mean energy of every 3 s window, one per bin; empty when there are fewer than 300 bins.
    static func shortTermMeans(_ energies: [Double]) -> [Double] {
        let tenths = sums(energies, of: 10, apart: 1)
        return means(sums(sums(tenths, of: 3, apart: 10), of: 10, apart: 30), over: shortTerm)
    }

    /// `result[i] = values[i] + values[i + apart] + …`, `count` terms. Each sum is made afresh: a running sum would
    /// carry the rounding errors of loud passages into quiet ones hours later.
    static func sums(_ values: [Double], of count: Int, apart: Int) -> [Double] {
        let size = values.count - (count - 1) * apart
        guard size > 0 else { return [] }
        return [Double](unsafeUninitializedCapacity: size) { result, initialized in
            values.withUnsafeBufferPointer { values in
                for i in 0..<size { result[i] = values[i] }
                for term in 1..<count {
                    let shift = term * apart
                    for i in 0..<size { result[i] += values[i + shift] }
                }
            }
            initialized = size
        }
    }

    private static func means(_ sums: [Double], over bins: Int) -> [Double] {
        let share = 1 / Double(bins)
        return sums.map { $0 * share }
    }

    /// The largest value and where it first stands.
    static func maximum(_ values: [Double]) -> (value: Double, index: Int)? {
        guard var best = values.first else { return nil }
        var place = 0
        values.withUnsafeBufferPointer { values in
            for i in 0..<values.count where values[i] > best {
                best = values[i]
                place = i
            }
        }
        return (best, place)
    }
}

/// Where hum begins or ends, to some tens of milliseconds: the place that parts blocks with the hum's lines, in the
/// phases they have where it is certain, from blocks without.
struct HumEdge {
    private struct Phasor {
        var re = 0.0, im = 0.0
        var square: Double { re * re + im * im }
        func turned(_ turns: Double) -> Phasor {
            let (c, s) = (cosine(turns), sine(turns))
            return Phasor(re: re * c - im * s, im: re * s + im * c)
        }
        /// The part that goes along with another.
        func along(_ other: Phasor) -> Double { re * other.re + im * other.im }
    }

    /// Blocks that certainly hum: about 4 s.
    private static let certain = 200
    /// Blocks of the certain stretch next to the edge that are left out, for the edge is only known roughly.
    private static let margin = 40

    /// Low samples in a block: one period of the mains, so that its lines do not leak into each other.
    private let block: Int
    private let count: Int
    private let blockSeconds: Double
    private let harmonics: [Int]
    private var demodulated: [[Phasor]] = []
    /// Energy of each block. Where other sound is loud, a block tells little of the hum.
    private let energies: [Double]

    init(_ low: [Float], rate: Double, line: HumLines.Found) {
        let block = max(1, Int((rate / Double(line.mains)).rounded()))
        self.block = block
        let count = low.count / block
        self.count = count
        blockSeconds = Double(block) / rate
        harmonics = line.harmonics
        energies = (0..<count).map { index in
            low[index * block..<(index + 1) * block].reduce(0.0) { $0 + Double($1) * Double($1) }
        }
        demodulated = line.harmonics.map { harmonic in
            Self.demodulate(low, turns: line.base * Double(harmonic) / rate, block, count)
        }
    }

    private static func demodulate(_ low: [Float], turns: Double, _ block: Int, _ count: Int) -> [Phasor] {
        (0..<count).map { index in
            var sum = Phasor()
            for sample in index * block..<(index + 1) * block {
                let angle = -turns * Double(sample)
                sum.re += Double(low[sample]) * cosine(angle)
                sum.im += Double(low[sample]) * sine(angle)
            }
            return sum
        }
    }

    /// Sample of the edge. Where hum was seen to begin it is certain at the end of the samples; where it was seen to
    /// end, at their start.
    func place(isStart: Bool) -> Int {
        guard count > Self.certain + Self.margin else { return isStart ? 0 : count * block }
        let certain = isStart ? count - Self.certain..<count : 0..<Self.certain
        let tuning = tune(certain)
        let references = demodulated.indices.map { mean(of: $0, certain, tuning) }
        let weight = references.reduce(0) { $0 + $1.square }
        guard weight > 0 else { return isStart ? 0 : count * block }
        // The hum's own energy in a block: a line of amplitude A sums up to A / 2 times the block's length.
        let own = 2 * weight / Double(block)
        let shares = (0..<count).map { block in
            let share =
                demodulated.indices.reduce(0.0) { $0 + turned($1, block, tuning).along(references[$1]) } / weight
            return (min(max(share, -6), 7) - 0.5) * own / (own + energies[block])
        }
        return block * (isStart ? Self.first(shares) : count - Self.first(shares.reversed()))
    }

    /// How far the base is off its nominal frequency, Hz: where the lines add up best.
    private func tune(_ certain: Range<Int>) -> Double {
        let offsets = (-20...20).map { Double($0) * 0.005 }
        func strength(_ offset: Double) -> Double {
            demodulated.indices.reduce(0) { $0 + mean(of: $1, certain, offset).square }
        }
        return offsets.max { strength($0) < strength($1) } ?? 0
    }

    private func turned(_ line: Int, _ block: Int, _ offset: Double) -> Phasor {
        demodulated[line][block].turned(-offset * Double(harmonics[line]) * blockSeconds * Double(block))
    }

    private func mean(of line: Int, _ blocks: Range<Int>, _ offset: Double) -> Phasor {
        var sum = Phasor()
        var weights = 0.0
        for block in blocks {
            let weight = 1 / (energies[block] + 1e-12)
            let phasor = turned(line, block, offset)
            sum = Phasor(re: sum.re + weight * phasor.re, im: sum.im + weight * phasor.im)
            weights += weight
        }
        return Phasor(re: sum.re / weights, im: sum.im / weights)
    }

    /// Block from which the shares, less a half and weighed, are above nothing, all those behind it taken together.
    private static func first(_ shares: [Double]) -> Int {
        var sum = 0.0
        var best = (sum: 0.0, place: shares.count)
        for index in shares.indices.reversed() {
            sum += shares[index]
            if sum > best.sum { best = (sum, index) }
        }
        return best.place
    }
}

/// Where hum begins or ends, to some tens of milliseconds.
///
/// The lines are followed in blocks of one period of the mains. Where the hum is certain, its lines have known amplitudes
/// and phases, which go on as they are. Of every block it is asked what is left of its lines with that hum taken away,
/// against what they are: the logarithm of the ratio says for and against the hum without regard to how loud the other
/// sound is, for in loud sound both are alike. The edge is the place from which on these logarithms sum up to most.
struct HumEdge {
    private struct Phasor {
        var re = 0.0, im = 0.0
        var square: Double { re * re + im * im }
        init(re: Double = 0, im: Double = 0) { (self.re, self.im) = (re, im) }
        init(turns: Double) { (re, im) = (cosine(turns), sine(turns)) }

        static func * (a: Phasor, b: Phasor) -> Phasor {
            Phasor(re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re)
        }
        static func - (a: Phasor, b: Phasor) -> Phasor { Phasor(re: a.re - b.re, im: a.im - b.im) }
        mutating func add(_ other: Phasor, weight: Double) {
            re += weight * other.re
            im += weight * other.im
        }
    }

    /// Blocks on either side that a block is taken together with.
    private static let around = 2
    /// Of the hum's own energy: what is less counts for as much as this, for no line is that steady.
    private static let floor = 0.2
    /// Hz by which mains may be off, and steps in which it is looked for.
    private static let mistuned = 0.35
    private static let tuningStep = 0.0025

    /// Low samples in a block: one period of the mains, so that its lines do not leak into each other.
    private let block: Int
    private let count: Int
    private let blockSeconds: Double
    private let certain: Range<Int>
    /// For each block how much it speaks for the hum.
    private var evidence: [Double] = []

    /// `certain` are the samples in which the line hums for certain.
    init(_ low: [Float], certain: Range<Int>, rate: Double, line: HumLines.Found) {
        let block = max(1, Int((rate / Double(line.mains)).rounded()))
        self.block = block
        let count = low.count / block
        self.count = count
        blockSeconds = Double(block) / rate
        self.certain = (certain.lowerBound / block..<certain.upperBound / block).clamped(to: 0..<count)
        let weights = (0..<count).map { index in
            1 / (low[index * block..<(index + 1) * block].reduce(1e-12) { $0 + Double($1) * Double($1) })
        }
        var lines = line.harmonics.map { Self.demodulate(low, turns: Double(line.mains * $0) / rate, block, count) }
        let offset = tuning(lines, line.harmonics, weights)
        evidence = Array(repeating: 0, count: count)
        for (index, harmonic) in line.harmonics.enumerated() {
            turn(&lines[index], -offset * Double(harmonic) * blockSeconds)
            weigh(lines[index], weights)
        }
    }

    /// Sample of the beginning, before what is certain.
    var start: Int {
        guard !certain.isEmpty else { return 0 }
        var sum = 0.0
        var best = (sum: 0.0, place: certain.lowerBound)
        for index in (0..<certain.lowerBound).reversed() {
            sum += evidence[index]
            if sum > best.sum { best = (sum, index) }
        }
        return best.place * block
    }

    /// Sample of the end, behind what is certain.
    var end: Int {
        guard !certain.isEmpty else { return count * block }
        var sum = 0.0
        var best = (sum: 0.0, place: certain.upperBound)
        for index in certain.upperBound..<count {
            sum += evidence[index]
            if sum > best.sum { best = (sum, index + 1) }
        }
        return best.place * block
    }

    private static func demodulate(_ low: [Float], turns: Double, _ block: Int, _ count: Int) -> [Phasor] {
        let step = Phasor(turns: -turns)
        return (0..<count).map { index in
            // Begun anew with each block, so that rounding does not add up.
            var wave = Phasor(turns: -turns * Double(index * block))
            var sum = Phasor()
            for sample in index * block..<(index + 1) * block {
                sum.add(wave, weight: Double(low[sample]))
                wave = wave * step
            }
            return sum
        }
    }

    /// How far the mains are off their nominal frequency, Hz: where the lines add up best.
    private func tuning(_ lines: [[Phasor]], _ harmonics: [Int], _ weights: [Double]) -> Double {
        let steps = Int(Self.mistuned / Self.tuningStep)
        var best = (strength: -1.0, offset: 0.0)
        for step in -steps...steps {
            let offset = Double(step) * Self.tuningStep
            let strength = zip(lines, harmonics).reduce(0.0) { strength, line in
                strength + sum(line.0, -offset * Double(line.1) * blockSeconds, weights).square
            }
            if strength > best.strength { best = (strength, offset) }
        }
        return best.offset
    }

    /// Of the certain blocks, each turned on against the one before.
    private func sum(_ line: [Phasor], _ turns: Double, _ weights: [Double]) -> Phasor {
        let step = Phasor(turns: turns)
        var wave = Phasor(re: 1)
        var sum = Phasor()
        for block in certain {
            sum.add(line[block] * wave, weight: weights[block])
            wave = wave * step
        }
        return sum
    }

    private func turn(_ line: inout [Phasor], _ turns: Double) {
        for index in line.indices { line[index] = line[index] * Phasor(turns: turns * Double(index)) }
    }

    /// What a line says of each block.
    private mutating func weigh(_ line: [Phasor], _ weights: [Double]) {
        let own = amplitude(line, weights)
        let floor = Self.floor * own.square
        guard floor > 0 else { return }
        for index in 0..<count {
            let near = max(0, index - Self.around)...min(count - 1, index + Self.around)
            var (with, without) = (0.0, 0.0)
            for other in near {
                with += line[other].square
                without += (line[other] - own).square
            }
            let size = Double(near.count)
            evidence[index] += naturalLogarithm((with / size + floor) / (without / size + floor))
        }
    }

    /// The line's own phasor where it is certain: a mean to which blocks count less the farther off they are, for in those
    /// other sound is loud.
    private func amplitude(_ line: [Phasor], _ weights: [Double]) -> Phasor {
        func mean(_ weight: (Int) -> Double) -> Phasor {
            var sum = Phasor()
            var total = 0.0
            for block in certain {
                let weight = weight(block)
                sum.add(line[block], weight: weight)
                total += weight
            }
            return total > 0 ? Phasor(re: sum.re / total, im: sum.im / total) : Phasor()
        }
        var own = mean { weights[$0] }
        for _ in 0..<10 {
            let last = own
            guard last.square > 0 else { break }
            own = mean { 1 / ((line[$0] - last).square + Self.floor * last.square) }
        }
        return own
    }
}

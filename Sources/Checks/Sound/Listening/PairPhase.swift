import Model

/// Correlation and loss in mono of one pair, over time.
struct PairPhase {
    let first, second: Int
    private(set) var correlations: [Float] = []
    private(set) var losses: [Float] = []
    /// Energies and product of the last bins.
    private var ring = [Sums](repeating: Sums(), count: ringSize)
    private var bins = 0
    private var whole = Sums()
    /// Bin at which the correlation changes its sign, by the step that shows the new one.
    private var edges: [Int: Int] = [:]

    private static let ringSize = 64
    /// 400 ms around the middle of a step of 10 bins.
    private static let before = 15
    private static let behind = 25

    private struct Sums {
        var left = 0.0, right = 0.0, product = 0.0
        var samples = 0

        mutating func add(_ other: Sums) {
            left += other.left
            right += other.right
            product += other.product
            samples += other.samples
        }

        var isHeard: Bool { left + right > 2 * PhaseCheck.gate * Double(samples) }

        /// A channel without sound has no phase.
        var correlation: Float {
            guard isHeard, left > 0, right > 0 else { return .nan }
            return Float(max(-1, min(1, product / (left * right).squareRoot())))
        }

        /// -1 to 1, and 0 where nothing is heard; cheaper than the correlation, and as good for its sign.
        var likeness: Double { isHeard ? 2 * product / (left + right) : 0 }

        /// Against equal channels of the same energy.
        var loss: Double {
            let mono = (left + right + 2 * product) / 4
            guard mono > 0 else { return PhaseCheck.mostLoss }
            return max(0, min(PhaseCheck.mostLoss, decibels(power: (left + right) / 2 / mono)))
        }
    }

    init(_ pair: (first: Int, second: Int), _ sound: TrackSound) {
        (first, second) = pair
        correlations.reserveCapacity(sound.expectedSteps)
        losses.reserveCapacity(sound.expectedSteps)
    }

    mutating func add(_ left: Double, _ right: Double, _ product: Double, _ samples: Int) {
        ring[bins % Self.ringSize] = Sums(left: left, right: right, product: product, samples: samples)
        bins += 1
        let step = correlations.count
        if bins == step * 10 + Self.behind { close(step) }
    }

    /// The windows that hang over the end.
    mutating func finish() {
        while correlations.count * 10 < bins { close(correlations.count) }
    }

    private mutating func close(_ step: Int) {
        var sums = Sums()
        let oldest = max(0, bins - Self.ringSize)
        for bin in max(oldest, step * 10 - Self.before)..<min(bins, step * 10 + Self.behind) {
            sums.add(ring[bin % Self.ringSize])
        }
        let correlation = sums.correlation
        if let last = correlations.last, (last < 0) != (correlation < 0), !last.isNaN, !correlation.isNaN {
            edges[step] = edge(step, becomesOpposite: correlation < 0)
        }
        correlations.append(correlation)
        losses.append(sums.isHeard ? Float(sums.loss) : .nan)
        if sums.isHeard { whole.add(sums) }
    }

    /// The windows of two steps tell the edge only roughly, and loud sound on one side draws it there. The bins around it
    /// tell it well, each counting the same however loud it is: the place that parts them best by their sign.
    private func edge(_ step: Int, becomesOpposite: Bool) -> Int {
        let around = max(0, bins - Self.ringSize, step * 10 - Self.behind)..<min(bins, step * 10 + Self.behind)
        var sum = 0.0
        var best = (sum: 0.0, bin: around.lowerBound)
        for bin in around {
            sum += becomesOpposite ? ring[bin % Self.ringSize].likeness : -ring[bin % Self.ringSize].likeness
            if sum > best.sum { best = (sum, bin + 1) }
        }
        return best.bin
    }

    /// Over all that was heard; 0 where nothing was.
    var loss: Double { whole.samples > 0 ? whole.loss : 0 }

    /// Stretches below 0, with the edges where the channels begin and cease to be opposite, that are below -0.5 for at least half of
    /// their length. Pauses neither end a stretch nor count for it.
    func inversions(_ heard: Heard) -> [Moment] {
        var found: [Moment] = []
        var open: Stretch?
        for (step, value) in correlations.enumerated() {
            if value < 0 {
                open = (open ?? Stretch(first: step)).with(step, value)
            } else if let stretch = open, value >= 0 || step - stretch.last > Self.longestPause {
                found += stretch.isInverted ? [moment(stretch, heard)] : []
                open = nil
            }
        }
        if let open, open.isInverted { found.append(moment(open, heard)) }
        return found
    }

    /// Steps; after a longer pause it is another scene.
    private static let longestPause = 30

    private struct Stretch {
        var first: Int
        var last = 0
        var steps = 0
        var opposite = 0

        init(first: Int) { self.first = first }

        func with(_ step: Int, _ value: Float) -> Stretch {
            var longer = self
            longer.last = step
            longer.steps += 1
            longer.opposite += value < PhaseCheck.opposite ? 1 : 0
            return longer
        }

        var isInverted: Bool {
            2 * opposite >= steps && Double(last + 1 - first) / 10 >= PhaseCheck.leastInverted - 1e-6
        }
    }

    private func moment(_ stretch: Stretch, _ heard: Heard) -> Moment {
        let first = edges[stretch.first] ?? stretch.first * 10
        let end = max(first, edges[stretch.last + 1] ?? (stretch.last + 1) * 10)
        return Moment(heard.start + Double(first) / 100, min(heard.end, heard.start + Double(end) / 100))
    }
}

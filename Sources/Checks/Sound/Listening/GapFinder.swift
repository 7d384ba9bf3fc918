import CKernels

/// Looks for holes in one channel: candidates first, and the verdict when the sound behind them has been heard.
struct GapFinder {
    /// Cells (about 1 ms) on either side that make the level of the surroundings.
    private static let around = 20
    /// -34 dB: how far the level falls.
    private static let depth: Float = 4e-4
    /// -15 dB: the sound is still there, or there again, this close to the surroundings within two cells.
    private static let edge: Float = 0.03
    /// -50 dBFS: quieter surroundings do not show holes.
    private static let least: Float = 1e-5
    private static let shortest = 3
    /// Seconds; longer ones are silence.
    private static let longest = 2.0

    private struct Candidate {
        var first, end: Int64
    }

    private let rate: Int
    /// Whether only zeros make a hole.
    private let isLow: Bool
    private var cells = CellHistory()
    private var next = 0
    /// First cell, its first sample, and surroundings of the hole that is open.
    private var open: (cell: Int, first: Int64, level: Float)?
    private var candidates: [Candidate] = []
    private var lastEnd: Int64 = -1
    /// Ends of the last steps that held a pure tone, in samples.
    private var toneEnds: [Int64] = []

    /// `isLow`: an LFE channel. A wave of 20 Hz stays near zero for some milliseconds whenever it passes through.
    init(rate: Int, isLow: Bool) {
        self.rate = rate
        self.isLow = isLow
        candidates.reserveCapacity(64)
    }

    mutating func add(_ bin: HeardBin, _ channel: fgk_ears_channel) {
        cells.add(bin, channel)
        if channel.tone.hertz > 0, channel.tone.impurity < 0.01 {
            toneEnds.append(bin.start + Int64(bin.length))
            if toneEnds.count > 64 { toneEnds.removeFirst(32) }
        }
        while next < cells.count {
            follow(next)
            next += 1
        }
    }

    /// A run of zeros is a hole wherever it stands between sounds, however short.
    mutating func addZeros(_ first: Int64, _ end: Int64) {
        guard Double(end - first) < Self.longest * Double(rate) else { return }
        candidates.append(Candidate(first: first, end: end))
    }

    private mutating func follow(_ cell: Int) {
        let energy = cells.energy(cell)
        if let hole = open {
            guard energy > Self.edge * hole.level else {
                if Double(cells.start(cell) - hole.first) > Self.longest * Double(rate) { open = nil }
                return
            }
            open = nil
            guard cell - hole.cell >= Self.shortest else { return }
            candidates.append(Candidate(first: hole.first, end: cells.start(cell)))
        } else if cell > Self.around + 3, !isLow {
            let level = cells.mean(cell - 2 - Self.around..<cell - 2)
            guard level > Self.least, energy < Self.depth * level else { return }
            // A pulse of what is missing may be left in its first cells.
            var first = cell
            while cell - first < Self.around / 2, cells.energy(first - 1) < 4 * Self.depth * level { first -= 1 }
            open = (first, cells.start(first), level)
        }
    }

    /// Hands on the candidates that turn out to be holes.
    mutating func settle(_ found: (Range<Int64>) -> Void) {
        guard !candidates.isEmpty else { return }
        var waiting: [Candidate] = []
        for candidate in candidates {
            guard let before = cells.cell(of: candidate.first), let behind = cells.cell(of: candidate.end - 1) else {
                continue
            }
            if cells.count <= behind + Self.around + 3 {
                waiting.append(candidate)
            } else if candidate.first > lastEnd, hasEdges(before, behind), !isNearTone(candidate) {
                lastEnd = candidate.end
                found(candidate.first..<candidate.end)
            }
        }
        candidates = waiting
    }

    /// `before` and `behind` hold the first and the last sample of the hole; they may hold sound as well.
    private func hasEdges(_ before: Int, _ behind: Int) -> Bool {
        let left = cells.mean(before - Self.around..<before)
        let right = cells.mean(behind + 1..<behind + 1 + Self.around)
        guard left > Self.least, right > Self.least, right > Self.edge * left, left > Self.edge * right,
            before > Self.around
        else { return false }
        let lastLeft = max(cells.energy(before - 1), cells.energy(before - 2))
        let firstRight = max(cells.energy(behind + 1), cells.energy(behind + 2))
        return lastLeft > Self.edge * left && firstRight > Self.edge * right
            && isDeep(before, behind, max(left, right))
    }

    /// What is left in the hole moves with the sound that is missing, so its mean counts; but it must still be a hole
    /// right before the sound is there again, or it faded in.
    private func isDeep(_ before: Int, _ behind: Int, _ level: Float) -> Bool {
        guard behind > before + 2 else { return true }
        let last = min(cells.energy(behind - 1), cells.energy(behind - 2))
        return last < 4 * Self.depth * level && cells.mean(before + 1..<behind - 1) < 4 * Self.depth * level
    }

    /// Whether a pure tone ends at the hole or begins behind it.
    private func isNearTone(_ candidate: Candidate) -> Bool {
        let step = Int64(rate / 10)
        return toneEnds.contains { end in
            (end > candidate.first - 2 * step && end <= candidate.first)
                || (end - step >= candidate.end && end - step < candidate.end + 2 * step)
        }
    }
}

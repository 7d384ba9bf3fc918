import CKernels

/// Looks for clicks in one channel, 50 ms behind the sound.
struct ClickFinder {
    /// Frames of 10 ms on either side that a click has to stand out from.
    private static let around = 5
    private static let ring = 2 * around + 1
    private static let isolated: Float = 3
    private static let outstanding: Float = 8
    /// -54 dBFS: lower ones drown.
    private static let least: Float = 0.002
    /// Seconds that a click lasts at most.
    private static let longest = 0.0005
    /// 8 dB: how far the levels before and behind may lie apart.
    private static let alike: Float = 6.3
    /// Cells (about 1 ms) next to the click that do not count for those levels, and cells that do.
    private static let skipped = 2
    private static let counted = 10
    /// -80 dBFS
    private static let quiet: Float = 1e-8

    private let rate: Int
    private var cells = CellHistory()
    private var frames = [fgk_ears_residual](repeating: fgk_ears_residual(), count: ring)
    private var count = 0
    /// Ends of holes, where the wave is broken for another reason.
    private var holes: [Range<Int64>] = []

    init(rate: Int) { self.rate = rate }

    mutating func exclude(_ first: Int64, _ end: Int64) {
        if holes.count > 64 { holes.removeFirst(32) }
        holes.append(first..<end)
    }

    mutating func add(_ bin: HeardBin, _ channel: fgk_ears_channel, _ found: (Int64) -> Void) {
        cells.add(bin, channel)
        guard channel.residual.valid else { return }
        frames[count % Self.ring] = channel.residual
        count += 1
        guard count > Self.around else { return }
        let middle = count - 1 - Self.around
        if isClick(middle) { found(frames[middle % Self.ring].at) }
    }

    private func isClick(_ index: Int) -> Bool {
        let frame = frames[index % Self.ring]
        guard frame.peak >= Self.least, frame.peak >= Self.outstanding * frame.mean,
            Double(frame.width) <= max(4, Self.longest * Double(rate)), frame.peak >= Self.isolated * frame.rest
        else { return false }
        let reach = Int64(Double(rate) * 0.0015)
        for other in max(0, index - Self.around)...index + Self.around where other != index {
            let neighbour = frames[other % Self.ring]
            let isSame = abs(neighbour.at - frame.at) < reach
            guard frame.peak >= Self.isolated * (isSame ? neighbour.rest : neighbour.peak) else { return false }
        }
        let isEdge = holes.contains {
            abs($0.lowerBound - frame.at) < reach || abs($0.upperBound - frame.at) < reach
        }
        return !isEdge && leavesLevel(at: frame.at)
    }

    private func leavesLevel(at sample: Int64) -> Bool {
        guard let cell = cells.cell(of: sample) else { return false }
        let before = cells.mean(cell - Self.skipped - Self.counted..<cell - Self.skipped) + Self.quiet
        let behind = cells.mean(cell + 1 + Self.skipped..<cell + 1 + Self.skipped + Self.counted) + Self.quiet
        return before < Self.alike * behind && behind < Self.alike * before
    }
}

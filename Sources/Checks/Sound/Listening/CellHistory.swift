import CKernels

/// Level of one channel in cells of about 1 ms, for the last four seconds or so.
struct CellHistory {
    private var energies = [Float](repeating: 0, count: size)
    private var starts = [Int64](repeating: 0, count: size)
    /// Cells so far; the last one is `count - 1`.
    private(set) var count = 0

    private static let size = 4096

    mutating func add(_ bin: HeardBin, _ channel: fgk_ears_channel) {
        for cell in 0..<Int(channel.cells) {
            energies[count % Self.size] = channel.levels[cell]
            starts[count % Self.size] = bin.start + Int64(cell * bin.cell)
            count += 1
        }
    }

    func holds(_ cell: Int) -> Bool { cell >= 0 && cell < count && cell >= count - Self.size }
    /// Mean square.
    func energy(_ cell: Int) -> Float { energies[cell % Self.size] }
    func start(_ cell: Int) -> Int64 { starts[cell % Self.size] }

    /// The cell that holds a sample; nil when it is too long ago or not there yet.
    func cell(of sample: Int64) -> Int? {
        var low = max(0, count - Self.size)
        var high = count
        guard high > low, start(low) <= sample else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if start(middle) <= sample { low = middle } else { high = middle }
        }
        return low
    }

    /// Mean energy of the cells, or of those of them that are there.
    func mean(_ cells: Range<Int>) -> Float {
        let known = cells.clamped(to: max(0, count - Self.size)..<count)
        guard !known.isEmpty else { return 0 }
        var sum: Float = 0
        for cell in known { sum += energy(cell) }
        return sum / Float(known.count)
    }
}

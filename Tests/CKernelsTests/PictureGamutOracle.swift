import CKernels

/// R103 and light by the definitions, in double precision, in 12-bit code units.
struct PictureGamutOracle {
    let picture: PictureFixture
    let kr: Double, kb: Double
    var repeats = false
    /// Codes of the first three components in 12-bit units.
    private let planes: [[[Double]]]

    init(_ picture: PictureFixture) {
        self.picture = picture
        (kr, kb) = (picture.picture.kr, picture.picture.kb)
        let depth = picture.format.depth
        planes = (0..<3).map { index in
            picture.codes(index).map { $0.map { Double(depth > 12 ? $0 >> (depth - 12) : $0 << (12 - depth)) } }
        }
    }

    private var isInterlaced: Bool { picture.picture.interlaced != 0 }

    /// Sample at luma position (x, y): edges repeated, chroma interpolated in its field.
    private func component(_ index: Int, _ x: Int, _ y: Int) -> Double {
        let x = min(max(x, 0), picture.width - 1)
        let (columns, rows) = picture.size(index)
        func at(_ cx: Int, _ cy: Int) -> Double { planes[index][cy][min(max(cx, 0), columns - 1)] }
        let across = columns == picture.width ? 1 : picture.format.across
        let down = rows == picture.height ? 1 : picture.format.down
        func along(_ cy: Int) -> Double {
            if across == 1 || repeats { return at(x / across, cy) }
            let part = Double(x % across) / Double(across)
            return at(x / across, cy) * (1 - part) + at(x / across + 1, cy) * part
        }
        guard down == 2 else { return along(y) }
        let fields = isInterlaced && rows > 1 ? 2 : 1
        let field = fields == 2 ? y % 2 : 0
        let last = (rows - field + fields - 1) / fields - 1
        let position = Double(y / fields) / 2 - (picture.picture.chroma_top_left != 0 ? 0 : 0.25)
        let near = Int(position.rounded(.down)), part = position - position.rounded(.down)
        func row(_ r: Int) -> Double { along(min(max(r, 0), last) * fields + field) }
        return repeats ? row(y / fields / 2) : row(near) * (1 - part) + row(near + 1) * part
    }

    private func filtered(_ index: Int, _ x: Int, _ y: Int) -> Double {
        let step = isInterlaced ? 2 : 1
        var sum = 0.0
        for (dy, v) in [(-step, 1.0), (0, 2), (step, 1)] {
            let row = y + dy < 0 || y + dy >= picture.height ? y : y + dy
            for (dx, h) in zip(-3...3, [1.0, 2, 3, 4, 3, 2, 1]) { sum += v * h * component(index, x + dx, row) }
        }
        return sum / 64
    }

    /// Y', R', G', B'.
    func signals(_ x: Int, _ y: Int, filter: Bool) -> [Double] {
        let c = (0..<3).map { filter ? filtered($0, x, y) : component($0, x, y) }
        let kg = 1 - kr - kb
        if picture.format.model == FGK_PICTURE_RGB { return [kr * c[0] + kg * c[1] + kb * c[2]] + c }
        let k = picture.picture.full_range != 0 ? 1 : 219.0 / 224
        let (b, r) = ((c[1] - 2048) * k * 2 * (1 - kb), (c[2] - 2048) * k * 2 * (1 - kr))
        return [c[0], c[0] + r, c[0] - b * kb / kg - r * kr / kg, c[0] + b]
    }

    struct Counts {
        /// Pixels, per signal below and above, and out: those that are, and those that are within the tolerance.
        var out = 0...0, below = [ClosedRange<Int>](repeating: 0...0, count: 4), above = [ClosedRange<Int>](repeating: 0...0, count: 4)
        var lowest = [Double](repeating: .infinity, count: 4), highest = [Double](repeating: -.infinity, count: 4)
    }

    func counts(lo: Double, hi: Double, tolerance: Double, filter: Bool, columns: Range<Int>, rows: Range<Int>) -> Counts {
        var counts = Counts()
        func add(_ range: inout ClosedRange<Int>, _ excess: Double) {
            range = range.lowerBound + (excess > tolerance ? 1 : 0)...range.upperBound + (excess > -tolerance ? 1 : 0)
        }
        for y in rows {
            for x in columns {
                let values = signals(x, y, filter: filter)
                for (i, value) in values.enumerated() {
                    add(&counts.below[i], lo - value)
                    add(&counts.above[i], value - hi)
                    counts.lowest[i] = min(counts.lowest[i], value)
                    counts.highest[i] = max(counts.highest[i], value)
                }
                add(&counts.out, values.map { max(lo - $0, $0 - hi) }.max()!)
            }
        }
        return counts
    }
}

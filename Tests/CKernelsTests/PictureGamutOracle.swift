import CKernels

/// R103 and light by the definitions, in double precision, in 12-bit code units.
struct PictureGamutOracle {
    let picture: PictureFixture
    private let kr: Double, kb: Double
    /// The first three components in 12-bit units with chroma at every pixel.
    private let full: [[[Double]]]

    init(_ picture: PictureFixture, repeats: Bool = false) {
        self.picture = picture
        (kr, kb) = (picture.picture.kr, picture.picture.kb)
        full = (0..<3).map { index in
            let plane = OraclePlane(picture, index, repeats: repeats)
            return (0..<picture.height).map { y in (0..<picture.width).map { x in plane.value(x, y) } }
        }
    }

    private func filtered(_ index: Int, _ x: Int, _ y: Int) -> Double {
        let step = picture.picture.interlaced != 0 ? 2 : 1
        let plane = full[index]
        var sum = 0.0
        for (dy, v) in [(-step, 1.0), (0, 2), (step, 1)] {
            let row = plane[y + dy < 0 || y + dy >= picture.height ? y : y + dy]
            for dx in -3...3 { sum += v * Double(4 - abs(dx)) * row[min(max(x + dx, 0), row.count - 1)] }
        }
        return sum / 64
    }

    /// Y', R', G', B'.
    func signals(_ x: Int, _ y: Int, filter: Bool) -> [Double] {
        let c = (0..<3).map { filter ? filtered($0, x, y) : full[$0][y][x] }
        let kg = 1 - kr - kb
        if picture.format.model == FGK_PICTURE_RGB { return [kr * c[0] + kg * c[1] + kb * c[2]] + c }
        let k = picture.picture.full_range != 0 ? 1 : 219.0 / 224
        let (b, r) = ((c[1] - 2048) * k * 2 * (1 - kb), (c[2] - 2048) * k * 2 * (1 - kr))
        return [c[0], c[0] + r, c[0] - b * kb / kg - r * kr / kg, c[0] + b]
    }

    struct Counts {
        /// Pixels, per signal below and above, and out: those that are, and those that are within the tolerance.
        var out = 0...0, below = [ClosedRange<Int>](repeating: 0...0, count: 4),
            above = [ClosedRange<Int>](repeating: 0...0, count: 4)
        var lowest = [Double](repeating: .infinity, count: 4), highest = [Double](repeating: -.infinity, count: 4)
    }

    /// Rows and columns that are looked at, at a pace of 1 or 2: rows of each field.
    func places(_ pace: Int, columns: Range<Int>, rows: Range<Int>) -> (columns: [Int], rows: [Int]) {
        let fields = picture.picture.interlaced != 0 ? 2 : 1
        return (columns.filter { $0 % pace == 0 }, rows.filter { $0 / fields % pace == 0 })
    }

    func counts(
        lo: Double, hi: Double, tolerance: Double, filter: Bool, pace: Int = 1, columns: Range<Int>, rows: Range<Int>
    ) -> Counts {
        let places = places(pace, columns: columns, rows: rows)
        var counts = Counts()
        func add(_ range: inout ClosedRange<Int>, _ excess: Double) {
            range = range.lowerBound + (excess > tolerance ? 1 : 0)...range.upperBound + (excess > -tolerance ? 1 : 0)
        }
        for y in places.rows {
            for x in places.columns {
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

/// One component: chroma interpolated linearly between its samples, in its field, edges repeated.
private struct OraclePlane {
    let samples: [[Double]]
    let across: Int, down: Int, fields: Int
    let isTopLeft: Bool, repeats: Bool

    init(_ picture: PictureFixture, _ index: Int, repeats: Bool) {
        let depth = picture.format.depth
        let size = picture.size(index)
        samples = picture.codes(index).map { row in
            row.map { Double(depth > 12 ? $0 >> (depth - 12) : $0 << (12 - depth)) }
        }
        across = size.width == picture.width ? 1 : picture.format.across
        down = size.height == picture.height ? 1 : picture.format.down
        fields = picture.picture.interlaced != 0 && size.height > 1 ? 2 : 1
        isTopLeft = picture.picture.chroma_top_left != 0
        self.repeats = repeats
    }

    private func along(_ row: [Double], _ x: Int) -> Double {
        let part = repeats ? 0 : Double(x % across) / Double(across)
        return row[x / across] * (1 - part) + row[min(x / across + 1, row.count - 1)] * part
    }

    func value(_ x: Int, _ y: Int) -> Double {
        guard down == 2 else { return along(samples[y], x) }
        let field = fields == 2 ? y % 2 : 0
        let last = (samples.count - field + fields - 1) / fields - 1
        func row(_ r: Int) -> Double { along(samples[min(max(r, 0), last) * fields + field], x) }
        if repeats { return row(y / fields / 2) }
        let position = Double(y / fields) / 2 - (isTopLeft ? 0 : 0.25)
        let near = Int(position.rounded(.down))
        let part = position - position.rounded(.down)
        return row(near) * (1 - part) + row(near + 1) * part
    }
}

import CKernels
import Testing

/// R103 and light against double precision and against frames with a known answer.
@Suite struct PictureGamutTests {
    static let formats = PictureFormat.all.filter { $0.model != FGK_PICTURE_GRAY }

    /// Roundings in 12-bit units: one of the result, chroma's of two interpolations and of the filter.
    private func tolerance(_ format: PictureFormat, filter: Bool) -> Double {
        (filter ? 3.6 : 0.8) + (format.across > 1 ? 1 : 0) + (format.down > 1 && format.depth > 10 ? 1 : 0)
    }

    /// A picture of soft shapes with a few hard ones, as random noise would leave the filter nothing to let through.
    private func scene(_ format: PictureFormat, _ width: Int, _ height: Int, seed: UInt64) -> PictureFixture {
        var random = SplitMix(seed)
        let picture = PictureFixture(format, width, height)
        let top = (1 << format.depth) - 1
        for index in 0..<format.components {
            let (columns, rows) = picture.size(index)
            var code = top / 2
            for y in 0..<rows {
                for x in 0..<columns {
                    let step = random.next() % (format.model == FGK_PICTURE_RGB ? 3 : 11) == 0 ? top : top / 12
                    code = min(max(code + Int.random(in: -step...step, using: &random), 0), top)
                    picture.set(index, x, y, code)
                }
            }
        }
        return picture
    }

    private func check(
        _ counts: fgk_picture_excursions, _ expected: PictureGamutOracle.Counts, _ limits: (Double, Double),
        tolerance: Double, _ name: String
    ) {
        let belows: [UInt64] = elements(counts.below)
        let aboves: [UInt64] = elements(counts.above)
        let lowests: [Int32] = elements(counts.lowest)
        let highests: [Int32] = elements(counts.highest)
        #expect(expected.out.contains(Int(counts.out)), "\(name) out")
        for (i, signal) in ["Y'", "R'", "G'", "B'"].enumerated() {
            #expect(expected.below[i].contains(Int(belows[i])), "\(name) \(signal) below")
            #expect(expected.above[i].contains(Int(aboves[i])), "\(name) \(signal) above")
            let (lowest, highest) = (Double(lowests[i]), Double(highests[i]))
            #expect(abs(lowest - min(limits.0, expected.lowest[i])) <= tolerance, "\(name) \(signal) lowest")
            #expect(abs(highest - max(limits.1, expected.highest[i])) <= tolerance, "\(name) \(signal) highest")
        }
    }

    /// Variants 4 to 7 are 0 to 3 with a quarter of the filtered pixels.
    @Test(arguments: formats, 0..<8)
    func excursionsAgreeWithDoublePrecision(_ format: PictureFormat, _ number: Int) {
        let (variant, pace) = (number % 4, 1 + number / 4)
        let (width, height) = (140, 10)
        let picture = scene(format, width, height, seed: UInt64(variant) + 31)
        picture.configure {
            $0.interlaced = variant == 1 ? 1 : 0
            $0.full_range = variant == 2 ? 1 : 0
            $0.chroma_top_left = variant == 3 ? 1 : 0
            if variant == 3 { ($0.kr, $0.kb) = (0.2627, 0.0593) }
        }
        let oracle = PictureGamutOracle(picture, repeats: variant == 2)
        var question = PictureQuestion(groups: FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED, filterPace: pace)
        question.active = fgk_picture_rectangle(x: 37, y: 3, width: 70, height: 5)
        let unit = UInt16(1) << UInt16(format.depth - 8)
        question.change = {
            $0.repeat_chroma = variant == 2 ? 1 : 0
            ($0.gamut_lo, $0.gamut_hi) = (20 * unit, 235 * unit)
        }
        question.ask(picture) { result in
            for (gamut, filter) in [(result.gamut, false), (result.gamut_filtered, true)] {
                let slack = tolerance(format, filter: filter)
                let step = filter ? pace : 1
                func expected(_ columns: Range<Int>, _ rows: Range<Int>) -> PictureGamutOracle.Counts {
                    oracle.counts(
                        lo: 320, hi: 3760, tolerance: slack, filter: filter, pace: step, columns: columns, rows: rows)
                }
                let name = "\(format) variant \(variant) filter \(filter) pace \(step)"
                let raster = expected(0..<width, 0..<height)
                #expect(
                    raster.out.lowerBound > 30 / step / step && raster.out.count < width * height / 20,
                    "a sharp test of \(name)")
                check(gamut.raster, raster, (320, 3760), tolerance: slack, name)
                check(gamut.active, expected(37..<107, 3..<8), (320, 3760), tolerance: slack, name + " active")
                let all = oracle.places(step, columns: 0..<width, rows: 0..<height)
                let inside = oracle.places(step, columns: 37..<107, rows: 3..<8)
                #expect(gamut.raster.pixels == UInt64(all.columns.count * all.rows.count))
                #expect(gamut.active.pixels == UInt64(inside.columns.count * inside.rows.count))
            }
        }
    }

    /// Single pixels out of range at the borders of chunks (64) and runs (512): what proves the rest of the picture to
    /// be in range must not lose what the filter spreads over the border, nor the row above and below.
    @Test(arguments: formats.filter { $0.packing == .planar }, [false, true])
    func spotsBesideBordersAreFound(_ format: PictureFormat, _ isInterlaced: Bool) {
        let (width, height) = (1093, 9)
        let picture = PictureFixture(format, width, height)
        let top = (1 << format.depth) - 1
        for index in 0..<format.components {
            let (columns, rows) = picture.size(index)
            for y in 0..<rows { for x in 0..<columns { picture.set(index, x, y, top / 2) } }
        }
        for (n, x) in [0, 61, 63, 64, 66, 125, 128, 447, 448, 509, 511, 512, 515, 960, 1023, 1087, 1092].enumerated() {
            for beside in 0..<2 where x + beside < width {
                picture.set(0, x + beside, n % height, n % 2 == 0 ? top : 0)
            }
        }
        picture.configure { $0.interlaced = isInterlaced ? 1 : 0 }
        var question = PictureQuestion(groups: FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED)
        let unit = UInt16(1) << UInt16(format.depth - 8)
        question.change = { ($0.gamut_lo, $0.gamut_hi) = (100 * unit, 150 * unit) }
        let oracle = PictureGamutOracle(picture)
        question.ask(picture) { result in
            for (gamut, filter) in [(result.gamut, false), (result.gamut_filtered, true)] {
                let slack = tolerance(format, filter: filter)
                let expected = oracle.counts(
                    lo: 1600, hi: 2400, tolerance: slack, filter: filter, columns: 0..<width, rows: 0..<height)
                #expect(expected.out.lowerBound > 10)
                check(gamut.raster, expected, (1600, 2400), tolerance: slack, "\(format) filter \(filter)")
            }
        }
    }

    @Test(arguments: formats)
    func lightIsTheBrightestOfRGB(_ format: PictureFormat) {
        let (width, height) = (90, 20)
        let picture = scene(format, width, height, seed: 77)
        let oracle = PictureGamutOracle(picture)
        var brightest: [Double] = []
        var excursion: [Double] = []
        for y in 4..<16 {
            for x in 9..<80 {
                let rgb = oracle.signals(x, y, filter: false).dropFirst()
                brightest.append(min(max(rgb.max()!, 0), 4095))
                if rgb.min()! < 255.4 { excursion.append(256 - rgb.min()!) }
            }
        }
        var question = PictureQuestion(groups: FGK_PICTURE_LIGHT)
        question.active = fgk_picture_rectangle(x: 9, y: 4, width: 71, height: 12)
        question.ask(picture) { result in
            func codes(_ histogram: UnsafePointer<UInt32>) -> [Double] {
                (0..<4096).flatMap { [Double](repeating: Double($0), count: Int(histogram[$0])) }
            }
            let slack = tolerance(format, filter: false)
            #expect(
                result.light.pixels == UInt64(brightest.count) && codes(result.light.brightest).count == brightest.count
            )
            #expect(zip(codes(result.light.brightest), brightest.sorted()).allSatisfy { abs($0 - $1) <= slack })
            #expect(Double(result.light.highest) == codes(result.light.brightest).last)
            let below = codes(result.light.excursion)
            #expect(Double(result.light.deepest) == below.last ?? 0)
            #expect(abs(below.count - excursion.count) <= excursion.count / 40)
            #expect(abs((below.last ?? 0) - (excursion.max() ?? 0)) <= slack)
        }
    }

    @Test func lightOfSomeRowsKnowsTheBrightestOfAll() {
        let picture = PictureFixture(PictureFormat(name: "444", depth: 10), 64, 32)
        for y in 0..<32 {
            for x in 0..<64 { for i in 0..<3 { picture.set(i, x, y, i == 0 ? 64 + 4 * y : 512) } }
        }
        var question = PictureQuestion(groups: FGK_PICTURE_LIGHT)
        question.change = { $0.light_rows = 4 }
        question.ask(picture) { result in
            let rows = (0..<32).filter { result.light.brightest[4 * (64 + 4 * $0)] == 64 }
            #expect(rows == [0, 5, 8, 13, 16, 21, 24, 29] && result.light.pixels == 8 * 64)
            #expect(result.light.highest == 4 * (64 + 4 * 31) && result.light.deepest == 0)
        }
    }

    /// The published read-me of R 103 test files: 1.04167 % unfiltered, 0 % filtered.
    @Test(arguments: [8, 10, 12])
    func twoWhiteLinesInNinetySixPerSide(_ depth: Int) {
        let picture = PictureFixture(PictureFormat(name: "444", depth: depth), 192, 20)
        let unit = 1 << (depth - 8)
        for y in 0..<20 {
            for x in 0..<192 {
                for (i, code) in [x == 50 || x == 120 ? 255 * unit : 235 * unit, 128 * unit, 128 * unit].enumerated() {
                    picture.set(i, x, y, code)
                }
            }
        }
        PictureQuestion(groups: FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED).ask(picture) { result in
            let counts = result.gamut.raster
            #expect(abs(100 * Double(counts.out) / Double(counts.pixels) - 1.04167) < 0.00001)
            #expect(
                elements(counts.above) == [40, 40, 40, 40] as [UInt64]
                    && elements(counts.below) == [0, 0, 0, 0] as [UInt64])
            #expect(elements(counts.highest, as: Int32.self) == [4080, 4080, 4080, 4080] && counts.lowest.0 == 80)
            #expect(result.gamut_filtered.raster.out == 0 && result.gamut_filtered.raster.pixels == 192 * 20)
        }
    }

    /// Eight bars of 0 or 100 % R', G', B', BT.709 narrow range.
    private func bars(_ format: PictureFormat) -> PictureFixture {
        let picture = PictureFixture(format, 320, 8)
        let unit = Double(1 << (format.depth - 8))
        for index in 0..<3 {
            let (columns, rows) = picture.size(index)
            for x in 0..<columns {
                let bar = x * 8 / columns
                let (r, g, b) = (Double(1 - bar >> 1 & 1), Double(1 - bar >> 2), Double(1 - bar & 1))
                let y = 0.2126 * r + 0.7152 * g + 0.0722 * b
                let code = [16 + 219 * y, 128 + 224 * (b - y) / 1.8556, 128 + 224 * (r - y) / 1.5748][index] * unit
                for row in 0..<rows { picture.set(index, x, row, Int(code.rounded())) }
            }
        }
        return picture
    }

    @Test func barsOfFullSaturationAreInRange() {
        let both = PictureQuestion(groups: FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED)
        for format in [PictureFormat(name: "444", depth: 10), PictureFormat(name: "444")] {
            both.ask(bars(format)) { #expect($0.gamut.raster.out == 0 && $0.gamut_filtered.raster.out == 0) }
        }
        // Hard edges in 4:2:2: interpolated chroma meets luma of the neighbouring bar, the filter takes that away.
        let subsampled = bars(PictureFormat(name: "422", depth: 10, across: 2))
        both.ask(subsampled) { #expect($0.gamut.raster.out > 0 && $0.gamut_filtered.raster.out == 0) }
        var repeating = both
        repeating.change = { $0.repeat_chroma = 1 }
        repeating.ask(subsampled) { #expect($0.gamut.raster.out == 0 && $0.gamut_filtered.raster.out == 0) }
    }

    @Test func gamutNeedsAMatrix() {
        let groups = FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED | FGK_PICTURE_LIGHT
        let unknown = PictureFixture(PictureFormat.all[0], 32, 32)
        unknown.configure { ($0.kr, $0.kb) = (0, 0) }
        let gray = PictureFixture(PictureFormat.all[4], 32, 32)
        for picture in [unknown, gray] {
            PictureQuestion(groups: groups).ask(picture) {
                #expect($0.gamut.valid == 0 && $0.gamut_filtered.valid == 0 && $0.light.valid == 0)
            }
        }
    }
}

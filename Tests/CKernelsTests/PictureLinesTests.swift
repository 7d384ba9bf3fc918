import CKernels
import Testing

/// Limits, lines and interlace sums against their definitions written out in Swift.
@Suite struct PictureLinesTests {
    private func picture(_ format: PictureFormat, _ width: Int, _ height: Int, seed: UInt64) -> PictureFixture {
        var random = SplitMix(seed)
        let picture = PictureFixture(format, width, height, padding: 2)
        picture.fill(&random, strays: true)
        return picture
    }

    private func luma(_ picture: PictureFixture, _ x: Int, _ y: Int) -> Int {
        guard picture.format.model == FGK_PICTURE_RGB else { return picture.code(0, x, y) }
        return (1742 * picture.code(0, x, y) + 5859 * picture.code(1, x, y) + 591 * picture.code(2, x, y) + 4096) >> 13
    }

    @Test(arguments: PictureFormat.all)
    func limitsCountSamplesOutside(_ format: PictureFormat) {
        let picture = picture(format, 67, 19, seed: 21)
        let unit = 1 << (format.depth - 8)
        let counts = PictureQuestion(groups: FGK_PICTURE_LIMITS).ask(picture) {
            elements($0.limits, as: fgk_picture_limits.self)
        }
        for index in 0..<format.components {
            let codes = picture.codes(index).flatMap { $0 }
            let (lo, hi) = (index == 3 ? 0 : 16 * unit, [235, 240, 240, 255][index] * unit)
            #expect(counts[index].samples == UInt64(codes.count))
            #expect(counts[index].below == UInt64(codes.count { $0 < lo }))
            #expect(counts[index].above == UInt64(codes.count { $0 > hi }))
            #expect(counts[index].reserved_low == UInt64(codes.count { $0 < unit }))
            #expect(counts[index].reserved_high == UInt64(codes.count { $0 >= 255 * unit }))
        }
    }

    /// BT.656 and BT.1120 reserve 0–3 and 1020–1023 at 10 bit.
    @Test func reservedCodesAtTenBits() {
        let picture = PictureFixture(PictureFormat.all[6], 64, 2)
        for x in 0..<64 { for y in 0..<2 { picture.set(0, x, y, 512) } }
        for (x, code) in [0, 3, 4, 1019, 1020, 1023].enumerated() { picture.set(0, x, 0, code) }
        PictureQuestion(groups: FGK_PICTURE_LIMITS).ask(picture) {
            #expect($0.limits.0.reserved_low == 2 && $0.limits.0.reserved_high == 2)
        }
    }

    @Test(arguments: PictureFormat.all)
    func linesHoldTheHighestLumaAndHowMuchIsBright(_ format: PictureFormat) {
        let (width, height) = (67, 23)
        let picture = picture(format, width, height, seed: 22)
        let threshold = 25 << (format.depth - 8)
        PictureQuestion(groups: FGK_PICTURE_LINES).ask(picture) { result in
            let lines = result.lines
            for y in 0..<height {
                let row = (0..<width).map { luma(picture, $0, y) }
                #expect(Int(lines.row_max[y]) == row.max() && Int(lines.row_count[y]) == row.count { $0 > threshold })
            }
            for x in 0..<width {
                let column = (0..<height).map { luma(picture, x, $0) }
                #expect(Int(lines.column_max[x]) == column.max())
                #expect(Int(lines.column_count[x]) == column.count { $0 > threshold })
            }
        }
    }

    @Test(arguments: PictureFormat.all, [1, 4])
    func combIsTheSumOfIdet(_ format: PictureFormat, _ pace: Int) {
        let (width, height) = (41, 140)
        let (b, p, n) = (
            picture(format, width, height, seed: 1), picture(format, width, height, seed: 2),
            picture(format, width, height, seed: 3)
        )
        var delta = 0
        var alpha = [0, 0]
        var gamma = [0, 0]
        var deltaOfMiddleBand = 0
        let rows = (2..<height - 2).filter { $0 % pace == ($0 / pace % 2) % pace }
        for y in rows {
            for x in 0..<width {
                let around = luma(b, x, y - 1) + luma(b, x, y + 1)
                let here = abs(around - 2 * luma(b, x, y))
                delta += here
                if y / 64 == 1 { deltaOfMiddleBand += here }
                alpha[y & 1] += abs(around - 2 * luma(p, x, y))
                alpha[(y ^ 1) & 1] += abs(around - 2 * luma(n, x, y))
                gamma[(y ^ 1) & 1] += 2 * abs(luma(b, x, y) - luma(p, x, y))
            }
        }
        PictureQuestion(groups: FGK_PICTURE_COMB, histogramRows: pace).ask(b, previous: p, next: n) { result in
            let comb = result.comb
            #expect(comb.bands == 3 && comb.band[1].delta == UInt64(deltaOfMiddleBand))
            #expect(comb.total.delta == UInt64(delta) && comb.total.samples == UInt64(rows.count * width))
            #expect(elements(comb.total.alpha) == alpha.map { UInt64($0) })
            #expect(elements(comb.total.gamma) == gamma.map { UInt64($0) })
        }
        PictureQuestion(groups: FGK_PICTURE_COMB).ask(b, previous: p) { #expect($0.comb.valid == 0) }
    }

    /// An object that moves from field to field in time order, top field first, is nearer to the previous picture's
    /// bottom field than to the next one's.
    @Test func fieldOrderShowsInAlpha() {
        let frames = (0..<3).map { frame -> PictureFixture in
            let picture = PictureFixture(PictureFormat.all[0], 96, 64)
            for y in 0..<64 { for x in 0..<96 { picture.set(0, x, y, x >= 2 * (2 * frame + y % 2) + 20 ? 200 : 40) } }
            return picture
        }
        PictureQuestion(groups: FGK_PICTURE_COMB).ask(frames[1], previous: frames[0], next: frames[2]) { result in
            let (first, second) = result.comb.total.alpha
            #expect(Double(first) > 1.04 * Double(second))
        }
    }
}

import CKernels
import Foundation
import Testing

/// Levels, change, tiles and grid against sums written out in Swift.
@Suite struct PictureSumsTests {
    private func pair(_ format: PictureFormat, _ width: Int, _ height: Int, seed: UInt64) -> (
        PictureFixture, PictureFixture
    ) {
        var random = SplitMix(seed)
        let a = PictureFixture(format, width, height, padding: 3)
        let b = PictureFixture(format, width, height, bottomUp: true)
        a.fill(&random, strays: true)
        b.fill(&random, strays: true)
        return (a, b)
    }

    @Test(arguments: PictureFormat.all)
    func levelsAreThoseOfTheSamples(_ format: PictureFormat) {
        let (picture, _) = pair(format, 53, 21, seed: 3)
        let levels = PictureQuestion(groups: FGK_PICTURE_LEVELS).ask(picture) { result in
            elements(result.levels, as: fgk_picture_levels.self).prefix(format.components).map { l in
                (l, UnsafeBufferPointer(start: l.histogram, count: Int(l.bins)).map(Int.init))
            }
        }
        for (index, (level, histogram)) in levels.enumerated() {
            let codes = picture.codes(index).flatMap { $0 }
            #expect(level.samples == UInt64(codes.count))
            #expect(level.sum == UInt64(codes.reduce(0, +)))
            #expect(Int(level.min) == codes.min() && Int(level.max) == codes.max())
            #expect(Int(level.used) == codes.reduce(0, |))
            var expected = [Int](repeating: 0, count: 1 << min(format.depth, 12))
            for code in codes { expected[code >> max(0, format.depth - 12)] += 1 }
            #expect(histogram == expected)
        }
    }

    @Test func histogramOfSomeRowsSeesBothFields() {
        let picture = PictureFixture(PictureFormat.all[5], 10, 64)
        for y in 0..<64 { for x in 0..<10 { picture.set(0, x, y, y) } }
        let counted = PictureQuestion(groups: FGK_PICTURE_LEVELS, histogramRows: 8).ask(picture) { result in
            (0..<64).filter { result.levels.0.histogram[$0] == 10 }
        }
        #expect(counted == [0, 9, 16, 25, 32, 41, 48, 57])
    }

    @Test func meanAndPercentiles() {
        let picture = PictureFixture(PictureFormat.all[4], 10, 10)
        for y in 0..<10 { for x in 0..<10 { picture.set(0, x, y, y * 10 + x) } }
        PictureQuestion(groups: FGK_PICTURE_LEVELS).ask(picture) { result in
            var levels = result.levels.0
            #expect(fgk_picture_mean(&levels) == 49.5)
            #expect(fgk_picture_percentile(&levels, 0) == 0)
            #expect(fgk_picture_percentile(&levels, 0.1) == 9)
            #expect(fgk_picture_percentile(&levels, 0.9) == 89)
            #expect(fgk_picture_percentile(&levels, 1) == 99)
        }
        var nothing = fgk_picture_levels()
        #expect(fgk_picture_percentile(&nothing, 0.5) == -1)
        #expect(fgk_picture_mean(&nothing).isNaN)
    }

    @Test func strayCodesAreCountedAndHeldAtTheTop() {
        let picture = PictureFixture(PictureFormat.all[6], 40, 4)
        picture.set(0, 39, 3, 0x400)
        picture.set(1, 2, 1, 0xFFFF)
        PictureQuestion(groups: FGK_PICTURE_LEVELS).ask(picture) { result in
            #expect(result.levels.0.stray == 1 && result.levels.0.max == 1023)
            #expect(result.levels.1.stray == 1 && result.levels.1.histogram[1023] == 1)
            #expect(result.levels.2.stray == 0 && result.levels.2.max == 0)
        }
    }

    @Test(arguments: PictureFormat.all.filter { $0.model != FGK_PICTURE_RGB })
    func changeIsTheSumOfDifferences(_ format: PictureFormat) {
        let (width, height) = (53, 37)
        let (now, previous) = pair(format, width, height, seed: 4)
        PictureQuestion(groups: FGK_PICTURE_CHANGE).ask(now, previous: previous) { result in
            let change = result.change
            for index in 0..<format.components {
                let differences = zip(now.codes(index).joined(), previous.codes(index).joined()).map { abs($0 - $1) }
                #expect(elements(change.sad)[index] == UInt64(differences.reduce(0, +)))
            }
            var tiles = [UInt64](repeating: 0, count: 4 * 3)
            var fields: [UInt64] = [0, 0]
            for y in 0..<height {
                for x in 0..<width {
                    let d = UInt64(abs(now.code(0, x, y) - previous.code(0, x, y)))
                    tiles[y / 16 * 4 + x / 16] += d
                    fields[y % 2] += d
                }
            }
            #expect((0..<12).map { UInt64(change.tile_sad[$0]) } == tiles)
            #expect(elements(change.field_sad) == fields && change.luma_sad == fields[0] + fields[1])
            let scaled = tiles.enumerated().map {
                $1 * 256 / UInt64(min(16, width - $0 % 4 * 16) * min(16, height - $0 / 4 * 16))
            }
            #expect(UInt64(change.tile_sad_p99) == scaled.sorted()[Int((12 * 0.99).rounded(.up)) - 1])
            #expect(change.is_repeat == 0)
        }
        PictureQuestion(groups: FGK_PICTURE_CHANGE).ask(now, previous: now) { result in
            #expect(result.change.valid == 1 && result.change.is_repeat == 1 && result.change.tile_sad_p99 == 0)
        }
    }

    @Test func changeIsNotMeasuredAcrossAChangeOfSize() {
        let (a, b) = (PictureFixture(PictureFormat.all[0], 32, 32), PictureFixture(PictureFormat.all[0], 32, 30))
        PictureQuestion(groups: FGK_PICTURE_CHANGE).ask(a, previous: b) { #expect($0.change.valid == 0) }
        PictureQuestion(groups: FGK_PICTURE_CHANGE).ask(a) { #expect($0.change.valid == 0) }
    }

    @Test(arguments: PictureFormat.all)
    func tilesAndGridAreLuma(_ format: PictureFormat) {
        let (width, height) = (75, 41)
        let (picture, _) = pair(format, width, height, seed: 6)
        let luma = (0..<height).map { y in
            (0..<width).map { x -> Int in
                guard format.model == FGK_PICTURE_RGB else { return picture.code(0, x, y) }
                let (r, g, b) = (picture.code(0, x, y), picture.code(1, x, y), picture.code(2, x, y))
                return (1742 * r + 5859 * g + 591 * b + 4096) >> 13
            }
        }
        PictureQuestion(groups: FGK_PICTURE_GRID).ask(picture) { result in
            var sums = [Int](repeating: 0, count: 5 * 3)
            for y in 0..<height { for x in 0..<width { sums[y / 16 * 5 + x / 16] += luma[y][x] } }
            #expect((0..<15).map { Int(result.tiles.luma_sum[$0]) } == sums)
            let chroma = result.tiles.component_grid.1
            #expect((chroma == nil) == (format.components == 1))
            let subsampled = format.model == FGK_PICTURE_YCBCR
            for (i, j) in [(0, 0), (479, 269), (240, 135), (17, 201), (400, 3)] {
                let (x, y) = ((2 * i + 1) * width / 960, (2 * j + 1) * height / 540)
                #expect(Int(result.tiles.luma_grid[j * 480 + i]) == luma[y][x])
                if let chroma {
                    let (cx, cy) = subsampled ? (x / format.across, y / format.down) : (x, y)
                    #expect(Int(chroma[j * 480 + i]) == picture.code(1, cx, cy))
                }
            }
        }
    }

    @Test func faultyDescriptionsAreRefused() {
        let picture = PictureFixture(PictureFormat.all[0], 32, 32)
        let meter = PictureMeter(picture)
        func status(_ change: (inout fgk_picture) -> Void) -> Int32 {
            var copy = picture.picture
            change(&copy)
            return withUnsafePointer(to: copy) {
                var request = fgk_picture_request()
                var result = fgk_picture_result()
                request.now = $0
                return meter.measure(&request, &result)
            }
        }
        #expect(status { _ in } == FGK_PICTURE_OK)
        #expect(status { $0.components = 2 } == FGK_PICTURE_INVALID)
        #expect(status { $0.component.1.width = 15 } == FGK_PICTURE_INVALID)
        #expect(status { $0.component.0.depth = 17 } == FGK_PICTURE_INVALID)
        #expect(status { $0.component.0.shift = 1 } == FGK_PICTURE_INVALID)
        #expect(status { $0.component.2.data = nil } == FGK_PICTURE_INVALID)
        #expect(status { $0.width = 0 } == FGK_PICTURE_INVALID)
        let other = PictureMeter(32, 31, 8)
        #expect(
            withUnsafePointer(to: picture.picture) {
                var request = fgk_picture_request()
                var result = fgk_picture_result()
                request.now = $0
                return other.measure(&request, &result)
            } == FGK_PICTURE_MISMATCH)
    }
}

import CKernels
import Testing

/// Structure kernels: by their definitions, and the same with and without vectors.
@Suite struct StructureKernelsTests {
    static let formats = PictureFormat.all.filter { $0.model != FGK_PICTURE_RGB }

    private func picture(_ format: PictureFormat, _ width: Int, _ height: Int, seed: UInt64) -> PictureFixture {
        var random = SplitMix(seed)
        let picture = PictureFixture(format, width, height)
        picture.fill(&random, strays: true)
        return picture
    }

    private func both<T: Equatable>(_ measure: () -> T) -> T {
        _ = fgk_structure_force_plain(1)
        let plain = measure()
        _ = fgk_structure_force_plain(0)
        #expect(measure() == plain)
        return plain
    }

    @Test(arguments: formats) func gradientsAreSumsOfDifferences(_ format: PictureFormat) {
        let (width, height) = (75, 21)
        let picture = picture(format, width, height, seed: 3)
        let codes = picture.codes(0)
        let found = both {
            var luma = picture[0]
            var columns = [UInt64](repeating: 9, count: width)
            var rows = [UInt64](repeating: 9, count: height)
            var work = [UInt16](repeating: 9, count: 2 * width)
            var sums = [UInt32](repeating: 9, count: width)
            fgk_gradients(&luma, &columns, &rows, &work, &sums)
            return [columns, rows]
        }
        for x in 0..<width - 1 {
            #expect(found[0][x] == UInt64(codes.reduce(0) { $0 + abs($1[x] - $1[x + 1]) }))
        }
        for y in 0..<height - 1 {
            #expect(found[1][y] == UInt64(zip(codes[y], codes[y + 1]).reduce(0) { $0 + abs($1.0 - $1.1) }))
        }
        #expect(found[0][width - 1] == 0 && found[1][height - 1] == 0)
    }

    @Test(arguments: formats) func outliersStandOutFromEightSamples(_ format: PictureFormat) {
        let (width, height) = (70, 13)
        let picture = picture(format, width, height, seed: 5)
        let (codes, margin) = (picture.codes(0), 2 << (format.depth - 8))
        let hits = both {
            var luma = picture[0]
            var hits = [UInt16](repeating: 0, count: width * height)
            var rows = [UInt16](repeating: 0, count: 5 * width)
            fgk_outliers_count(&luma, Int32(margin), &hits, &rows)
            return hits
        }
        // Codes of 16 bits are halved.
        let half = format.depth > 15 ? 2 : 1
        for y in 0..<height {
            for x in 0..<width {
                let isInside = (2..<width - 2).contains(x) && (2..<height - 2).contains(y)
                var around: [Int] = []
                for dy in [-2, 0, 2] where isInside {
                    for dx in [-2, 0, 2] where (dx, dy) != (0, 0) { around.append(codes[y + dy][x + dx] / half) }
                }
                let code = codes[y][x] / half
                let isOut =
                    isInside && (code - around.max()! > margin / half || around.min()! - code > margin / half)
                #expect(hits[y * width + x] == (isOut ? 1 : 0), "\(x), \(y)")
            }
        }
    }

    /// One row and four rows of another picture in a gentle ramp, in wide and in narrow pictures, frames and fields.
    @Test(arguments: formats, [96, 640]) func strayLinesAreFound(_ format: PictureFormat, _ width: Int) {
        let height = 80
        let picture = PictureFixture(format, width, height)
        let unit = 1 << (format.depth - 8)
        for y in 0..<height {
            for x in 0..<width {
                let isStray = y == 20 || (50..<54).contains(y)
                picture.set(0, x, y, (isStray ? 200 : 60 + y / 2 + x % 3) * unit)
            }
        }
        let found = both {
            var luma = picture[0]
            let work = fgk_line_work_create(Int32(width), Int32(height))
            defer { fgk_line_work_destroy(work) }
            return (-1...1).map { field in
                var lines = [fgk_stray_lines](repeating: fgk_stray_lines(), count: 8)
                let count = fgk_stray_lines_find(&luma, Int32(field), nil, work, &lines, 8)
                return lines.prefix(Int(count)).map { [$0.y, $0.count] }
            }
        }
        #expect(found[0] == [[20, 1], [50, 4]])
        #expect(found[1] == [[20, 1], [50, 2]] && found[2] == [[51, 2]])
    }

    /// The picture kernels' distances are those that the search finds by itself.
    @Test(arguments: formats, [96, 640]) func distancesOfRowsServeTheSearch(_ format: PictureFormat, _ width: Int) {
        let height = 80
        var random = SplitMix(3)
        let picture = PictureFixture(format, width, height)
        picture.fill(&random, strays: true)
        for y in 0..<height where y != 30 {
            for x in 0..<width { picture.set(0, x, y, (40 + y / 2 + x % 3) << (format.depth - 8)) }
        }
        let codes = picture.codes(0)
        for pitch in 1...2 {
            picture.configure { $0.interlaced = pitch == 2 ? 1 : 0 }
            PictureQuestion(groups: FGK_PICTURE_ROWS).ask(picture) { result in
                guard result.rows.valid != 0, let distance = result.rows.distance else {
                    #expect(format.packing != .planar || format.shift > 0)
                    return
                }
                let step = width <= 512 ? 32 : 128
                let columns = stride(from: 0, through: width - 32, by: step).flatMap { $0..<$0 + 32 }
                for y in pitch..<height {
                    let sum = columns.reduce(0) { $0 + abs(codes[y][$1] - codes[y - pitch][$1]) }
                    #expect(Int(distance[y]) == sum)
                }
                var luma = picture[0]
                let work = fgk_line_work_create(Int32(width), Int32(height))
                defer { fgk_line_work_destroy(work) }
                func search(_ field: Int, _ given: UnsafePointer<UInt32>?) -> [[Int32]] {
                    var lines = [fgk_stray_lines](repeating: fgk_stray_lines(), count: 8)
                    let count = fgk_stray_lines_find(&luma, Int32(field), given, work, &lines, 8)
                    return lines.prefix(Int(count)).map { [$0.y, $0.count] }
                }
                for field in pitch == 1 ? [-1] : [0, 1] { #expect(search(field, distance) == search(field, nil)) }
            }
        }
    }

    @Test func theCommonestColourIsFoundInAPartOfTheSamples() {
        let count = 4000
        var random = SplitMix(9)
        func plane(_ code: UInt16) -> [UInt16] {
            (0..<count).map { sample -> UInt16 in
                if sample % 3 == 0 { return UInt16(random.next() >> 56) }
                return code
            }
        }
        let planes: [[UInt16]] = [plane(100), plane(110), plane(120)]
        var cells = [UInt32](repeating: 0, count: 4096)
        var picked = [UInt16](repeating: 0, count: 4 * count)
        for pace in [1, 8] as [Int32] {
            let found = planes[0].withUnsafeBufferPointer { a in
                planes[1].withUnsafeBufferPointer { b in
                    planes[2].withUnsafeBufferPointer { c in
                        fgk_modal_colour(
                            [a.baseAddress, b.baseAddress, c.baseAddress], 3, Int32(count), pace, 8, [5, 5, 5], &cells,
                            &picked)
                    }
                }
            }
            let share = Double(found.within) * Double(pace) / Double(count)
            #expect(abs(share - 2.0 / 3) < 0.05 && found.code == (100, 110, 120))
        }
    }
}

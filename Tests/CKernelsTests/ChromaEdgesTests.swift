import CKernels
import Testing

/// Edges of luma and chroma, written out by their definition.
@Suite struct ChromaEdgesTests {
    static let formats = PictureFormat.all.filter { $0.model == FGK_PICTURE_YCBCR }
    static let lags = Int(FGK_CHROMA_LAGS)

    private struct Sums: Equatable {
        var many = 0, strong = 0, c = 0, cc = 0
        static let reach = ChromaEdgesTests.lags / 2
        static let none = [Int](repeating: 0, count: ChromaEdgesTests.lags)
        var y = none
        var yy = none
        var cy = none

        init() {}
        init(_ found: fgk_chroma_edges) {
            (many, strong, c, cc) = (Int(found.many), Int(found.strong), Int(found.c), Int(found.cc))
            func list<Tuple>(_ tuple: Tuple) -> [Int] {
                withUnsafeBytes(of: tuple) { $0.bindMemory(to: Int64.self).map(Int.init) }
            }
            (y, yy, cy) = (list(found.y), list(found.yy), list(found.cy))
        }

        /// Gradients are taken at 10 bits at most.
        mutating func add(_ luma: [Int], _ cb: [Int], _ cr: [Int], ratio: Int, depth: Int) {
            let spare = max(0, depth - 10)
            let least = 24 << (depth - 8)
            func gradient(_ at: Int) -> Int {
                if ratio == 1 { return abs(luma[at + 1] - luma[at - 1]) >> spare }
                let after = luma[at + ratio - 1] + 2 * luma[at + ratio] + luma[at + ratio + 1]
                let before = luma[at - ratio - 1] + 2 * luma[at - ratio] + luma[at - ratio + 1]
                return (abs(after - before) / 4) >> spare
            }
            let margin = Sums.reach + 2 * ratio + 1
            for i in 1..<max(1, cb.count - 1) where i * ratio >= margin && i * ratio + margin < luma.count {
                let whole = abs(cb[i + 1] - cb[i - 1]) + abs(cr[i + 1] - cr[i - 1])
                let edge = whole >> spare
                many += 1
                strong += whole >= least ? 1 : 0
                c += edge
                cc += edge * edge
                for lag in 0..<ChromaEdgesTests.lags {
                    let beside = gradient(i * ratio + lag - Sums.reach)
                    y[lag] += beside
                    yy[lag] += beside * beside
                    cy[lag] += edge * beside
                }
            }
        }
    }

    private func found(
        _ picture: PictureFixture,
        _ measure: (UnsafePointer<fgk_picture_component>, OpaquePointer, UnsafeMutablePointer<fgk_chroma_edges>) -> Void
    ) -> [Sums] {
        [Int32(1), 0].map { plain in
            _ = fgk_structure_force_plain(plain)
            let work = fgk_chroma_work_create(Int32(picture.width), Int32(picture.height))!
            defer { fgk_chroma_work_destroy(work) }
            var sums = fgk_chroma_edges()
            var components = (picture[0], picture[1], picture[2])
            withUnsafeBytes(of: &components) {
                measure($0.bindMemory(to: fgk_picture_component.self).baseAddress!, work, &sums)
            }
            return Sums(sums)
        }
    }

    @Test(arguments: formats, [40, 203, 1300]) func acrossRows(_ format: PictureFormat, _ width: Int) {
        var random = SplitMix(UInt64(width))
        let picture = PictureFixture(format, width, 23)
        picture.fill(&random)
        let planes = (0..<3).map(picture.codes)
        for isInterlaced in [false, true] {
            var expected = Sums()
            for row in stride(from: 2, to: planes[1].count, by: 4) {
                let own = isInterlaced && format.down == 2 ? row / 2 * 4 + row % 2 : row * format.down
                guard own < planes[0].count else { break }
                expected.add(
                    planes[0][own], planes[1][row], planes[2][row], ratio: format.across, depth: format.depth)
            }
            let both = found(picture) { fgk_chroma_edges_across($0, isInterlaced ? 1 : 0, $1, $2) }
            #expect(both == [expected, expected])
        }
    }

    @Test(arguments: formats) func downColumns(_ format: PictureFormat) {
        var random = SplitMix(11)
        let picture = PictureFixture(format, 420, 90)
        picture.fill(&random)
        let planes = (0..<3).map(picture.codes)
        for field in [-1, 0, 1] {
            let (first, step) = (max(0, field), field < 0 ? 1 : 2)
            func column(_ plane: Int, _ x: Int) -> [Int] {
                stride(from: first, to: planes[plane].count, by: step).map { planes[plane][$0][x] }
            }
            var expected = Sums()
            let chroma = planes[1][0].count
            for group in 0..<12 {
                let x = (2 * group + 1) * chroma / 24 - 4
                guard x >= 0, x + 8 <= chroma, (x + 8) * format.across <= 420 else { continue }
                for i in x..<x + 8 {
                    expected.add(
                        column(0, i * format.across), column(1, i), column(2, i), ratio: format.down,
                        depth: format.depth)
                }
            }
            #expect(expected.many > 0)
            #expect(found(picture) { fgk_chroma_edges_down($0, Int32(field), $1, $2) } == [expected, expected])
        }
    }
}

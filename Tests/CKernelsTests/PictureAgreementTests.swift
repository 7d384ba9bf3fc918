import CKernels
import Dispatch
import Testing

/// Plain C and AVX2, one band and many, one memory layout and another: always the same bits.
@Suite struct PictureAgreementTests {
    @Test(arguments: PictureFormat.all)
    func vectorsAndBandsAgreeWithPlainKernels(_ format: PictureFormat) {
        var random = SplitMix(UInt64(format.name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        for width in Array(1...40) + [47, 48, 49, 63, 64, 65, 95, 97, 100, 127, 129, 160, 191, 193] {
            let height = Int.random(in: 1...37, using: &random)
            let frames = (0..<3).map { _ -> PictureFixture in
                let f = PictureFixture(
                    format, width, height, padding: Int.random(in: 0...5, using: &random),
                    bottomUp: Bool.random(using: &random), offset: Int.random(in: 0...3, using: &random))
                f.fill(&random, strays: width % 3 == 0)
                return f
            }
            frames[1].configure { $0.interlaced = Int32(width % 2) }
            var question = PictureQuestion(histogramRows: [1, 4, 8][width % 3], filterPace: 1 + width / 3 % 2)
            if width % 5 == 0 { question.change = { ($0.per_signal, $0.repeat_chroma) = (0, 1) } }
            if width % 4 == 1 {
                question.active = fgk_picture_rectangle(x: Int32(width / 5), y: 1, width: Int32(width / 2), height: 9)
            }
            func numbers(plain: Bool, _ splits: [Int] = []) -> [[UInt64]] {
                question.ask(frames[1], previous: frames[0], next: frames[2], plain: plain, splits: splits) {
                    $0.numbers(frames[1])
                }
            }
            let expected = numbers(plain: true)
            #expect(numbers(plain: false) == expected, "\(format) \(width) × \(height)")
            let splits = (0..<3).map { _ in Int.random(in: 0...height, using: &random) }.sorted()
            #expect(
                numbers(plain: width % 2 == 0, splits) == expected, "\(format) \(width) × \(height) split at \(splits)")
        }
    }

    @Test func largePicturesAgreeInEveryBandSplit() {
        var random = SplitMix(5)
        for format in PictureFormat.all where format.packing == .planar && format.model == FGK_PICTURE_YCBCR {
            let frames = (0..<3).map { _ -> PictureFixture in
                let f = PictureFixture(format, 331, 150)
                f.fill(&random)
                return f
            }
            let question = PictureQuestion(histogramRows: 4, filterPace: 2)
            let results = [(true, []), (false, []), (false, [64, 128]), (false, [1, 2, 3, 77]), (true, [149])].map {
                question.ask(frames[1], previous: frames[0], next: frames[2], plain: $0.0, splits: $0.1) {
                    $0.numbers(frames[1])
                }
            }
            for other in results.dropFirst() { #expect(other == results[0], "\(format)") }
        }
    }

    /// Widths whose grid has even steps, and whole chunks all along.
    @Test(arguments: PictureFormat.all, [480, 960, 1920])
    func widthsOfEvenStepsAgreeWithPlainKernels(_ format: PictureFormat, _ width: Int) {
        var random = SplitMix(UInt64(width))
        let frames = (0..<3).map { _ -> PictureFixture in
            let f = PictureFixture(format, width, 19)
            f.fill(&random, strays: width == 960)
            return f
        }
        var question = PictureQuestion(histogramRows: 4, filterPace: 2)
        question.change = { $0.per_signal = 0 }
        let results = [true, false].map { plain in
            question.ask(frames[1], previous: frames[0], next: frames[2], plain: plain, splits: []) {
                $0.numbers(frames[1])
            }
        }
        #expect(results[0] == results[1])
    }

    /// Rows that are only judged are judged where they lie, unless each signal is asked for: the counts are the same.
    @Test(arguments: PictureFormat.all, [64, 131, 200, 640])
    func judgingWhereSamplesLieCountsTheSame(_ format: PictureFormat, _ width: Int) {
        var random = SplitMix(UInt64(width + 7))
        let picture = PictureFixture(format, width, 41, padding: 2)
        picture.fill(&random, strays: width == 640)
        for isInterlaced in [Int32(0), 1] {
            picture.configure { $0.interlaced = isInterlaced }
            var question = PictureQuestion(histogramRows: 8, filterPace: 2)
            let counts = [true, false].flatMap { plain in
                [Int32(0), 1].map { perSignal in
                    question.change = { $0.per_signal = perSignal }
                    return question.ask(picture, plain: plain) {
                        [
                            $0.gamut.raster.out, $0.gamut_filtered.raster.out, UInt64($0.light.highest),
                            UInt64($0.light.deepest),
                        ]
                    }
                }
            }
            for other in counts.dropFirst() { #expect(other == counts[0], "\(format)") }
        }
    }

    /// Bands on threads of their own, several bands per state, merged in a fixed order.
    @Test func threadsMeasureTheSame() {
        var random = SplitMix(13)
        let picture = PictureFixture(PictureFormat.all[6], 640, 200)
        picture.fill(&random)
        let meters = (0..<2).map { _ in PictureMeter(picture) }
        withUnsafePointer(to: picture.picture) { now in
            var request = fgk_picture_request()
            request.groups = 0x7FF
            request.occupancy = Gamuts.shared.tables
            (request.now, request.previous, request.next) = (now, now, now)
            (request.gamut_lo, request.gamut_hi) = (20, 984)
            nonisolated(unsafe) let (states, shared) = (meters.map(\.state), request)
            DispatchQueue.concurrentPerform(iterations: 2) { thread in
                var own = shared
                precondition(fgk_picture_begin(states[thread], &own) == FGK_PICTURE_OK)
                for band in 0..<5 where band % 2 == thread {
                    fgk_picture_band(states[thread], Int32(band * 40), Int32(band * 40 + 40))
                }
            }
            var (together, alone) = (fgk_picture_result(), fgk_picture_result())
            fgk_picture_merge(states[0], states[1])
            fgk_picture_finish(states[0], &together)
            let one = PictureMeter(picture)
            #expect(one.measure(&request, &alone) == FGK_PICTURE_OK)
            #expect(withExtendedLifetime((one, meters)) { together.numbers(picture) == alone.numbers(picture) })
        }
    }

    @Test func aStateForgetsThePictureBefore() {
        var random = SplitMix(11)
        let format = PictureFormat.all[5]
        let (a, b) = (PictureFixture(format, 70, 33), PictureFixture(format, 70, 33))
        a.fill(&random)
        b.fill(&random)
        let meter = PictureMeter(a)
        func numbers(_ picture: PictureFixture, _ meter: PictureMeter) -> [[UInt64]] {
            withUnsafePointer(to: picture.picture) {
                var request = fgk_picture_request()
                request.groups = 0x7FF
                request.occupancy = Gamuts.shared.tables
                request.now = $0
                (request.previous, request.next) = ($0, $0)
                var result = fgk_picture_result()
                #expect(meter.measure(&request, &result) == FGK_PICTURE_OK)
                return withExtendedLifetime(meter) { result.numbers(picture) }
            }
        }
        _ = numbers(a, meter)
        #expect(numbers(b, meter) == numbers(b, PictureMeter(b)))
    }
}

import CKernels
import Measuring
import Media
import Model

/// What the codes of the whole track say of its history: real bit depth, range, colour.
struct CodeUseCheck: Check {
    let id = "picture-codes"
    let version = 3
    let guide = Guide(
        title: "Bits in use, measured range, clipping, colour",
        what: "Used bits: the bit depth less the lowest bits that are zero in every sample of all components, and less "
            + "the whole bits by which the luma codes in use are fewer than the codes they span (needs 64 different "
            + "codes). Range: full, when in half of the pictures more than 0.5 % of the luma samples lie more than 12 "
            + "(8-bit) codes outside 16…235; narrow, when 99.9 % of all luma samples lie within two codes of 16…235 and "
            + "reach within 8 codes of either end; else unclear. Pictures in R'G'B' are read in the range that is stated, as full "
            + "where none is. Clipping: per picture, the share of luma samples on "
            + "the highest (lowest) code in use where it holds more than 20 times as many as the code next to it, in "
            + "per cent; borders, titles and captions count too. Chroma content: the share of chroma samples more than "
            + "two (8-bit) codes from neutral; monochrome, when none of the pictures has more than 0.1 %.",
        why: "A 10-bit delivery made from an 8-bit picture bands in every gradient. A file in one range that says it "
            + "is in the other looks washed out or crushed. Clipped highlights cannot be brought back.",
        cause: "An 8-bit step anywhere in the chain, an export with the wrong data levels, a legaliser that cuts off, "
            + "a colour node left switched off.",
        mend: "Render again from the graded source at full depth; set the data levels of the export to match the "
            + "label; soften the clipping in the grade.",
        references: [
            "ITU-R BT.709, BT.2020, BT.2100 (quantisation, narrow and full range)",
            "ITU-T H.273 (VideoFullRangeFlag)", "FFmpeg signalstats (YBITDEPTH)",
        ])

    static let usedBits = Metric("picture.used-bits", unit: "bit", effort: .decode)
    static let range = Metric("picture.range", effort: .decode)
    static let white = Metric("picture.clipped.white", unit: "%", effort: .decode)
    static let black = Metric("picture.clipped.black", unit: "%", effort: .decode)
    static let chroma = Metric("picture.chroma-content", unit: "%", effort: .decode)
    static let monochrome = Metric("picture.monochrome", effort: .decode)

    let metrics = [usedBits, range, white, black, chroma, monochrome]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        CodeUseAnalyser(track, first)
    }
}

final class CodeUseAnalyser: PictureAnalyser {
    private let track: Track
    private let scale: PictureScale
    private let histogramRows: Int
    private var used: UInt16 = 0
    /// Luma (of R'G'B', green) samples per code through the track, and codes per bin.
    private var codes: [UInt64]
    private var shift = 0
    private var beyond = 0
    private var white, black, chroma: [Float]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        histogramRows = first.histogramRows
        codes = Array(repeating: 0, count: 4096)
        white = .reserving(track)
        black = .reserving(track)
        chroma = .reserving(track)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .levels
        request.histogramRows = histogramRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let result = statistics?.result, result.pointee.levels.0.valid != 0 else {
            unreadable += 1
            return
        }
        let luma = scale.isRGB ? result.pointee.levels.1 : result.pointee.levels.0
        used |= result.pointee.levels.0.used | result.pointee.levels.1.used | result.pointee.levels.2.used
        shift = Int(luma.histogram_shift)
        guard let bins = luma.histogram, luma.histogram_samples > 0 else { return }
        noteLuma(bins, Int(luma.bins), Int(luma.histogram_samples))
        white.append(Self.clipped(bins, Int(luma.max) >> shift, next: -1, Int(luma.histogram_samples)))
        black.append(Self.clipped(bins, Int(luma.min) >> shift, next: 1, Int(luma.histogram_samples)))
        guard scale.hasChroma else { return }
        chroma.append(max(coloured(result.pointee.levels.1), coloured(result.pointee.levels.2)))
    }

    private func noteLuma(_ bins: UnsafePointer<UInt32>, _ count: Int, _ samples: Int) {
        let low = Int(4 * scale.step) >> shift
        let high = Int(247 * scale.step) >> shift
        var outside = 0
        codes.withUnsafeMutableBufferPointer { codes in
            for bin in 0..<count where bins[bin] > 0 {
                codes[bin] += UInt64(bins[bin])
                if bin < low || bin > high { outside += Int(bins[bin]) }
            }
        }
        if outside * 200 > samples { beyond += 1 }
    }

    /// Share of the samples on an end code that towers over the code next to it, per cent.
    private static func clipped(_ bins: UnsafePointer<UInt32>, _ end: Int, next: Int, _ samples: Int) -> Float {
        let neighbour = end + next
        guard neighbour >= 0, neighbour < 4096, Int(bins[end]) > 20 * Int(bins[neighbour]) else { return 0 }
        return Float(bins[end]) * 100 / Float(samples)
    }

    private func coloured(_ levels: fgk_picture_levels) -> Float {
        guard let bins = levels.histogram, levels.histogram_samples > 0 else { return 0 }
        let reach = Int(2 * scale.step)
        let near = (Int(scale.neutral) - reach) >> shift...(Int(scale.neutral) + reach) >> shift
        let neutral = near.reduce(0) { $0 + Int(bins[$1]) }
        return Float(Int(levels.histogram_samples) - neutral) * 100 / Float(levels.histogram_samples)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let pictures = white.count
        guard unreadable == 0, pictures > 0 else {
            let metrics = [CodeUseCheck.usedBits, CodeUseCheck.range, CodeUseCheck.white, CodeUseCheck.black]
            return log.cannotMeasure(
                metrics + [CodeUseCheck.chroma, CodeUseCheck.monochrome], track.id, because: Unreadable.reason)
        }
        log.series.append(timing.series(CodeUseCheck.white, track.id, white))
        log.series.append(timing.series(CodeUseCheck.black, track.id, black))
        let use = CodeUse(codes, shift: shift, used: used, scale)
        log.add(
            CodeUseCheck.usedBits, track.id, use.bits.map { .number(Double($0)) },
            note: use.bits == nil ? "too few different codes to tell" : nil)
        log.add(
            CodeUseCheck.range, track.id, .text(beyond * 2 > pictures ? "full" : use.isNarrow ? "narrow" : "unclear"),
            note: scale.remark)
        guard scale.hasChroma else {
            let reason = scale.isRGB ? "the picture is R'G'B', not luma and chroma" : "the picture has no chroma"
            return log.cannotMeasure([CodeUseCheck.chroma, CodeUseCheck.monochrome], track.id, because: reason)
        }
        log.series.append(timing.series(CodeUseCheck.chroma, track.id, chroma))
        log.add(CodeUseCheck.monochrome, track.id, .flag(chroma.allSatisfy { $0 <= 0.1 }))
    }
}

/// What the codes of a whole track have in common.
struct CodeUse {
    /// Nil when there are too few different codes to tell.
    let bits: Int?
    let isNarrow: Bool

    /// - Parameter used: the OR of all codes of all components.
    init(_ codes: [UInt64], shift: Int, used: UInt16, _ scale: PictureScale) {
        let occupied = codes.indices.filter { codes[$0] > 0 }
        if let first = occupied.first, let last = occupied.last, occupied.count >= 64 {
            let padding = min(used.trailingZeroBitCount, scale.depth)
            var sparse = 0
            // A little slack: some codes happen not to occur.
            while (last - first + 1) * 10 >= (occupied.count << (sparse + 1)) * 9 { sparse += 1 }
            bits = scale.depth - max(padding, shift > 0 ? 0 : sparse)
        } else {
            bits = nil
        }
        isNarrow = Self.isNarrow(codes, shift, scale)
    }

    private static func isNarrow(_ codes: [UInt64], _ shift: Int, _ scale: PictureScale) -> Bool {
        let all = codes.reduce(0, +)
        func bin(_ code: Double) -> Int { Int(code * scale.step) >> shift }
        func count(_ bins: ClosedRange<Int>) -> UInt64 { bins.reduce(0) { $0 + codes[$1] } }
        let inside = count(bin(14)...bin(237))
        let reaches = count(bin(14)...bin(24)) * 1000 > all || count(bin(227)...bin(237)) * 1000 > all
        return inside * 1000 >= all * 999 && reaches
    }
}

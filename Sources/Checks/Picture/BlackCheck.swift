import CKernels
import Measuring
import Media
import Model

/// How black each picture is, so that black of any depth and length can be judged later.
struct BlackCheck: Check {
    let id = "picture-black"
    let version = 3
    let guide = Guide(
        title: "Black pictures",
        what: "For every picture, the level that 98 % of its samples stay below: luma above black and chroma away from "
            + "neutral, whichever is larger, in per cent of the nominal range (from 720 lines up, taken from every eighth "
            + "line). 0 is pure black. Because chroma counts, "
            + "a saturated blue picture is not called black. A spec says below which level and for how long it calls "
            + "a stretch black.",
        why: "Black inside a programme usually means lost picture; black at head and tail is asked for by some "
            + "receivers and forbidden by others.",
        cause:
            "A gap in the edit, an offline clip, a fade that runs too long, head or tail trimmed at the wrong place.",
        mend: "Look at the times given. Close the gap in the edit or trim the ends, and export again.",
        references: ["EBU QC 0016B (constant colour frames)", "FFmpeg blackdetect (0.98 of the picture, level 0.10)"])

    static let black = Metric("picture.black", unit: "%", effort: .decode)
    /// Share of the samples that has to be black, as in blackdetect.
    static let share = 0.98

    let metrics = [black]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        BlackAnalyser(track, first)
    }
}

final class BlackAnalyser: PictureAnalyser {
    private let track: Track
    private let isRGB: Bool
    private let hasChroma: Bool
    /// Code of black, codes from black to white, neutral chroma, codes from neutral to full chroma.
    private let black, range, neutral, swing: Double
    private let histogramRows: Int
    private var values: [Float]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        isRGB = first.pixelFormat?.isRGB ?? false
        hasChroma = (first.pixelFormat?.components ?? 0) >= 3
        let depth = first.pixelFormat?.depth ?? 8
        let scale = Double(1 << max(0, depth - 8))
        let full = Double(1 << depth) - 1
        let isFull = track.codedColour(first).isFull(first.pixelFormat)
        black = isFull ? 0 : 16 * scale
        range = isFull ? full : 219 * scale
        neutral = 128 * scale
        swing = isFull ? full / 2 : 112 * scale
        histogramRows = first.histogramRows
        values = .reserving(track)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .levels
        request.histogramRows = histogramRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let result = statistics?.result.pointee, result.levels.0.valid != 0 else {
            unreadable += 1
            return
        }
        var level = above(result.levels.0)
        if isRGB {
            level = max(level, above(result.levels.1), above(result.levels.2))
        } else if hasChroma {
            level = max(level, away(result.levels.1), away(result.levels.2))
        }
        values.append(Float(level))
    }

    /// Level over black that the share of the samples stays below, per cent.
    private func above(_ levels: fgk_picture_levels) -> Double {
        let code = withUnsafePointer(to: levels) { Double(fgk_picture_percentile($0, BlackCheck.share)) }
        return max(0, code - black) / range * 100
    }

    /// Distance from neutral that the share of the samples stays within, per cent.
    private func away(_ levels: fgk_picture_levels) -> Double {
        guard let histogram = levels.histogram, levels.histogram_samples > 0 else { return 0 }
        let middle = Int(neutral) >> Int(levels.histogram_shift)
        let wanted = UInt64((Double(levels.histogram_samples) * BlackCheck.share).rounded(.up))
        var count = UInt64(histogram[middle])
        var distance = 0
        while count < wanted, distance < Int(levels.bins) {
            distance += 1
            if middle - distance >= 0 { count += UInt64(histogram[middle - distance]) }
            if middle + distance < Int(levels.bins) { count += UInt64(histogram[middle + distance]) }
        }
        return Double(distance << Int(levels.histogram_shift)) / swing * 100
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !values.isEmpty else {
            log.cannotMeasure([BlackCheck.black], track.id, because: "its samples cannot be read one by one")
            return
        }
        log.series.append(timing.series(BlackCheck.black, track.id, values))
    }
}

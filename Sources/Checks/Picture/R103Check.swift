import CKernels
import Measuring
import Media
import Model

/// Share of each picture outside the preferred range of EBU R 103.
struct R103Check: Check {
    let id = "picture-r103"
    let version = 2
    let guide = Guide(
        title: "Video levels after EBU R 103",
        what: "For every picture, the share of pixels of which Y', R', G' or B' lies outside the preferred range of "
            + "EBU R 103 v3 (5 to 246 at 8 bit, 20 to 984 at 10 bit, scaled for other depths), after the "
            + "recommendation's low-pass filter, inside the field for interlaced pictures. From 720 lines up the filter's "
            + "result is looked at in every second pixel of every second line (of a field), which is about as fine "
            + "as what the filter lets through; the unfiltered share counts every pixel. The reading is the worst "
            + "picture. Black bars hold no such pixel, so the share is given over the active picture where bars were "
            + "found.",
        why: "Signals outside the range are clipped in transmission. R 103 tolerates 1 % of the picture, because "
            + "filters overshoot at sharp edges; more than that is visible as lost colour and detail.",
        cause: "A grade without a legaliser, graphics in computer colours, full-range material labelled narrow, "
            + "sharpening.",
        mend: "Legalise to -5 … 105 % in the grade, or correct the shots named, and export again.",
        references: ["EBU R 103 v3.0 (May 2020)", "EBU QC 0051B (video signal levels)"])

    static let share = Metric("picture.r103", unit: "%", effort: .decode, summary: .maximum("picture.r103"))
    static let unfiltered = Metric(
        "picture.r103-unfiltered", unit: "%", effort: .decode, summary: .maximum("picture.r103-unfiltered"))

    let metrics = [share, unfiltered]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        R103Analyser(track, first)
    }
}

final class R103Analyser: PictureAnalyser {
    private let track: Track
    /// Why the recommendation does not speak of this picture; nil where it does.
    private let obstacle: String?
    private let range: ClosedRange<UInt16>
    private let pace: Int
    private var filtered: [Float]
    private var plain: [Float]
    private var active: ActiveArea

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let colour = track.codedColour(first)
        obstacle = Self.obstacle(first, colour)
        let scale = 1 << max(0, (first.pixelFormat?.depth ?? 8) - 8)
        range = UInt16(clamping: 5 * scale)...UInt16(clamping: 246 * scale)
        pace = first.height >= 720 ? 2 : 1
        active = ActiveArea(first, colour)
        filtered = .reserving(track)
        plain = .reserving(track)
    }

    private static func obstacle(_ first: PictureFacts, _ colour: Colour) -> String? {
        guard let format = first.pixelFormat, !format.isRGB, format.components >= 3 else {
            return "R 103 speaks of Y'CbCr pictures, and this is none"
        }
        if colour.range == 2 { return "R 103 speaks of narrow-range pictures, and this one is full range" }
        return colour.lumaCoefficients == nil ? "its matrix has no R'G'B' of the ordinary kind" : nil
    }

    var request: PictureRequest {
        var request = PictureRequest()
        guard obstacle == nil else { return request }
        request.groups = [.gamut, .gamutFiltered, .lines]
        request.gamutRange = range
        request.filterPace = pace
        request.lineThreshold = active.threshold
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard obstacle == nil, let result = statistics?.result, result.pointee.gamut_filtered.valid != 0 else { return }
        active.widen(by: result.pointee.lines)
        filtered.append(Self.per(result.pointee.gamut_filtered.raster))
        plain.append(Self.per(result.pointee.gamut.raster))
    }

    /// Per cent of the pixels.
    private static func per(_ excursions: fgk_picture_excursions) -> Float {
        Float(Double(excursions.out) / Double(max(1, excursions.pixels)) * 100)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard obstacle == nil, !filtered.isEmpty else {
            let reason = obstacle ?? "its samples cannot be read one by one"
            log.cannotMeasure([R103Check.share, R103Check.unfiltered], track.id, because: reason)
            return
        }
        for (metric, values) in [(R103Check.share, filtered), (R103Check.unfiltered, plain)] {
            let scaled = values.map { min(100, $0 * Float(active.scale)) }
            log.series.append(timing.series(metric, track.id, scaled))
            let worst = scaled.indices.max { scaled[$0] < scaled[$1] } ?? 0
            log.add(
                metric, track.id, .number((Double(scaled[worst]) * 1e4).rounded() / 1e4), note: active.note,
                moments: scaled[worst] > 0 ? [timing.moment(worst)] : [])
        }
    }
}

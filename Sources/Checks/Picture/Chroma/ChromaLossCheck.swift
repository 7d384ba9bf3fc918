import CKernels
import Measuring
import Media
import Model

/// Colour that goes away while the picture goes on.
struct ChromaLossCheck: Check {
    let id = "picture-chroma-loss"
    let version = 1
    let guide = Guide(
        title: "Lost chroma",
        what:
            "For every picture, how much Cb and Cr vary (mean distance of their codes from their mean). Chroma is lost "
            + "where the variation of a plane, steady at two (8-bit) codes or more in the five pictures before, falls to "
            + "three tenths or less, and to at most 1.25 codes, from one picture to the next while the luma of the 16 × 16 tiles goes on as before (less "
            + "than three codes of mean change, or less than twice what is usual), so that cuts, dissolves and fades do "
            + "not count. Counted are the stretches until the plane varies again by two codes, or to the end; the note "
            + "names the planes. Grey pictures that follow a cut may be meant and are not counted. The planes are those "
            + "that vary at all, by a quarter of a code: both, cb, cr, or none (a grey picture).",
        why: "A programme that turns grey in mid-shot has lost a signal, and so has one in which only one of the two "
            + "colour planes is left, which turns everything green, orange or purple.",
        cause: "A colour killer or a loose component cable at a capture, a decoder or card that lost a plane, a codec "
            + "fault, an effect switched on by mistake.",
        mend: "Capture or render the stretch again. A change to grey that is meant belongs into the delivery notes.",
        references: ["EBU QC, catalogue of video items (qc.ebu.io)", "FFmpeg signalstats (SATAVG)"])

    static let lost = Metric("picture.chroma-lost", effort: .decode, summary: .count)
    static let planes = Metric("picture.chroma-planes", effort: .decode)

    let metrics = [lost, planes]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        ChromaLossAnalyser(track, first)
    }
}

final class ChromaLossAnalyser: PictureAnalyser {
    private let track: Track
    private let scale: PictureScale
    private let histogramRows: Int
    private let tiles: Int
    private let tilesBefore: UnsafeMutablePointer<UInt32>
    /// Mean distance from the mean, Cb and Cr, in 8-bit codes.
    private var spreads: [[Float]]
    /// Mean change of the tiles' luma, in 8-bit codes.
    private var changes: [Float]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        histogramRows = first.histogramRows
        let side = Int(FGK_PICTURE_TILE)
        tiles = ((first.width + side - 1) / side) * ((first.height + side - 1) / side)
        tilesBefore = .allocate(capacity: tiles)
        tilesBefore.initialize(repeating: 0, count: tiles)
        spreads = Array(repeating: .reserving(track), count: 2)
        changes = .reserving(track)
    }

    deinit { tilesBefore.deallocate() }

    var request: PictureRequest {
        var request = PictureRequest()
        if scale.hasChroma { request.groups = [.levels, .tiles] }
        request.histogramRows = histogramRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard scale.hasChroma else { return }
        guard let result = statistics?.result, result.pointee.levels.1.valid != 0,
            let sums = result.pointee.tiles.luma_sum
        else {
            unreadable += 1
            return
        }
        spreads[0].append(spread(result.pointee.levels.1))
        spreads[1].append(spread(result.pointee.levels.2))
        var change: UInt64 = 0
        for tile in 0..<tiles {
            change += UInt64(max(sums[tile], tilesBefore[tile]) - min(sums[tile], tilesBefore[tile]))
        }
        changes.append(Float(Double(change) / Double(tiles) / 256 / scale.step))
        tilesBefore.update(from: sums, count: tiles)
    }

    private func spread(_ levels: fgk_picture_levels) -> Float {
        guard let bins = levels.histogram, levels.histogram_samples > 0 else { return 0 }
        let low = Int(levels.min) >> Int(levels.histogram_shift)
        let high = Int(levels.max) >> Int(levels.histogram_shift)
        let width = Double(1 << Int(levels.histogram_shift))
        var weighted = 0
        for bin in low...high { weighted += bin * Int(bins[bin]) }
        let mean = Double(weighted) / Double(levels.histogram_samples)
        var distance = 0.0
        for bin in low...high { distance += abs(Double(bin) - mean) * Double(bins[bin]) }
        return Float(distance / Double(levels.histogram_samples) * width / scale.step)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let metrics = [ChromaLossCheck.lost, ChromaLossCheck.planes]
        guard scale.hasChroma else {
            let reason = scale.isRGB ? "the picture is R'G'B', not luma and chroma" : "the picture has no chroma"
            return log.cannotMeasure(metrics, track.id, because: reason)
        }
        guard unreadable == 0, !changes.isEmpty else {
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        let varies = spreads.map { plane in plane.contains { $0 >= 0.25 } }
        log.add(
            ChromaLossCheck.planes, track.id,
            .text(varies[0] && varies[1] ? "both" : varies[0] ? "cb" : varies[1] ? "cr" : "none"))
        let found = spreads.map { ChromaLosses($0, changes).stretches }
        let all = Set(found[0] + found[1]).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        let names = zip(["Cb", "Cr"], found).filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.count)" }
        log.add(
            ChromaLossCheck.lost, track.id, .number(Double(all.count)),
            note: names.isEmpty ? nil : names.joined(separator: ", "),
            moments: all.map { Moment(timing.time($0.lowerBound), timing.time($0.upperBound)) })
    }
}

/// Where one plane of chroma is lost in mid-shot.
struct ChromaLosses {
    private(set) var stretches: [Range<Int>] = []

    /// 8-bit codes that colour varies by.
    private static let colourful: Float = 2
    /// The most that coding leaves of colour that is gone.
    private static let faint: Float = 1.25
    /// Pictures before a loss in which the colour is steady.
    private static let before = 5

    init(_ spread: [Float], _ change: [Float]) {
        var index = Self.before
        while index < spread.count {
            guard Self.isLost(spread, change, index) else {
                index += 1
                continue
            }
            let end = spread[index...].firstIndex { $0 >= Self.colourful } ?? spread.count
            stretches.append(index..<end)
            index = end
        }
    }

    private static func isLost(_ spread: [Float], _ change: [Float], _ index: Int) -> Bool {
        let near = index - before..<index
        guard let usual = near.map({ spread[$0] }).median, usual >= colourful, spread[index] <= min(0.3 * usual, faint),
            near.allSatisfy({ spread[$0] >= 0.7 * usual })
        else { return false }
        let moved = near.map { change[$0] }.median ?? 0
        return change[index] < max(3, 2 * moved)
    }
}

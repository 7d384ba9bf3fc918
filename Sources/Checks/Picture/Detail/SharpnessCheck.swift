import CKernels
import Measuring
import Media
import Model

/// How wide edges are. It only informs.
struct SharpnessCheck: Check {
    let id = "picture-sharpness"
    let version = 1
    let guide = Guide(
        title: "Sharpness",
        what:
            "Every 48th picture: the mean width of edges along every eighth row of luma, in samples from one local extreme "
            + "to the other. Edges are where the horizontal Sobel gradient is highest and at least 64 codes (8-bit). "
            + "Pictures with fewer than 100 such edges have no value. The reading is the median of at least three pictures. "
            + "There is no limit: the width depends on what is shown as well as on how sharp it is, so only pictures of the "
            + "same scene, or stretches of one programme, can be compared.",
        why: "A shot out of focus, or a copy softer than its source, is better seen before delivery than after.",
        cause:
            "Focus, motion, noise reduction, scaling up, filters before a poor encoder; and skies, fog and skin, which "
            + "are soft by nature.",
        mend: "Look at the widest stretches of the curve, and hold a doubtful copy against its source.",
        references: [
            "Marziliano et al., A no-reference perceptual blur metric, ICIP 2002", "FFmpeg blurdetect",
        ])

    static let width = Metric("picture.edge-width", unit: "px", effort: .decode)
    static let median = Metric("picture.edge-width.median", unit: "px", effort: .decode)
    static let pace = 48

    let metrics = [width, median]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        SharpnessAnalyser(track, first)
    }
}

final class SharpnessAnalyser: PictureAnalyser {
    private static let leastEdges = 100
    private static let leastPictures = 3

    private let track: Track
    private let scale: PictureScale
    private let work: UnsafeMutablePointer<UInt16>
    private let row: UnsafeMutablePointer<Int32>
    private var widths: [Float]
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        work = .allocate(capacity: 3 * first.width)
        row = .allocate(capacity: first.width)
        widths = .reserving(track)
    }

    deinit {
        work.deallocate()
        row.deallocate()
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        defer { count += 1 }
        guard count.isMultiple(of: SharpnessCheck.pace) else { return }
        let isInterlaced: Int32 = picture.facts.isInterlaced ? 1 : 0
        let isRead = picture.withComponents { components in
            guard components.count > (scale.isRGB ? 1 : 0) else { return false }
            let sums = withUnsafePointer(to: fgk_picture_component(components[scale.isRGB ? 1 : 0])) {
                fgk_edge_widths_find($0, isInterlaced, work, row)
            }
            widths.append(sums.edges < Self.leastEdges ? .nan : Float(sums.width) / Float(sums.edges))
            return true
        }
        unreadable += isRead ? 0 : 1
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, count > 0 else {
            let metrics = [SharpnessCheck.width, SharpnessCheck.median]
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        let times = timing.times.map { _ in widths.indices.map { timing.time($0 * SharpnessCheck.pace) } }
        let step = Rational(timing.step.numerator * SharpnessCheck.pace, timing.step.denominator)
        log.series.append(
            Series(
                SharpnessCheck.width, track: track.id, start: timing.start, step: step, values: widths, times: times))
        let known = widths.filter { !$0.isNaN }
        let told = "\(known.count) of \(widths.count) pictures looked at have edges enough"
        guard known.count >= Self.leastPictures, let median = known.median else {
            let reason = "\(told); it takes \(Self.leastPictures)"
            return log.cannotMeasure([SharpnessCheck.median], track.id, because: reason)
        }
        log.add(SharpnessCheck.median, track.id, .number((Double(median) * 100).rounded() / 100), note: told)
    }
}

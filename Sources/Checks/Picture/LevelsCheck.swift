import CKernels
import Measuring
import Media
import Model

/// Code values of luma and chroma, frame by frame.
struct LevelsCheck: Check {
    let id = "picture-levels"
    let version = 2
    let guide = Guide(
        title: "Picture levels",
        what: "Lowest, highest and mean code value of luma and of both chroma signals in every picture, at the "
            + "picture's own bit depth, and the codes below which 10 % and 90 % of the luma samples lie (the "
            + "definitions of FFmpeg's signalstats and of QCTools, so that numbers can be compared). From 720 lines up "
            + "the two percentiles are taken from every eighth line, of both fields in turn; extremes and means count "
            + "every sample.",
        why: "Codes outside the agreed range are clipped or wrap round somewhere down the line, and a picture that "
            + "uses the full range in a narrow-range file looks wrong on every screen.",
        cause: "A full-range export labelled narrow (or the reverse), a grade without a legaliser, graphics that were "
            + "never converted.",
        mend: "Find out whether the whole file is shifted (range conversion at export) or single shots are out "
            + "(legalise them in the grade), and export again.",
        references: ["ITU-R BT.709, BT.2020, BT.2100 (code ranges)", "EBU R 103", "FFmpeg signalstats (definitions)"])

    static let luma = ["min", "low", "mean", "high", "max"].map {
        perPicture("luma", $0)
    }
    static let blue = ["min", "mean", "max"].map { perPicture("cb", $0) }
    static let red = ["min", "mean", "max"].map { perPicture("cr", $0) }

    /// Extremes are extremes of the pictures' own, everything else is their mean.
    private static func perPicture(_ component: String, _ part: String) -> Metric {
        let id = "picture.\(component).\(part)"
        let summary: Summary = part == "min" ? .minimum(id) : part == "max" ? .maximum(id) : .mean(id)
        return Metric(id, unit: "code", effort: .decode, summary: summary)
    }

    let metrics = luma + blue + red
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        LevelsAnalyser(track, first)
    }
}

final class LevelsAnalyser: PictureAnalyser {
    private let track: Track
    private let isRGB: Bool
    private let hasChroma: Bool
    private let histogramRows: Int
    private var luma: [[Float]]
    private var blue: [[Float]]
    private var red: [[Float]]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        isRGB = first.pixelFormat?.isRGB ?? false
        hasChroma = !isRGB && (first.pixelFormat?.components ?? 0) >= 3
        histogramRows = first.histogramRows
        let empty = [Float].reserving(track)
        luma = Array(repeating: empty, count: 5)
        blue = Array(repeating: empty, count: 3)
        red = Array(repeating: empty, count: 3)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        if !isRGB { request.groups = .levels }
        request.histogramRows = histogramRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard !isRGB, let result = statistics?.result.pointee, result.levels.0.valid != 0 else {
            unreadable += 1
            return
        }
        withUnsafePointer(to: result.levels.0) { levels in
            luma[0].append(Float(levels.pointee.min))
            luma[1].append(Float(fgk_picture_percentile(levels, 0.1)))
            luma[2].append(Float(fgk_picture_mean(levels)))
            luma[3].append(Float(fgk_picture_percentile(levels, 0.9)))
            luma[4].append(Float(levels.pointee.max))
        }
        guard hasChroma else { return }
        append(result.levels.1, to: &blue)
        append(result.levels.2, to: &red)
    }

    private func append(_ levels: fgk_picture_levels, to series: inout [[Float]]) {
        series[0].append(Float(levels.min))
        series[1].append(withUnsafePointer(to: levels) { Float(fgk_picture_mean($0)) })
        series[2].append(Float(levels.max))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !luma[0].isEmpty else {
            log.cannotMeasure(
                LevelsCheck.luma + LevelsCheck.blue + LevelsCheck.red, track.id,
                because: isRGB ? "the picture is R'G'B', not luma and chroma" : "its samples cannot be read one by one")
            return
        }
        add(LevelsCheck.luma, luma, timing, into: &log)
        guard hasChroma else { return }
        add(LevelsCheck.blue, blue, timing, into: &log)
        add(LevelsCheck.red, red, timing, into: &log)
    }

    private func add(_ metrics: [Metric], _ series: [[Float]], _ timing: PictureTiming, into log: inout Log) {
        for (metric, values) in zip(metrics, series) {
            log.series.append(timing.series(metric, track.id, values))
            let whole = PictureSummary(metric, values, timing)
            log.add(metric, track.id, .number(whole.value), note: whole.note, moments: whole.moments)
        }
    }
}

/// One value for all pictures of a track: the extreme of minima and maxima with its place, the mean of the rest.
struct PictureSummary {
    let value: Double
    let note: String?
    let moments: [Moment]

    init(_ metric: Metric, _ values: [Float], _ timing: PictureTiming) {
        let extreme: Int? =
            switch metric.summary {
            case .minimum: values.indices.min { values[$0] < values[$1] }
            case .maximum: values.indices.max { values[$0] < values[$1] }
            default: nil
            }
        if let extreme {
            value = Double(values[extreme])
            note = nil
            moments = [timing.moment(extreme)]
        } else {
            let mean = values.reduce(0) { $0 + Double($1) } / Double(max(1, values.count))
            value = (mean * 1000).rounded() / 1000
            note = "mean of all pictures"
            moments = []
        }
    }
}

extension PictureFacts {
    /// Every how many lines enter the histograms: all of a small picture, an eighth of a large one, which moves a
    /// percentile by a code at most in ordinary pictures (by four of 8 bits in a nearly empty one) and saves most of the
    /// scan.
    var histogramRows: Int { height >= 720 ? 8 : 1 }

    /// Every how many lines the average of the light is taken from. A line differs little from its neighbours: some 270
    /// of them give the average of a real picture to a few tenths of a per cent.
    var lightRows: Int { height >= 1440 ? 8 : height >= 720 ? 4 : 1 }

    /// Every how many lines are held against those of other pictures to find combing.
    var combRows: Int { height >= 1440 ? 8 : height >= 720 ? 4 : 1 }

    /// Every how many lines are held against those of the picture before.
    var changeRows: Int { height >= 720 ? 4 : 1 }
}

extension [Float] {
    /// Room for a value per picture of the track.
    static func reserving(_ track: Track) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(Swift.min(Swift.max(track.facts.frames, 1024), 1 << 20))
        return values
    }
}

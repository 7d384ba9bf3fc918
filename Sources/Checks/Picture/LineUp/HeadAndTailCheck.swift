import CKernels
import Measuring
import Media
import Model

/// Where the programme begins and ends, and what stands before and after it.
struct HeadAndTailCheck: Check {
    let id = "picture-head-and-tail"
    let version = 3
    let guide = Guide(
        title: "Head, slate and tail",
        what: "Every picture is black (98 % of luma below 10 % and of chroma within 8 codes of neutral), colour bars, "
            + "still (less than 0.1 % of full scale changes), quiet (less than 0.6 %) or moving; states of less than five "
            + "pictures are passed over. The lead-in is bars, black, and what stands between black like a slate or a "
            + "countdown: a stretch of 2 to 90 s that ends in black and is still for 90 % of its length, or, after "
            + "bars, at least quiet for 80 %; or a countdown, a stretch of 3 to 30 s before black whose picture changes in "
            + "beats of one second, at least four of them, each three times what is usual. The programme starts after it and ends before the black that the file "
            + "ends with. Head black is the black right before the start, tail black the one after the end. Slates are "
            + "candidates: a still title followed by black looks the same. Countdowns are among them and are counted "
            + "by themselves too.",
        why: "Receivers fix what stands before the first and after the last picture, often to the frame, and anything "
            + "else shifts the programme against its timecode. Rules of a profile that speak of the programme are judged "
            + "between the two ends found here.",
        cause: "An export with the wrong in or out point, a leader that was left on (or left off), black of the "
            + "sequence's end exported with the programme.",
        mend: "Set in and out points anew, add or remove the leader, and export again.",
        references: [
            "EBU R 122 (timecode in MXF files)", "FFmpeg blackdetect (0.98 of the picture, level 0.10)",
        ])

    static let start = Metric("programme.start", unit: "s", effort: .decode)
    static let end = Metric("programme.end", unit: "s", effort: .decode)
    static let headBlack = Metric("lineup.head-black", unit: "s", effort: .decode)
    static let tailBlack = Metric("lineup.tail-black", unit: "s", effort: .decode)
    static let slates = Metric("lineup.slates", effort: .decode)
    static let countdowns = Metric("lineup.countdowns", effort: .decode)

    let metrics = [start, end, headBlack, tailBlack, slates, countdowns]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        HeadAndTailAnalyser(track, first)
    }
}

final class HeadAndTailAnalyser: PictureAnalyser {
    private let track: Track
    private let scale: PictureScale
    private let finder: BarsFinder
    private let samples: Double
    private let histogramRows, changeRows: Int
    private var states: [PictureState] = []
    /// Mean change of luma, share of full scale.
    private var changes: [Float]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        finder = BarsFinder(track, first)
        samples = Double(first.width * first.height)
        changes = .reserving(track)
        states.reserveCapacity(changes.capacity)
        histogramRows = first.histogramRows
        changeRows = first.changeRows
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = [.levels, .grid, .change]
        request.histogramRows = histogramRows
        request.changeRows = changeRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let result = statistics?.result, result.pointee.levels.0.valid != 0, result.pointee.tiles.valid != 0
        else {
            unreadable += 1
            return
        }
        let change = Double(result.pointee.change.luma_sad) / samples / Double(1 << scale.depth)
        states.append(state(result, change))
        changes.append(Float(change))
    }

    private func state(_ result: UnsafePointer<fgk_picture_result>, _ change: Double) -> PictureState {
        if isBlack(result) { return .black }
        if finder.match(result.pointee.tiles) != nil { return .bars }
        guard result.pointee.change.valid != 0 else { return .first }
        return change < 0.001 ? .still : change < 0.006 ? .quiet : .moving
    }

    private func isBlack(_ result: UnsafePointer<fgk_picture_result>) -> Bool {
        func code(_ levels: UnsafePointer<fgk_picture_levels>, _ share: Double) -> Double {
            Double(fgk_picture_percentile(levels, share))
        }
        return withUnsafePointer(to: result.pointee.levels) { tuple in
            tuple.withMemoryRebound(to: fgk_picture_levels.self, capacity: 4) { levels in
                let top = scale.black + 0.1 * (scale.isFull ? scale.white : 219 * scale.step)
                let colours = scale.isRGB ? 3 : 1
                guard (0..<colours).allSatisfy({ code(levels + $0, 0.98) < top }) else { return false }
                return !scale.hasChroma
                    || (1...2).allSatisfy {
                        abs(code(levels + $0, 0.01) - scale.neutral) <= 8 * scale.step
                            && abs(code(levels + $0, 0.99) - scale.neutral) <= 8 * scale.step
                    }
            }
        }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !states.isEmpty else {
            let metrics = [HeadAndTailCheck.start, HeadAndTailCheck.end, HeadAndTailCheck.headBlack]
            return log.cannotMeasure(
                metrics + [HeadAndTailCheck.tailBlack, HeadAndTailCheck.slates, HeadAndTailCheck.countdowns], track.id,
                because: Unreadable.reason)
        }
        let line = Timeline(states, changes, timing)
        guard line.start < line.end else {
            let metrics = [HeadAndTailCheck.start, HeadAndTailCheck.end]
            for metric in metrics { log.add(metric, track.id, nil, note: "nothing but bars, black and stills") }
            return add(line, timing, into: &log)
        }
        add(HeadAndTailCheck.start, timing.time(line.start), into: &log)
        add(HeadAndTailCheck.end, timing.time(line.end), into: &log)
        add(line, timing, into: &log)
    }

    private func add(_ line: Timeline, _ timing: PictureTiming, into log: inout Log) {
        func moment(_ span: Range<Int>) -> Moment { Moment(timing.time(span.lowerBound), timing.time(span.upperBound)) }
        for (metric, span) in [
            (HeadAndTailCheck.headBlack, line.headBlack), (HeadAndTailCheck.tailBlack, line.tailBlack),
        ] {
            add(metric, moment(span).duration, moments: span.isEmpty ? [] : [moment(span)], into: &log)
        }
        log.add(
            HeadAndTailCheck.slates, track.id, .number(Double(line.slates.count)),
            note: line.slates.isEmpty ? nil : "candidates, told by standing still before black",
            moments: line.slates.map(moment))
        log.add(
            HeadAndTailCheck.countdowns, track.id, .number(Double(line.countdowns.count)),
            moments: line.countdowns.map(moment))
    }

    private func add(_ metric: Metric, _ seconds: Double, moments: [Moment] = [], into log: inout Log) {
        log.add(metric, track.id, .number((seconds * 1_000_000).rounded() / 1_000_000), moments: moments)
    }
}

enum PictureState: Equatable {
    /// `first` has nothing to be compared with and goes with what follows.
    case black, bars, still, quiet, moving, first
}

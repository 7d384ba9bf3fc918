import CKernels
import Measuring
import Media
import Model

/// Regular stripes over much of the screen.
struct PatternCheck: Check {
    let id = "pse-pattern"
    let version = 2
    let guide = Guide(
        title: "Regular patterns (BT.1702-3, Ofcom)",
        what:
            "A screening, not a certified PSE test, and of all PSE measures the least certain: take `fail` as a reason "
            + "to look. About twelve times a second the luminance is searched for windows in which one spatial "
            + "frequency (and its third harmonic) holds at least 35 % of the energy. Where most windows agree on the "
            + "frequency, to 15 % and 12 degrees, the striped area is measured on 240 × 135 points: a contrast of 20 "
            + "cd/m², light stripes above 50, dark ones below 160 (in HDR a Michelson contrast above 1/17 instead). "
            + "`fail` means more than five pairs over more than 40 % of the screen for half a second, or over more "
            + "than 25 % while they jump, reverse or flash. 35 %, 15 %, 12 degrees and what counts as a jump are "
            + "starting values of our own. Stripes finer than about 1/60 of the height may be mistaken for coarser "
            + "ones. `pse.pattern-area` is the striped area over time.",
        why: "Bold stripes trigger seizures in a part of the people with photosensitive epilepsy, more so when they "
            + "move to and fro. Broadcast rules limit them as they limit flashes.",
        cause: "Striped clothes, blinds, escalators, fences and façades that fill the frame; graphics with rays or "
            + "grids; computer pictures.",
        mend: "Show the pattern smaller or out of focus, lower its contrast, break it up with something in front, or "
            + "keep it still. Then have the programme tested by the device that the receiver recognises.",
        references: [
            "ITU-R BT.1702-3 (11/2023), guideline 2 and its attachment on regular patterns",
            "Ofcom, guidance on section 2 of the Broadcasting Code, annex 1: flashing images and regular patterns",
        ])

    static let pattern = Metric("pse.pattern", effort: .decode)
    static let area = Metric("pse.pattern-area", unit: "%", effort: .decode)

    let metrics = [pattern, area]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        PatternAnalyser(track, first)
    }
}

final class PatternAnalyser: PictureAnalyser {
    /// Looks a second, roughly.
    private static let looks = 12.5

    private let track: Track
    private let finder: PatternFinder?
    private let every: Int
    private let frame: Double
    private var clock: FlashClock
    private var record = PatternRecord()
    private var area: [Float]
    private var last: Float = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let rate = track.frameRate?.asDouble ?? 25
        frame = 1 / rate
        every = max(1, Int((rate / Self.looks).rounded()))
        clock = FlashClock(tick: track.facts.timeBase.isKnown ? track.facts.timeBase.asDouble : frame, rate: rate)
        let isReadable = track.facts.dolbyVision?.profile != 5
        finder = isReadable ? FlashPicture(track, first).flatMap { PatternFinder($0) } : nil
        area = .reserving(track)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        if finder != nil { request.groups = .tiles }
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let finder, let result = statistics?.result, result.pointee.tiles.valid != 0 else {
            unreadable += 1
            return
        }
        let time = clock.time(ofStamp: picture.pts)
        if area.count.isMultiple(of: every) {
            let stripes = withUnsafePointer(to: result.pointee.tiles) { finder.stripes(in: $0) }
            record.note(stripes, from: time, to: time + Double(every) * frame)
            last = Float(stripes.area * 100)
        }
        area.append(last)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !area.isEmpty else {
            log.cannotMeasure(
                [PatternCheck.pattern, PatternCheck.area], track.id, because: "its luma cannot be read one by one")
            return
        }
        record.finish()
        let report = PatternReport(record: record, timing: timing)
        log.add(PatternCheck.pattern, track.id, report.value, note: report.note, moments: report.moments)
        log.series.append(timing.series(PatternCheck.area, track.id, area))
    }
}

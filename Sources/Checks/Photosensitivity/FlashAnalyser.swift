import CKernels
import Measuring
import Media
import Model

/// Watches the pictures of one track for flashes.
final class FlashAnalyser: PictureAnalyser {
    /// Per-picture values of one lane that are worth a plot.
    private struct Trace {
        let lane: Int
        let metrics: FlashCheck.PlotMetrics
        var area: [Float]
        var count: [Float]
        var map = FlashMap()
    }

    private let track: Track
    private let check: FlashCheck
    private let machine: FlashMachine?
    private let reason: String
    private let remarks: [String]
    private var clock: FlashClock
    private let frame: Double
    private var traces: [Trace] = []
    private var unreadable = 0
    private var pictures = 0

    init(_ check: FlashCheck, _ track: Track, _ first: PictureFacts) {
        self.check = check
        self.track = track
        let rate = track.frameRate?.asDouble ?? 25
        frame = 1 / rate
        clock = FlashClock(tick: track.facts.timeBase.isKnown ? track.facts.timeBase.asDouble : frame, rate: rate)
        let prepared = FlashPreparation(check, track, first)
        machine = prepared.machine
        reason = prepared.reason
        remarks = prepared.remarks
        for (index, lane) in (machine?.lanes ?? []).enumerated() {
            guard let metrics = check.plots(lane.rules, lane.kind) else { continue }
            traces.append(Trace(lane: index, metrics: metrics, area: .reserving(track), count: .reserving(track)))
        }
    }

    var request: PictureRequest {
        var request = PictureRequest()
        if machine != nil { request.groups = .grid }
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let machine else { return }
        guard let result = statistics?.result, result.pointee.tiles.valid != 0 else {
            unreadable += 1
            return
        }
        let time = clock.time(ofStamp: picture.pts)
        withUnsafePointer(to: result.pointee.tiles) { machine.take($0, at: time, lasting: frame) }
        pictures += 1
        for index in traces.indices { plot(&traces[index], machine.lanes[traces[index].lane], time) }
    }

    private func plot(_ trace: inout Trace, _ lane: FlashMachine.Lane, _ time: Double) {
        trace.area.append(Float(lane.counter.area * 100))
        trace.count.append(Float(lane.counter.count.changes))
        if lane.record.isWorst { trace.map.take(lane.counter.samples, at: time) }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard let machine, unreadable == 0, pictures > 0 else {
            log.cannotMeasure(
                check.metrics, track.id, because: machine == nil ? reason : "its samples cannot be read one by one")
            return
        }
        for lane in machine.lanes {
            let report = FlashReport(lane: lane, timing: timing, remarks: remarks)
            log.add(
                FlashCheck.metric(lane.rules, lane.kind), track.id, report.value, note: report.note,
                moments: report.moments)
        }
        let done = Set(machine.lanes.map { FlashCheck.metric($0.rules, $0.kind) })
        log.cannotMeasure(check.verdicts.filter { !done.contains($0) }, track.id, because: reason)
        for trace in traces { add(trace, timing, into: &log) }
    }

    private func add(_ trace: Trace, _ timing: PictureTiming, into log: inout Log) {
        log.series.append(timing.series(trace.metrics.area, track.id, trace.area))
        log.series.append(timing.series(trace.metrics.count, track.id, trace.count))
        guard let time = trace.map.time else { return }
        // No series in time: all cells belong to the one picture.
        log.series.append(
            Series(
                trace.metrics.map, track: track.id, start: timing.start + time, step: Rational(0, 1),
                values: trace.map.cells))
    }
}

/// Finds out what of a check can be measured on a track.
struct FlashPreparation {
    private(set) var machine: FlashMachine?
    /// Why something cannot be measured.
    private(set) var reason = "its samples cannot be read one by one"
    private(set) var remarks: [String] = []

    init(_ check: FlashCheck, _ track: Track, _ first: PictureFacts) {
        guard let picture = FlashPicture(track, first), !picture.format.isXYZ else { return }
        let dolby = track.facts.dolbyVision ?? track.container?.dolbyVision
        if dolby?.profile == 5 {
            reason = "its codes are Dolby Vision's own (profile 5) and not luma and chroma"
            return
        }
        if first.isInterlaced { remarks.append("interlaced: flicker between the fields of a picture is not seen") }
        if !picture.hasColour { reason = "R'G'B' cannot be worked out from its colour matrix" }
        let rules = check.rules.filter { $0.luminance == .luma || picture.hasColour }
        guard !rules.isEmpty else { return }
        machine = FlashMachine(rules, picture.hasColour ? FlashKind.allCases : [.luminance], picture)
    }
}

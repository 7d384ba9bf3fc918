import Measuring
import Model

/// Puts what a lane holds into words.
struct FlashReport {
    let lane: FlashMachine.Lane
    let timing: PictureTiming
    /// Remarks that hold for the whole track.
    let remarks: [String]

    var value: Value { lane.record.failures.isEmpty ? "pass" : "fail" }

    var moments: [Moment] { lane.record.failures.map(timing.onTimeline) }

    var note: String {
        let warnings = (value == "pass" ? closeCalls : []) + long
        return ([FlashLimits.screening, lane.rules.title, most] + warnings.map { "warning: \($0)" } + remarks)
            .joined(separator: "; ")
    }

    private var most: String {
        let worst = lane.record.worst
        guard worst.changes > 0 else { return lane.record.hasEvents ? "single flashes, far apart" : "no flashes" }
        let place = timing.onTimeline(Moment(worst.from, worst.to)).inWords
        let changes = worst.changes == 1 ? "1 change" : "\(worst.changes) changes"
        guard worst.changes >= FlashLimits.failing else { return "most within a second: \(changes), \(place)" }
        return
            "worst second: \(changes), \(percent(worst.area)) of the \(area) at \(FlashLimits.failing) or more, \(place)"
    }

    private var closeCalls: [String] {
        let isClose = lane.record.worst.changes >= FlashLimits.warning
        let close = isClose ? ["\(lane.record.worst.changes) changes within a second, \(FlashLimits.failing) fail"] : []
        return close
            + FlashDoubt.allCases.compactMap { doubt in lane.doubted[doubt].map { doubt.warning($0, lane.rules) } }
    }

    private var long: [String] {
        guard let long = lane.record.longest.map(timing.onTimeline) else { return [] }
        return [
            "flashing for \(long.duration.hundredths) s, \(long.inWords); long sequences may be a risk below the limits"
        ]
    }

    private var area: String { lane.rules.area == .screen ? "screen" : "fullest window" }
    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}

extension PictureTiming {
    /// From seconds since the first picture to the file's timeline, in whole milliseconds.
    func onTimeline(_ moment: Moment) -> Moment {
        func place(_ time: Double) -> Double { ((start + time) * 1000).rounded() / 1000 }
        return Moment(place(moment.start), place(moment.end))
    }
}

extension Moment {
    var inWords: String { "\(start.hundredths) to \(end.hundredths) s" }
}

extension Double {
    /// With two decimals.
    fileprivate var hundredths: String {
        let whole = Int((magnitude * 100).rounded())
        let fraction = whole % 100
        return "\(self < 0 && whole > 0 ? "-" : "")\(whole / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

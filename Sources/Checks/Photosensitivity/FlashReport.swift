import Measuring
import Model

/// Puts what a record holds into words.
struct FlashReport {
    let lane: FlashMachine.Lane
    let timing: PictureTiming
    /// Remarks that hold for the whole track.
    let remarks: [String]

    var value: Value { lane.record.failures.isEmpty ? "pass" : "fail" }

    var moments: [Moment] { lane.record.failures.map(onTimeline) }

    var note: String {
        let lines = [FlashLimits.screening, "\(lane.rules.title)", most] + warnings + remarks
        return lines.compactMap { $0 }.joined(separator: "; ")
    }

    private var most: String? {
        let worst = lane.record.worst
        guard worst.changes > 0 else { return "no flashes" }
        let moment = onTimeline(Moment(worst.from, worst.to))
        let where_ = "\(seconds(moment.start)) to \(seconds(moment.end)) s"
        guard worst.changes >= FlashLimits.failing else {
            return "most within a second: \(changes(worst.changes)), \(where_)"
        }
        return
            "worst second: \(changes(worst.changes)), \(percent(worst.area)) of the \(area) at \(FlashLimits.failing)"
            + " or more, \(where_)"
    }

    private var warnings: [String] {
        let record = lane.record
        var texts: [String] = []
        if record.failures.isEmpty {
            if record.worst.changes >= FlashLimits.warning {
                texts.append("close to the limit of \(FlashLimits.failing - 1) changes within a second")
            }
            if record.near >= FlashLimits.failing {
                texts.append(
                    "\(changes(record.near)) within a second on more than \(percent(FlashLimits.nearShare)) of the"
                        + " screen, rising and falling parts taken together")
            }
            if record.slow >= FlashLimits.failing {
                texts.append("\(changes(record.slow)) within a second if those slower than 66 ms count")
            }
        }
        if let long = record.longest.map(onTimeline) {
            texts.append(
                "flashes for \(seconds(long.duration)) s without a pause, \(seconds(long.start)) to"
                    + " \(seconds(long.end)) s; long sequences may be a risk below the limits too")
        }
        return texts.map { "warning: \($0)" }
    }

    private var area: String { lane.rules.area == .screen ? "screen" : "fullest window" }

    private func onTimeline(_ moment: Moment) -> Moment {
        Moment(milliseconds(timing.start + moment.start), milliseconds(timing.start + moment.end))
    }

    private func milliseconds(_ time: Double) -> Double { (time * 1000).rounded() / 1000 }
    private func changes(_ count: Int) -> String { count == 1 ? "1 change" : "\(count) changes" }
    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

    private func seconds(_ time: Double) -> String {
        let hundredths = Int((time * 100).rounded())
        let fraction = abs(hundredths) % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

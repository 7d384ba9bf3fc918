import CKernels
import Measuring
import Model

/// Puts a record of patterns into words.
struct PatternReport {
    let record: PatternRecord
    let timing: PictureTiming

    var value: Value { record.failures.isEmpty ? "pass" : "fail" }
    var moments: [Moment] { record.failures.map(timing.onTimeline) }

    var note: String {
        guard let (stripes, time) = record.largest else { return "\(FlashLimits.screening); no regular pattern" }
        let place = timing.onTimeline(Moment(time, time)).start
        let area = Int((stripes.area * 100).rounded())
        return "\(FlashLimits.screening), pattern suspect; largest: \(Int(stripes.pairs)) pairs on \(area) % of the"
            + " screen, contrast \(Int(stripes.contrast)) cd/m², at \(place) s"
    }
}

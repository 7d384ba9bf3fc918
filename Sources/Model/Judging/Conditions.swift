extension Log {
    /// Nil when all conditions hold. One that certainly does not hold outweighs one that could not be measured: the
    /// rule does not apply, whatever the other would have said.
    func outcome(of conditions: [Condition], _ track: TrackID?) -> Outcome? {
        let outcomes = conditions.map { condition in outcome(of: condition, track) }.filter { $0.verdict != .passed }
        return outcomes.first { $0.verdict == .notApplicable } ?? outcomes.first
    }

    /// Passed, not applicable (the condition does not hold) or not measured.
    private func outcome(of condition: Condition, _ track: TrackID?) -> Outcome {
        let metric = condition.metric
        let place = place(of: metric, for: track)
        let outcome = outcome(of: condition.expectation, metric, place)
        switch outcome.verdict {
        case .passed: return outcome
        case .humanReview where mayHold(condition, place): return Outcome(.passed)
        case .notMeasured: return .notMeasured("needs \(metric): \(outcome.note ?? "not measured")")
        default:
            let wanted = condition.expectation.describe(unit: unit(of: metric))
            return Outcome(
                .notApplicable,
                note: "applies only where \(metric) is \(wanted); here it is \(outcome.measured ?? Wording.none)")
        }
    }

    /// Where a second metric of a rule is to be read: on the rule's own track, else on the file, else on the first
    /// picture track, which is what a rule on the file or on the sound means by `hdr.format` or `video.frame-rate`.
    func place(of metric: String, for track: TrackID?) -> TrackID? {
        let picture = TrackID(.video, 0)
        if knows(metric, track) { return track }
        if knows(metric, nil) { return nil }
        return track?.kind != picture.kind && knows(metric, picture) ? picture : track
    }

    private func knows(_ metric: String, _ track: TrackID?) -> Bool {
        readings.contains { $0.metric == metric && $0.track == track }
            || series.contains { $0.metric == metric && $0.track == track }
            || unmeasured.contains { $0.metric == metric && $0.track == track }
    }
}

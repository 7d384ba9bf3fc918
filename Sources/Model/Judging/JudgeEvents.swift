extension Log {
    /// Runs in a series. Where a track is measured channel by channel each channel has to pass.
    func outcome(ofEvents rule: EventRule, _ metric: String, _ track: TrackID?) -> Outcome {
        let found = series.filter { $0.metric == metric && $0.track == track }
        let outcomes = found.map { series in series.outcome(rule) }
        let order: [Verdict] = [.failed, .notMeasured, .notApplicable, .passed]
        let worst = order.lazy.compactMap { verdict in outcomes.first { $0.verdict == verdict } }.first
        return worst ?? .notMeasured(whyNoSeries(metric, track))
    }

    private func whyNoSeries(_ metric: String, _ track: TrackID?) -> String {
        if let reason = reasonUnmeasured(metric, track) { return reason }
        guard let reading = reading(metric, track) else { return whyMissing(metric, track) }
        return reading.note ?? "the log has no series of this"
    }
}

extension Series {
    func outcome(_ rule: EventRule) -> Outcome {
        let missing = values.count { $0.isNaN }
        guard missing < values.count else { return .notMeasured("the series has no values") }
        guard let span = judgedSpan(rule) else {
            return Outcome(.notApplicable, note: "shorter than the ignored head and tail together")
        }
        let events = events(rule, in: span)
        let share = events.reduce(0) { $0 + $1.duration } / span.duration
        let passed = rule.allows(count: events.count) && rule.allows(share: share)
        let notes = [
            channel.map { "channel \($0)" }, missing > 0 ? "\(missing) of \(values.count) values missing" : nil,
        ]
        .compactMap { $0 }
        return Outcome(
            passed ? .passed : .failed, measured: rule.measured(events, share), moments: passed ? [] : events,
            note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }
}

extension EventRule {
    func allows(count: Int) -> Bool { allowedCount.map { count <= $0 } ?? true }
    func allows(share: Double) -> Bool { allowedShare.map { share <= $0 + slack(at: $0) } ?? true }
}

/// What came of holding one metric of one track to one expectation: a finding that does not know its rule yet.
struct Outcome: Equatable {
    var verdict: Verdict
    var measured: String?
    var moments: [Moment]
    var note: String?
    /// Where the rule was judged; empty: over the whole file.
    var stretches: [Moment] = []
    /// The value that was judged, where it is not the reading of the whole track.
    var value: Value?

    init(_ verdict: Verdict, measured: String? = nil, moments: [Moment] = [], note: String? = nil) {
        self.verdict = verdict
        self.measured = measured
        self.moments = moments
        self.note = note
    }

    static func notMeasured(_ reason: String) -> Outcome { Outcome(.notMeasured, note: reason) }

    /// An estimate never rejects: its failure is a question for a person.
    var asEstimate: Outcome { verdict == .failed ? open("this is an estimate; a person has to decide") : self }

    /// The same as a question for a person.
    func open(_ reason: String) -> Outcome {
        var open = self
        open.verdict = .humanReview
        open.note = [reason, note].compactMap { $0 }.joined(separator: "; ")
        return open
    }
}

extension Log {
    /// Holds `metric` of `track` (nil: of the file) to an expectation. What the log itself calls unmeasured is, whatever
    /// was noted before the measurement broke off; only events that were seen up to there stay seen.
    func outcome(of expectation: Expectation, _ metric: String, _ track: TrackID?) -> Outcome {
        let outcome = outcomeAsRead(expectation, metric, track)
        guard let reason = reasonUnmeasured(metric, track) else { return outcome }
        if case .events = expectation, outcome.verdict == .failed { return outcome }
        return .notMeasured(reason)
    }

    private func outcomeAsRead(_ expectation: Expectation, _ metric: String, _ track: TrackID?) -> Outcome {
        switch expectation {
        case .events(let events): outcome(ofEvents: events, metric, track)
        case .sameAs(let other, let tolerance): outcome(ofSameAs: other, tolerance, metric, track)
        case .sequence(let wanted): outcome(ofSequence: wanted, metric, [track])
        default: reading(metric, track).map(expectation.outcome(for:)) ?? .notMeasured(whyMissing(metric, track))
        }
    }

    /// Why there is no reading: the reason in the log, or that nobody tried.
    func whyMissing(_ metric: String, _ track: TrackID?) -> String {
        if let reason = reasonUnmeasured(metric, track) { return reason }
        guard let elsewhere = readings.first(where: { $0.metric == metric }) else { return "no check measures this" }
        let wanted = track.map { "\($0)" } ?? "the file"
        return "not measured for \(wanted), only for \(elsewhere.track.map { "\($0)" } ?? "the file")"
    }

    /// The unit `metric` is measured in, as far as this log shows it.
    func unit(of metric: String) -> String? {
        readings.first { $0.metric == metric && $0.unit != nil }?.unit
            ?? series.first { $0.metric == metric && $0.unit != nil }?.unit
    }
}

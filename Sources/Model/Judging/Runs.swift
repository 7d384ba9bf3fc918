extension Series {
    /// The stretches whose values all lie on the wanted side of the threshold. A missing value (NaN) breaks a stretch.
    /// A stretch ends where the first value outside begins, or with the series.
    func runs(_ side: EventRule.Side, _ threshold: Double) -> [Moment] {
        // The series holds single precision: 0.1 read back as a double would lie above 0.1.
        let threshold = Float(threshold)
        var runs: [Moment] = []
        var first: Int?
        for index in 0...values.count {
            let isIn = index < values.count && side.holds(values[index], threshold)
            if isIn, first == nil { first = index }
            guard !isIn, let start = first else { continue }
            runs.append(Moment(time(at: start), time(at: index)))
            first = nil
        }
        return runs
    }

    /// The part of the series that a rule looks at; nil when head and tail leave nothing.
    func judgedSpan(_ rule: EventRule) -> Moment? {
        let span = Moment(time(at: 0) + rule.ignoreHead, time(at: values.count) - rule.ignoreTail)
        return span.duration > Self.instant ? span : nil
    }

    /// Runs that are long enough, clipped to the judged span.
    func events(_ rule: EventRule, in span: Moment) -> [Moment] {
        runs(rule.side, rule.threshold).map { $0.clipped(to: span) }
            .filter { $0.duration > 0 && $0.duration >= rule.atLeast - Self.instant }
    }

    /// Times are sums of steps: 50 pictures of 1/25 s may come out a hair under 2 s. A microsecond is no picture.
    private static let instant = 1e-6
}

extension Moment {
    func clipped(to span: Moment) -> Moment { Moment(max(start, span.start), min(end, span.end)) }
}

extension EventRule.Side {
    /// The threshold itself is on neither side.
    func holds(_ value: Float, _ threshold: Float) -> Bool {
        switch self {
        case .above: value > threshold
        case .below: value < threshold
        }
    }
}

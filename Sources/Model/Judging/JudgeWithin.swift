// Rules that are judged over a stretch of the file: the log is cut down to it, and judged as any log is. What cannot be
// cut down, or where the stretch was not found, is judged over the whole file, and the finding says so.

/// Where a rule is judged.
enum JudgedStretch: Equatable {
    /// All of the file; the note says why, where a stretch was asked for.
    case whole(note: String?)
    /// Each of them by itself.
    case parts([Moment])
    /// The file has no such stretch.
    case nowhere(String)
}

extension Log {
    func outcome(of expectation: Expectation, _ metric: String, _ track: TrackID?, in stretch: JudgedStretch) -> Outcome
    {
        switch stretch {
        case .whole(let note): return outcome(of: expectation, metric, track).with(note)
        case .nowhere(let reason): return Outcome(.notApplicable, note: reason)
        case .parts(let parts):
            let cut = parts.compactMap { cutDown(to: $0, metric, track, for: expectation) }
            guard cut.count == parts.count else {
                return outcome(of: expectation, metric, track)
                    .with("judged over the whole file, for this measurement is one value for all of it")
            }
            var worst = cut.map { $0.outcome(of: expectation, metric, track) }.worst
            worst.value = cut.count == 1 ? cut[0].reading(metric, track)?.value : nil
            worst.stretches = parts
            return worst
        }
    }

    /// The log with this one metric cut down to a stretch; nil where it cannot be.
    private func cutDown(to part: Moment, _ metric: String, _ track: TrackID?, for expectation: Expectation) -> Log? {
        var log = self
        if case .events = expectation {
            for index in log.series.indices where series[index].metric == metric && series[index].track == track {
                log.series[index] = series[index].cutDown(to: part)
            }
            return log
        }
        guard let index = readings.firstIndex(where: { $0.metric == metric && $0.track == track }),
            readings[index].value != nil
        else { return log }
        guard let reading = cutDown(readings[index], to: part) else { return nil }
        log.readings[index] = reading
        return log
    }

    private func cutDown(_ reading: Reading, to part: Moment) -> Reading? {
        guard let summary = reading.summary, let track = reading.track else { return nil }
        switch summary {
        case .count:
            guard reading.value == .number(Double(reading.moments.count)) else { return nil }
            var copy = reading
            copy.moments = reading.moments.map { $0.clipped(to: part) }.filter { $0.duration > 0 }
            copy.value = .number(Double(copy.moments.count))
            return copy
        case .maximum(let name): return cutDown(reading, series(name, track), to: part) { $0 > $1 }
        case .minimum(let name): return cutDown(reading, series(name, track), to: part) { $0 < $1 }
        case .mean(let name): return cutDown(reading, series(name, track), to: part, nil)
        }
    }

    /// - Parameter isWorse: which of two values is the reading; nil: their mean is.
    private func cutDown(
        _ reading: Reading, _ series: Series?, to part: Moment, _ isWorse: ((Float, Float) -> Bool)?
    ) -> Reading? {
        guard let series else { return nil }
        let cut = series.cutDown(to: part)
        let known = cut.values.indices.filter { !cut.values[$0].isNaN }
        var copy = reading
        (copy.moments, copy.value) = ([], .number(.nan))
        guard let first = known.first else { return copy }
        guard let isWorse else {
            let sum = known.reduce(0) { $0 + Double(cut.values[$1]) }
            copy.value = .number((sum / Double(known.count) * 1e3).rounded() / 1e3)
            return copy
        }
        let place = known.reduce(first) { isWorse(cut.values[$1], cut.values[$0]) ? $1 : $0 }
        copy.value = .number((Double(cut.values[place]) * 1e4).rounded() / 1e4)
        copy.moments = reading.moments.isEmpty ? [] : [Moment(cut.time(at: place), cut.time(at: place + 1))]
        return copy
    }
}

extension Series {
    /// The values that stand, for more than half of their time, in the stretch.
    func cutDown(to part: Moment) -> Series {
        let half = step.asDouble / 2
        let first = values.indices.first { time(at: $0) + half >= part.start } ?? values.count
        let end = values.indices.last { time(at: $0) + half < part.end }.map { $0 + 1 } ?? 0
        let kept = first..<max(first, end)
        var copy = self
        copy.start = time(at: first)
        copy.values = Array(values[kept])
        copy.times = times.map { Array($0[kept.clamped(to: 0..<$0.count)]) }
        return copy
    }
}

extension Outcome {
    fileprivate func with(_ note: String?) -> Outcome {
        var copy = self
        let notes = [note, self.note].compactMap { $0 }
        copy.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
        return copy
    }
}

extension [Outcome] {
    /// What several parts come to, each judged by itself: the worst, with the places of all that are as bad.
    fileprivate var worst: Outcome {
        let order: [Verdict] = [.failed, .notMeasured, .humanReview, .passed, .notApplicable]
        let worst = order.lazy.compactMap { verdict in first { $0.verdict == verdict } }.first
        guard var worst else { return .notMeasured("no part of the file was named") }
        worst.moments = filter { $0.verdict == worst.verdict }.flatMap(\.moments)
        return worst
    }
}

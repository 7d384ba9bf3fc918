extension Log {
    /// Two metrics held against each other. Agreement can be judged only where the file has both. Held against an
    /// estimate, a value agrees only with all of the estimate's range, and never fails.
    func outcome(ofSameAs other: String, _ tolerance: Double, _ metric: String, _ track: TrackID?) -> Outcome {
        guard let mine = reading(metric, track) else { return .notMeasured(whyMissing(metric, track)) }
        let place = place(of: other, for: track)
        guard let theirs = reading(other, place) else {
            return .notMeasured("needs \(other): \(whyMissing(other, place))")
        }
        guard mine.value != nil, let wanted = theirs.value else { return incomparable(mine, theirs) }
        guard !wanted.isNaN else { return .notMeasured("needs \(other): the measurement gave no number") }
        var outcome = Expectation.agreement(with: wanted, tolerance).outcome(for: mine)
        outcome.measured = outcome.measured.map { "\($0) (\(other) is \(wanted.text(unit: theirs.unit)))" }
        guard let estimate = theirs.estimate, let value = mine.value else { return outcome }
        return outcome.estimated(estimate, by: .agreement(with: value, tolerance), unit: theirs.unit)
    }

    private func incomparable(_ mine: Reading, _ theirs: Reading) -> Outcome {
        let missing = [mine, theirs].filter { $0.value == nil }.map(\.metric).joined(separator: " and no ")
        return Outcome(
            .notApplicable, measured: mine.value?.text(unit: mine.unit) ?? Wording.none,
            note: "the file has no \(missing); there is nothing to compare")
    }
}

extension Expectation {
    fileprivate static func agreement(with value: Value, _ tolerance: Double) -> Expectation {
        guard tolerance > 0, let number = value.asNumber, number.isFinite else { return .equals(value) }
        return .target(number, minus: tolerance, plus: tolerance)
    }
}

extension Log {
    /// The values of all tracks the rule selects, in the order of the tracks. No track at all is an empty sequence.
    func outcome(ofSequence wanted: [Value], _ rule: Rule) -> Outcome {
        guard let metric = rule.metric else { return .notMeasured("the rule names no metric") }
        return outcome(ofSequence: wanted, metric, tracks(of: rule.track))
    }

    func outcome(ofSequence wanted: [Value], _ metric: String, _ tracks: [TrackID?]) -> Outcome {
        let found = tracks.map { reasonUnmeasured(metric, $0) == nil ? reading(metric, $0) : nil }
        if let missing = found.firstIndex(of: nil) { return .notMeasured(whyMissing(metric, tracks[missing])) }
        let values = found.map { $0?.value }
        let alike = values.count == wanted.count && zip(values, wanted).allSatisfy { $0?.equals($1) ?? false }
        let texts = values.map { $0?.text(unit: nil) ?? Wording.none }
        return Outcome(
            alike ? .passed : .failed, measured: texts.isEmpty ? Wording.none : texts.joined(separator: ", "))
    }
}

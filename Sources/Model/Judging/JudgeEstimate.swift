// What an estimated metric decides. A measured value is one number; an estimate is a range in which the truth lies as
// far as the method can tell, and it decides only where the whole range does.

extension Outcome {
    /// Held to `expectation`, an estimate passes only with all of its range; it never fails.
    func estimated(_ estimate: Estimate, by expectation: Expectation, unit: String?) -> Outcome {
        let words = estimate.words(unit: unit)
        guard verdict == .passed else { return open("\(words); a person has to decide") }
        if estimate.isWithin(expectation, unit: unit) {
            var clear = self
            clear.note = [words, note].compactMap { $0 }.joined(separator: "; ")
            return clear
        }
        let why = estimate.range == nil ? "how far it may be off is not known" : "that reaches beyond the limit"
        return open("\(words); \(why), so a person has to decide")
    }
}

extension Estimate {
    /// `this is an estimate, between -27.9 and -26.4 LUFS`
    fileprivate func words(unit: String?) -> String {
        guard let range else { return "this is an estimate" }
        let ends = [range.lowerBound, range.upperBound].map { Value.number($0).atReadOut(of: unit).text(unit: unit) }
        return "this is an estimate, between \(ends[0]) and \(ends[1])"
    }

    /// Whether the whole range is accepted. The expectations that numbers are held to accept everything between two
    /// accepted ends, except lists of single values.
    fileprivate func isWithin(_ expectation: Expectation, unit: String?) -> Bool {
        switch expectation {
        case .present: return true
        case .range, .target: break
        default: return false
        }
        guard let range else { return false }
        return [range.lowerBound, range.upperBound].allSatisfy {
            expectation.accepts(Value.number($0).atReadOut(of: unit))
        }
    }
}

extension Log {
    /// Whether a rule can only ask: its metric is estimated, or whether it applies is, or it says so itself.
    func restsOnEstimate(_ rule: Rule) -> Bool {
        rule.isEstimate || ([rule.metric].compactMap { $0 } + rule.conditions.map(\.metric)).contains(where: isEstimate)
    }

    /// Whether a condition may hold: where its metric is an estimate, one end of the range is enough.
    func mayHold(_ condition: Condition, _ track: TrackID?) -> Bool {
        guard let reading = reading(condition.metric, track), let value = reading.value else { return false }
        let range = reading.estimate?.range
        let ends = [range?.lowerBound, range?.upperBound].compactMap { $0 }.map(Value.number)
        return ([value] + ends).contains { condition.expectation.accepts($0.atReadOut(of: reading.unit)) }
    }
}

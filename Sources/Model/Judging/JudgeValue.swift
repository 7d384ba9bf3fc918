extension Expectation {
    /// Holds a single reading to the verbs that need nothing else.
    func outcome(for reading: Reading) -> Outcome {
        guard let value = reading.value?.atReadOut(of: reading.unit) else { return outcome(forNone: reading.note) }
        guard !value.isNaN else { return .notMeasured("the measurement gave no number") }
        if case .matches(let pattern) = self, (try? Regex(pattern)) == nil {
            return .notMeasured("the profile's pattern cannot be read: \(pattern)")
        }
        let passed = accepts(value)
        let outcome = Outcome(
            passed ? .passed : .failed, measured: measured(value, unit: reading.unit),
            moments: passed ? [] : reading.moments, note: reading.note)
        return reading.estimate.map { outcome.estimated($0, by: self, unit: reading.unit) } ?? outcome
    }

    /// The file was searched and has none: whatever wants a value fails.
    private func outcome(forNone note: String?) -> Outcome {
        Outcome(self == .absent ? .passed : .failed, measured: Wording.none, note: note)
    }

    func accepts(_ value: Value) -> Bool {
        switch self {
        case .equals(let wanted): value.equals(wanted)
        case .oneOf(let wanted): wanted.contains(where: value.equals)
        case .range(let min, let max): value.isWithin(min, max)
        case .target(let target, let minus, let plus): value.isWithin(target - minus, target + plus)
        case .matches(let pattern): value.matches(whole: pattern)
        case .present: true
        case .absent, .sameAs, .events, .sequence: false
        }
    }
}

extension Value {
    /// Loudness and true peak are read out, and therefore judged, to one decimal (EBU Tech 3341 §2.8): what a report
    /// shows and what was decided are the same number.
    func atReadOut(of unit: String?) -> Value {
        guard case .number(let number) = self, number.isFinite, let unit, Self.readToOneDecimal.contains(unit) else {
            return self
        }
        return .number((number * 10).rounded() / 10)
    }

    private static let readToOneDecimal: Set<String> = ["LUFS", "LKFS", "LU", "dBTP"]

    var isNaN: Bool { if case .number(let number) = self { number.isNaN } else { false } }

    /// Numbers by number, ratios by ratio however they are written, texts letter by letter.
    func equals(_ other: Value) -> Bool {
        switch (self, other) {
        case (.text(let mine), .text(let theirs)): mine == theirs || sameRatio(mine, theirs)
        case (.flag, _), (_, .flag): self == other
        default:
            if let mine = asNumber, let theirs = other.asNumber { areEqual(mine, theirs) } else { false }
        }
    }

    /// Bounds included; a missing bound is open. What is not a number is outside.
    func isWithin(_ min: Double?, _ max: Double?) -> Bool {
        guard let number = asNumber, !number.isNaN else { return false }
        return number >= (min.map { $0 - slack(at: $0) } ?? -.infinity)
            && number <= (max.map { $0 + slack(at: $0) } ?? .infinity)
    }

    func matches(whole pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return false }
        return (try? regex.wholeMatch(in: text(unit: nil))) != nil
    }
}

/// Bounds in binary fractions do not meet exactly: -23.3 is 0.3000000000000007 below -23. A billionth is far below
/// what any of our quantities can be measured to. Silence is met by silence only.
func slack(at bound: Double) -> Double { bound.isFinite ? 1e-9 * max(1, abs(bound)) : 0 }

func areEqual(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= slack(at: b) }

/// `30000/1001` and `60000/2002`, `16:9` and `16/9`. At least one of the texts has to be written as a ratio: `01` and
/// `1` are different texts.
private func sameRatio(_ a: String, _ b: String) -> Bool {
    guard (a + b).contains(where: { $0 == "/" || $0 == ":" }), let a = Rational(a), let b = Rational(b) else {
        return false
    }
    return a.numerator.multipliedFullWidth(by: b.denominator) == b.numerator.multipliedFullWidth(by: a.denominator)
}

/// Words for limits and measured values, the same in every report.
enum Wording {
    /// Stands for the value of what the file does not have.
    static let none = "none"
}

extension Expectation {
    /// The limit in words: `-23.0 LUFS ±0.2 LU`, `at most -1.0 dBTP`, `one of PQ, HDR10`.
    public func describe(unit: String?) -> String {
        switch self {
        case .equals(let value): value.text(unit: unit)
        case .oneOf(let values): "one of " + values.map { $0.text(unit: unit) }.joined(separator: ", ")
        case .range(let min, let max): describeRange(min, max, unit)
        case .target(let target, let minus, let plus): describeTarget(target, minus, plus, unit)
        case .matches(let pattern): "text matching \(pattern)"
        case .present: "present"
        case .absent: "absent"
        case .sameAs(let metric, let tolerance): "same as \(metric)" + describeTolerance(tolerance, unit)
        case .events(let rule): rule.describe(unit: unit)
        case .sequence(let values): values.map { $0.text(unit: nil) }.joined(separator: ", ") + " in this order"
        }
    }

    /// A measured value with its unit, with as many decimals as it takes to judge the printed value alike.
    func measured(_ value: Value, unit: String?) -> String {
        guard case .number(let number) = value else { return value.text(unit: unit) }
        return number.text(unit: unit) { accepts(.number($0)) }
    }
}

extension EventRule {
    /// `no stretch above 10 % lasting 2 s or longer`
    func describe(unit: String?) -> String {
        let stretches = "\(side.rawValue) \(threshold.exactText(unit: unit))\(describeLength)"
        let share = allowedShare.map { "at most \(Self.percent($0)) of the duration" }
        switch (allowedCount, share) {
        case (0?, _): return "no stretch \(stretches)"
        case (let count?, let share?): return "at most \(Self.stretches(count)) \(stretches), \(share) in all"
        case (let count?, nil): return "at most \(Self.stretches(count)) \(stretches)"
        case (nil, let share?): return "\(share) in stretches \(stretches)"
        case (nil, nil): return "any number of stretches \(stretches)"
        }
    }

    /// `3 stretches, 7.5 % of the duration`
    func measured(_ events: [Moment], _ share: Double) -> String {
        let rounded = (share * 1e5).rounded() / 1e5
        return events.isEmpty
            ? "no stretch" : "\(Self.stretches(events.count)), \(Self.percent(rounded)) of the duration"
    }

    private var describeLength: String { atLeast > 0 ? " lasting \(atLeast.exactText(unit: "s")) or longer" : "" }
    private static func stretches(_ count: Int) -> String { count == 1 ? "1 stretch" : "\(count) stretches" }
    private static func percent(_ share: Double) -> String { (share * 100).exactText(unit: "%") }
}

private func describeRange(_ min: Double?, _ max: Double?, _ unit: String?) -> String {
    switch (min, max) {
    case (let min?, let max?): "from \(min.exactText(unit: nil, like: unit)) to \(max.exactText(unit: unit))"
    case (let min?, nil): "at least \(min.exactText(unit: unit))"
    case (nil, let max?): "at most \(max.exactText(unit: unit))"
    case (nil, nil): "any number"
    }
}

private func describeTarget(_ target: Double, _ minus: Double, _ plus: Double, _ unit: String?) -> String {
    let difference = differenceUnit(unit)
    let sides =
        minus == plus
        ? "±\(plus.exactText(unit: difference))"
        : "+\(plus.exactText(unit: nil, like: difference))/-\(minus.exactText(unit: difference))"
    return "\(target.exactText(unit: unit)) \(sides)"
}

private func describeTolerance(_ tolerance: Double, _ unit: String?) -> String {
    tolerance > 0 ? " ±\(tolerance.exactText(unit: differenceUnit(unit)))" : ""
}

/// The difference of two levels: LU between loudnesses (EBU Tech 3341), dB between peaks.
private func differenceUnit(_ unit: String?) -> String? {
    switch unit {
    case "LUFS", "LKFS": "LU"
    case "dBTP", "dBFS": "dB"
    default: unit
    }
}

import ColourScience

/// One thing that was asked of a monitor profile, and the answer.
public struct MonitorItem: Equatable, Sendable {
    public enum Status: String, Sendable {
        case passed, warning, failed, notMeasured
        /// A number without a limit.
        case reported
    }

    /// Permanent: `white`, `tone`, `coverage-p3`, …
    public var id: String
    public var status: Status
    /// Nil where nothing was measured.
    public var measured: Double?
    public var unit: String?
    /// In words; nil without a limit.
    public var expected: String?
    /// Where the limit comes from; nil without one.
    public var basis: String?
    public var note: String?

    init(
        _ id: String, _ status: Status, _ measured: Double? = nil, unit: String? = nil, expected: String? = nil,
        basis: Basis? = nil, note: String? = nil
    ) {
        self.id = id
        self.status = status
        self.measured = measured
        self.unit = unit
        self.expected = expected
        self.basis = basis?.words
        self.note = note
    }
}

/// Colours and curves of a monitor as its profile has them.
struct MonitorMeasurement: Sendable {
    var primaries: RGBPrimaries?
    var white: CIExy?
    var responses: [SampledCurve] = []
    /// cd/m²
    var peak: Double?
}

/// A monitor profile judged against a target.
public struct MonitorReport: Sendable {
    public enum Verdict: String, Sendable {
        case pass = "PASS"
        /// Warnings, or something that could not be measured.
        case hold = "HOLD"
        case fail = "FAIL"
        /// What the target is about could not be measured.
        case notChecked = "NOT CHECKED"
    }

    public var path: String
    public var description: String
    /// Of the profile format.
    public var version: String
    /// Dates of the profile; nil where it has none.
    public var created: CalendarDate?
    public var calibrated: CalendarDate?
    public var today: CalendarDate
    public var target: MonitorTarget
    public var items: [MonitorItem]
    /// What the profile says of the monitor, for drawing.
    var measured = MonitorMeasurement()

    /// Without these there is no judgement.
    private static let essential: Set<String> = ["white", "tone", "coverage-bt709", "coverage-p3"]

    /// A failure outranks everything; what was not measured is never a pass.
    public var verdict: Verdict {
        if items.contains(where: { $0.status == .failed }) { return .fail }
        let missing = items.filter { $0.status == .notMeasured }
        if missing.contains(where: { Self.essential.contains($0.id) }) { return .notChecked }
        return missing.isEmpty && !items.contains { $0.status == .warning } ? .pass : .hold
    }

    /// 0 for PASS and HOLD, 1 for FAIL, 2 for NOT CHECKED.
    public var exitCode: Int32 {
        switch verdict {
        case .pass, .hold: 0
        case .fail: 1
        case .notChecked: 2
        }
    }
}

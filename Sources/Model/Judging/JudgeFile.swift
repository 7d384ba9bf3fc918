extension FileVerdict {
    /// The verdict that a file's findings add up to. Remarks (`info`) never change it.
    public init(of findings: [Finding]) {
        if findings.contains(where: { $0.verdict == .failed && $0.severity >= .error }) {
            self = .fail
        } else if !findings.contains(where: \.decided) || findings.contains(where: \.leavesFileUnchecked) {
            self = .notChecked
        } else if findings.contains(where: \.isOpen) {
            self = .hold
        } else {
            self = findings.contains { $0.verdict == .waived && $0.severity > .info } ? .passWithWaivers : .pass
        }
    }
}

extension Finding {
    /// The rule applied and somebody, tool or person, can answer for it.
    fileprivate var decided: Bool { [.passed, .failed, .waived, .humanReview].contains(verdict) }

    fileprivate var leavesFileUnchecked: Bool { verdict == .notMeasured && severity >= .error }

    /// Waits for a person: a warning, or a question no file answers.
    fileprivate var isOpen: Bool {
        switch verdict {
        case .failed, .notMeasured, .humanReview: severity >= .warning
        case .passed, .notApplicable, .waived: false
        }
    }
}

/// One sentence for a file that was not checked.
func reasonNotChecked(_ findings: [Finding]) -> String {
    let unmeasured = findings.filter(\.leavesFileUnchecked)
    guard let first = unmeasured.first else {
        return "No rule of the profile applied to this file, so nothing was checked."
    }
    let reason = first.note ?? "not measured"
    guard unmeasured.count > 1 else { return "Rule \(first.rule) could not be measured: \(reason)." }
    return "\(unmeasured.count) rules could not be measured, the first of them \(first.rule): \(reason)."
}

public enum Verdict: String, Codable, Sendable {
    case passed, failed, notMeasured, notApplicable, waived, humanReview
}

/// The verdict on one file against one profile, mildest first.
public enum FileVerdict: String, Codable, Sendable, Comparable, CaseIterable {
    case pass = "PASS"
    case passWithWaivers = "PASS WITH WAIVERS"
    /// Warnings, or rules that wait for a person.
    case hold = "HOLD"
    case fail = "FAIL"
    /// The file could not be read, or rules that matter could not be measured and none failed.
    case notChecked = "NOT CHECKED"

    public static func < (lhs: FileVerdict, rhs: FileVerdict) -> Bool {
        allCases.firstIndex(of: lhs)! < allCases.firstIndex(of: rhs)!
    }
}

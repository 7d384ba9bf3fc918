import Model

/// What the command tells the shell.
public enum ExitStatus {
    /// Nothing failed that counts.
    public static let success: Int32 = 0
    /// A rule failed at or above the chosen severity.
    public static let failed: Int32 = 1
    /// Something could not be checked. Outranks ``failed``: the picture is not complete.
    public static let notChecked: Int32 = 2

    /// The status for a report. `failOn` is the mildest failure that counts; nil: failures never count.
    ///
    /// A report without files is 2: a gate that looked at nothing must not open. A rule at or above `failOn` that could
    /// not be measured is 2 as well, unless the file has failed anyway.
    public static func of(_ report: Report, failOn: Severity? = .error) -> Int32 {
        if report.files.isEmpty || report.files.contains(where: { isUnchecked($0, failOn) }) { return notChecked }
        return report.files.contains { $0.has(.failed, atLeast: failOn) } ? failed : success
    }

    private static func isUnchecked(_ file: FileReport, _ failOn: Severity?) -> Bool {
        if file.verdict == .notChecked || file.problem != nil { return true }
        return file.has(.notMeasured, atLeast: failOn) && !file.has(.failed, atLeast: failOn)
    }
}

extension FileReport {
    func has(_ verdict: Verdict, atLeast severity: Severity?) -> Bool {
        guard let severity else { return false }
        return findings.contains { $0.verdict == verdict && $0.severity >= severity }
    }
}

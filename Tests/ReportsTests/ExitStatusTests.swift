import Model
import Reports
import Testing

@Suite struct ExitStatusTests {
    /// Verdict of the file, then verdict and severity of its finding, then status for each `--fail-on`.
    static let table: [(FileVerdict, Verdict, Severity, [Severity?: Int32])] = [
        (.pass, .passed, .error, [nil: 0, .blocker: 0, .error: 0, .warning: 0, .info: 0]),
        (.passWithWaivers, .waived, .error, [nil: 0, .error: 0, .info: 0]),
        (.pass, .failed, .info, [nil: 0, .error: 0, .warning: 0, .info: 1]),
        (.hold, .failed, .warning, [nil: 0, .error: 0, .warning: 1, .info: 1]),
        (.hold, .humanReview, .error, [nil: 0, .error: 0, .info: 0]),
        (.fail, .failed, .error, [nil: 0, .blocker: 0, .error: 1, .warning: 1]),
        (.fail, .failed, .blocker, [nil: 0, .blocker: 1, .error: 1]),
        (.notChecked, .notMeasured, .error, [nil: 2, .blocker: 2, .error: 2, .info: 2]),
        // A gate set to warnings must not open on a warning rule that nobody measured.
        (.hold, .notMeasured, .warning, [nil: 0, .error: 0, .warning: 2]),
    ]

    @Test(arguments: table.indices)
    func oneFile(row: Int) {
        let (file, verdict, severity, expected) = Self.table[row]
        for (failOn, status) in expected {
            #expect(ExitStatus.of(Self.report(Self.file(file, [(verdict, severity)])), failOn: failOn) == status)
        }
    }

    @Test func unreadableOutranksFailed() {
        let failed = Self.file(.fail, [(.failed, .error)])
        #expect(ExitStatus.of(Self.report(failed, Samples.broken)) == 2)
        #expect(ExitStatus.of(Self.report(failed, Self.file(.pass, []))) == 1)
    }

    @Test func failedFileStaysFailedWithRulesUnmeasured() {
        #expect(ExitStatus.of(Self.report(Self.file(.fail, [(.failed, .error), (.notMeasured, .error)]))) == 1)
    }

    @Test func noFilesIsNotChecked() { #expect(ExitStatus.of(Self.report()) == 2) }

    static func report(_ files: FileReport...) -> Report { Report(toolVersion: "1", files: files) }

    static func file(_ verdict: FileVerdict, _ findings: [(Verdict, Severity)]) -> FileReport {
        let findings = findings.enumerated().map { index, finding in
            Finding(
                rule: Samples.rule("R\(index)", "", nil, severity: finding.1), track: nil, verdict: finding.0,
                expected: "",
                cite: "")
        }
        return FileReport(path: "f", profile: "p@1", profileTitle: "P", verdict: verdict, findings: findings)
    }
}

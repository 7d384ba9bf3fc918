import Model

/// One test case of a JUnit report: a rule on a track, or the question whether the file could be checked at all.
struct JUnitCase {
    enum Outcome: String { case failure, error, skipped, passed }

    var className: String
    var name: String
    private var outcome: Outcome
    private var type: String?
    /// One line; some servers show only this one, others only the body, so both tell the measured value.
    private var message: String?
    private var body: String?

    static func problem(_ problem: String, of file: FileReport) -> JUnitCase {
        JUnitCase(
            className: file.profile.plain, name: "file can be checked: \(file.path)".plain, outcome: .error,
            type: "notChecked",
            message: Words.sentence(problem))
    }

    private init(className: String, name: String, outcome: Outcome, type: String?, message: String?) {
        self.className = className
        self.name = name
        self.outcome = outcome
        self.type = type
        self.message = message
    }

    init(_ finding: Finding, of file: FileReport, failOn: Severity) {
        className = "\(file.profile).\(finding.category.rawValue)".plain
        name = "\(finding.rule) [\(finding.track?.text ?? "file")] \(file.path)".plain
        outcome = .of(finding, failOn: failOn)
        type = finding.severity.rawValue
        message = finding.junitMessage
        body = finding.verdict == .passed || finding.verdict == .notApplicable ? nil : finding.junitBody(in: file.log)
    }

    var counts: JUnitCounts {
        JUnitCounts(
            tests: 1, failures: outcome == .failure ? 1 : 0, errors: outcome == .error ? 1 : 0,
            skipped: outcome == .skipped ? 1 : 0)
    }

    func element(name: String) -> XML {
        XML("testcase", [("classname", className), ("name", name), ("time", "0")], children: children)
    }

    private var children: [XML] {
        let output = body.map { [XML("system-out", text: $0)] } ?? []
        switch outcome {
        case .passed: return output
        case .skipped: return [XML("skipped", [("message", message)])] + output
        case .failure, .error:
            return [XML(outcome.rawValue, [("message", message), ("type", type)], text: body)]
        }
    }
}

extension JUnitCase.Outcome {
    static func of(_ finding: Finding, failOn: Severity) -> Self {
        switch finding.verdict {
        case .passed: .passed
        case .failed: finding.severity >= failOn ? .failure : .passed
        case .notMeasured: finding.severity >= min(failOn, .error) ? .error : .skipped
        case .notApplicable, .waived, .humanReview: .skipped
        }
    }
}

extension Finding {
    fileprivate var junitMessage: String? {
        let reason = note.map { ": \($0)" } ?? ""
        return switch verdict {
        case .passed: nil
        case .failed: "\(title): measured \(measured ?? "nothing"), expected \(expected)"
        case .notMeasured: "\(title): not measured\(reason)"
        case .notApplicable: "not applicable\(reason)"
        case .waived: "waived\(reason)"
        case .humanReview: "waits for a person: \(title)"
        }
    }

    /// The finding in lines, each of them cleaned.
    fileprivate func junitBody(in log: Log?) -> String {
        let rows = [
            ("Rule", title), ("Verdict", "\(verdict.words) (\(severity.rawValue))"),
            ("Measured", measured), ("Expected", expected.isEmpty ? nil : expected),
            ("Judged over", judgedOver(in: log)), ("Note", note),
            ("Source", "\(cite); \(sourceStatus.words)"),
        ]
        var lines = rows.compactMap { label, text in text.map { "\(label): \($0.plain)" } }
        let places = Places(self, in: log).sentences.map { "Where: \($0)" }
        lines.insert(contentsOf: places, at: lines.firstIndex { $0.hasPrefix("Source:") } ?? lines.endIndex)
        if !explain.isEmpty { lines += explain.split(separator: "\n").map(String.init) }
        return "\n" + lines.joined(separator: "\n") + "\n"
    }
}

import Foundation
import Model

/// The report for CI servers: one suite per file and profile, one case per rule and track.
///
/// A case fails where a finding failed at or above `failOn`; milder failures pass and say so in their output. What could
/// not be measured is an error, because a gate must not open on it.
public struct JUnitReport: Sendable {
    /// Guides by metric id, for the explanation in the body of a failure.
    public var guides: [String: Guide]
    /// The mildest failure that fails a case.
    public var failOn: Severity
    /// Nil: all times are 0 and the same report gives the same bytes.
    public var timing: Timing?

    /// When the checking began, and how many seconds each entry of the report took.
    public struct Timing: Sendable {
        public var started: Date
        public var seconds: [Double]

        public init(started: Date, seconds: [Double]) {
            self.started = started
            self.seconds = seconds
        }
    }

    public init(guides: [String: Guide] = [:], failOn: Severity = .error, timing: Timing? = nil) {
        self.guides = guides
        self.failOn = failOn
        self.timing = timing
    }

    /// The document, `<testsuites>` and below.
    public func render(_ report: Report) -> String {
        var names = UniqueNames()
        let suites = report.explained(with: guides).files.enumerated().map { index, file in
            suite(file, index, report.toolVersion, &names)
        }
        let all = suites.isEmpty ? [Self.emptySuite] : suites
        let total = all.reduce(JUnitCounts()) { $0 + $1.counts }
        let attributes = [("name", "filmgate")] + total.attributes + [("time", time(of: nil))]
        return XML("testsuites", attributes, children: all.map(\.element)).document
    }

    private typealias Suite = (element: XML, counts: JUnitCounts)

    private func suite(_ file: FileReport, _ index: Int, _ version: String, _ names: inout UniqueNames) -> Suite {
        var cases: [JUnitCase] = []
        if let problem = file.problem { cases.append(.problem(problem, of: file)) }
        cases += file.findings.map { JUnitCase($0, of: file, failOn: failOn) }
        let counts = cases.reduce(JUnitCounts()) { $0 + $1.counts }
        let started = timing.map { $0.started.formatted(.iso8601) }
        let attributes =
            [("name", "\(file.path) against \(file.profile)")] + counts.attributes
            + [("time", time(of: index)), ("timestamp", started)]
        let elements = cases.map { $0.element(name: names.take($0.className, $0.name)) }
        return (XML("testsuite", attributes, children: [Self.properties(file, version)] + elements), counts)
    }

    private func time(of index: Int?) -> String {
        guard let timing else { return "0" }
        guard let index else { return Words.fixed(timing.seconds.reduce(0, +), places: 3) }
        return timing.seconds.indices.contains(index) ? Words.fixed(timing.seconds[index], places: 3) : "0"
    }

    private static func properties(_ file: FileReport, _ version: String) -> XML {
        let known = [
            ("tool", "filmgate \(version)"), ("profile", file.profile), ("profile.title", file.profileTitle),
            ("verdict", file.verdict.rawValue), ("file.size", file.log.map { "\($0.file.size)" }),
            ("file.sha256", file.log?.file.sha256),
            ("coverage", file.findings.isEmpty ? nil : Coverage(file.findings).sentence),
        ]
        let elements = known.filter { $0.1 != nil }.map { XML("property", [("name", $0.0), ("value", $0.1)]) }
        return XML("properties", children: elements)
    }

    /// A gate that looked at nothing must not look green.
    private static var emptySuite: Suite {
        let error = XML("error", [("message", "No file was checked."), ("type", "notChecked")])
        let test = XML("testcase", [("classname", "filmgate"), ("name", "files"), ("time", "0")], children: [error])
        let counts = JUnitCounts(tests: 1, errors: 1)
        return (XML("testsuite", [("name", "no files")] + counts.attributes, children: [test]), counts)
    }
}

/// CI servers drop all but the first case of a name.
struct UniqueNames {
    private var taken: [String: Int] = [:]

    mutating func take(_ className: String, _ name: String) -> String {
        let key = className + "\n" + name
        taken[key, default: 0] += 1
        return taken[key] == 1 ? name : take(className, "\(name) #\(taken[key]!)")
    }
}

struct JUnitCounts: Equatable {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    static func + (one: JUnitCounts, other: JUnitCounts) -> JUnitCounts {
        JUnitCounts(
            tests: one.tests + other.tests, failures: one.failures + other.failures, errors: one.errors + other.errors,
            skipped: one.skipped + other.skipped)
    }

    var attributes: [(String, String?)] {
        [("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)"), ("skipped", "\(skipped)")]
    }
}

import Model

/// The report for programs, schema `filmgate.report/1`. Fields may be added, never renamed. Absent values are null.
///
/// `measured` and `expected` are sentences; `value` and `unit` carry the reading itself, and `estimate` the range it lies in
/// where it is an estimate. `moments` are seconds from the
/// first picture or sample; `frames` and `timecodes` tell the same places where the file has a frame rate and a start
/// timecode. The end of a moment is the first frame behind it. Frames count from 0.
public struct JSONReport: Sendable {
    /// Guides by metric id, the source of `explain`.
    public var guides: [String: Guide]

    public init(guides: [String: Guide] = [:]) { self.guides = guides }

    /// The document, one finding per line.
    public func render(_ report: Report) -> String {
        let report = report.explained(with: guides)
        return JSON.object([
            "schema": .text(Report.schema),
            "tool": .object(["name": .text("filmgate"), "version": .text(report.toolVersion)]),
            "verdict": .text(report.verdict.rawValue), "files": .list(report.files.map(Self.file)),
        ]).document
    }

    private static func file(_ file: FileReport) -> JSON {
        .object([
            "path": .text(file.path), "verdict": .text(file.verdict.rawValue), "profile": .text(file.profile),
            "profileTitle": .text(file.profileTitle), "problem": .text(file.problem),
            "assumptions": .texts(file.assumptions),
            "size": .integer(file.log?.file.size), "sha256": .text(file.log?.file.sha256),
            "counts": counts(file.count), "rules": rules(Coverage(file.findings)),
            "findings": .list(file.findings.map { finding($0, in: file.log) }),
            "evidence": .list((file.log?.evidence ?? []).map(JSON.evidence)),
        ])
    }

    /// Verdicts of the findings, which are rule times track.
    private static func counts(_ count: (Verdict) -> Int) -> JSON {
        let verdicts: [Verdict] = [.passed, .failed, .notMeasured, .notApplicable, .waived, .humanReview]
        return .object(Dictionary(uniqueKeysWithValues: verdicts.map { ($0.rawValue, .integer(count($0))) }))
    }

    /// Verdicts of the rules, each counted once with its worst, and how sure the sources of those that apply are.
    private static func rules(_ coverage: Coverage) -> JSON {
        let sources = SourceStatus.allCases.map { ($0.rawValue, JSON.integer(coverage.resting(on: $0))) }
        return .object([
            "total": .integer(coverage.rules), "verdicts": counts(coverage.count),
            "sources": .object(Dictionary(uniqueKeysWithValues: sources)),
        ])
    }

    private static func finding(_ finding: Finding, in log: Log?) -> JSON {
        .object([
            "rule": .text(finding.rule), "title": .text(finding.title), "metric": .text(finding.metric),
            "track": .text(finding.track?.text), "verdict": .text(finding.verdict.rawValue),
            "severity": .text(finding.severity.rawValue), "category": .text(finding.category.rawValue),
            "expected": .text(finding.expected), "measured": .text(finding.measured), "value": .value(finding.value),
            "unit": .text(finding.unit), "estimate": finding.estimate.map(JSON.estimate) ?? .null,
            "moments": .moments(finding.moments), "judgedOver": .moments(finding.stretches),
            "frames": frames(finding, in: log),
            "timecodes": timecodes(finding, in: log), "cite": .text(finding.cite),
            "sourceStatus": .text(finding.sourceStatus.rawValue), "note": .text(finding.note),
            "explain": .text(finding.explain),
        ])
    }

    private static func frames(_ finding: Finding, in log: Log?) -> JSON {
        let timeline = Timeline(log, track: finding.track)
        return pairs(finding.moments) { timeline.frame(at: $0).map { .integer($0) } }
    }

    private static func timecodes(_ finding: Finding, in log: Log?) -> JSON {
        let timeline = Timeline(log, track: finding.track)
        return pairs(finding.moments) { timeline.timecode(at: $0).map { .text($0) } }
    }

    /// One pair per written moment, or null where the file does not tell.
    private static func pairs(_ moments: [Moment], _ place: (Double) -> JSON?) -> JSON {
        var pairs: [JSON] = []
        for moment in moments where moment.start.isFinite && moment.end.isFinite {
            guard let start = place(moment.start), let end = place(moment.end) else { return .null }
            pairs.append(.list([start, end]))
        }
        return .list(pairs)
    }
}

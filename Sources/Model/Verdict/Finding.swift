/// The verdict of one rule on one track.
public struct Finding: Equatable, Sendable {
    public var rule: String
    public var title: String
    public var metric: String?
    public var track: TrackID?
    public var verdict: Verdict
    public var severity: Severity
    public var category: Category
    /// The limit in words, with its unit.
    public var expected: String
    /// The reading in words, with its unit; nil when there is none.
    public var measured: String?
    /// The reading itself, for programs; ``measured`` is its wording.
    public var value: Value?
    public var unit: String?
    /// Set where the reading is an estimate; nil where it was measured.
    public var estimate: Estimate?
    public var moments: [Moment]
    /// The stretches of the file that were judged, each by itself; empty: all of it.
    public var stretches: [Moment]
    /// Document and clause.
    public var cite: String
    public var sourceStatus: SourceStatus
    /// Why it was not measured, what was assumed, what to know.
    public var note: String?
    /// Why it matters and how to mend it.
    public var explain: String

    public init(
        rule: Rule, track: TrackID?, verdict: Verdict, expected: String, measured: String? = nil,
        moments: [Moment] = [], stretches: [Moment] = [], cite: String, note: String? = nil, explain: String = "",
        value: Value? = nil,
        unit: String? = nil, estimate: Estimate? = nil
    ) {
        self.rule = rule.id
        title = rule.title
        metric = rule.metric
        self.track = track
        self.verdict = verdict
        severity = rule.severity
        category = rule.category
        self.expected = expected
        self.measured = measured
        self.value = value
        self.unit = unit
        self.estimate = estimate
        self.moments = moments
        self.stretches = stretches
        self.cite = cite
        sourceStatus = rule.citation.status
        self.note = note
        self.explain = explain
    }
}

/// The verdict on one file against one profile. `log` is nil when the file could not be read; `problem` says why.
public struct FileReport: Equatable, Sendable {
    public var path: String
    /// `id@edition` of the profile.
    public var profile: String
    public var profileTitle: String
    public var verdict: FileVerdict
    public var findings: [Finding]
    /// One clear sentence where the file could not be checked.
    public var problem: String?
    /// What was taken for granted on the way, such as which mono tracks belong together.
    public var assumptions: [String]
    /// Facts of the file for the head of the report; nil when it could not be read.
    public var log: Log?

    public init(
        path: String, profile: String, profileTitle: String, verdict: FileVerdict, findings: [Finding],
        problem: String? = nil, assumptions: [String] = [], log: Log? = nil
    ) {
        self.path = path
        self.profile = profile
        self.profileTitle = profileTitle
        self.verdict = verdict
        self.findings = findings
        self.problem = problem
        self.assumptions = assumptions
        self.log = log
    }

    public func count(_ verdict: Verdict) -> Int { findings.count { $0.verdict == verdict } }
}

/// All files of one call.
public struct Report: Equatable, Sendable {
    public static let schema = "filmgate.report/1"

    public var toolVersion: String
    public var files: [FileReport]

    public init(toolVersion: String, files: [FileReport]) {
        self.toolVersion = toolVersion
        self.files = files
    }

    /// The worst verdict of all files; a report about nothing checked nothing.
    public var verdict: FileVerdict { files.map(\.verdict).max() ?? .notChecked }
}

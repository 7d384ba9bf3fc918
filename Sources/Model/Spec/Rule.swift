public enum Severity: String, Codable, Sendable, Comparable, CaseIterable {
    case info, warning, error, blocker

    public static func < (lhs: Severity, rhs: Severity) -> Bool {
        allCases.firstIndex(of: lhs)! < allCases.firstIndex(of: rhs)!
    }
}

/// How sure we are of a rule's numbers.
public enum SourceStatus: String, Codable, Sendable, CaseIterable {
    /// Seen in the document itself.
    case verified
    /// Seen quoted by somebody else.
    case transcribed
    /// From knowledge of the document, not read again.
    case unverified
}

/// EBU QC category of a rule (EBU Tech 3363).
public enum Category: String, Codable, Sendable, CaseIterable {
    case regulatory, absolute, objective, subjective
    case humanOnly = "human-only"
}

/// A document a profile draws on.
public struct Source: Equatable, Codable, Sendable {
    public var title: String
    /// Edition or date of the document.
    public var edition: String?
    public var url: String?
    /// A remark on how the document was read.
    public var note: String?

    public init(title: String, edition: String? = nil, url: String? = nil, note: String? = nil) {
        self.title = title
        self.edition = edition
        self.url = url
        self.note = note
    }
}

/// Where a rule's limit stands.
public struct Citation: Equatable, Sendable {
    /// Id of a ``Source`` of the profile.
    public var source: String
    public var clause: String?
    public var status: SourceStatus

    public init(source: String, clause: String?, status: SourceStatus) {
        self.source = source
        self.clause = clause
        self.status = status
    }
}

/// Which tracks a rule looks at.
public enum TrackSelector: Equatable, Sendable {
    /// The file as a whole.
    case file
    /// Every track of the kind, each judged by itself.
    case every(TrackKind)
    /// One track, counted per kind.
    case one(TrackID)
    /// Every loudness programme of the profile, each judged by itself.
    case everyProgramme
}

/// A precondition: the rule applies only where the metric meets the expectation.
public struct Condition: Equatable, Sendable {
    public var metric: String
    public var expectation: Expectation

    public init(metric: String, expectation: Expectation) {
        self.metric = metric
        self.expectation = expectation
    }
}

/// One clause of a delivery spec, as something a log can be held to.
public struct Rule: Equatable, Sendable {
    public var id: String
    /// What the clause asks, in our own words.
    public var title: String
    /// Nil for rules that no file can decide; their category is human-only.
    public var metric: String?
    public var track: TrackSelector
    public var expectation: Expectation?
    /// The stretch of the track that is judged.
    public var within: Stretch
    public var severity: Severity
    public var citation: Citation
    public var category: Category
    public var isWaivable: Bool
    public var conditions: [Condition]
    /// True where the metric is an estimate: a failure asks for a person instead of rejecting.
    public var isEstimate: Bool
    /// A remark for the reader of the report: why this limit, what to know about it.
    public var explanation: String?

    public init(
        id: String, title: String, metric: String?, track: TrackSelector, expectation: Expectation?,
        within: Stretch = .file, severity: Severity = .error, citation: Citation, category: Category = .objective,
        isWaivable: Bool = true,
        conditions: [Condition] = [], isEstimate: Bool = false, explanation: String? = nil
    ) {
        self.id = id
        self.title = title
        self.metric = metric
        self.track = track
        self.expectation = expectation
        self.within = within
        self.severity = severity
        self.citation = citation
        self.category = category
        self.isWaivable = isWaivable
        self.conditions = conditions
        self.isEstimate = isEstimate
        self.explanation = explanation
    }
}

/// What a person needs to know about a check: what it measures, why anyone cares, how the fault comes about and how it
/// is mended. Every check has one and none of its parts may be empty.
public struct Guide: Equatable, Sendable {
    public var title: String
    /// What is measured, and how.
    public var what: String
    /// Why it matters to the person who receives the file.
    public var why: String
    /// What usually causes the fault.
    public var cause: String
    /// How to mend it.
    public var mend: String
    /// Documents and clauses that define the measurement.
    public var references: [String]

    public init(title: String, what: String, why: String, cause: String, mend: String, references: [String]) {
        self.title = title
        self.what = what
        self.why = why
        self.cause = cause
        self.mend = mend
        self.references = references
    }

    public var isComplete: Bool {
        ![title, what, why, cause, mend].contains(where: \.isEmpty) && !references.isEmpty
    }
}

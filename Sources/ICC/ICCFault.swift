/// One thing that is wrong, or remarkable, in the structure of a profile.
public struct ICCFault: Equatable, Sendable {
    public enum Grade: Int, Comparable, Sendable {
        /// Allowed, but worth knowing.
        case remark
        /// Against the specification; the profile can be read nevertheless.
        case violation
        /// The profile cannot be read safely, or not be judged: no library gets to see it.
        case refusal

        public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
    }

    /// What the fault is about; the texts are permanent.
    public enum Name: String, Sendable, CaseIterable {
        case size, signature, version
        case profileClass = "class"
        case colourSpace = "colour-space"
        case connectionSpace = "connection-space"
        case date, platform, intent, illuminant, reserved
        case profileID = "profile-id"
        case tagCount = "tag-count"
        case tagOutside = "tag-outside"
        case tagAlignment = "tag-alignment"
        case tagOverlap = "tag-overlap"
        case tagGap = "tag-gap"
        case tagDuplicate = "tag-duplicate"
        case tagMissing = "tag-missing"
        case tagType = "tag-type"
        case tagContent = "tag-content"
        case tagPrivate = "tag-private"
        case whitePoint = "white-point"
        case colorants
    }

    public let name: Name
    public let grade: Grade
    /// One sentence without its full stop.
    public let sentence: String
    /// Clause of ICC.1:2022, `7.3.1`; nil where none is broken.
    public let clause: String?

    init(_ name: Name, _ grade: Grade, _ sentence: String, clause: String? = nil) {
        self.name = name
        self.grade = grade
        self.sentence = sentence
        self.clause = clause
    }
}

extension ICCFault: CustomStringConvertible {
    public var description: String { sentence + (clause.map { " (ICC.1 §\($0))" } ?? "") }
}

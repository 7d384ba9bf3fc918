/// Why a profile cannot be used: which file, which line, which key, and what is wrong there.
public struct ProfileError: Error, Equatable, Sendable {
    public enum Operation: String, Sendable {
        /// Finding the file of an id and reading it.
        case find
        /// Understanding the text of one file.
        case load
        /// Joining a profile with those it extends.
        case inherit
    }

    public var operation: Operation
    /// Name of the file, or the id that was looked for.
    public var file: String
    /// Counted from 1; nil when the trouble is with the file as a whole.
    public var line: Int?
    /// Path of the key, such as `rules.R128-h.expect`.
    public var key: String?
    public var text: String

    public init(_ operation: Operation, file: String, line: Int? = nil, key: String? = nil, _ text: String) {
        self.operation = operation
        self.file = file
        self.line = line
        self.key = key
        self.text = text
    }
}

extension ProfileError: CustomStringConvertible {
    /// `ebu-r128.yaml:23: rules.R128-h.expect: unknown verb 'targt' …`
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return [place, key, text].compactMap { $0 }.joined(separator: ": ")
    }
}

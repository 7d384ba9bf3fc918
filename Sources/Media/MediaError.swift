/// What went wrong at the boundary to the media libraries.
public struct MediaError: Error, Equatable, CustomStringConvertible {
    /// What was being done: `open`, `read`, `decode`, …
    public var operation: String
    /// The library's error code; 0 where the refusal is our own.
    public var code: Int32
    public var text: String

    public init(operation: String, code: Int32, text: String) {
        self.operation = operation
        self.code = code
        self.text = text
    }

    public var description: String { "\(operation): \(text)" }
}

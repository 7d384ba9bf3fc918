/// Something in metadata that can be read but contradicts its standard or itself.
public struct MetadataFault: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// A permanent name such as `percentile-set`.
    public var name: String
    public var text: String

    public init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    public var description: String { "\(name): \(text)" }
}

/// A key a mapping may have, and what its value does to the thing being read. The tables of keys are the format: what
/// is not in them is refused, and the JSON schema is held against them by a test.
struct Key<Draft>: Sendable {
    let name: String
    let read: @Sendable (inout Draft, Located) throws -> Void

    init(_ name: String, _ read: @escaping @Sendable (inout Draft, Located) throws -> Void) {
        self.name = name
        self.read = read
    }
}

extension Located {
    /// Reads every entry of this mapping into the draft and tells where each stood.
    @discardableResult
    func read<Draft>(_ keys: [Key<Draft>], into draft: inout Draft) throws -> [(key: String, value: Located)] {
        let entries = try entries()
        for (name, value) in entries {
            guard let key = keys.first(where: { $0.name == name }) else {
                throw value.error(unknown("key", name, keys.map(\.name)))
            }
            try key.read(&draft, value)
        }
        return entries
    }
}

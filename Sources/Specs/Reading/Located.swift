import Model
import Yams

/// A file being read, and what its metrics are held against.
struct ProfileFile: Sendable {
    /// Name with extension, as errors print it.
    var name: String
    /// Every metric that a check provides; nil: any well-formed id will do.
    var knownMetrics: Set<String>?
}

/// A value of a profile file that knows where it stands.
struct Located {
    let node: Node
    let file: ProfileFile
    /// `rules.R128-h.expect`
    let path: String
    /// Line of the key, or of the value itself inside a list.
    let line: Int

    /// `ebu-r128.yaml:23`
    var origin: String { "\(file.name):\(line)" }

    func error(_ text: String, _ operation: ProfileError.Operation = .load) -> ProfileError {
        ProfileError(operation, file: file.name, line: line, key: path.isEmpty ? nil : path, text)
    }

    /// The pairs of a mapping, in the order of the file.
    func entries() throws -> [(key: String, value: Located)] {
        guard case .mapping(let mapping) = node else { throw error("has to be a mapping of keys to values") }
        return try mapping.map { pair in
            guard case .scalar(let key) = pair.key else { throw error("a key has to be a text") }
            return (key.string, child(pair.value, path.isEmpty ? key.string : "\(path).\(key.string)", key.mark))
        }
    }

    func items() throws -> [Located] {
        guard case .sequence(let sequence) = node else { throw error("has to be a list, [a, b]") }
        return sequence.enumerated().map { index, item in child(item, "\(path)[\(index)]", item.mark) }
    }

    private func child(_ node: Node, _ path: String, _ mark: Mark?) -> Located {
        Located(node: node, file: file, path: path, line: mark?.line ?? line)
    }
}

extension Located {
    func text() throws -> String {
        let scalar = try scalar()
        guard scalar.isPlain else { return scalar.string }
        switch PlainScalar(scalar.string) {
        case .text(let text): return text
        case .nothing: throw error("is empty")
        case .number, .flag, .trap: throw error("has to be a text; put it in quotes: \"\(scalar.string)\"")
        }
    }

    func number() throws -> Double {
        let scalar = try scalar()
        guard scalar.isPlain, case .number(let number) = PlainScalar(scalar.string) else {
            throw error("has to be a number, not '\(scalar.string)'")
        }
        return number
    }

    func numberFromZero() throws -> Double {
        let number = try number()
        guard number >= 0 else { throw error("must not be negative") }
        return number
    }

    func count() throws -> Int {
        guard let count = Int(exactly: try numberFromZero()) else { throw error("has to be a whole number") }
        return count
    }

    func flag() throws -> Bool {
        let scalar = try scalar()
        guard scalar.isPlain, case .flag(let flag) = PlainScalar(scalar.string) else {
            throw error("has to be true or false, not '\(scalar.string)'")
        }
        return flag
    }

    /// A number, a text or a flag, as it is written.
    func value() throws -> Value {
        let scalar = try scalar()
        guard scalar.isPlain else { return .text(scalar.string) }
        switch PlainScalar(scalar.string) {
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .flag(let flag): return .flag(flag)
        case .nothing: throw error("is empty")
        case .trap(let reason): throw error("\(reason); put it in quotes: \"\(scalar.string)\"")
        }
    }

    /// One of the cases of an enumeration, by its raw value.
    func choice<Choice>(_ type: Choice.Type) throws -> Choice
    where Choice: CaseIterable & RawRepresentable<String> {
        let text = try text()
        if let choice = Choice(rawValue: text) { return choice }
        throw error(unknown("value", text, Choice.allCases.map(\.rawValue)))
    }

    private func scalar() throws -> Node.Scalar {
        guard case .scalar(let scalar) = node else { throw error("has to be a single value") }
        return scalar
    }
}

extension Node.Scalar {
    fileprivate var isPlain: Bool { style == .plain || style == .any }
}

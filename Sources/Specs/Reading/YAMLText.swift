import Yams

extension Located {
    /// The root of a profile's text. YAML's own typing is left aside: ``PlainScalar`` decides what a word means.
    init(text: String, file: ProfileFile) throws {
        do {
            let parser = try Parser(yaml: text, resolver: .basic)
            guard let root = try parser.singleRoot() else {
                throw ProfileError(.load, file: file.name, "the file is empty")
            }
            self.init(node: root, file: file, path: "", line: 1)
            // Anchors are held by the parser and gone with it.
            try withExtendedLifetime(parser) { try refuseAnchors(root) }
        } catch let error as YamlError {
            throw ProfileError(error, file.name)
        }
    }

    private func refuseAnchors(in nodes: [Node]) throws {
        for node in nodes { try refuseAnchors(node) }
    }

    /// A limit has to stand where it is read, and an alias inside an alias can grow beyond all bounds.
    private func refuseAnchors(_ node: Node) throws {
        guard node.anchor == nil else {
            throw ProfileError(.load, file: file.name, line: node.mark?.line, "anchors and aliases are not allowed")
        }
        switch node {
        case .mapping(let mapping): for pair in mapping { try refuseAnchors(in: [pair.key, pair.value]) }
        case .sequence(let sequence): try refuseAnchors(in: Array(sequence))
        case .scalar, .alias: break
        }
    }
}

extension ProfileError {
    fileprivate init(_ error: YamlError, _ file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(.load, file: file, line: mark.line, "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "'\($0)'" }.joined(separator: ", ")
            self.init(.load, file: file, line: context.mark.line, "the key \(names) is written twice in one mapping")
        default:
            self.init(.load, file: file, "not YAML: \(error)")
        }
    }
}

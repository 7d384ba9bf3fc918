/// A profile file and all that it extends, in the order in which they are laid over one another: parents before
/// children, earlier parents before later ones, and each file once, at its first place. A file that two parents share
/// so cannot undo what the first of them changed in it.
struct Lineage {
    /// A chain longer than this is a mistake; nobody could read it.
    static let deepest = 8

    private(set) var documents: [ProfileDocument] = []
    /// Ids a file inherits from, however far up, by the file's id.
    private(set) var ancestors: [String: Set<String>] = [:]

    init(of id: String, document: (String) throws -> ProfileDocument) throws {
        try add(try document(id), path: [id], document)
    }

    private mutating func add(
        _ child: ProfileDocument, path: [String], _ document: (String) throws -> ProfileDocument
    ) throws {
        var inherited: Set<String> = []
        for parent in child.extends {
            let id = try parent.text()
            try Self.check(parent, path + [id])
            if ancestors[id] == nil { try add(try Self.find(id, parent, document), path: path + [id], document) }
            inherited.formUnion(ancestors[id, default: []].union([id]))
        }
        ancestors[child.root.file.id] = inherited
        documents.append(child)
    }

    private static func check(_ parent: Located, _ path: [String]) throws {
        if path.dropLast().contains(path[path.count - 1]) {
            throw parent.error("goes round in a circle: \(path.joined(separator: " → "))", .inherit)
        }
        if path.count > deepest {
            throw parent.error("more than \(deepest) profiles deep: \(path.joined(separator: " → "))", .inherit)
        }
    }

    /// An id that is not there is a mistake of the file that extends it.
    private static func find(
        _ id: String, _ parent: Located, _ document: (String) throws -> ProfileDocument
    ) throws -> ProfileDocument {
        do {
            return try document(id)
        } catch let error as ProfileError where error.operation == .find && error.file == id {
            throw parent.error(error.text, .inherit)
        }
    }
}

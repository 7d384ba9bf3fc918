import Foundation
import Model

/// The profiles of one or more directories, by id.
public struct ProfileLibrary: Sendable {
    /// Ids of all profiles, sorted.
    public let ids: [String]
    private let text: @Sendable (String) throws -> String?
    private let knownMetrics: Set<String>?

    /// Where two directories have a profile of the same id, the earlier directory wins. With `knownMetrics` a profile
    /// that asks for anything else is refused.
    public init(directories: [String], knownMetrics: Set<String>? = nil) throws {
        var paths: [String: String] = [:]
        for directory in directories {
            for name in try Self.names(in: directory) where name.hasSuffix(".yaml") {
                let id = String(name.dropLast(5))
                if paths[id] == nil { paths[id] = "\(directory)/\(name)" }
            }
        }
        let found = paths
        ids = found.keys.sorted()
        text = { id in try found[id].map(Self.read) }
        self.knownMetrics = knownMetrics
    }

    /// Profiles that are not files: texts by id.
    public init(texts: [String: String], knownMetrics: Set<String>? = nil) {
        ids = texts.keys.sorted()
        text = { id in texts[id] }
        self.knownMetrics = knownMetrics
    }

    /// The profile of that id with everything it extends. Throws ``ProfileError``.
    public func load(_ id: String) throws -> ResolvedProfile {
        let lineage = try Lineage(of: id) { wanted in try document(wanted) }
        return try lineage.resolved()
    }

    private func document(_ id: String) throws -> ProfileDocument {
        guard let text = try text(id) else {
            throw ProfileError(.find, file: id, unknown("profile", id, ids))
        }
        return try ProfileDocument(text: text, file: ProfileFile(name: "\(id).yaml", knownMetrics: knownMetrics))
    }

    private static func names(in directory: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw ProfileError(.find, file: directory, "cannot be listed: \(error.localizedDescription)")
        }
    }

    private static func read(_ path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ProfileError(.find, file: path, "cannot be read: \(error.localizedDescription)")
        }
    }
}

import Foundation

/// Profiles from the field, kept beside the project and not in it.
enum SharedMedia {
    static let missing = "the shared media are not beside this package"

    /// `../shared/media/icc`, or one step further up in a worktree.
    static let profiles: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let places = [
            package.deletingLastPathComponent(), package.deletingLastPathComponent().deletingLastPathComponent(),
        ]
        return places.map { $0.appending(path: "shared/media/icc") }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "MANIFEST.tsv").path) }
    }()

    static var isThere: Bool { profiles != nil }

    static func bytes(_ name: String) throws -> [UInt8] {
        guard let profiles else { return [] }
        return Array(try Data(contentsOf: profiles.appending(path: name)))
    }

    static var names: [String] {
        guard let profiles, let all = try? FileManager.default.contentsOfDirectory(atPath: profiles.path) else {
            return []
        }
        return all.filter { $0.hasSuffix(".icc") }.sorted()
    }

    /// Rows of a table by column name.
    static func table(_ name: String) throws -> [[String: String]] {
        guard let profiles else { return [] }
        let lines = try String(contentsOf: profiles.appending(path: name), encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { row in Dictionary(zip(header, row)) { first, _ in first } }
    }
}

/// Repeatable random numbers (splitmix64, S. Vigna).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

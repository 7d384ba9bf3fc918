import Foundation
import Model
import Specs

/// Where profiles are looked for: the folder that is named, then `$FILMGATE_PROFILES`, then the user's own, then those
/// that came with the program.
enum ProfileFolders {
    private static let marker = "profile.schema.json"

    static func all(named folder: String? = nil) -> [String] {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { "\($0)/.config" }
        return [folder, environment["FILMGATE_PROFILES"], home.map { "\($0)/filmgate/profiles" }, bundled]
            .compactMap { $0 }
    }

    static var existing: [String] { all().filter(FileList.isFolder) }

    /// Beside the program (`share/filmgate/profiles`), or in the source tree it was built in.
    private static var bundled: String? {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        for _ in 0..<5 {
            for name in ["share/filmgate/profiles", "Profiles"] {
                let candidate = folder.appendingPathComponent(name).path
                if FileManager.default.fileExists(atPath: "\(candidate)/\(marker)") { return candidate }
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    static func library(named folder: String? = nil) throws -> ProfileLibrary {
        if let folder, !FileList.isFolder(folder) {
            throw ProfileError(.find, file: folder, "is no folder of profiles")
        }
        return try ProfileLibrary(
            directories: all(named: folder).filter(FileList.isFolder), knownMetrics: Catalogue.knownMetrics)
    }

    /// A profile by id, or a YAML file by path (which may extend any profile that is found by id).
    static func load(_ name: String, in folder: String?) throws -> ResolvedProfile {
        guard name.hasSuffix(".yaml") || name.contains("/") else { return try library(named: folder).load(name) }
        let url = URL(fileURLWithPath: name)
        let id = url.deletingPathExtension().lastPathComponent
        let directories = [url.deletingLastPathComponent().path] + all(named: folder).filter(FileList.isFolder)
        return try ProfileLibrary(directories: directories, knownMetrics: Catalogue.knownMetrics).load(id)
    }
}

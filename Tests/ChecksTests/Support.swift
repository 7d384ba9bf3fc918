import Checks
import Foundation
import Measuring
import Media
import Model
import Synth

/// A folder for one test, gone with it, and the measuring of what is made in it.
final class Bench {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    /// Makes the file and returns its path.
    func make(_ recipe: Recipe, _ name: String) throws -> String { try Synth.write(recipe, to: path(name)) }

    /// Makes the file and measures it.
    func log(_ recipe: Recipe, _ name: String, only metrics: Set<String>? = nil, threads: Int = 2) throws -> Log {
        try Measurement(catalogue, metrics: metrics, threads: threads, hashes: false).log(of: make(recipe, name))
    }
}

extension Log {
    func text(_ metric: String, _ track: TrackID? = TrackID(.video, 0)) -> String? {
        if case .text(let text) = reading(metric, track)?.value { text } else { nil }
    }

    func number(_ metric: String, _ track: TrackID? = TrackID(.video, 0)) -> Double? {
        if case .number(let number) = reading(metric, track)?.value { number } else { nil }
    }

    func flag(_ metric: String, _ track: TrackID? = TrackID(.video, 0)) -> Bool? {
        if case .flag(let flag) = reading(metric, track)?.value { flag } else { nil }
    }
}

/// Real media with stated answers, beside the project; tests that use it skip where it is absent.
enum SharedMedia {
    /// `FILMGATE_SHARED_MEDIA` names the folder where the project does not lie beside it.
    static let folder =
        ProcessInfo.processInfo.environment["FILMGATE_SHARED_MEDIA"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/media").path
    static let isThere = FileManager.default.fileExists(atPath: folder)
    static let missing: String = "the shared media are not beside the project"

    static func log(_ name: String, only metrics: Set<String>? = nil) throws -> Log {
        try Measurement(catalogue, metrics: metrics, threads: 2, hashes: false).log(of: "\(folder)/\(name)")
    }
}

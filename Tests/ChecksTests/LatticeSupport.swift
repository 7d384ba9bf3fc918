import Foundation
import Measuring
import Model
import Specs
import Synth

@testable import Checks

/// Recipes of clean files in the formats that the lattice tells apart.
enum Clean {
    static func picture(_ change: (inout VideoTrack) -> Void) -> Recipe {
        Recipe.small25().video(.texture(seconds: 0.4)).picture {
            $0.encoder = "libx265"
            $0.pixelFormat = "yuv420p10le"
            change(&$0)
        }
    }

    static let sdr = Recipe.small25().video(.texture(seconds: 0.4))
    static let pq = picture { $0.colour = .pq }
    static let hlg = picture { $0.colour = .hlg }
    static let hdr10 = picture {
        $0.colour = .pq
        $0.mastering = Mastering(display: .p3, max: 1000, min: 0.0001)
        $0.light = Light(maxCLL: 900, maxFALL: 120)
    }
    static let hdr10Plus = hdr10.picture { $0.appendedUnits = [HDR10PlusUnit.profileB.hexadecimal] }

    static func rpu(_ change: (inout DolbyVisionUnit) -> Void = { _ in }) -> DolbyVisionUnit {
        var unit = DolbyVisionUnit()
        unit.level5 = [0, 0, 0, 0]
        unit.level6 = [1000, 1, 900, 120]
        change(&unit)
        return unit
    }

    static let dolbyVision = hdr10.picture {
        $0.options["bf"] = "0"
        $0.dolbyVision = DolbyVision(profile: 8, level: 1, compatibility: 1)
        $0.appendedUnits = [rpu().hexadecimal]
    }
}

extension Log {
    func note(_ metric: String) -> String { reading(metric, TrackID(.video, 0))?.note ?? "" }
    func moments(_ metric: String) -> [Moment] { reading(metric, TrackID(.video, 0))?.moments ?? [] }
}

extension Bench {
    /// Makes the file, replaces a run of its bytes by another of the same length, and measures it.
    func log(_ recipe: Recipe, _ name: String, replacing old: [UInt8], by new: [UInt8]) throws -> Log {
        let path = try make(recipe, name)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        guard old.count == new.count, let range = bytes.firstRange(of: Data(old)) else {
            throw RecipeError("the bytes to replace are not in \(name)")
        }
        bytes.replaceSubrange(range, with: Data(new))
        try bytes.write(to: URL(fileURLWithPath: path))
        return try log(path)
    }

    func log(_ path: String, only metrics: Set<String>? = nil) throws -> Log {
        try Measurement(catalogue, metrics: metrics, threads: 2, hashes: false).log(of: path)
    }
}

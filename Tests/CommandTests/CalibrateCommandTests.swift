import Foundation
import Media
import Testing

@testable import Synth

@Suite struct CalibrateCommandTests {
    private func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "filmgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func profile() throws -> [UInt8] {
        var recipe = DisplayProfileRecipe(.bt709, .gamma(2.4))
        recipe.luminance = 100
        recipe.calibrated = [2024, 3, 1, 9, 0, 0]
        recipe.ramp = (1, 0.95)
        return try recipe.bytes()
    }

    @Test func aProfileIsJudgedAndDrawn() throws {
        try inFolder { folder in
            let place = folder.appending(path: "grading.icc")
            let drawing = folder.appending(path: "grading.svg")
            try Data(try profile()).write(to: place)
            let outcome = try Filmgate.run(
                "calibrate", place.path, "--target", "bt709", "--today", "2024-03-10", "--plot", drawing.path)
            #expect(outcome.status == 0 && outcome.output.hasSuffix("PASS\n"), "\(outcome.errors)")
            #expect(try String(contentsOf: drawing, encoding: .utf8).hasPrefix("<?xml"))
            let nowhere = try Filmgate.run(
                "calibrate", place.path, "--target", "bt709", "--plot", folder.path + "/no/such/folder.svg")
            #expect(nowhere.status == 2 && nowhere.errors.contains("the drawing cannot be written"))
        }
    }

    @Test func barsOfAFile() throws {
        try inFolder { folder in
            func make(_ name: String, _ scene: Scene) throws -> String {
                let recipe = Recipe.small25().video(scene).picture { $0.encoder = "ffv1" }
                return try Synth.write(recipe, to: folder.appending(path: name).path)
            }
            let drawing = folder.appending(path: "bars.svg")
            let bars = try Filmgate.run(
                "calibrate", "bars", try make("bars.mkv", .bars(.rp219, seconds: 0.4)), "--plot", drawing.path)
            #expect(bars.status == 0 && bars.output.contains("PASS: largest ΔE2000 0.00"), "\(bars.errors)")
            #expect(try String(contentsOf: drawing, encoding: .utf8).contains("rp219"))
            let none = try Filmgate.run("calibrate", "bars", try make("black.mkv", .black(seconds: 0.4)))
            #expect(none.status == 2 && none.errors.contains("no colour bars were found"))
        }
    }
}

import Foundation
import Media

/// Writes a file for the duration of `body`.
func withFile<Result>(_ bytes: [UInt8], _ ending: String = "icc", _ body: (String) throws -> Result) throws -> Result {
    let place = FileManager.default.temporaryDirectory.appending(path: "filmgate-\(UUID().uuidString).\(ending)")
    try Data(bytes).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    return try body(place.path)
}

extension DisplayProfileRecipe {
    /// A monitor in order on 2024-03-10: BT.709, D65, gamma 2.4, 100 cd/m².
    static var studio: DisplayProfileRecipe {
        var recipe = DisplayProfileRecipe(.bt709, .gamma(2.4))
        recipe.luminance = 100
        recipe.calibrated = [2024, 3, 1, 9, 0, 0]
        recipe.ramp = (1, 0.95)
        recipe.description = "Grading 1"
        return recipe
    }
}

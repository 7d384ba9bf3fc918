import ColourScience
import ICC
import Media
import Testing

/// Profiles on many threads, and the complaints of one kept apart from the others'.
@Suite struct ThreadTests {
    @Test func manyAtOnce() async throws {
        let sound = try DisplayProfileRecipe(.p3D65, .srgb).bytes()
        var writer = ProfileWriter.display
        // More entries than the library reads (32 767).
        writer["rTRC"] = typed("curv", number(70_000) + [UInt8](repeating: 9, count: 140_000))
        let odd = writer.bytes
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<64 {
                group.addTask {
                    let profile = try ICCProfile(ICCStructure(task % 2 == 0 ? sound : odd))
                    let primaries = profile.primaries?.nearest.name
                    let curves = profile.curves.count
                    if task % 2 == 0 { return primaries == "smpte432" && curves == 3 && profile.complaint == nil }
                    return primaries == "bt709" && curves == 0
                        && profile.complaint?.operation == "read ICC profile"
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(results.count == 64 && results.allSatisfy { $0 })
    }
}

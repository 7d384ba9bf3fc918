import ColourScience
import ICC
import Media
import Testing

/// Profiles written by the library from known numbers, and those numbers found again.
@Suite struct BuiltProfileTests {
    private func profile(_ recipe: DisplayProfileRecipe) throws -> ICCProfile {
        try ICCProfile(ICCStructure(try recipe.bytes()))
    }

    static let primaries: [RGBPrimaries] = [
        .bt709, .p3D65, .bt2020, .p3DCI, .bt601Lines625, .bt601Lines525, .adobeRGB, .bt470m,
    ]

    @Test(arguments: primaries, [2.1, 4.4]) func primariesAreRecovered(_ known: RGBPrimaries, _ version: Double) throws
    {
        var recipe = DisplayProfileRecipe(known, .gamma(2.4))
        recipe.version = version
        let found = try #require(try profile(recipe).primaries)
        #expect(found.maximumDifference(to: known) < 1e-4)
        #expect(found.white.maximumDifference(to: known.white) < 1e-4)
        #expect(found.nearest.difference < 1e-4)
    }

    @Test(arguments: [1.8, 2.2, 2.4, 2.6]) func gammasAreRecovered(_ gamma: Double) throws {
        let profile = try profile(DisplayProfileRecipe(.bt709, .gamma(gamma)))
        #expect(profile.curves.count == 3)
        for curve in profile.curves {
            #expect(curve.function == 0 && abs(curve.parameters[0] - gamma) < 1e-4)
            #expect(abs(try #require(curve.gamma) - gamma) < 1e-3)
            #expect(abs(try #require(curve.samples.effectiveGamma) - gamma) < 1e-4)
        }
        #expect(Transfer.nearest(to: profile.responses).deviation.light < 1e-4)
    }

    @Test func formulasAreRecovered() throws {
        let srgb = try profile(DisplayProfileRecipe(.bt709, .srgb)).curves[0]
        #expect(srgb.function == 3 && srgb.gamma == nil)
        #expect(srgb.samples.deviation(from: Transfer.srgb.light).light < 1e-4)
        let video = try profile(DisplayProfileRecipe(.bt709, .bt709)).curves[0]
        #expect(video.samples.deviation(from: Transfer.bt709.light).light < 1e-4)
    }

    @Test func tablesAreRecovered() throws {
        let samples = (0..<1024).map { Float(Transfer.pq.light(Double($0) / 1023)) }
        let profile = try profile(DisplayProfileRecipe(.bt2020, .table(samples)))
        #expect(profile.curves[0].function == nil)
        let nearest = Transfer.nearest(to: profile.responses)
        #expect(nearest.name == "smpte2084" && nearest.deviation.light < 1e-4)
    }

    @Test func roundTripsAreExact() throws {
        let trip = try #require(try profile(DisplayProfileRecipe(.p3D65, .gamma(2.6))).roundTrip())
        #expect(trip.maximum < 1e-3 && trip.mean <= trip.maximum)
    }

    @Test func monitorTags() throws {
        var recipe = DisplayProfileRecipe(.bt2020, .gamma(2.4))
        recipe.luminance = 203
        recipe.calibrated = [2024, 2, 29, 12, 30, 15]
        recipe.videoSignal = .init(primaries: 9, transfer: 16, matrix: 0, isFullRange: true)
        recipe.ramp = (1.1, 0.9)
        recipe.description = "Grading 1"
        let profile = try profile(recipe)
        #expect(profile.structure.isValid && profile.structure.faults.map(\.name) == [.colorants])
        #expect(profile.description == "Grading 1")
        #expect(abs(try #require(profile.luminance) - 203) < 1e-4)
        #expect(profile.calibrationDate == ICCDate([2024, 2, 29, 12, 30, 15]))
        #expect(profile.videoSignal == recipe.videoSignal)
        let ramps = try #require(profile.ramps)
        #expect(ramps.count == 3 && abs(ramps[2].light[255] - 0.9) < 1e-3)
        #expect(profile.structure.header?.date.description == "2024-01-01")
    }

    @Test func absentTagsAreNil() throws {
        let profile = try profile(DisplayProfileRecipe(.bt709, .gamma(2.4)))
        #expect(profile.luminance == nil && profile.calibrationDate == nil)
        #expect(profile.videoSignal == nil && profile.ramps == nil)
    }

    @Test func sameRecipeSameBytes() throws {
        let recipe = DisplayProfileRecipe(.bt709, .srgb)
        #expect(try recipe.bytes() == recipe.bytes())
    }

    @Test func impossibleRecipesAreErrors() {
        let line = RGBPrimaries(red: CIExy(0.3, 0.3), green: CIExy(0.3, 0.3), blue: CIExy(0.3, 0.3), white: White.d65)
        #expect(throws: MediaError.self) { try DisplayProfileRecipe(line, .gamma(2.4)).bytes() }
        #expect(throws: MediaError.self) { try DisplayProfileRecipe(.bt709, .table([])).bytes() }
    }

    @Test func refusedStructuresNeverReachTheLibrary() {
        let error = #expect(throws: MediaError.self) { try ICCProfile(ICCStructure([1, 2, 3])) }
        #expect(error?.operation == "open ICC profile" && error?.code == 0)
        #expect(error?.text.contains("3 bytes") == true)
    }

    /// Coverage as it follows from the areas of nested triangles.
    @Test func coverage() throws {
        let found = try #require(try profile(DisplayProfileRecipe(.p3D65, .gamma(2.6))).primaries)
        #expect(try #require(found.coverage(of: .bt709)) > 0.9999)
        #expect(abs(try #require(found.coverage(of: .bt2020)) - 0.081480 / 0.111823) < 2e-3)
    }
}

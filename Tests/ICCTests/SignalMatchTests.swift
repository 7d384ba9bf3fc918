import ColourScience
import ICC
import Media
import Testing

@testable import Checks

@Suite struct SignalMatchTests {
    private func match(_ recipe: DisplayProfileRecipe, _ tags: SignalTags) throws -> SignalMatch {
        SignalMatch(ProfileReadings(try ICCProfile(ICCStructure(try recipe.bytes()))), tags)
    }

    private func sdr(_ primaries: Int?, _ transfer: Int?) -> SignalTags {
        SignalTags(primaries: primaries, transfer: transfer)
    }

    @Test func nothingStatedNothingCompared() throws {
        let match = try match(DisplayProfileRecipe(.bt709, .srgb), sdr(nil, nil))
        #expect(match.value == nil && match.note == "the stream states no primaries; the stream states no transfer")
    }

    @Test func sRGB() throws {
        #expect(try match(DisplayProfileRecipe(.bt709, .srgb), sdr(1, 13)).value == true)
        #expect(try match(DisplayProfileRecipe(.bt709, .srgb), sdr(1, nil)).value == true)
        #expect(try match(DisplayProfileRecipe(.bt709, .srgb), sdr(nil, 13)).value == true)
        #expect(try match(DisplayProfileRecipe(.bt709, .srgb), sdr(1, 1)).value == false)
        let wide = try match(DisplayProfileRecipe(.p3D65, .srgb), sdr(1, 13))
        #expect(wide.value == false && wide.note.contains("its primaries do not match bt709"))
    }

    /// All three curves by which people read BT.709.
    @Test(arguments: [DisplayProfileRecipe.Curve.bt709, .gamma(2.4), .gamma(1.961)]) func bt709(
        _ curve: DisplayProfileRecipe.Curve
    ) throws {
        for transfer in [1, 6, 14, 15] {
            #expect(try match(DisplayProfileRecipe(.bt709, curve), sdr(1, transfer)).value == true)
        }
    }

    @Test func nearIsNoMatch() throws {
        var near = RGBPrimaries.bt709
        near.red = CIExy(0.645, 0.33)
        let match = try match(DisplayProfileRecipe(near, .bt709), sdr(1, 1))
        #expect(match.value == false && match.note.contains("come near"))
        #expect(try self.match(DisplayProfileRecipe(.bt601Lines525, .bt709), sdr(1, 1)).value == false)
    }

    @Test func whiteCounts() throws {
        #expect(try match(DisplayProfileRecipe(.p3DCI, .gamma(2.6)), sdr(12, nil)).value == false)
        #expect(try match(DisplayProfileRecipe(.p3DCI, .gamma(2.6)), sdr(11, nil)).value == true)
    }

    @Test func pqNeedsItsTagOrItsTable() throws {
        #expect(try match(DisplayProfileRecipe(.bt2020, .gamma(2.4)), sdr(9, 16)).value == false)
        let samples = (0..<4096).map { Float(Transfer.pq.light(Double($0) / 4095)) }
        #expect(try match(DisplayProfileRecipe(.bt2020, .table(samples)), sdr(9, 16)).value == true)
    }

    @Test func codePointsOfTheProfileAreComparedAsTheyAre() throws {
        var recipe = DisplayProfileRecipe(.bt2020, .gamma(2.4))
        recipe.videoSignal = ICCVideoSignal(primaries: 9, transfer: 16, matrix: 0, isFullRange: true)
        #expect(try match(recipe, sdr(9, 16)).value == true)
        #expect(try match(recipe, sdr(9, 18)).value == false)
        #expect(try match(recipe, sdr(1, 16)).value == false)
        // Same function under another number.
        recipe.videoSignal?.transfer = 14
        #expect(try match(recipe, sdr(9, 1)).value == true)
        // Two reserved numbers are no match.
        recipe.videoSignal?.primaries = 3
        #expect(try match(recipe, sdr(0, 14)).value == false)
    }

    @Test func rgbHasNoMatrix() throws {
        var recipe = DisplayProfileRecipe(.bt2020, .gamma(2.4))
        recipe.videoSignal = ICCVideoSignal(primaries: 9, transfer: 16, matrix: 0, isFullRange: true)
        #expect(try match(recipe, SignalTags(primaries: 9, transfer: 16, matrix: 9, isRGB: true)).value == false)
        #expect(try match(recipe, SignalTags(primaries: 9, transfer: 16, matrix: 0, isRGB: true)).value == true)
        #expect(try match(recipe, SignalTags(primaries: 9, transfer: 16, matrix: 9, isRGB: false)).value == true)
    }

    @Test func unknownCodePointsCannotBeCompared() throws {
        let match = try match(DisplayProfileRecipe(.bt709, .srgb), sdr(99, 99))
        #expect(match.value == nil && match.note.contains("code point 99"))
    }
}

import Foundation
import Media
import Synth
import Testing

@Suite struct DamageTests {
    // Every picture stands by itself, so that half of the bytes are half of the pictures.
    private let whole = Recipe.small25().video(.texture(seconds: 1)).container("matroska").picture {
        $0.encoder = "ffv1"
    }

    @Test func aHalfFileDecodesHalf() throws {
        let workshop = try Workshop()
        let full = try workshop.bytes(whole, "full.mkv").count
        let path = try workshop.make(whole.damaged(.truncate(0.5)), "half.mkv")
        #expect(try contents(path).count == full / 2)
        let pictures = try decode(path).pictures
        #expect(pictures > 0 && pictures < 25)
        // The header was written for the whole: only counting shows what is missing.
        #expect(try MediaFile(path: path).duration == 1)
    }

    @Test func flippedBytesAreTheSeeds() throws {
        let workshop = try Workshop()
        let clean = try workshop.bytes(whole, "clean.mkv")
        let flipped = try workshop.bytes(whole.damaged(.flip(count: 20, seed: 5, from: 0.5)), "flipped.mkv")
        let places = clean.indices.filter { clean[$0] != flipped[$0] }
        #expect(!places.isEmpty && places.count <= 20 && places.allSatisfy { $0 >= clean.count / 2 })
        #expect(try workshop.bytes(whole.damaged(.flip(count: 20, seed: 5, from: 0.5)), "again.mkv") == flipped)
    }

    @Test func filesCanBeEmptyZeroedOrMisnamed() throws {
        let workshop = try Workshop()
        #expect(try workshop.bytes(whole.damaged(.empty), "empty.mkv").isEmpty)
        var zero = Damage(.zero)
        zero.from = 0.9
        #expect(try workshop.bytes(whole.damaged(zero), "zero.mkv").suffix(100).allSatisfy { $0 == 0 })
        let renamed = try workshop.make(whole.damaged(.rename("mov")), "renamed.mkv")
        #expect(renamed.hasSuffix("renamed.mov"))
        #expect(try MediaFile(path: renamed).format == "matroska")
    }
}

import Foundation
import Media
import Testing

@testable import Synth

@Suite struct RecipeTests {
    private func decode(_ json: String) throws -> Recipe {
        try JSONDecoder().decode(Recipe.self, from: Data(json.utf8))
    }

    private func roundTrip(_ recipe: Recipe) throws -> Recipe {
        try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe))
    }

    @Test func everythingSurvivesBeingWrittenAndRead() throws {
        let recipe = Recipe.hd25().container("mxf").timecode("10:00:00:00")
            .picture {
                $0.rate = Ratio(30000, 1001)
                $0.scan = .tff
                $0.codedScan = .bff
                $0.containerScan = .unsaid
                $0.containerColour = .pq
                $0.mastering = Mastering(display: .p3, max: 1000, min: 0.005)
                $0.containerLight = Light(maxCLL: 4000, maxFALL: 400)
                $0.dolbyVision = DolbyVision(profile: 8, level: 6, compatibility: 1)
                $0.options = ["g": "12"]
            }
            .video(
                .bars(.ebu75, seconds: 1), .flat(.code([64, 512, 512]), seconds: 1),
                .texture(seconds: 2).letterboxed(top: 20, bottom: 20).patched(.nits(1000), area: 10),
                .flicker(hertz: 5, area: 30, seconds: 2), .gap(frames: 3)
            )
            .tone(-18, seconds: 1).programme(-23, seconds: 3).silence(seconds: 1)
            .audio { $0.segments[0].levels = [-18, nil] }
            .damaged(.truncate(0.5)).damaged(.flip(count: 3, from: 0.2)).damaged(.rename("mov"))
        #expect(try roundTrip(recipe) == recipe)
        #expect(try roundTrip(Recipe()) == Recipe())
    }

    @Test func defaultsFillWhatIsLeftOut() throws {
        let recipe = try decode(
            """
            {"video": [{"rate": 25, "size": "720x576", "aspect": "64:45", "options": {"g": 12, "x": true}}],
             "audio": [{"channels": 3}]}
            """)
        #expect(recipe.video[0].rate == Ratio(25, 1))
        #expect(recipe.video[0].size == Size(720, 576))
        #expect(recipe.video[0].aspect == Ratio(64, 45))
        #expect(recipe.video[0].options == ["g": "12", "x": "1"])
        #expect(recipe.video[0].encoder == "libx264")
        #expect(recipe.audio[0].layout == nil)
        #expect(recipe.audio[0].sampleRate == 48000)
    }

    @Test(arguments: [
        #"{"vidio": []}"#, #"{"video": [{"pixel_format": "yuv420p"}]}"#, #"{"video": [{"rate": "25/0"}]}"#,
        #"{"video": [{"size": "720"}]}"#, #"{"audio": [{"segments": [{"sound": "hum"}]}]}"#,
        #"{"video": [{"scenes": [{"picture": "flat", "level": {"grey": 5}}]}]}"#,
    ])
    func mistypedRecipesAreRefused(_ json: String) {
        #expect(throws: DecodingError.self) { try decode(json) }
    }

    @Test func numbersOfTheGeneratorAreTheOnesPublished() {
        // The first outputs for seed 1234567, as in the authors' reference implementation.
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }
}

import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

@testable import Checks

/// Sound against picture, languages, and sound that changes on the way.
@Suite struct SoundSyncTests {
    private static let audio = TrackID(.audio, 0)
    private static let picture = Recipe.small25().video(.texture(seconds: 2)).tone(-20, seconds: 2)

    @Test func cleanFileFits() throws {
        let log = try Bench().log(Self.picture, "a.mov")
        for name in ["audio.start-offset", "audio.duration-difference", "audio.duration-difference.frames"] {
            #expect(log.number(name, Self.audio) == 0, "\(name)")
        }
    }

    @Test func lateAndShortSound() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 2)).tone(-20, seconds: 1.5).audio { $0.start = 4800 }
        let log = try Bench().log(recipe, "a.mkv")
        #expect(abs((log.number("audio.start-offset", Self.audio) ?? 0) - 100) <= 1)
        #expect(abs((log.number("audio.start-offset.frames", Self.audio) ?? 0) - 2.5) <= 0.03)
        #expect(abs((log.number("audio.duration-difference", Self.audio) ?? 0) - -500) <= 21)
        #expect(abs((log.number("audio.duration-difference.frames", Self.audio) ?? 0) - -12.5) <= 0.6)
    }

    @Test func everyTrackHasItsOwn() throws {
        let recipe = Self.picture.addingAudio {
            $0.layout = "mono"
            $0.segments = [.tone(-20, seconds: 3)]
        }
        let log = try Bench().log(recipe, "a.mov")
        #expect(log.number("audio.duration-difference", Self.audio) == 0)
        #expect(log.number("audio.duration-difference", TrackID(.audio, 1)) == 1000)
    }

    @Test(arguments: [("deu", true), ("ger", true), ("xxq", false)]) func languages(tag: String, valid: Bool) throws {
        let log = try Bench().log(Self.picture.audio { $0.tags = ["language": tag] }, "a.mkv")
        #expect(log.flag("language.valid", Self.audio) == valid)
    }

    @Test func noLanguage() throws {
        let reading = try #require(try Bench().log(Self.picture, "a.mov").reading("language.valid", Self.audio))
        #expect(reading.value == nil && reading.note?.isEmpty == false)
    }

    @Test func codesOfLanguages() {
        for tag in ["eng", "fre", "fra", "pt-BR", "zh-Hant-TW", "qaa", "mul", "es-419"] {
            #expect(LanguageCodes.isKnown(tag), "\(tag)")
        }
        for tag in ["english", "xxq", "uk_UA", "", "e", "eng-", "us"] { #expect(!LanguageCodes.isKnown(tag), "\(tag)") }
    }
}

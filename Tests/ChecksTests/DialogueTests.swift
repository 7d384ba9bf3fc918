import Foundation
import Measuring
import Model
import Synth
import Testing

@testable import Checks

@Suite struct DialogueTests {
    private static let audio = TrackID(.audio, 0)
    private static let asked: Set<String> = [
        "loudness.dialogue", "loudness.dialogue-share", "loudness.dialogue-ratio", "sound.speech",
        "loudness.integrated",
        "sound.speech-duration",
    ]

    private func log(_ recipe: Recipe, threads: Int = 2) throws -> Log {
        try Bench().log(recipe.container("wav"), "a.wav", only: Self.asked, threads: threads)
    }

    /// Speech between louder music: the loudness is that of the speech, the ratio that of both.
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func speechIsFoundAndHasItsLoudness(seed: UInt64) throws {
        let recipe = Recipe.sound("stereo").music(-20, seconds: 10, seed: seed).speech(-27, seconds: 20, seed: seed)
            .music(-20, seconds: 10, seed: seed + 1)
        let log = try log(recipe)
        let dialogue = try #require(log.number("loudness.dialogue", Self.audio), "\(log.unmeasured)")
        #expect(abs(dialogue - -27) <= 0.5)
        let share = try #require(log.number("loudness.dialogue-share", Self.audio))
        #expect(abs(share - 50) <= 4)
        let range = try #require(log.reading("loudness.dialogue", Self.audio)?.estimate?.range)
        #expect(range.contains(-27) && range.upperBound - range.lowerBound < 3)
        let programme = try #require(log.number("loudness.integrated", Self.audio))
        let ratio = try #require(log.number("loudness.dialogue-ratio", Self.audio))
        #expect(abs(ratio - (programme - dialogue)) < 1e-9)
        let place = try #require(log.reading("sound.speech-duration", Self.audio)?.moments.first)
        #expect(abs(place.start - 10) < 0.7)
    }

    static let others: [String: Recipe] = [
        "music": Recipe.sound("stereo").music(-23, seconds: 20, seed: 7),
        "other music": Recipe.sound("stereo").music(-23, seconds: 20, seed: 8),
        "noise": Recipe.sound("stereo").audio {
            $0.segments = [SoundSegment(.noise, seconds: 20)]
            $0.segments[0].level = -20
        },
        "phrased noise": Recipe.sound("stereo").programme(-23, seconds: 20),
        "tone": Recipe.sound("stereo").tone(-20, seconds: 20),
        "hum": Recipe.sound("stereo").tone(-30, seconds: 20, hertz: 50),
        "beeps": (0..<40).reduce(Recipe.sound("stereo")) { recipe, _ in
            recipe.tone(-20, seconds: 0.2).silence(seconds: 0.3)
        },
        "silence": Recipe.sound("stereo").silence(seconds: 20),
    ]

    @Test(arguments: others.keys.sorted()) func whatIsNoSpeechHasNoDialogue(name: String) throws {
        let log = try log(#require(Self.others[name]))
        #expect(log.reading("loudness.dialogue", Self.audio) == nil)
        let reason = try #require(log.reasonUnmeasured("loudness.dialogue", Self.audio))
        #expect(reason.hasPrefix("no speech was found"), "\(reason)")
        #expect(log.number("loudness.dialogue-share", Self.audio) == 0)
    }

    /// Beyond a few seconds of speech there is no anchor.
    @Test func tooLittleSpeechHasNoLoudness() throws {
        let log = try log(
            Recipe.sound("stereo").music(-23, seconds: 15).speech(-23, seconds: 3).music(-23, seconds: 15))
        #expect(log.reading("loudness.dialogue", Self.audio) == nil)
        #expect(try #require(log.reasonUnmeasured("loudness.dialogue", Self.audio)).contains("of speech were found"))
    }

    @Test func theCentreIsListenedTo() throws {
        var recipe = Recipe.sound("5.1").speech(-27, seconds: 15)
        recipe.audio[0].segments[0].levels = [nil, nil, 0, nil, nil, nil]
        let log = try log(recipe)
        #expect(abs(try #require(log.number("loudness.dialogue", Self.audio)) - -27) <= 0.3)
        let note = try #require(log.reading("sound.speech-duration", Self.audio)?.note)
        #expect(note == "listened to channel FC")
    }

    /// Six mono tracks are one programme, whose third is the centre.
    @Test func monoTracksAreOneProgramme() throws {
        var recipe = Recipe.sound("5.1").speech(-27, seconds: 15).audio { $0.split = true }
        recipe.audio[0].segments[0].levels = [nil, nil, 0, nil, nil, nil]
        let log = try Bench().log(recipe.container("mov"), "a.mov", only: Self.asked)
        let programme = try #require(ProgrammeLayout.automatic.resolve(in: log).first)
        let readings = ProgrammeLoudness(of: programme, in: log).readings
        let dialogue = try #require(readings.first { $0.metric == "loudness.dialogue" }?.value?.asNumber)
        #expect(abs(dialogue - -27) <= 0.3)
    }

    @Test func threadsAndBlocksDoNotMatter() throws {
        let recipe = Recipe.sound("stereo").speech(-27, seconds: 8).music(-23, seconds: 8)
        let bench = try Bench()
        let one = try bench.log(recipe.container("wav"), "a.wav", only: Self.asked, threads: 1)
        let two = try bench.log(recipe.container("wav"), "a.wav", only: Self.asked, threads: 2)
        #expect(one.series == two.series)
        // The same samples in other blocks.
        let other = try bench.log(recipe.container("mov"), "a.mov", only: Self.asked)
        #expect(
            one.series("loudness.energy", Self.audio, channel: 0)?.values
                == other.series("loudness.energy", Self.audio, channel: 0)?.values)
        #expect(one.series("sound.speech", Self.audio)?.values == other.series("sound.speech", Self.audio)?.values)
    }
}

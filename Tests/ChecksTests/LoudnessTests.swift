import Foundation
import Measuring
import Model
import Synth
import Testing

@testable import Checks

@Suite struct LoudnessTests {
    private static let audio = TrackID(.audio, 0)

    @Test(arguments: [1, 2, 3, 4, 5, 6]) func tech3341ThroughTheWholeChain(number: Int) throws {
        let recipe = try #require(Synth.ebu3341(case: number))
        let log = try Bench().log(recipe, "a.wav")
        let expected: Double = number == 2 ? -33 : -23
        let integrated = try #require(log.number("loudness.integrated", Self.audio))
        #expect(abs(integrated - expected) <= 0.1)
    }

    @Test func eightMonoTracksAreTwoProgrammes() throws {
        var recipe = Recipe.small25().video(.texture(seconds: 4))
        for level in [-20.0, -20, -26, -26, -26, -60, -26, -26] {
            recipe = recipe.addingAudio {
                $0.layout = "mono"
                $0.segments = [.tone(level, seconds: 4)]
            }
        }
        let log = try Bench().log(recipe, "a.mov")
        let found = ProgrammeLayout.automatic.resolve(in: log)
        #expect(found.map(\.name) == ["stereo", "5.1"])
        #expect(found.allSatisfy { $0.assumption != nil })
        let stereo = ProgrammeLoudness(of: found[0], in: log).readings.first { $0.metric == "loudness.integrated" }
        #expect(abs((stereo?.value?.asNumber ?? 0) - -20) < 0.1)
    }

    @Test func splittingOverMonoTracksDoesNotMoveTheReading() throws {
        let bench = try Bench()
        let whole = try bench.log(Recipe.sound().programme(-23, seconds: 6), "whole.wav")
        let parts = try bench.log(Recipe.sound().programme(-23, seconds: 6).audio { $0.split = true }, "parts.mov")
        let programme = try #require(ProgrammeLayout.automatic.resolve(in: parts).first)
        let joined = ProgrammeLoudness(of: programme, in: parts).readings.first { $0.metric == "loudness.integrated" }
        #expect(joined?.value == whole.reading("loudness.integrated", Self.audio)?.value)
    }

    @Test func silenceIsMinusInfinity() throws {
        let log = try Bench().log(Recipe.sound().silence(seconds: 2), "a.wav")
        let reading = try #require(log.reading("loudness.integrated", Self.audio))
        #expect(reading.value == .number(-.infinity))
        #expect(reading.note == "digital silence")
    }

    @Test func silenceIsFoundWhereItIs() throws {
        let recipe = Recipe.sound().tone(-20, seconds: 2).silence(seconds: 3).tone(-20, seconds: 2)
        let series = try #require(try Bench().log(recipe, "a.wav").series("sound.silence", Self.audio))
        let quiet = series.values.indices.filter { series.values[$0] < -60 }
        #expect(quiet == Array(20..<50))
    }

    @Test(.enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)")) func realSoundAgreesWithOtherMeters() throws {
        let piano = try SharedMedia.log("loudness/piano.wav")
        #expect(abs((piano.number("loudness.integrated", Self.audio) ?? 0) - -31.09) <= 0.1)
        #expect(abs((piano.number("loudness.range", Self.audio) ?? 0) - 2.6) <= 0.2)
        #expect(abs((piano.number("loudness.true-peak", Self.audio) ?? 0) - -19.8) <= 0.1)
        // The other meter looks every 100 ms; the highest momentary value lies between.
        let momentary = try #require(piano.number("loudness.max-momentary", Self.audio))
        #expect(momentary >= -27.937 && momentary < -27.7)
        // 1 kHz at full scale: the exact K-weighting at 44.1 kHz gives -3.011; a meter with another filter says -3.05.
        let sine = try SharedMedia.log("loudness/sine_1000.wav")
        #expect(abs((sine.number("loudness.integrated", Self.audio) ?? 0) - -3.0523) <= 0.05)
    }
}

import Foundation
import Media
import Testing

@testable import Synth

@Suite struct SoundTests {
    private func samples(_ recipe: Recipe) throws -> [[Float]] {
        var channels: [[Float]] = []
        for case .samples(let run) in try Synth.sound(recipe.audio[0]) {
            channels = channels.isEmpty ? run : zip(channels, run).map { $0 + $1 }
        }
        return channels
    }

    private func peak(_ samples: [Float]) -> Double { 20 * log10(Double(samples.map { abs($0) }.max()!)) }

    @Test func aToneRunsOnAcrossSegments() throws {
        let whole = try samples(Recipe.sound().tone(-6, seconds: 0.5, hertz: 997))
        let parts = try samples(
            Recipe.sound().tone(-6, seconds: 0.123, hertz: 997).tone(-6, seconds: 0.377, hertz: 997))
        #expect(whole[0].count == 24000 && parts[0].count == 24000)
        #expect(zip(whole[0], parts[0]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(abs(peak(whole[0]) + 6) < 0.001)
    }

    @Test func channelsHaveTheirOwnLevels() throws {
        let recipe = Recipe.sound().tone(0, seconds: 0.1).audio { $0.segments[0].levels = [-18, nil] }
        let channels = try samples(recipe)
        #expect(abs(peak(channels[0]) + 18) < 0.001)
        #expect(channels[1].allSatisfy { $0 == 0 })
    }

    @Test func noiseIsTheSeeds() throws {
        func noise(_ seed: UInt64) throws -> [[Float]] {
            try samples(
                Recipe.sound().audio {
                    var segment = SoundSegment(.noise, seconds: 0.1)
                    segment.level = -20
                    segment.seed = seed
                    $0.segments = [segment]
                })
        }
        let first = try noise(1)
        #expect(try noise(1) == first)
        #expect(try noise(2) != first)
        #expect(first[0] != first[1])
        #expect(peak(first[0]) <= -20 && peak(first[0]) > -20.1)
    }

    @Test func aProgrammeComesOutAtItsLoudness() throws {
        let programme = try samples(Recipe.sound().programme(-23, seconds: 2))
        let loudness = try #require(Loudness.integrated(programme, names: ["FL", "FR"]))
        #expect(abs(loudness + 23) < 0.002)
        let slow = Recipe.sound().programme(-23, seconds: 1).audio { $0.sampleRate = 44100 }
        #expect(throws: RecipeError.self) { try samples(slow) }
    }

    /// EBU Tech 3341 table 1, expected ±0.1 LU. Short cases only: the rest runs the same code for longer.
    @Test(arguments: [(1, -22.993), (2, -32.993), (6, -23.016)])
    func signalsOfTech3341HaveTheirLoudness(_ number: Int, _ expected: Double) throws {
        let recipe = try #require(Synth.ebu3341(case: number))
        let names = try recipe.audio[0].channelNames()
        let loudness = try #require(
            Loudness.integrated(try samples(recipe).map { Array($0.prefix(96000)) }, names: names))
        #expect(abs(loudness - expected) < 0.002)
    }

    /// Sample peaks of the published files, cases 16 to 19.
    @Test(arguments: [(16, -9.011), (17, -7.250), (18, -6.688), (19, -0.001)])
    func truePeakSignalsHideTheirCrests(_ number: Int, _ expected: Double) throws {
        let recipe = try #require(Synth.ebu3341(case: number))
        #expect(abs(peak(try samples(recipe)[0]) - expected) < 0.03)
    }

    @Test func casesHaveTheirLengths() throws {
        let lengths = [3: 80, 4: 100, 5: 60.1, 9: 15, 11: 120, 12: 10, 14: 16]
        for (number, seconds) in lengths {
            let segments = try #require(Synth.ebu3341(case: number)).audio[0].segments
            #expect(abs(segments.reduce(0) { $0 + ($1.seconds ?? 0) } - seconds) < 1e-9)
        }
        #expect(Synth.ebu3341(case: 7) == nil && Synth.ebu3341(case: 20) == nil && Synth.ebu3342(case: 5) == nil)
        #expect(Synth.ebu3342(case: 4)?.audio[0].segments.count == 5)
    }
}

import Foundation
import Model
import Testing

/// What a trained ear is asked to find in a mix, each with sound that has it and sound that has not.
@Suite struct EarsListTests {
    private static let audio = TrackID(.audio, 0)

    /// A second of noise whose middle is zero, or the noise of a quiet room.
    private static func pause(_ room: Int32) -> WaveSound {
        var sound = WaveSound(channels: 2, seconds: 3)
        for channel in 0..<2 {
            for sample in 48000..<72000 {
                sound.channels[channel][sample] = room == 0 ? 0 : sound.channels[channel][sample] / room
            }
        }
        return sound
    }

    @Test func digitalBlackIsNotAQuietRoom() throws {
        let black = try Self.pause(0).log()
        #expect(abs((black.number("sound.digital-black", Self.audio) ?? 0) - 0.5) < 0.001)
        let moment = try #require(black.reading("sound.digital-black", Self.audio)?.moments.first)
        #expect(abs(moment.start - 1) < 0.001)
        let room = try Self.pause(1000).log()
        #expect(room.number("sound.digital-black", Self.audio) == 0)
        #expect(abs((room.number("sound.noise-floor", Self.audio) ?? 0) - -80.3) < 0.5)
    }

    @Test func paddedBits() throws {
        var sound = WaveSound(channels: 2, seconds: 1)
        #expect(try sound.log().number("sound.bits-used", Self.audio) == 24)
        for channel in 0..<2 { sound.channels[channel] = sound.channels[channel].map { $0 & ~0xFF } }
        #expect(try sound.log().number("sound.bits-used", Self.audio) == 16)
    }

    @Test func fullBandInTheLFE() throws {
        var sound = WaveSound(channels: 6, seconds: 2)
        sound.mask = 0x3F
        #expect((try sound.log().number("sound.lfe.above-200-hz", Self.audio) ?? 0) > 90)
        var low = WaveSound(channels: 1, seconds: 2)
        low.fill(hertz: 60, level: -20)
        sound.channels[3] = low.channels[0]
        #expect((try sound.log().number("sound.lfe.above-200-hz", Self.audio) ?? 100) < 1)
    }

    @Test func monoAsStereo() throws {
        var sound = WaveSound(channels: 2, seconds: 2)
        #expect(try sound.log().reading("sound.channels.identical", Self.audio)?.value == nil)
        sound.channels[1] = sound.channels[0]
        #expect(try sound.log().text("sound.channels.identical", Self.audio) == "FL=FR")
    }

    /// A tone of -18 dBFS with silence in some channels at some places, seconds in each of so many cycles.
    private static func tone(cycle: Double, gaps: [[Double]]) -> WaveSound {
        var sound = WaveSound(channels: 2, seconds: 3 * cycle + 0.5)
        sound.fill(level: -18)
        for (channel, starts) in gaps.enumerated() {
            for start in starts {
                for turn in 0..<3 {
                    let first = Int((start + Double(turn) * cycle) * 48000)
                    for sample in first..<first + 12000 { sound.channels[channel][sample] = 0 }
                }
            }
        }
        return sound
    }

    @Test(
        arguments: [
            (3.0, [[1.0], []], "EBU stereo"), (4, [[0.5], [1.0, 1.5]], "GLITS"), (3, [[], []], "steady"),
        ] as [(Double, [[Double]], String)])
    func identsOfStereo(cycle: Double, gaps: [[Double]], name: String) throws {
        let log = try Self.tone(cycle: cycle, gaps: gaps).log(only: ["sound.line-up-tone"])
        #expect(log.text("sound.line-up-tone.ident", Self.audio) == name)
        #expect(abs((log.number("sound.line-up-tone.frequency", Self.audio) ?? 0) - 1000) < 1)
        #expect(abs((log.number("sound.line-up-tone.level", Self.audio) ?? 0) - -18) < 0.1)
    }

    /// Each channel of 5.1 in turn, at its own frequency (EBU Tech 3304).
    @Test func blits() throws {
        var sound = WaveSound(channels: 6, seconds: 6)
        sound.mask = 0x3F
        for channel in 0..<6 { sound.channels[channel] = [Int32](repeating: 0, count: 6 * 48000) }
        for (channel, hertz) in [880, 880, 1320, 82.5, 660, 660].enumerated() {
            var one = WaveSound(channels: 1, seconds: 0.7)
            one.fill(hertz: hertz, level: -18)
            let first = channel * 43200 + 9600
            sound.channels[channel].replaceSubrange(first..<first + one.channels[0].count, with: one.channels[0])
        }
        let log = try sound.log(only: ["sound.line-up-tone"])
        #expect(log.text("sound.line-up-tone.ident", Self.audio) == "BLITS")
    }

    @Test func noiseIsNoTone() throws {
        let log = try WaveSound(channels: 2, seconds: 3).log(only: ["sound.line-up-tone"])
        #expect(log.number("sound.line-up-tone", Self.audio) == 0)
        #expect(log.reading("sound.line-up-tone.ident", Self.audio)?.value == nil)
    }
}

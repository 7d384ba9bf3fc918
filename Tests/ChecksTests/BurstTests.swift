import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

/// PCM tracks that carry coded bitstreams (SMPTE ST 337), whole or in part.
@Suite struct BurstTests {
    private static let audio = TrackID(.audio, 0)

    /// Metrics that would be loud noise if data were taken for sound.
    private static let ofSound = [
        "loudness.integrated", "loudness.true-peak", "loudness.sample-peak", "sound.noise-floor", "sound.dc-offset",
        "sound.clipping", "sound.bits-used", "sound.lfe.above-200-hz", "sound.line-up-tone",
    ]

    private func expectNoSound(_ log: Log, _ reason: String) {
        for name in Self.ofSound {
            #expect(log.reading(name, Self.audio) == nil, "\(name)")
        }
        #expect(log.reasonUnmeasured("loudness.integrated", Self.audio)?.contains(reason) == true)
        #expect(log.series.allSatisfy { $0.track != Self.audio || !$0.metric.hasPrefix("sound.level") })
    }

    @Test(arguments: [16, 20, 24]) func wholeFileOfDolbyE(bits: Int) throws {
        var sound = WaveSound(channels: 2, seconds: 2)
        sound.burst(in: [0, 1], bits: bits)
        let log = try sound.log()
        #expect(log.flag("sound.smpte337", Self.audio) == true)
        #expect(log.text("sound.smpte337.type", Self.audio) == "Dolby E")
        expectNoSound(log, "Dolby E bitstream, not sound")
    }

    @Test(arguments: [16, 24]) func oneChannelOfAC3(bits: Int) throws {
        var sound = WaveSound(channels: 1, seconds: 2)
        sound.burst(in: [0], type: 1, bits: bits)
        let log = try sound.log()
        #expect(log.text("sound.smpte337.type", Self.audio) == "AC-3")
        expectNoSound(log, "AC-3 bitstream, not sound")
    }

    /// Sound for a second, then Dolby E: the loudness of such a track is that of nothing.
    @Test func partOfAFile() throws {
        var sound = WaveSound(channels: 2, seconds: 3)
        sound.burst(in: [0, 1], from: WaveSound.rate, to: 2 * WaveSound.rate)
        let log = try sound.log()
        let moment = try #require(log.reading("sound.smpte337", Self.audio)?.moments.first)
        #expect(abs(moment.start - 1) < 0.001 && abs(moment.end - 2) < 0.05)
        expectNoSound(log, "Dolby E")
    }

    /// Six channels of a mix and Dolby E on channels 7 and 8: the mix can be metered, the track as a whole cannot.
    @Test func onePairOfEight() throws {
        var sound = WaveSound(channels: 8, seconds: 2)
        sound.burst(in: [6, 7], bits: 20)
        let log = try sound.log()
        #expect(log.reading("sound.smpte337", Self.audio)?.note == "channels 7 and 8")
        expectNoSound(log, "channels 7 and 8 carry a Dolby E bitstream, not sound")
        func programme(_ places: [Int]) -> ProgrammeLoudness {
            let channels = places.map { ProgrammeChannel(track: Self.audio, channel: $0, label: $0 == 0 ? "FL" : "FR") }
            return ProgrammeLoudness(of: Programme(name: "a", channels: channels), in: log)
        }
        let mix = programme([0, 1]).readings.first { $0.metric == "loudness.integrated" }
        #expect((-16...(-12)).contains(mix?.value?.asNumber ?? 0))
        let data = programme([0, 6])
        #expect(data.readings.allSatisfy { $0.metric != "loudness.integrated" })
        #expect(data.unmeasured.first?.reason.contains("Dolby E") == true)
    }

    @Test func soundIsSound() throws {
        let log = try WaveSound(channels: 2, seconds: 2).log()
        #expect(log.flag("sound.smpte337", Self.audio) == false)
        #expect(log.number("loudness.integrated", Self.audio) != nil)
    }

    /// libavformat looks through such a file and hands out the AC-3 in it.
    @Test func whatTheDemuxerUnwrapsIsStillData() throws {
        let bench = try Bench()
        let recipe = Recipe.sound().tone(-20, seconds: 3).audio { $0.encoder = "ac3" }
        let inner = try bench.make(recipe.container("spdif"), "inner.spdif")
        var sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: inner)))
        sound.removeLast(sound.count % 4)
        let size = UInt32(sound.count)
        func little(_ value: UInt32, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
        let head =
            Array("RIFF".utf8) + little(size + 36, 4) + Array("WAVEfmt ".utf8) + little(16, 4)
            + little(1 | 2 << 16, 4) + little(48000, 4) + little(192_000, 4) + little(4 | 16 << 16, 4)
        let path = bench.path("a.wav")
        try Data(head + Array("data".utf8) + little(size, 4) + sound).write(to: URL(fileURLWithPath: path))
        let log = try Measurement(catalogue, threads: 2, hashes: false).log(of: path)
        #expect(log.flag("sound.smpte337", Self.audio) == true)
        #expect(log.text("sound.smpte337.type", Self.audio) == "AC-3")
    }
}

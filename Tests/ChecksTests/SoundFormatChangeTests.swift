import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

/// Streams whose sample rate or channels change on the way.
@Suite struct SoundFormatChangeTests {
    private static let audio = TrackID(.audio, 0)

    private static func part(_ encoder: String, rate: Int, layout: String, seconds: Double) -> Recipe {
        Recipe.sound(layout).tone(-20, seconds: seconds).audio {
            $0.encoder = encoder
            $0.sampleRate = rate
        }
    }

    private func joined(_ parts: [Recipe], _ suffix: String) throws -> Log {
        let bench = try Bench()
        let bytes = try parts.enumerated().map { place, recipe in
            try Data(contentsOf: URL(fileURLWithPath: try bench.make(recipe, "\(place).\(suffix)")))
        }
        let path = bench.path("joined.\(suffix)")
        try bytes.reduce(Data(), +).write(to: URL(fileURLWithPath: path))
        return try Measurement(catalogue, threads: 2, hashes: false).log(of: path)
    }

    @Test(arguments: [
        ("ac3", "ac3", 48000, "stereo", 44100, "stereo"), ("ac3", "ac3", 48000, "stereo", 48000, "5.1(side)"),
        ("eac3", "eac3", 48000, "5.1(side)", 48000, "stereo"), ("aac", "aac", 48000, "stereo", 48000, "mono"),
        ("aac", "aac", 48000, "stereo", 44100, "stereo"), ("ac3", "ac3", 48000, "3.0", 48000, "2.1"),
        ("eac3", "eac3", 48000, "quad(side)", 48000, "4.0"),
        ("ac3", "ts", 48000, "stereo", 48000, "mono"),
    ])
    func changeIsTimedAndNothingIsMeteredWrongly(
        encoder: String, suffix: String, rate: Int, layout: String, laterRate: Int, laterLayout: String
    ) throws {
        let log = try joined(
            [
                Self.part(encoder, rate: rate, layout: layout, seconds: 2),
                Self.part(encoder, rate: laterRate, layout: laterLayout, seconds: 2),
            ], suffix)
        let reading = try #require(log.reading("audio.format-changes", Self.audio))
        #expect(reading.value == .number(1), "\(reading)")
        #expect(abs((reading.moments.first?.start ?? 0) - 2) < 0.1, "\(reading.moments)")
        #expect(log.reading("loudness.integrated", Self.audio) == nil)
        #expect(log.reasonUnmeasured("loudness.integrated", Self.audio)?.hasPrefix("the format changes at ") == true)
        #expect(log.series("loudness.energy", Self.audio, channel: 0) == nil)
        #expect(log.reading("sound.noise-floor", Self.audio) == nil)
        // A programme is worked out from series while judging: the part before the change is no answer for the whole.
        for programme in ProgrammeLayout.automatic.resolve(in: log) {
            let measured = ProgrammeLoudness(of: programme, in: log)
            #expect(measured.readings.isEmpty)
            #expect(measured.unmeasured.first?.reason.contains("the format changes at ") == true)
        }
    }

    /// A change of the layout that leaves the number of channels names both.
    @Test func layoutsAreNamed() throws {
        let log = try joined(
            ["3.0", "2.1"].map { Self.part("ac3", rate: 48000, layout: $0, seconds: 1) }, "ac3")
        let note = try #require(log.reading("audio.format-changes", Self.audio)?.note)
        #expect(note == "from 3 ch (3.0) at 48000 Hz to 3 ch (2.1) at 48000 Hz")
    }

    @Test(arguments: [(16, 24), (24, 16), (20, 24)])
    func bitDepthChangeIsTimedAndMeasuredAcross(first: Int, later: Int) throws {
        let parts = [first, later].map { bits in
            Recipe.sound("stereo").tone(-20, seconds: 2).audio {
                $0.encoder = "s302m"
                $0.bits = bits
                $0.options["strict"] = "experimental"
            }
        }
        let log = try joined(parts, "ts")
        let reading = try #require(log.reading("audio.bit-depth-changes", Self.audio))
        #expect(reading.value == .number(1), "\(reading)")
        #expect(reading.note == "from \(first) bits to \(later) bits")
        #expect(abs((reading.moments.first?.start ?? 0) - 2) < 0.1, "\(reading.moments)")
        #expect(log.number("audio.format-changes", Self.audio) == 0)
        #expect(abs((log.number("loudness.integrated", Self.audio) ?? 0) - -20) < 0.5)
    }

    @Test func joinedPartsThatAreAlikeAreNoChange() throws {
        let part = Self.part("ac3", rate: 48000, layout: "stereo", seconds: 2)
        let log = try joined([part, part], "ac3")
        #expect(log.number("audio.format-changes", Self.audio) == 0)
        #expect(abs((log.number("loudness.integrated", Self.audio) ?? 0) - -20) < 0.5)
    }

    @Test func ordinaryFilesDoNotChange() throws {
        for (encoder, suffix) in [
            ("pcm_s24le", "mov"), ("aac", "mp4"), ("flac", "mkv"), ("mp2", "ts"), ("alac", "mp4"),
        ] {
            let log = try Bench().log(Self.part(encoder, rate: 48000, layout: "stereo", seconds: 1), "a.\(suffix)")
            #expect(log.number("audio.format-changes", Self.audio) == 0, "\(encoder)")
            #expect(log.number("audio.bit-depth-changes", Self.audio) == 0, "\(encoder)")
        }
    }
}

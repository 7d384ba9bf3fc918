import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

@testable import Checks

@Suite struct AC3CheckTests {
    private static let audio = TrackID(.audio, 0)

    private static func recipe(_ encoder: String, _ dialnorm: Int, seconds: Double = 3, layout: String = "5.1(side)")
        -> Recipe
    {
        Recipe.sound().tone(-20, seconds: seconds).audio {
            $0.encoder = encoder
            $0.layout = layout
            $0.options = ["dialnorm": "\(dialnorm)", "b": "448000"]
        }
    }

    @Test(arguments: [("ac3", "mkv"), ("eac3", "mp4"), ("ac3", "ts"), ("eac3", "mkv"), ("ac3", "mov")])
    func dialnormOfAFile(encoder: String, suffix: String) throws {
        let log = try Bench().log(Self.recipe(encoder, -24), "a.\(suffix)")
        #expect(log.number("audio.dialnorm", Self.audio) == -24)
        #expect(log.number("audio.dialnorm.changes", Self.audio) == 0)
        #expect(
            log.number("audio.ac3.faults", Self.audio) == 0,
            "\(log.reading("audio.ac3.faults", Self.audio)?.note ?? "")")
        #expect(log.number("audio.ac3.programmes", Self.audio) == 1)
        #expect(log.text("audio.ac3.layout", Self.audio) == "3/2.1")
        #expect(log.number("audio.ac3.layout-changes", Self.audio) == 0)
    }

    @Test func dialnormThatChangesIsTimed() throws {
        let bench = try Bench()
        let parts = try [(-27, 2.0), (-20, 1)].enumerated().map { place, part in
            let path = try bench.make(Self.recipe("ac3", part.0, seconds: part.1), "\(place).ac3")
            return try Data(contentsOf: URL(fileURLWithPath: path))
        }
        let path = bench.path("joined.ac3")
        try (parts[0] + parts[1]).write(to: URL(fileURLWithPath: path))
        let log = try Measurement(catalogue, threads: 2, hashes: false).log(of: path)
        let reading = try #require(log.reading("audio.dialnorm", Self.audio))
        #expect(reading.value == .number(-27) && reading.note == "also -20")
        #expect(log.number("audio.dialnorm.changes", Self.audio) == 1)
        #expect(abs((reading.moments.first?.start ?? 0) - 2) < 0.05, "\(reading.moments)")
    }

    @Test func otherCodingsCarryNone() throws {
        let log = try Bench().log(Recipe.sound().tone(-20, seconds: 1), "a.wav")
        let reading = try #require(log.reading("audio.dialnorm", Self.audio))
        #expect(reading.value == nil && reading.note == "pcm_s24le carries no dialnorm")
    }

    /// A profile holds it against the loudness that was measured.
    @Test func dialnormAgainstLoudness() throws {
        let rule = Rule(
            id: "a", title: "a", metric: "audio.dialnorm", track: .every(.audio),
            expectation: .sameAs(metric: "loudness.integrated", tolerance: 2),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        let profile = Profile(id: "p", title: "p", edition: "1", rules: [rule])
        for (dialnorm, verdict) in [(-20, Verdict.passed), (-27, .failed)] {
            let log = try Bench().log(Self.recipe("ac3", dialnorm, layout: "stereo"), "a.mkv")
            #expect(judge(log, against: profile).findings.map(\.verdict) == [verdict])
        }
    }
}

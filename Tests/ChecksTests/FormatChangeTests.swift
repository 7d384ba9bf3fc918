import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

/// Pictures and sound that change their kind on the way: what was measured of a part is no answer for the whole.
@Suite struct FormatChangeTests {
    private static let picture = TrackID(.video, 0)

    @Test(arguments: [1, 4])
    func pictureSizeChanges(threads: Int) throws {
        let small = Self.recipe(Size(320, 180))
        for (first, second) in [(small, Self.recipe(Size(640, 360))), (Self.recipe(Size(640, 360)), small)] {
            let log = try Self.joined(first, second, threads: threads)
            #expect(log.number("video.format-changes") == 1)
            Self.expectUnmeasured(log)
        }
    }

    @Test func pixelFormatAndRangeChange() throws {
        let plain = Self.recipe(Size(320, 180))
        let deep = Self.recipe(Size(320, 180)) { $0.pixelFormat = "yuv422p10le" }
        let full = Self.recipe(Size(320, 180)) {
            $0.colour.range = "pc"
            $0.pixelFormat = "yuv420p"
        }
        for other in [deep, full] {
            let log = try Self.joined(plain, other, threads: 2)
            #expect(log.number("video.format-changes") == 1)
            Self.expectUnmeasured(log)
        }
    }

    @Test func samePicturesTwiceAreNoChange() throws {
        let log = try Self.joined(Self.recipe(Size(320, 180)), Self.recipe(Size(320, 180)), threads: 2)
        #expect(log.number("video.format-changes") == 0)
        #expect(log.number("picture.luma.max") != nil)
        #expect(log.series("picture.luma.max", Self.picture)?.values.count == 50)
    }

    /// What needs no sample is counted over the whole track, and what was seen before the change stays seen.
    @Test func whatNeedsNoSampleGoesOn() throws {
        let black = Self.recipe(Size(320, 180), .texture(seconds: 0.4), .black(seconds: 0.6))
        let log = try Self.joined(black, Self.recipe(Size(640, 360)), threads: 2)
        #expect(log.number("video.decode-errors") == 0)
        #expect(log.number("video.frames") == 50)
        #expect(log.number("video.b-frames") != nil)
        let rule = Rule(
            id: "r", title: "t", metric: "picture.black", track: .every(.video),
            expectation: .events(EventRule(.below, 10, atLeast: 0.5)),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        let findings = judge(log, against: Profile(id: "p", title: "p", edition: "1", rules: [rule])).findings
        #expect(findings.map(\.verdict) == [.failed])
    }

    @Test func soundChannelsChange() throws {
        func sound(_ layout: String) -> Recipe {
            Self.recipe(Size(320, 180)).addingAudio {
                $0.encoder = "mp2"
                $0.layout = layout
                $0.segments = [.tone(-20, seconds: 1)]
            }
        }
        let log = try Self.joined(sound("stereo"), sound("mono"), threads: 2)
        let track = TrackID(.audio, 0)
        #expect(log.number("audio.format-changes", track) == 1)
        for metric in ["loudness.integrated", "sound.silence", "sound.clipping"] {
            #expect(log.reading(metric, track) == nil)
            #expect(log.reasonUnmeasured(metric, track)?.hasPrefix("the format changes at ") == true)
        }
    }

    private static func recipe(
        _ size: Size, _ scenes: Scene..., change: (inout VideoTrack) -> Void = { _ in }
    ) -> Recipe {
        Recipe.small25().picture {
            $0.size = size
            $0.scenes = scenes.isEmpty ? [.texture(seconds: 1)] : scenes
            change(&$0)
        }
    }

    /// Two transport streams, one behind the other, as recorders and splicers leave them.
    private static func joined(_ first: Recipe, _ second: Recipe, threads: Int) throws -> Log {
        let bench = try Bench()
        var later = second
        later.options["output_ts_offset"] = "1"
        let parts = [try bench.make(first, "a.ts"), try bench.make(later, "b.ts")]
        let bytes = try parts.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        try bytes.reduce(Data(), +).write(to: URL(fileURLWithPath: bench.path("c.ts")))
        return try Measurement(catalogue, threads: threads, hashes: false).log(of: bench.path("c.ts"))
    }

    /// Nothing that looks at samples has a reading, and each says why.
    private static func expectUnmeasured(_ log: Log) {
        let checks = catalogue.filter { $0.wants.contains(.pictures) && !$0.takesAnyFormat }
        for metric in checks.flatMap(\.metrics) where metric.effort == .decode && !metric.id.hasPrefix("audio.") {
            #expect(log.reading(metric.id, picture) == nil, "\(metric.id)")
            #expect(log.reasonUnmeasured(metric.id, picture) != nil, "\(metric.id)")
        }
        for metric in ["picture.luma.max", "picture.r103", "picture.scan", "pse.luminance"] {
            #expect(log.reasonUnmeasured(metric, picture)?.hasPrefix("the format changes at ") == true)
        }
    }
}

import Measuring
import Model
import Testing

@testable import Synth

/// R'G'B' in narrow range (black 16, white 235 of 8 bits), as it is stated, and without a word.
@Suite struct RGBRangeTests {
    private static let metrics: Set<String> = [
        "lineup.bars", "lineup.bars-error", "picture.black", "picture.active-area", "picture.range",
        "programme.start", "hdr.measured.max-cll", "hdr.measured.max-fall",
    ]

    private func log(
        _ range: String?, labelled: String?, transfer: String = "bt709", _ format: String = "gbrp10le", in bench: Bench,
        _ scenes: [Scene]
    ) throws -> Log {
        var video = VideoTrack()
        video.size = Size(256, 144)
        (video.encoder, video.pixelFormat) = ("ffv1", format)
        let primaries = transfer == "bt709" ? "bt709" : "bt2020"
        video.colour = ColourNames(primaries: primaries, transfer: transfer, matrix: "gbr", range: range)
        video.containerColour = video.colour
        video.containerColour?.range = labelled
        video.codedColour = video.containerColour
        video.scenes = scenes
        let name = "\(format)-\(range ?? "none")-\(labelled ?? "none")-\(transfer).mkv"
        return try bench.log(Recipe(video: [video]), name, only: Self.metrics)
    }

    private static let scenes: [Scene] = [.bars(.ebu75, seconds: 0.6), .black(seconds: 0.4), StructureMedia.moving(15)]

    @Test(arguments: ["gbrp10le", "gbrp12le"])
    func theStatedRangeIsUsed(format: String) throws {
        let bench = try Bench()
        for range in ["tv", "pc"] {
            let log = try log(range, labelled: range, format, in: bench, Self.scenes)
            #expect(log.text("lineup.bars") == "ebu-75", "\(range)")
            #expect((log.number("lineup.bars-error") ?? 99) <= 1, "\(range)")
            let black = log.values("picture.black")
            #expect(black[15..<25].allSatisfy { $0 < 0.5 } && black[5] > 10, "\(range)")
            #expect(log.number("programme.start") == 1, "\(range)")
            #expect(log.reading("picture.range", TrackID(.video, 0))?.note == nil)
        }
    }

    @Test func withoutAWordItIsFullAndSaidSo() throws {
        let log = try log("pc", labelled: nil, in: Bench(), Self.scenes)
        #expect(log.text("lineup.bars") == "ebu-75")
        #expect((log.number("lineup.bars-error") ?? 99) <= 1)
        let note = log.reading("picture.range", TrackID(.video, 0))?.note
        #expect(note == "the file states no range for its R'G'B'; read as full")
    }

    /// Narrow codes that are read as full have no black.
    @Test func aWrongLabelShows() throws {
        let log = try log("tv", labelled: "pc", in: Bench(), Self.scenes)
        #expect(log.values("picture.black")[20] > 5)
        #expect(log.text("picture.range") == "narrow")
    }

    @Test func lightIsReadInTheStatedRange() throws {
        let bench = try Bench()
        for range in ["tv", "pc"] {
            let field = Scene(.flat, seconds: 0.4).with { $0.level = .nits(1000) }
            let log = try log(range, labelled: range, transfer: "smpte2084", "gbrp12le", in: bench, [field])
            for metric in ["hdr.measured.max-cll", "hdr.measured.max-fall"] {
                #expect(abs((log.number(metric) ?? 0) - 1000) < 3, "\(metric) \(range)")
            }
        }
    }
}

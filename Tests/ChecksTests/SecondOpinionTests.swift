import Checks
import Foundation
import Measuring
import Media
import Model
import Testing

@testable import Synth

/// Statistics worked out a second time from the pictures that were encoded, by the definitions of FFmpeg's signalstats.
@Suite struct SignalStatisticsTests {
    @Test(arguments: ["yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le"])
    func equalToTheDefinitions(format: String) throws {
        var media = StructureMedia(.texture(seconds: 0.3), .bars(seconds: 0.1), codec: .lossless)
        media.pixelFormat = format
        media.grain = 0
        let pictures = try media.pictures()
        let log = try media.log(
            of: pictures, in: Bench(),
            only: Set(["luma", "cb", "cr"].flatMap { name in ["min", "mean", "max"].map { "picture.\(name).\($0)" } }))
        for (index, picture) in pictures.enumerated() {
            for (name, plane) in zip(["luma", "cb", "cr"], picture.planes) {
                let sorted = plane.samples.sorted()
                #expect(log.values("picture.\(name).min")[index] == Float(sorted[0]))
                #expect(log.values("picture.\(name).max")[index] == Float(sorted[sorted.count - 1]))
                let mean = plane.samples.reduce(0) { $0 + Double($1) } / Double(sorted.count)
                #expect(abs(Double(log.values("picture.\(name).mean")[index]) - mean) < 1e-4)
            }
            // The first code by which a tenth, or nine tenths, of the samples are counted.
            let luma = picture.planes[0].samples.sorted()
            for (name, share) in [("low", 0.1), ("high", 0.9)] {
                let code = luma[Int((share * Double(luma.count)).rounded(.up)) - 1]
                #expect(log.values("picture.luma.\(name)")[index] == Float(code))
            }
        }
    }

    /// What others found in the same files.
    @Test(.enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing)))
    func filesWithStatedAnswers() throws {
        let black = try SharedMedia.log(
            "videoqc/silent-black-10s.mp4", only: ["picture.black", "video.timestamp-faults"])
        // blackdetect: 0 to 9.97, the time of the last picture; ours ends with that picture.
        #expect(PictureTests.stretches(black, "picture.black", below: 10, atLeast: 2) == [Moment(0, 10)])
        let stamps = "videoqc/sample_with_increasing_timestamps_320w_240h_5s.mp4"
        #expect(try SharedMedia.log(stamps, only: ["video.timestamp-faults"]).number("video.timestamp-faults") == 0)
        let noise = try SharedMedia.log(
            "videoqc/noise.y4m", only: ["picture.luma.min", "picture.freeze", "picture.range"])
        #expect(noise.number("picture.luma.min") == 0)
        #expect(noise.number("picture.luma.max") == 254)
        #expect(noise.text("picture.range") == "full")
        #expect(noise.values("picture.freeze").dropFirst().allSatisfy { $0 > 1 })
    }
}

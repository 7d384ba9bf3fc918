import Checks
import Foundation
import Measuring
import Media
import Model
import Testing

/// The finer points of the rule sets, on pictures painted for each.
@Suite struct PhotosensitivityRuleTests {
    /// Leading edges at 0, 50, 100 and 950 ms: the last flash is far enough from the others for broadcast, and the fourth
    /// in one second for WCAG and Trace.
    @Test func flashesFarApartAreLetThroughByBroadcastOnly() throws {
        let log = try Clip(rate: 60, pictures: 120) { frame, _, _ in [30, 33, 36, 87].contains(frame) ? 235 : 16 }.log()
        #expect(log.text("pse.luminance") == "pass")
        #expect(log.text("pse.ofcom.luminance") == "pass")
        #expect(log.text("pse.wcag.luminance") == "fail")
        #expect(log.text("pse.trace.luminance") == "fail")
        // The same four close together fail everywhere.
        let close = Clip(rate: 60, pictures: 120) { frame, _, _ in [30, 33, 36, 39].contains(frame) ? 235 : 16 }
        for prefix in ["pse", "pse.ofcom", "pse.wcag", "pse.trace"] {
            #expect(try close.log().text("\(prefix).luminance") == "fail", "\(prefix)")
        }
    }

    /// Three flashes on the left third and one on the right are no four flashes anywhere.
    @Test func flashesCountWhereTheyAre() throws {
        func clip(_ fourth: ClosedRange<Int>) -> Clip {
            Clip(rate: 25, pictures: 75) { frame, x, _ in
                let isLeft = [25, 29, 33].contains(frame) && x < 160
                return isLeft || (frame == 37 && fourth.contains(x)) ? 235 : 16
            }
        }
        #expect(try clip(320...479).log().text("pse.luminance") == "pass")
        #expect(try clip(0...159).log().text("pse.luminance") == "fail")
    }

    /// One change a second that stays is no flashing, and neither is a slow ramp.
    @Test func cutsAndRampsAreNoFlashes() throws {
        let cuts = try Clip(rate: 25, pictures: 100) { frame, _, _ in frame / 25 % 2 == 0 ? 16 : 235 }.log()
        let ramps = try Clip(rate: 25, pictures: 100) { frame, _, _ in 16 + abs(frame % 50 - 25) * 8 }.log()
        for prefix in ["pse", "pse.ofcom", "pse.wcag", "pse.trace"] {
            #expect(cuts.text("\(prefix).luminance") == "pass", "\(prefix)")
            #expect(ramps.text("\(prefix).luminance") == "pass", "\(prefix)")
        }
    }

    /// Four changes a second for six seconds pass, with a warning of the long sequence.
    @Test func longSequencesAreWarnedOf() throws {
        let log = try Clip(rate: 25, pictures: 175) { frame, _, _ in frame % 12 < 6 ? 16 : 235 }.log()
        #expect(log.text("pse.wcag.luminance") == "pass")
        #expect(log.reading("pse.wcag.luminance", TrackID(.video, 0))?.note?.contains("long sequences") == true)
    }

    /// Stripes of 40 pixels: six pairs. Three pairs, a third of the screen and faint stripes pass.
    @Test func boldStripesAreSuspect() throws {
        func verdict(_ luma: @escaping (Int, Int, Int) -> Int) throws -> String? {
            try Clip(rate: 25, pictures: 50, luma).log().text("pse.pattern")
        }
        #expect(try verdict { _, x, _ in x / 20 % 2 == 0 ? 200 : 30 } == "fail")
        #expect(try verdict { _, _, y in y / 15 % 2 == 0 ? 200 : 30 } == "fail")
        #expect(try verdict { _, x, _ in x / 80 % 2 == 0 ? 200 : 30 } == "pass")
        #expect(try verdict { _, x, y in y < 80 && x / 20 % 2 == 0 ? 200 : 30 } == "pass")
        #expect(try verdict { _, x, _ in x / 20 % 2 == 0 ? 120 : 110 } == "pass")
        #expect(try verdict { _, _, _ in 120 } == "pass")
    }
}

/// Grey pictures of 480 × 270 painted point by point, coded without loss.
private struct Clip {
    let rate, pictures: Int
    /// Luma code of frame, column and row.
    let luma: (Int, Int, Int) -> Int

    init(rate: Int, pictures: Int, _ luma: @escaping (Int, Int, Int) -> Int) {
        self.rate = rate
        self.pictures = pictures
        self.luma = luma
    }

    func log() throws -> Log {
        let bench = try Bench()
        let path = bench.path("a.mkv")
        let writer = try MediaWriter(path: path)
        var settings = MediaWriter.VideoSettings(
            encoder: "ffv1", pixelFormat: "yuv420p", width: 480, height: 270, rate: Ratio(rate, 1))
        settings.containerColour = Colour(primaries: 1, transfer: 1, matrix: 1, range: 1, location: 0)
        let stream = try writer.addVideo(settings)
        try writer.start()
        let grey = [UInt16](repeating: 128, count: 240 * 135)
        for frame in 0..<pictures {
            var plane = [UInt16](repeating: 0, count: 480 * 270)
            for y in 0..<270 { for x in 0..<480 { plane[y * 480 + x] = UInt16(luma(frame, x, y)) } }
            try writer.write(picture: [plane, grey, grey], frame: frame, to: stream)
        }
        try writer.finish()
        let metrics = ["pse", "pse.ofcom", "pse.wcag", "pse.trace"].map { "\($0).luminance" } + ["pse.pattern"]
        return try Measurement(catalogue, metrics: Set(metrics), threads: 2, hashes: false).log(of: path)
    }
}

import Checks
import Foundation
import Media
import Model
import Testing

@testable import Synth

/// Faults that stand in one picture only, and not in all of it: where they are said to be, and what must not be taken for
/// them.
@Suite struct StructurePassingTests {
    private static let metrics: Set<String> = ["picture.digital-hits", "picture.line-dropouts"]
    private static let codecs: [StructureMedia.Codec] = [.h264, .mpeg2, .prores, .lossless]

    private func note(_ log: Log, _ metric: String) -> String? { log.reading(metric, TrackID(.video, 0))?.note }

    @Test(arguments: codecs) func hitsAreToldByPictureSizeAndPlace(_ codec: StructureMedia.Codec) throws {
        let log = try StructureMedia(StructureMedia.moving(24), codec: codec).log(in: Bench(), only: Self.metrics) {
            $0[9].hit(HitSpot(x: 128, y: 48, size: Size(16, 16)), severity: 1, seed: 1)
            $0[15].hit(HitSpot(x: 24, y: 80, size: Size(48, 16)), severity: 2, seed: 2)
        }
        #expect(log.frames("picture.digital-hits") == [9, 15])
        #expect(
            note(log, "picture.digital-hits") == "picture 9: 16 × 16 at 128,48; picture 15: 48 × 16 at 24,80")
        #expect(log.number("picture.line-dropouts") == 0)
    }

    @Test(arguments: codecs) func dropoutsAreToldByPictureSizeAndPlace(_ codec: StructureMedia.Codec) throws {
        let log = try StructureMedia(StructureMedia.moving(24), codec: codec).log(in: Bench(), only: Self.metrics) {
            $0[9].streak(100..<160, 71..<72, by: nil)
            $0[15].streak(30..<150, 31..<33, by: nil)
        }
        #expect(log.frames("picture.line-dropouts") == [9, 15])
        #expect(log.number("picture.digital-hits") == 0)
        let places = try #require(note(log, "picture.line-dropouts")).matches(of: /(\d+) × (\d+) at (\d+),(\d+)/)
        let truth = [[60, 1, 100, 71], [120, 2, 30, 31]]
        #expect(places.count == 2)
        for (place, truth) in zip(places, truth) {
            let found = [place.1, place.2, place.3, place.4].compactMap { Int($0) }
            #expect(found[1] == truth[1] && found[3] == truth[3])
            #expect(abs(found[0] - truth[0]) <= 4 && abs(found[2] - truth[2]) <= 4)
        }
    }

    /// A streak in one line of one field: the lines above and below are those of the same field.
    @Test func dropoutsOfInterlacedPicturesStandInAField() throws {
        var media = StructureMedia(StructureMedia.moving(24), codec: .mpeg2)
        media.scan = .tff
        let log = try media.log(in: Bench(), only: Self.metrics) {
            $0[9].streak(100..<160, 71..<72, by: nil)
            $0[9].streak(100..<160, 73..<74, by: nil)
        }
        let place = try #require(note(log, "picture.line-dropouts"))
        #expect(place.wholeMatch(of: /picture 9: \d+ × 3 at (99|100|101),71/) != nil, "\(place)")
    }

    /// A block off the coding grid, blocks that stay, a box that moves by its own size, a lamp that blinks.
    @Test func whatIsPartOfThePictureIsNoHit() throws {
        let log = try StructureMedia(StructureMedia.moving(40)).log(in: Bench(), only: Self.metrics) { pictures in
            pictures[6].hit(HitSpot(x: 131, y: 50, size: Size(20, 20)), severity: 1, seed: 1)
            for index in 12..<15 {
                pictures[index].hit(HitSpot(x: 64, y: 64, size: Size(16, 16)), severity: 1, seed: 1)
            }
            for index in 16..<30 {
                pictures[index].fill(columns: index * 8 - 128..<index * 8 - 112, rows: 96..<112, [230, 128, 128])
                if index.isMultiple(of: 4) {
                    pictures[index].fill(columns: 208..<224, rows: 16..<32, [230, 128, 128])
                }
            }
        }
        #expect(log.number("picture.digital-hits") == 0, "\(note(log, "picture.digital-hits") ?? "")")
    }

    /// A line that moves, a line that stays, strokes of digits that change with every picture, a short bright dash.
    @Test func whatIsPartOfThePictureIsNoDropout() throws {
        let log = try StructureMedia(StructureMedia.moving(40)).log(in: Bench(), only: Self.metrics) { pictures in
            for index in pictures.indices {
                pictures[index].fill(columns: 20..<80, rows: 20 + index * 2..<21 + index * 2, [230, 128, 128])
                if index > 20 { pictures[index].fill(columns: 180..<240, rows: 10..<11, [230, 128, 128]) }
                pictures[index].sevenSegments(index, column: 120, row: 100)
            }
            pictures[9].streak(100..<116, 71..<72, by: nil)
        }
        #expect(log.number("picture.line-dropouts") == 0, "\(note(log, "picture.line-dropouts") ?? "")")
    }

    /// Real pictures: burnt-in times that change with every picture, leaves that were starved of bits, and others.
    @Test(
        .enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)"),
        arguments: [
            "videoqc/sample_with_increasing_timestamps_320w_240h_5s.mp4", "ts/test-064.ts", "hdr/regular.mkv",
            "colour/bt601.mp4", "videoqc/pymediainfo_sample.mp4", "pse/iris_3Hz_6s.mp4",
            "pse/trace_trace24_30fps_red02_f001f002m.avi",
        ])
    func realPicturesAreClean(_ name: String) throws {
        let log = try SharedMedia.log(name, only: Self.metrics)
        for metric in Self.metrics { #expect(log.number(metric) == 0, "\(note(log, metric) ?? "")") }
    }
}

extension Canvas {
    /// A digit of thin white strokes, 24 pixels wide, on black.
    fileprivate mutating func sevenSegments(_ digit: Int, column: Int, row: Int) {
        let segments = [0x77, 0x24, 0x5D, 0x6D, 0x2E, 0x6B, 0x7B, 0x25, 0x7F, 0x6F][digit % 10]
        fill(columns: column - 4..<column + 28, rows: row - 4..<row + 34, [16, 128, 128])
        for (bit, place) in [(0, 0), (3, 14), (6, 28)] where segments >> bit & 1 == 1 {
            fill(columns: column..<column + 24, rows: row + place..<row + place + 2, [230, 128, 128])
        }
        for (bit, x, y) in [(1, 0, 0), (2, 22, 0), (4, 0, 14), (5, 22, 14)] where segments >> bit & 1 == 1 {
            fill(columns: column + x..<column + x + 2, rows: row + y..<row + y + 16, [230, 128, 128])
        }
    }
}

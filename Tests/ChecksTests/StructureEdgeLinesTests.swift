import Foundation
import Media
import Model
import Testing

@testable import Synth

/// Lines at the edges that are damaged.
@Suite struct StructureEdgeLinesTests {
    static let metrics: Set<String> = [
        "picture.stray-lines", "picture.half-lines",
        "picture.head-switching",
    ]

    @Test func halfLinesAreFound() throws {
        let bench = try Bench()
        let media = StructureMedia(StructureMedia.moving(130))
        let plain = try media.log(in: bench, only: Self.metrics)
        #expect(plain.number("picture.half-lines") == 0)
        let log = try media.log(in: bench, only: Self.metrics) { pictures in
            for index in pictures.indices {
                pictures[index].fill(columns: 0..<126, rows: 0..<1, [16, 128, 128])
                pictures[index].fill(columns: 130..<256, rows: 143..<144, [16, 128, 128])
            }
        }
        #expect(log.number("picture.half-lines") == 2)
        let note = log.reading("picture.half-lines", TrackID(.video, 0))?.note
        #expect(note == "line 1, left half; line 144, right half")
    }

    @Test func headSwitchingIsFound() throws {
        let bench = try Bench()
        for codec in StructureMedia.Codec.allCases {
            let media = StructureMedia(StructureMedia.moving(130), codec: codec)
            let pictures = try media.pictures()
            let plain = try media.log(of: pictures, in: bench, only: Self.metrics)
            #expect(plain.number("picture.head-switching") == 0, "\(codec)")
            let torn = pictures.map { picture in
                var picture = picture
                picture.shiftRows(136..<144, by: 9)
                return picture
            }
            let log = try media.log(of: torn, in: bench, only: Self.metrics)
            #expect(log.number("picture.head-switching") == 8, "\(codec)")
        }
    }
}

import Foundation
import Media
import Model
import Testing

@testable import Synth

/// Blocks and edge lines that are damaged.
@Suite struct StructureDamageTests {
    static let metrics: Set<String> = [
        "picture.block-errors", "picture.stray-lines", "picture.half-lines",
        "picture.head-switching",
    ]

    @Test(arguments: StructureMedia.Codec.allCases)
    func blocksThatBreakOutAreFound(codec: StructureMedia.Codec) throws {
        let log = try StructureMedia(StructureMedia.moving(60), codec: codec).log(in: Bench(), only: Self.metrics) {
            let other = $0[2]
            for index in 30..<34 { $0[index].misplaceBlocks(8, from: other, seed: 4) }
        }
        #expect(log.frames("picture.block-errors") == [30])
        #expect(log.number("picture.stray-lines") == 0)
    }

    /// A stream that lost bytes, as the decoder conceals it.
    @Test func lostPacketsAreSeenInThePicture() throws {
        let bench = try Bench()
        let media = StructureMedia(StructureMedia.moving(50), codec: .mpeg2)
        let path = bench.path("lost.m2v")
        try media.write(try media.pictures(), to: path)
        let whole = try StructureMedia.log(path, only: Self.metrics)
        #expect(whole.number("picture.block-errors") == 0)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        // Two slices of a picture in the second half are torn.
        let slices = bytes.indices.dropLast(4).filter {
            bytes[$0] == 0 && bytes[$0 + 1] == 0 && bytes[$0 + 2] == 1 && bytes[$0 + 3] == 4 && $0 > bytes.count / 2
        }
        let first = try #require(slices.first)
        for place in first + 12..<first + 90 { bytes[place] ^= 0x5A }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let log = try StructureMedia.log(path, only: Self.metrics)
        #expect((log.number("picture.block-errors") ?? 0) >= 1)
    }

    @Test func captionsAreNoBlockErrors() throws {
        let bench = try Bench()
        let caption = try StructureMedia(StructureMedia.moving(120)).log(in: bench, only: Self.metrics) { $0.caption() }
        #expect(caption.number("picture.block-errors") == 0)
    }

    /// A picture in the picture appears: its edges lie where they lie.
    @Test func anInsertIsNoBlockError() throws {
        let log = try StructureMedia(StructureMedia.moving(60)).log(in: Bench(), only: Self.metrics) { pictures in
            for index in 20..<60 { pictures[index].fill(columns: 37..<133, rows: 21..<85, [200, 90, 150]) }
        }
        #expect(log.number("picture.block-errors") == 0)
    }

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

import Foundation
import Model
import Testing

@testable import Synth

@Suite struct StructureFrameTests {
    @Test func lettersOfTheBoxAreMeasured() throws {
        let log = try StructureMedia(
            StructureMedia.moving(30).letterboxed(top: 16, bottom: 16),
            StructureMedia.moving(20).letterboxed(left: 20, right: 20),
            StructureMedia.moving(10).letterboxed(top: 16, bottom: 16)
        ).log(in: Bench())
        #expect(log.text("picture.active-area") == "0,16,256,112")
        #expect(log.number("picture.active-aspect") == 2.286)
        #expect(log.number("picture.edge-blanking") == 0)
        #expect(log.reading("picture.active-area", TrackID(.video, 0))?.moments == [Moment(1.2, 2)])
        #expect(log.values("picture.edge.top").prefix(30).allSatisfy { $0 == 16 })
    }

    /// A night scene shows its edges nowhere and moves nothing.
    @Test func aDarkSceneMovesNoEdge() throws {
        let night = StructureMedia.moving(30, seed: 4).with { ($0.from, $0.to) = (-8, 9) }
        let log = try StructureMedia(
            StructureMedia.moving(20).letterboxed(top: 16, bottom: 16), night.letterboxed(top: 16, bottom: 16)
        ).log(in: Bench())
        #expect(log.text("picture.active-area") == "0,16,256,112")
        #expect(log.reading("picture.active-area", TrackID(.video, 0))?.moments == [])
    }

    @Test func darkLinesAtAnEdgeAreBlanking() throws {
        let log = try StructureMedia(StructureMedia.moving(20).letterboxed(bottom: 2)).log(in: Bench())
        #expect(log.text("picture.active-area") == "0,0,256,142")
        #expect(log.number("picture.edge-blanking") == 2)
        #expect(log.reading("picture.edge-blanking", TrackID(.video, 0))?.note == "bottom 2")
    }

    @Test func oneColourIsToldFromAPicture() throws {
        let log = try StructureMedia(
            StructureMedia.moving(10), .flat(.rgb([0, 60, 20]), seconds: 0.12), StructureMedia.moving(10)
        ).log(in: Bench())
        let values = log.values("picture.constant-colour")
        #expect(values[10..<13].allSatisfy { $0 > 99 })
        #expect(values[..<10].allSatisfy { $0 < 85 } && values[13...].allSatisfy { $0 < 85 })
    }

    @Test func paddedBitsAreFound() throws {
        let bench = try Bench()
        var media = StructureMedia(StructureMedia.moving(12), codec: .lossless)
        #expect(try media.log(in: bench).number("picture.used-bits") == 8)
        media.pixelFormat = "yuv422p10le"
        #expect(try media.log(in: bench).number("picture.used-bits") == 10)
        let shifted = try media.log(in: bench) { $0.change { $0 & ~3 } }
        #expect(shifted.number("picture.used-bits") == 8)
        let repeated = try media.log(in: bench) { $0.change { $0 & ~3 | $0 >> 8 } }
        #expect(repeated.number("picture.used-bits") == 8)
    }

    @Test func rangeIsReadFromTheCodes() throws {
        let bench = try Bench()
        let wide = StructureMedia.moving(12).with { ($0.from, $0.to) = (-40, 140) }
        #expect(try StructureMedia(wide).log(in: bench).text("picture.range") == "full")
        let narrow = StructureMedia.moving(12).letterboxed(top: 8)
        #expect(try StructureMedia(narrow).log(in: bench).text("picture.range") == "narrow")
        let middle = try StructureMedia(StructureMedia.moving(12)).log(in: bench)
        #expect(middle.text("picture.range") == "unclear")
        #expect(middle.flag("picture.monochrome") == false)
        let grey = StructureMedia.moving(12).with { $0.saturation = 0 }
        #expect(try StructureMedia(grey).log(in: bench).flag("picture.monochrome") == true)
    }

    @Test func clippedWhiteIsMeasured() throws {
        let log = try StructureMedia(StructureMedia.moving(8), codec: .lossless).log(in: Bench()) { pictures in
            for index in 4..<8 {
                pictures[index].planes[0].samples = pictures[index].planes[0].samples.map { min($0, 118) }
            }
        }
        let values = log.values("picture.clipped.white")
        #expect(values[..<4].allSatisfy { $0 < 1 } && values[4...].allSatisfy { $0 > 10 })
    }

    @Test func strayLinesAreFound() throws {
        let bench = try Bench()
        for codec in StructureMedia.Codec.allCases {
            let log = try StructureMedia(StructureMedia.moving(24), codec: codec).log(in: bench) { pictures in
                pictures[10].strayLines(60..<61, seed: 3)
                pictures[17].strayLines(90..<93, seed: 4)
            }
            #expect(log.frames("picture.stray-lines") == [10, 17], "\(codec)")
        }
    }

    @Test func aRuleAcrossThePictureIsNoStrayLine() throws {
        let log = try StructureMedia(StructureMedia.moving(24)).log(in: Bench()) { pictures in
            for index in 5..<20 { pictures[index].fill(columns: 0..<256, rows: 100..<102, [220, 128, 128]) }
        }
        #expect(log.number("picture.stray-lines") == 0)
    }

    @Test func stuckPixelsAreFound() throws {
        var media = StructureMedia(StructureMedia.moving(300))
        media.size = Size(160, 96)
        let log = try media.log(in: Bench(), only: ["picture.stuck-pixels"]) { pictures in
            for index in pictures.indices {
                pictures[index].fill(columns: 100..<102, rows: 20..<22, [225, 128, 128])
                pictures[index].fill(columns: 60..<61, rows: 60..<61, [225, 128, 128])
                // A caption.
                for column in [110, 120, 130] {
                    pictures[index].fill(columns: column..<column + 2, rows: 80..<82, [225, 128, 128])
                }
            }
        }
        #expect(log.number("picture.stuck-pixels") == 2)
    }
}

@Suite struct StructureBlockTests {
    @Test func blocksShowWhereBitsAreMissing() throws {
        let bench = try Bench()
        var media = StructureMedia(StructureMedia.moving(30), codec: .mpeg2)
        let rich = try media.log(in: bench, only: ["picture.blockiness"])
        #expect((rich.number("picture.blockiness") ?? 9) < 1.4)
        media.isStarved = true
        let starved = try media.log(in: bench, only: ["picture.blockiness", "picture.block-side"])
        #expect((starved.number("picture.blockiness") ?? 0) > 1.5)
        #expect(starved.number("picture.block-side") == 8)
        media.codec = .lossless
        media.isStarved = false
        #expect((try media.log(in: bench, only: ["picture.blockiness"]).number("picture.blockiness") ?? 9) < 1.4)
    }
}

import Foundation
import Media
import Model
import Testing

@testable import Checks
@testable import Synth

@Suite struct StructureTimeTests {
    @Test(arguments: StructureMedia.Codec.allCases)
    func cutsAreFoundOnTheirPictures(codec: StructureMedia.Codec) throws {
        let media = StructureMedia(
            StructureMedia.moving(30), StructureMedia.moving(30, seed: 9), StructureMedia.moving(20, seed: 5),
            codec: codec)
        let log = try media.log(in: Bench())
        #expect(log.frames("picture.cuts") == [30, 60])
        #expect(log.number("picture.cuts") == 2)
        #expect(log.number("picture.flash-frames") == 0)
        #expect(log.number("picture.duplicates") == 0)
        #expect(log.number("picture.dropped") == 0)
    }

    @Test func aFlashFrameIsFoundInAndBetweenShots() throws {
        let media = StructureMedia(StructureMedia.moving(30), StructureMedia.moving(30, seed: 9))
        let log = try media.log(in: Bench()) { pictures in
            pictures[10] = pictures[40]
            let stray = try? StructureMedia(StructureMedia.moving(1, seed: 20)).pictures()
            if let stray { pictures[30] = stray[0] }
        }
        #expect(log.frames("picture.flash-frames") == [10, 30])
        #expect(log.reading("picture.flash-frames", TrackID(.video, 0))?.note == "1 of them inside one shot")
    }

    @Test func aFadeIsNoCut() throws {
        let log = try StructureMedia(StructureMedia.moving(60)).log(in: Bench()) { pictures in
            for index in 0..<25 { pictures[index].fade(Double(index) / 25) }
            for index in 35..<60 { pictures[index].fade(Double(60 - index) / 25) }
        }
        #expect(log.number("picture.cuts") == 0)
        #expect(log.number("picture.duplicates") == 0)
        #expect(log.number("picture.dropped") == 0)
        #expect(log.text("picture.active-area") == "0,0,256,144")
        #expect(log.reading("picture.active-area", TrackID(.video, 0))?.moments == [])
    }

    @Test func aDuplicateAndAJumpAreFound() throws {
        let log = try StructureMedia(StructureMedia.moving(80)).log(in: Bench()) { pictures in
            pictures[20] = pictures[19]
            pictures.remove(at: 50)
        }
        #expect(log.frames("picture.duplicates") == [20])
        #expect(log.frames("picture.dropped") == [21, 50])
        #expect(log.text("picture.cadence") == "none")
    }

    @Test func cadencesAreNamed() throws {
        let bench = try Bench()
        let media = StructureMedia(StructureMedia.moving(110))
        let pictures = try media.pictures()
        func cadence(_ change: (Int) -> Int) throws -> String? {
            let log = try media.log(
                of: (0..<110).map { pictures[change($0)] }, in: bench, only: ["picture.cadence", "picture.duplicates"])
            #expect(log.number("picture.duplicates") == 0)
            return log.text("picture.cadence")
        }
        #expect(try cadence { $0 } == "none")
        #expect(try cadence { $0 / 2 } == "2:2")
        #expect(try cadence { $0 / 3 } == "3:3")
        #expect(try cadence { $0 * 4 / 5 } == "4:1")
        #expect(try cadence { $0 * 2 / 5 } == "3:2")
        #expect(try cadence { $0 * 24 / 25 } == "24:1")
    }

    @Test func pulldownInFieldsIsACadence() throws {
        var media = StructureMedia(StructureMedia.moving(100))
        media.scan = .tff
        media.pulldown = true
        #expect(try media.log(in: Bench()).text("picture.cadence") == "3:2")
    }

    @Test func scanIsReadFromThePicture() throws {
        let bench = try Bench()
        for scan in [MediaWriter.Scan.progressive, .tff, .bff] {
            var media = StructureMedia(StructureMedia.moving(40))
            media.scan = scan
            media.codedScan = .progressive
            let log = try media.log(in: bench)
            #expect(log.text("picture.scan") == scan.rawValue)
            let combing = log.values("picture.combing").dropFirst().dropLast()
            #expect(combing.allSatisfy { scan == .progressive ? $0 < 10 : $0 > 70 }, "\(scan)")
        }
    }

    /// Film sent as fields: flagged interlaced, and nothing moves between the fields.
    @Test func segmentedFramesAreNoted() throws {
        var media = StructureMedia(StructureMedia.moving(30))
        media.codedScan = .tff
        let log = try media.log(in: Bench(), only: ["picture.scan"])
        #expect(log.text("picture.scan") == "progressive")
        #expect(log.reading("picture.scan", TrackID(.video, 0))?.note?.contains("segmented") == true)
    }

    @Test func aCutBetweenFieldsIsOneCutAndNoFlash() throws {
        var media = StructureMedia(StructureMedia.moving(30), StructureMedia.moving(30, seed: 9))
        media.scan = .tff
        let log = try media.log(in: Bench()) { pictures in
            pictures[29].weave(pictures[30], parity: 1)
        }
        #expect(log.number("picture.cuts") == 1)
        #expect(log.number("picture.flash-frames") == 0)
    }

    @Test func cameraFlashesAreNoCuts() throws {
        let log = try StructureMedia(StructureMedia.moving(150, speed: 2)).log(in: Bench()) { $0.flashLight() }
        #expect(log.number("picture.cuts") == 0)
        #expect(log.number("picture.flash-frames") == 0)
        #expect(log.number("picture.dropped") == 0)
    }

    @Test func patternsThatJumpByALineAreNoFields() {
        func isThere(_ parts: [(label: FieldVotes.Label?, isDoubtful: Bool, count: Int)]) -> Bool {
            let all = parts.flatMap { Array(repeating: $0, count: $0.count) }
            return FieldPattern.isThere(all.map { $0.label }, all.map { $0.isDoubtful })
        }
        #expect(isThere([(.tff, false, 5), (.tff, true, 20), (.bff, true, 10), (.progressive, false, 5)]))
        #expect(!isThere([(.tff, false, 5), (.tff, true, 20), (nil, false, 3)]))
        #expect(!isThere([(.tff, false, 20), (.tff, true, 10), (.bff, true, 9)]))
        #expect(!isThere([(.tff, true, 20), (.bff, true, 4)]))
        #expect(!isThere([(.tff, true, 5), (.bff, true, 4), (.progressive, false, 50)]))
    }

    @Test func aStillTellsNoScan() throws {
        let log = try StructureMedia(StructureMedia.moving(40, speed: 0)).log(in: Bench())
        #expect(log.text("picture.scan") == "undetermined")
        #expect(log.number("picture.duplicates") == 0)
    }
}

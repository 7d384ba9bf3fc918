import Foundation
import Model
import Synth
import Testing

@testable import Checks

/// HDR10+ beside the blocks of Matroska.
@Suite struct LatticeBlockAdditionTests {
    /// The message of the SEI unit: behind unit header, type and size, without the end of the unit.
    private static let message: [UInt8] = {
        let text = HDR10PlusUnit.profileB.hexadecimal
        let bytes = stride(from: 0, to: text.count, by: 2).compactMap {
            let start = text.index(text.startIndex, offsetBy: $0)
            return UInt8(text[start..<text.index(start, offsetBy: 2)], radix: 16)
        }
        var plain: [UInt8] = []
        for byte in bytes.dropFirst(4).dropLast() where !(byte == 3 && plain.suffix(2) == [0, 0]) { plain.append(byte) }
        return plain
    }()

    private func log(_ id: Int, _ mapping: (type: Int, value: Int)?) throws -> Log {
        let bench = try Bench()
        let path = try bench.make(Clean.hdr10, "a.mkv")
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let changed = MatroskaEditor.adding(Self.message, id: id, mapping: mapping, to: bytes)
        try Data(changed).write(to: URL(fileURLWithPath: path))
        return try bench.log(path)
    }

    @Test(
        arguments: [
            (4, (4, 4)), (7, (4, 7)), (4, (0, 4)), (4, nil),
        ] as [(Int, (Int, Int)?)])
    func messagesBesideTheBlocks(_ id: Int, _ mapping: (Int, Int)?) throws {
        let log = try log(id, mapping.map { (type: $0.0, value: $0.1) })
        #expect(log.text("hdr.format") == "HDR10+")
        #expect(log.number("hdr.hdr10plus.frames") == 100)
        #expect(log.number("hdr.hdr10plus.missing") == 0)
        #expect(log.number("hdr.hdr10plus.faults") == 0, "\(log.note("hdr.hdr10plus.faults"))")
        #expect(log.text("hdr.hdr10plus.profile") == "B")
        #expect(log.number("hdr.hdr10plus.curves") == 1)
        #expect(log.number("video.decode-errors") == 0)
    }

    /// The same number for time codes (type 121), or no number that is mapped: no metadata of the picture.
    @Test(arguments: [(4, (121, 4)), (5, (4, 4)), (1, nil)] as [(Int, (Int, Int)?)])
    func additionsOfAnotherKind(_ id: Int, _ mapping: (Int, Int)?) throws {
        let log = try log(id, mapping.map { (type: $0.0, value: $0.1) })
        #expect(log.text("hdr.format") == "HDR10")
        #expect(log.number("hdr.hdr10plus.frames") == 0)
    }
}

/// Units of an enhancement layer that a byte stream's cutter leaves to the next packet.
@Suite struct LatticeEnhancementUnitTests {
    @Test func unitsBehindAnEndOfSequence() throws {
        let layer = "7e01aabbcc80"
        func log(_ pieces: [String]) throws -> Log {
            let unit = pieces.joined(separator: "00000001")
            return try Bench().log(Clean.dolbyVision.picture { $0.appendedUnits = [unit] }, "a.hevc")
        }
        let plain = try log([layer, Clean.rpu().hexadecimal])
        #expect(plain.note("hdr.dolby-vision.enhancement-layer") == "10 units in the same stream")
        // An end of sequence (type 36) ends the packet; what follows it comes with the next one.
        let cut = try log(["4801", layer, Clean.rpu().hexadecimal])
        #expect(cut.number("hdr.dolby-vision.rpu-frames") == 10)
        #expect(cut.note("hdr.dolby-vision.enhancement-layer") == "10 units in the same stream")
        let alone = try log([Clean.rpu().hexadecimal, "4801", layer])
        #expect(alone.number("hdr.dolby-vision.rpu-frames") == 10)
        #expect(alone.number("hdr.dolby-vision.rpu-missing") == 0)
        #expect(alone.note("hdr.dolby-vision.enhancement-layer") == "10 units in the same stream")
    }
}

/// Scene marks against cuts that are known.
@Suite struct LatticeSceneMarkTests {
    /// Two shots of ten pictures.
    private func log(_ marks: Set<Int>) throws -> Log {
        let recipe = Clean.dolbyVision.picture {
            $0.scenes = [.texture(seconds: 0.4), .texture(seconds: 0.4, seed: 7)]
            $0.appendedUnits = (0..<20).map { index in Clean.rpu { $0.startsScene = marks.contains(index) }.hexadecimal
            }
        }
        return try Bench().log(recipe, "a.mp4")
    }

    @Test func marksOnTheCuts() throws {
        let log = try log([0, 10])
        #expect(log.number("picture.cuts") == 1)
        #expect(log.number("hdr.dolby-vision.marks-off-cuts") == 0)
        #expect(log.number("hdr.dolby-vision.cuts-unmarked") == 0)
    }

    @Test func aMarkBesideTheCut() throws {
        let log = try log([0, 11])
        #expect(log.number("hdr.dolby-vision.marks-off-cuts") == 1)
        #expect(log.moments("hdr.dolby-vision.marks-off-cuts") == [Moment(0.44, 0.48)])
        #expect(
            log.note("hdr.dolby-vision.marks-off-cuts")
                == "1 of them within 5 pictures of an unmarked cut, most 1 picture late")
        #expect(log.moments("hdr.dolby-vision.cuts-unmarked") == [Moment(0.4, 0.44)])
    }

    @Test func aMarkWithinAShot() throws {
        let log = try log([0, 10, 17])
        #expect(log.moments("hdr.dolby-vision.marks-off-cuts") == [Moment(0.68, 0.72)])
        #expect(log.note("hdr.dolby-vision.marks-off-cuts").isEmpty)
        #expect(log.number("hdr.dolby-vision.cuts-unmarked") == 0)
    }

    @Test func aCutWithoutItsMark() throws {
        let log = try log([0])
        #expect(log.number("hdr.dolby-vision.marks-off-cuts") == 0)
        #expect(log.number("hdr.dolby-vision.cuts-unmarked") == 1)
        #expect(log.moments("hdr.dolby-vision.cuts-unmarked") == [Moment(0.4, 0.44)])
    }

    @Test func withoutRPUsThereIsNothingToHold() throws {
        let log = try Bench().log(Clean.hdr10, "a.mp4")
        let reading = try #require(log.reading("hdr.dolby-vision.marks-off-cuts", TrackID(.video, 0)))
        #expect(reading.value == nil && reading.note == "the stream has no RPU")
    }
}

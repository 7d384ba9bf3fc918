import Model
import Synth
import Testing

@testable import Checks

@Suite struct LatticeDolbyVisionTests {
    private func log(
        _ units: [DolbyVisionUnit?]? = nil, _ name: String = "a.mp4", _ change: (inout VideoTrack) -> Void = { _ in }
    ) throws -> Log {
        try Bench().log(
            Clean.dolbyVision.picture {
                if let units { $0.appendedUnits = units.map { $0?.hexadecimal ?? "" } }
                change(&$0)
            }, name)
    }

    @Test(arguments: ["a.mp4", "a.mkv"]) func cleanProfile8(_ name: String) throws {
        let log = try log(nil, name)
        #expect(log.text("hdr.format") == "Dolby Vision 8.1")
        #expect(log.text("hdr.dolby-vision.record") == "dvvC")
        #expect(log.text("hdr.dolby-vision.expected-record") == "dvvC")
        #expect(log.text("hdr.dolby-vision.base-layer") == "agrees")
        #expect(log.flag("hdr.dolby-vision.level-sufficient") == true)
        #expect(log.number("hdr.dolby-vision.rpu-frames") == 10)
        #expect(log.number("hdr.dolby-vision.rpu-missing") == 0)
        #expect(log.number("hdr.dolby-vision.rpu-faults") == 0, "\(log.note("hdr.dolby-vision.rpu-faults"))")
        #expect(log.flag("hdr.dolby-vision.profile-agrees") == true)
        #expect(log.flag("hdr.dolby-vision.l6-agrees") == true)
        #expect(log.number("hdr.dolby-vision.l5-difference") == 0)
        #expect(log.text("hdr.dolby-vision.l5") == "left 0, right 0, top 0, bottom 0")
        #expect(log.number("hdr.dolby-vision.l1-missing") == 0)
    }

    @Test func rawStreamIsGuessed() throws {
        let log = try log(nil, "a.hevc")
        #expect(log.text("hdr.format") == "Dolby Vision 8.1")
        #expect(log.number("hdr.dolby-vision.rpu-missing") == 0)
        #expect(log.note("hdr.dolby-vision.record") == "no Dolby Vision configuration record")
    }

    @Test func picturesWithoutRPU() throws {
        let log = try log([Clean.rpu(), Clean.rpu(), nil, Clean.rpu(), Clean.rpu()])
        #expect(log.number("hdr.dolby-vision.rpu-frames") == 8)
        #expect(log.number("hdr.dolby-vision.rpu-missing") == 2)
        #expect(log.moments("hdr.dolby-vision.rpu-missing") == [Moment(0.08, 0.12), Moment(0.28, 0.32)])
    }

    @Test func recordWithoutRPUs() throws {
        let log = try log([nil])
        #expect(log.number("hdr.dolby-vision.rpu-missing") == 10)
        #expect(log.note("hdr.dolby-vision.rpu-missing") == "the record announces RPUs and the stream has none")
    }

    @Test func faultsAreNamed() throws {
        for (unit, name) in [
            (Clean.rpu { $0.hasWrongChecksum = true }, "crc"),
            (Clean.rpu { $0.level1 = [3000, 100, 200] }, "level-1-order"),
            (Clean.rpu { $0.level1 = nil }, "level-1-missing"),
            (Clean.rpu { $0.level5 = [200, 200, 0, 0] }, "level-5-area"),
            (Clean.rpu { $0.level6 = [1000, 1, 100, 400] }, "level-6-light"),
            (Clean.rpu { $0.level6 = [20000, 1, 900, 120] }, "level-6-range"),
            (Clean.rpu { $0.sourceMax = 3696 }, "source-max-pq"),
        ] {
            let log = try log([unit])
            #expect(log.number("hdr.dolby-vision.rpu-faults") == 10, "\(name)")
            #expect(log.note("hdr.dolby-vision.rpu-faults").hasPrefix("\(name) ×10"), "\(name)")
        }
    }

    @Test func level1AgainstPicture() throws {
        let zero = try log([Clean.rpu { $0.level1 = [0, 0, 0] }])
        #expect(zero.number("hdr.dolby-vision.l1-zero") == 10)
        let difference = try #require(zero.number("hdr.dolby-vision.l1-max-difference"))
        #expect(difference < -1000)
        let clamped = try log([Clean.rpu { $0.level1 = [0, 4095, 819] }])
        #expect(clamped.number("hdr.dolby-vision.l1-max-difference") ?? 0 > 0)
    }

    @Test func level1ThatChangesInsideAScene() throws {
        let units = [Clean.rpu { $0.startsScene = true }] + (1..<5).map { _ in Clean.rpu() }
        let steady = try log(units)
        #expect(steady.number("hdr.dolby-vision.scenes") == 2)
        #expect(steady.number("hdr.dolby-vision.changes-in-scenes") == 0)
        let jump = try log([Clean.rpu(), Clean.rpu { $0.level1 = [0, 3000, 1000] }])
        #expect(jump.number("hdr.dolby-vision.changes-in-scenes") == 9)
    }

    @Test func level5AgainstTheBorders() throws {
        let log = try log([Clean.rpu { $0.level5 = [0, 0, 20, 20] }])
        #expect(log.number("hdr.dolby-vision.l5-difference") == 20)
        let boxed = Clean.dolbyVision.picture {
            $0.scenes = [Scene.texture(seconds: 0.4).letterboxed(top: 24, bottom: 24)]
            $0.appendedUnits = [Clean.rpu { $0.level5 = [0, 0, 24, 24] }.hexadecimal]
        }
        #expect(try Bench().log(boxed, "a.mp4").number("hdr.dolby-vision.l5-difference") ?? 9 <= 2)
    }

    @Test func level6AgainstStaticMetadata() throws {
        let log = try log([Clean.rpu { $0.level6 = [1000, 50, 800, 120] }])
        #expect(log.flag("hdr.dolby-vision.l6-agrees") == false)
        let note = log.note("hdr.dolby-vision.l6-agrees")
        #expect(note.contains("mastering minimum: level 6 0.005, bitstream 0.0001"))
        #expect(note.contains("MaxCLL: level 6 800, container 900"))
    }

    @Test func recordAgainstRPU() throws {
        let log = try log { $0.dolbyVision = DolbyVision(profile: 5, level: 1, compatibility: 0) }
        #expect(log.flag("hdr.dolby-vision.profile-agrees") == false)
        #expect(log.note("hdr.dolby-vision.profile-agrees").contains("the record says profile 5"))
        #expect(log.text("hdr.dolby-vision.base-layer")?.contains("profile 5 is full range") == true)
    }

    @Test func baseLayerAgainstProfile() throws {
        let hlg = try log { $0.colour = .hlg }
        #expect(hlg.text("hdr.dolby-vision.base-layer")?.hasPrefix("profile 8.1 needs an HDR10 base layer") == true)
        let phone = try log {
            $0.colour = .hlg
            $0.dolbyVision = DolbyVision(profile: 8, level: 1, compatibility: 4)
        }
        #expect(phone.text("hdr.dolby-vision.base-layer") == "agrees")
        let full = try log { $0.colour.range = "pc" }
        #expect(full.text("hdr.dolby-vision.base-layer")?.contains("narrow range") == true)
    }

    @Test func levelTooLow() throws {
        let log = try log {
            $0.size = Size(1920, 1080)
            $0.scenes = [.texture(seconds: 0.08)]
        }
        #expect(log.number("hdr.dolby-vision.level-needed") == 4)
        #expect(log.flag("hdr.dolby-vision.level-sufficient") == false)
        #expect(log.note("hdr.dolby-vision.level-sufficient") == "level 1 declared, 4 needed")
    }

    /// A record of profile 8 in the box of profiles up to 7.
    @Test func recordInTheWrongBox() throws {
        let log = try Bench().log(Clean.dolbyVision, "a.mp4", replacing: Array("dvvC".utf8), by: Array("dvcC".utf8))
        #expect(log.text("hdr.dolby-vision.record") == "dvcC")
        #expect(log.text("hdr.dolby-vision.expected-record") == "dvvC")
    }

    @Test func profile5IsNoTriplet() throws {
        let log = try log([Clean.rpu { $0.isProfile5 = true }]) {
            $0.dolbyVision = DolbyVision(profile: 5, level: 1, compatibility: 0)
            $0.colour = ColourNames(range: "pc")
            $0.mastering = nil
            $0.light = nil
        }
        #expect(log.text("hdr.format") == "Dolby Vision 5")
        #expect(log.text("hdr.dolby-vision.base-layer") == "agrees")
        #expect(log.flag("hdr.dolby-vision.profile-agrees") == true)
        #expect(log.text("colour.combination") == "ok")
    }

    @Test func levelsByRasterAndRate() {
        for (width, height, rate, level) in [
            (1280, 720, 24.0, 1), (1280, 720, 30, 2), (1920, 1080, 24, 3), (1920, 1080, 30, 4), (1920, 1080, 60, 5),
            (3840, 2160, 24, 6), (3840, 2160, 30, 7), (3840, 2160, 48, 8), (3840, 2160, 60, 9), (3840, 2160, 120, 10),
            (7680, 4320, 30, 11), (7680, 4320, 60, 12), (7680, 4320, 120, 13),
        ] {
            #expect(DolbyVisionLevel.needed(width: width, height: height, rate: rate) == level)
        }
        #expect(DolbyVisionLevel.needed(width: 15360, height: 8640, rate: 60) == nil)
        #expect(DolbyVisionLevel.needed(width: 3840, height: 2160, rate: 0) == nil)
    }
}

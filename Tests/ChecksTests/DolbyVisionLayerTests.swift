import Model
import Synth
import Testing

@testable import Checks

/// Whole files of the profiles that are seldom seen: two layers in one track and in two, H.264 and AV1.
@Suite struct DolbyVisionLayerTests {
    /// A unit of an enhancement layer: NAL type 63 around a slice.
    private static let layer = "7e0102010203040580"

    private static func dual(_ enhancement: DolbyVisionUnit.Enhancement, depth: Int = 12) -> DolbyVisionUnit {
        Clean.rpu {
            $0.enhancement = enhancement
            $0.masteredDepth = depth
        }
    }

    private static func record(_ profile: Int, _ compatibility: Int) -> DolbyVision {
        DolbyVision(profile: profile, level: 1, compatibility: compatibility, enhancementLayer: true)
    }

    private func expectWhole(_ log: Log, _ track: TrackID = TrackID(.video, 0)) {
        let missing = log.number("hdr.dolby-vision.rpu-missing", track)
        #expect(log.number("hdr.dolby-vision.rpu-frames", track) == 10)
        #expect(missing == 0)
        #expect(
            log.number("hdr.dolby-vision.rpu-faults", track) == 0,
            "\(log.reading("hdr.dolby-vision.rpu-faults", track)?.note ?? "")")
        #expect(log.number("video.decode-errors", track) == 0)
    }

    @Test(arguments: [DolbyVisionUnit.Enhancement.minimal, .full], ["a.mp4", "a.mkv"])
    func profile7InOneTrack(_ enhancement: DolbyVisionUnit.Enhancement, _ name: String) throws {
        let recipe = Clean.dolbyVision.picture {
            $0.dolbyVision = Self.record(7, 6)
            $0.appendedUnits = [Self.layer + "00000001" + Self.dual(enhancement).hexadecimal]
        }
        let log = try Bench().log(recipe, name)
        expectWhole(log)
        #expect(log.text("hdr.format") == "Dolby Vision 7")
        #expect(log.text("hdr.dolby-vision.record") == "dvcC")
        #expect(log.note("hdr.dolby-vision.record").hasSuffix("base layer + enhancement layer + RPU"))
        #expect(log.text("hdr.dolby-vision.base-layer") == "agrees")
        #expect(log.number("hdr.dolby-vision.rpu-profile") == 7)
        #expect(log.flag("hdr.dolby-vision.profile-agrees") == true)
        #expect(log.text("hdr.dolby-vision.enhancement-layer") == (enhancement == .full ? "FEL" : "MEL"))
        #expect(log.note("hdr.dolby-vision.enhancement-layer") == "10 units in the same stream")
    }

    @Test func profile7WithoutRecord() throws {
        let recipe = Clean.dolbyVision.picture {
            $0.appendedUnits = [Self.layer + "00000001" + Self.dual(.minimal).hexadecimal]
        }
        let log = try Bench().log(recipe, "a.hevc")
        expectWhole(log)
        #expect(log.text("hdr.format") == "Dolby Vision 7")
        #expect(log.note("hdr.format") == "guessed from the RPU; no configuration record")
    }

    /// The base layer is HDR10 by itself; record and RPUs are those of the second track.
    @Test func profile7InTwoTracks() throws {
        var recipe = Clean.hdr10.picture { $0.options["bf"] = "0" }
        var enhancement = recipe.video[0]
        enhancement.dolbyVision = DolbyVision(
            profile: 7, level: 1, compatibility: 6, enhancementLayer: true, baseLayer: false)
        enhancement.appendedUnits = [Self.dual(.full).hexadecimal]
        recipe.video.append(enhancement)
        let log = try Bench().log(recipe, "a.mp4")
        let second = TrackID(.video, 1)
        #expect(log.text("hdr.format") == "HDR10")
        #expect(log.number("hdr.dolby-vision.rpu-frames") == 0)
        expectWhole(log, second)
        #expect(log.text("hdr.format", second) == "Dolby Vision 7")
        #expect(
            log.reading("hdr.dolby-vision.record", second)?.note?.hasSuffix("compatibility 6, enhancement layer + RPU")
                == true)
        #expect(log.text("hdr.dolby-vision.enhancement-layer", second) == "FEL")
        #expect(log.flag("hdr.dolby-vision.profile-agrees", second) == true)
    }

    @Test func profile4() throws {
        func log(_ colour: ColourNames) throws -> Log {
            let recipe = Clean.picture {
                $0.colour = colour
                $0.options["bf"] = "0"
                $0.dolbyVision = Self.record(4, 2)
                $0.appendedUnits = [Self.layer + "00000001" + Self.dual(.full, depth: 14).hexadecimal]
            }
            return try Bench().log(recipe, "a.mp4")
        }
        let sdr = try log(.bt709)
        expectWhole(sdr)
        #expect(sdr.text("hdr.format") == "Dolby Vision 4")
        #expect(sdr.number("hdr.dolby-vision.rpu-profile") == 4)
        #expect(sdr.flag("hdr.dolby-vision.profile-agrees") == true)
        #expect(sdr.text("hdr.dolby-vision.base-layer") == "agrees")
        let pq = try log(.pq)
        #expect(pq.text("hdr.dolby-vision.base-layer")?.hasPrefix("profile 4 needs an SDR base layer") == true)
    }

    /// H.264 with an SDR base layer in 8 bits.
    @Test(arguments: ["a.mp4", "a.mkv"]) func profile9(_ name: String) throws {
        let recipe = Clean.sdr.picture {
            $0.options["bf"] = "0"
            $0.dolbyVision = DolbyVision(profile: 9, level: 1, compatibility: 2)
            $0.appendedUnits = [Clean.rpu().hexadecimalAVC]
        }
        let log = try Bench().log(recipe, name)
        expectWhole(log)
        #expect(log.text("hdr.format") == "Dolby Vision 9.2")
        #expect(log.text("hdr.dolby-vision.record") == "dvvC")
        #expect(log.text("hdr.dolby-vision.base-layer") == "agrees")
        #expect(log.flag("hdr.dolby-vision.profile-agrees") == true)
    }

    /// AV1 with the RPU in an ITU-T T.35 message.
    @Test(arguments: ["a.mp4", "a.mkv"]) func profile10(_ name: String) throws {
        let recipe = Clean.hdr10.picture {
            $0.encoder = "libsvtav1"
            $0.dolbyVision = DolbyVision(profile: 10, level: 1, compatibility: 1)
            $0.appendedUnits = [Clean.rpu().hexadecimalAV1]
        }
        let log = try Bench().log(recipe, name)
        expectWhole(log)
        #expect(log.text("hdr.format") == "Dolby Vision 10.1")
        #expect(log.text("hdr.dolby-vision.record") == "dvvC")
        #expect(log.text("hdr.dolby-vision.base-layer") == "agrees")
        #expect(log.flag("hdr.dolby-vision.profile-agrees") == true)
        #expect(log.text("hdr.dolby-vision.enhancement-layer") == "none")
    }
}

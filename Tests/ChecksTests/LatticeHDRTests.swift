import Model
import Synth
import Testing

@testable import Checks

/// Contradictions of static metadata, HDR10+ and Dolby Vision, each made and each named.
@Suite struct LatticeHDRTests {
    private func log(_ recipe: Recipe, _ name: String = "a.mp4") throws -> Log { try Bench().log(recipe, name) }

    @Test func cleanStaticMetadata() throws {
        let log = try log(Clean.hdr10)
        #expect(log.flag("hdr.mastering.plausible") == true)
        #expect(log.text("hdr.mastering.usual") == "ok")
        #expect(log.number("hdr.bitstream.changes") == 0)
        #expect(log.number("hdr.bitstream.sei-gaps") == 0)
    }

    @Test(
        arguments: [
            (Mastering(display: .p3, max: 0.1, min: 0.005), nil, "a maximum of 0.1 cd/m² is no mastering display's"),
            (Mastering(display: .p3, max: 1000, min: 50), nil, "a minimum of 50 cd/m² is no mastering display's"),
            (nil, Light(maxCLL: 300, maxFALL: 400), "MaxFALL 400 is above MaxCLL 300"),
            (nil, Light(maxCLL: 12000, maxFALL: 400), "MaxCLL 12000 is beyond PQ's 10000 cd/m²"),
        ] as [(Mastering?, Light?, String)])
    func implausibleStaticMetadata(_ mastering: Mastering?, _ light: Light?, _ oddity: String) throws {
        let log = try log(stated(mastering, light))
        #expect(log.flag("hdr.mastering.plausible") == false)
        #expect(log.note("hdr.mastering.plausible") == oddity)
    }

    /// What no document forbids is told apart, and is no fault.
    @Test(
        arguments: [
            (Mastering(display: .p3, max: 50, min: 0.005), nil, "a maximum of 50 cd/m² is that of no HDR display"),
            (Mastering(display: .p3, max: 1000, min: 0.5), nil, "a minimum of 0.5 cd/m² is that of no HDR display"),
            (Mastering(display: .p3, max: 1000, min: 0), nil, "the minimum luminance is 0, which means unknown"),
            (
                Mastering(display: .bt2020, max: 1000, min: 0.005), nil,
                "the primaries are those of BT.2020, as if copied from the colour tags"
            ),
            (nil, Light(maxCLL: 0, maxFALL: 0), "MaxCLL is 0, which means unknown; MaxFALL is 0, which means unknown"),
            (
                Mastering(display: .p3, max: 1000, min: 0.005), Light(maxCLL: 4000, maxFALL: 400),
                "MaxCLL 4000 is above the 1000 cd/m² of the mastering display"
            ),
        ] as [(Mastering?, Light?, String)])
    func rareStaticMetadata(_ mastering: Mastering?, _ light: Light?, _ rarity: String) throws {
        let log = try log(stated(mastering, light))
        #expect(log.flag("hdr.mastering.plausible") == true)
        #expect(log.text("hdr.mastering.usual") == rarity)
    }

    private func stated(_ mastering: Mastering?, _ light: Light?) -> Recipe {
        Clean.pq.picture {
            $0.containerMastering = mastering
            $0.containerLight = light
        }
    }

    /// Red, green, blue where the message wants green, blue, red: the MXF order in an MP4 box.
    @Test func swappedPrimaries() throws {
        let green: [UInt8] = [0x33, 0xC2, 0x86, 0xC4]
        let blue: [UInt8] = [0x1D, 0x4C, 0x0B, 0xB8]
        let red: [UInt8] = [0x84, 0xD0, 0x3E, 0x80]
        let recipe = Clean.pq.picture { $0.containerMastering = Mastering(display: .p3, max: 1000, min: 0.005) }
        let log = try Bench().log(recipe, "a.mp4", replacing: green + blue + red, by: red + green + blue)
        #expect(log.note("hdr.mastering.plausible") == "the primaries stand in the wrong order")
    }

    /// libavcodec passes these messages of H.264 and AV1 over.
    @Test func messagesOfOtherCodings() throws {
        let h264 = Clean.hdr10.picture { $0.encoder = "libx264" }
        let log = try log(h264, "a.mkv")
        #expect(log.number("hdr.bitstream.mastering.max-luminance") == 1000)
        #expect(log.text("hdr.bitstream.mastering.primaries") == "P3-D65")
        #expect(log.number("hdr.bitstream.max-cll") == 900)
        let av1 = Clean.hdr10.picture { $0.encoder = "libsvtav1" }
        let other = try self.log(av1, "a.mkv")
        #expect(other.number("hdr.bitstream.max-cll") == 900)
        #expect(other.text("hdr.format") == "HDR10")
    }

    /// Messages of other systems: CUVA HDR Vivid, and SL-HDR of ETSI TS 103 433, as suffix SEI units.
    @Test func otherDynamicMetadataIsNoticed() throws {
        func log(_ recipe: Recipe, _ message: String) throws -> Log {
            try self.log(recipe.picture { $0.appendedUnits = ["50010408" + message + "80"] })
        }
        #expect(try log(Clean.hdr10, "2600040005010203").text("hdr.format") == "HDR Vivid")
        let pq = try log(Clean.hdr10, "b5003a0010203040")
        #expect(pq.text("hdr.format") == "HDR10" && pq.note("hdr.format").contains("SL-HDR"))
        let sdr = try log(Clean.picture { _ in }, "b5003a0010203040")
        #expect(sdr.text("hdr.format") == "SDR" && sdr.note("hdr.format").contains("SL-HDR"))
    }

    @Test func sourcesThatDisagree() throws {
        let log = try log(Clean.hdr10.picture { $0.containerLight = Light(maxCLL: 1000, maxFALL: 400) })
        #expect(log.number("hdr.container.max-cll") == 1000)
        #expect(log.number("hdr.bitstream.max-cll") == 900)
    }
}

@Suite struct LatticeHDR10PlusTests {
    private func log(_ units: [HDR10PlusUnit?], _ name: String = "a.mp4") throws -> Log {
        try Bench().log(
            Clean.hdr10.picture {
                $0.options["bf"] = "0"
                $0.appendedUnits = units.map { $0?.hexadecimal ?? "" }
            }, name)
    }

    private func changed(_ change: (inout HDR10PlusUnit) -> Void) -> HDR10PlusUnit {
        var unit = HDR10PlusUnit.profileB
        change(&unit)
        return unit
    }

    @Test(arguments: ["a.mp4", "a.mkv", "a.hevc", "a.ts"]) func cleanInEveryWrapper(_ name: String) throws {
        let log = try log([.profileB], name)
        #expect(log.text("hdr.format") == "HDR10+")
        #expect(log.text("hdr.hdr10plus.profile") == "B")
        #expect(log.number("hdr.hdr10plus.frames") == 100)
        #expect(log.number("hdr.hdr10plus.faults") == 0)
        #expect(log.number("hdr.hdr10plus.scenes") == 1)
    }

    @Test func gapsHaveMoments() throws {
        let log = try log([.profileB, .profileB, nil, nil, .profileB])
        #expect(log.number("hdr.hdr10plus.frames") == 60)
        #expect(log.number("hdr.hdr10plus.missing") == 4)
        #expect(log.moments("hdr.hdr10plus.missing").first == Moment(0.08, 0.16))
    }

    @Test func faultsAreNamed() throws {
        for (unit, name) in [
            (changed { $0.target = 0 }, "no-profile"), (changed { $0.anchors = nil }, "no-profile"),
            (changed { $0.percentages[8] = 98 }, "percentile-set"),
            (changed { $0.percentiles[6] = 10 }, "percentile-order"),
            (changed { $0.maxSCL = [120_000, 0, 0] }, "value-range"), (changed { $0.average = 9000 }, "average"),
            (changed { $0.target = 20000 }, "targeted-luminance"),
        ] {
            let log = try log([unit])
            #expect(log.number("hdr.hdr10plus.faults") ?? 0 >= 10, "\(name)")
            #expect(log.note("hdr.hdr10plus.faults").contains(name), "\(name)")
        }
    }

    @Test func mixedProfiles() throws {
        let log = try log([.profileB, HDR10PlusUnit()])
        #expect(log.reading("hdr.hdr10plus.profile", TrackID(.video, 0))?.value == nil)
        #expect(log.note("hdr.hdr10plus.profile").contains("A on 5 pictures, B on 5 pictures"))
    }

    /// The picture's own brightest value is the reference; metadata of half of it is off by half of it.
    @Test func statisticsAgainstThePicture() throws {
        let log = try log([changed { $0.maxSCL = [1, 1, 1] }])
        let measured = try #require(log.number("hdr.measured.max-cll"))
        let difference = try #require(log.number("hdr.hdr10plus.maxscl-difference"))
        #expect(abs(difference - (0.1 - measured)) < 0.1)
    }
}

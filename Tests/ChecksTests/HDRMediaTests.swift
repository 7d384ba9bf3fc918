import Model
import Testing

/// The stated answers of hdr/MANIFEST.tsv.
@Suite(.enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing))) struct HDRMediaTests {
    @Test(arguments: ["hdr/regular.hevc", "hdr/regular.mkv"])
    func everyPictureHasItsRPU(_ path: String) throws {
        let log = try SharedMedia.log(path)
        #expect(log.number("hdr.dolby-vision.rpu-frames") == 259)
        #expect(log.number("hdr.dolby-vision.rpu-missing") == 0)
        #expect(log.number("hdr.dolby-vision.rpu-faults") == 0)
        #expect(log.number("hdr.dolby-vision.rpu-profile") == 8)
        #expect(log.text("hdr.dolby-vision.content-mapping") == "4.0")
        #expect(log.text("hdr.dolby-vision.enhancement-layer") == "none")
        #expect(log.number("hdr.dolby-vision.scenes") == 3)
        #expect(log.number("hdr.dolby-vision.l1-max-cll") == 632.88)
        #expect(log.number("hdr.dolby-vision.l1-max-fall") == 10.05)
        #expect(log.text("hdr.dolby-vision.l2-targets") == "100, 600, 1000")
        #expect(log.number("hdr.dolby-vision.l6-max-luminance") == 1000)
        #expect(log.number("hdr.dolby-vision.l6-min-luminance") == 0.0001)
        #expect(log.number("hdr.dolby-vision.l6-max-cll") == 3948)
        #expect(log.number("hdr.dolby-vision.l6-max-fall") == 120)
        #expect(log.text("hdr.format") == "Dolby Vision 8.1")
        #expect(log.series("hdr.dolby-vision.l1-max", TrackID(.video, 0))?.values.count == 259)
        // The stream's own light levels are of another master than its level 6.
        #expect(log.flag("hdr.dolby-vision.l6-agrees") == false)
        #expect(log.note("hdr.dolby-vision.l6-agrees").contains("MaxCLL: level 6 3948, bitstream 1000"))
    }

    /// Real encoders write messages that can be read.
    @Test(arguments: [
        "regular.hevc", "regular.mkv", "hdr10plus_regular.hevc", "hdr10plus_regular.mkv", "ToS-s01.h265",
        "ToS-s60.h265", "sample_with_colr_mdcv_and_clli.mp4", "hlg10-color-test.mp4", "dolbyVision-hdr.MOV",
        "sunset-hlg.mov",
    ])
    func noMessageIsDamaged(_ name: String) throws {
        let log = try SharedMedia.log("hdr/" + name, only: ["hdr.bitstream.message-faults"])
        #expect(log.number("hdr.bitstream.message-faults") == 0, "\(log.note("hdr.bitstream.message-faults"))")
    }

    @Test func bothCarriersGiveTheSameMetadata() throws {
        let (raw, wrapped) = (try SharedMedia.log("hdr/regular.hevc"), try SharedMedia.log("hdr/regular.mkv"))
        for metric in ["l1-min", "l1-max", "l1-average"] {
            let id = "hdr.dolby-vision.\(metric)"
            let values = [raw, wrapped].map { $0.series(id, TrackID(.video, 0))?.values }
            #expect(values[0] == values[1], "\(id)")
        }
        #expect(raw.reading("hdr.dolby-vision.record", TrackID(.video, 0))?.value == nil)
        #expect(wrapped.text("hdr.dolby-vision.record") == "dvvC")
        #expect(wrapped.flag("hdr.dolby-vision.profile-agrees") == true)
        #expect(wrapped.flag("hdr.dolby-vision.level-sufficient") == true)
    }

    @Test(arguments: ["hdr/hdr10plus_regular.hevc", "hdr/hdr10plus_regular.mkv"])
    func everyPictureHasHDR10Plus(_ path: String) throws {
        let log = try SharedMedia.log(path)
        #expect(log.text("hdr.format") == "HDR10+")
        #expect(log.text("hdr.hdr10plus.profile") == "A")
        #expect(log.number("hdr.hdr10plus.frames") == 100)
        #expect(log.number("hdr.hdr10plus.missing") == 0)
        #expect(log.number("hdr.hdr10plus.faults") == 0)
        #expect(log.number("hdr.hdr10plus.scenes") == 3)
        #expect(log.series("hdr.hdr10plus.maxscl", TrackID(.video, 0))?.values.count == 259)
    }

    @Test(arguments: [
        ("hdr/ToS-s01.h265", "B", 400.0, 1783.0, 103.7), ("hdr/ToS-s05.h265", "B", 500, 0, 0),
        ("hdr/ToS-s60.h265", "B", 400, 1127.5, 5),
    ])
    func curvesOfTearsOfSteel(
        _ path: String, _ profile: String, _ target: Double, _ maxSCL: Double, _ average: Double
    ) throws {
        let log = try SharedMedia.log(path)
        #expect(log.text("hdr.hdr10plus.profile") == profile)
        #expect(log.number("hdr.hdr10plus.target-luminance") == target)
        #expect(log.number("hdr.hdr10plus.maxscl") == maxSCL)
        #expect(log.number("hdr.hdr10plus.average-maxrgb") == average)
        #expect(log.text("hdr.format") == "HDR10+")
    }

    @Test func metadataOfNoProfile() throws {
        let log = try SharedMedia.log("hdr/ToS-s15.h265")
        let profile = try #require(log.reading("hdr.hdr10plus.profile", TrackID(.video, 0)))
        #expect(profile.value == nil)
        #expect(profile.note == "the metadata fits neither profile")
        #expect(log.number("hdr.hdr10plus.target-luminance") == 9998)
        #expect(log.note("hdr.hdr10plus.faults").contains("no-profile"))
        #expect(log.text("colour.combination") == "the colour is not tagged at all")
    }

    @Test func phonePictures() throws {
        let log = try SharedMedia.log("hdr/dolbyVision-hdr.MOV")
        #expect(log.text("hdr.format") == "Dolby Vision 8.4")
        #expect(log.text("hdr.dolby-vision.record") == "dvvC")
        #expect(log.number("hdr.dolby-vision.level") == 2)
        #expect(log.number("hdr.dolby-vision.level-needed") == 2)
        #expect(log.number("hdr.dolby-vision.compatibility") == 4)
        #expect(log.text("hdr.dolby-vision.base-layer") == "agrees")
        #expect(log.number("hdr.dolby-vision.rpu-missing") == 0)
        #expect(log.text("colour.container.boxes") == "nclc 9/18/9")
        let other = try SharedMedia.log("hdr/sunset-hlg.mov")
        #expect(other.text("hdr.format") == "Dolby Vision 8.4")
        #expect(other.number("hdr.dolby-vision.rpu-frames") == 5)
        #expect(try SharedMedia.log("hdr/hlg10-color-test.mp4").text("hdr.format") == "HLG")
    }

    /// Marks that cannot be held against cuts: in a black picture, and of phones, which mark every picture.
    @Test func marksWithoutCutsRaiseNothing() throws {
        let black = try SharedMedia.log("hdr/regular.mkv")
        #expect(black.number("hdr.dolby-vision.marks-off-cuts") == 0)
        #expect(black.note("hdr.dolby-vision.marks-off-cuts") == "2 in black left out, where no cut can be seen")
        for name in ["dolbyVision-hdr.MOV", "sunset-hlg.mov"] {
            let log = try SharedMedia.log("hdr/" + name)
            let reading = try #require(log.reading("hdr.dolby-vision.marks-off-cuts", TrackID(.video, 0)))
            #expect(reading.value == nil && reading.note == "every picture is marked, as live sources do")
        }
    }

    @Test func staticMetadataOfBoxesAlone() throws {
        let log = try SharedMedia.log("hdr/sample_with_colr_mdcv_and_clli.mp4")
        #expect(log.text("hdr.format") == "HDR10")
        #expect(log.text("colour.container.boxes") == "nclx 9/16/9 tv")
        #expect(log.number("hdr.container.max-cll") == 1100)
        let coded = try #require(log.reading("hdr.bitstream.max-cll", TrackID(.video, 0)))
        #expect(coded.value == nil)
        #expect(log.flag("colour.agrees") == true)
    }
}

/// The stated answers of colour/MANIFEST.tsv.
@Suite(.enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing))) struct ColourMediaTests {
    @Test(arguments: [
        ("valid-avif-colr-nclx.avif", "nclx 1/13/6 pc"), ("valid-avif-colr-prof.avif", "prof 556 bytes"),
        ("valid-avif-colr-nclx-and-prof-and-rICC.avif", "nclx 2/2/6 pc, prof 556 bytes, rICC 556 bytes"),
        ("video_colr_nclx_and_icc.mp4", "nclx 9/18/9 tv, rICC 7 bytes"), ("bt601.mp4", "nclx 6/6/6 tv"),
        ("colors_hdr_rec2020.avif", "nclx 9/16/9 pc"), ("paris_icc_exif_xmp.avif", "prof 596 bytes, nclx 2/2/6 pc"),
    ])
    func everyColourBox(_ name: String, _ boxes: String) throws {
        let log = try SharedMedia.log("colour/" + name)
        #expect(log.text("colour.container.boxes") == boxes)
        #expect(log.flag("colour.container.boxes-valid") == true)
    }

    @Test func boxOfAnInitialisationSegment() throws {
        let log = try SharedMedia.log("colour/init_with_colr.mp4")
        #expect(log.text("colour.container.boxes")?.hasPrefix("prof ") == true)
    }

    @Test(arguments: [
        ("bt601.mp4", "smpte170m/smpte170m/smpte170m/tv", "ok"),
        ("sample_srgb.mp4", "bt709/iec61966-2-1/bt709/tv", "ok"),
        ("colors_sdr_srgb.avif", "bt709/iec61966-2-1/smpte170m/pc", "ok"),
        ("valid-avif-colr-nclx.avif", "bt709/iec61966-2-1/smpte170m/pc", "ok"),
        ("seine_hdr_rec2020.avif", "bt2020/smpte2084/bt2020nc/pc", "PQ tagged as full range"),
        ("video_colr_nclx_and_icc.mp4", "bt2020/arib-std-b67/bt2020nc/tv", "HLG in 8 bits"),
    ])
    func effectiveColour(_ name: String, _ tags: String, _ combination: String) throws {
        let log = try SharedMedia.log("colour/" + name)
        let found = ["primaries", "transfer", "matrix", "range"].map { log.text("colour.\($0)") ?? "-" }
        #expect(found.joined(separator: "/") == tags)
        #expect(log.text("colour.combination") == combination)
    }
}

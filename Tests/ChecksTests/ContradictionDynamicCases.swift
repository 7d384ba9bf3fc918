import Synth

extension Contradiction {
    private static func plus(
        _ fault: String, _ rule: String, _ words: [String], _ units: [HDR10PlusUnit?], _ base: Recipe = Clean.hdr10
    ) -> Contradiction {
        Contradiction(
            fault, "hdr10plus-delivery", rule, words,
            base.picture {
                $0.options["bf"] = "0"
                $0.appendedUnits = units.map { $0?.hexadecimal ?? "" }
            })
    }

    private static func changed(_ change: (inout HDR10PlusUnit) -> Void) -> HDR10PlusUnit {
        var unit = HDR10PlusUnit.profileB
        change(&unit)
        return unit
    }

    static let hdr10Plus = [
        plus(
            "HDR10+ without static metadata", "HDR10-mastering", ["neither container nor bitstream"], [.profileB],
            Clean.pq),
        plus(
            "HDR10+ on an SDR transfer", "HDR10P-format", ["SDR", "HDR10+ metadata without PQ"], [.profileB],
            Clean.hdr10.picture { $0.colour = .bt2020 }),
        plus(
            "pictures without HDR10+", "HDR10P-every-picture", ["4 frames"],
            [.profileB, .profileB, nil, nil, .profileB]),
        plus(
            "profile A and B in turn", "HDR10P-profile", ["the profile changes: A on 5 pictures, B on 5 pictures"],
            [.profileB, HDR10PlusUnit()]),
        plus(
            "curve without a target", "HDR10P-faults", ["a tone-mapping curve without a targeted luminance"],
            [changed { $0.target = 0 }]),
        plus(
            "target without a curve", "HDR10P-faults", ["a targeted luminance without anchors of a curve"],
            [changed { $0.anchors = nil }]),
        plus("percentiles that fall", "HDR10P-faults", ["is above", "at 75 %"], [changed { $0.percentiles[6] = 10 }]),
        plus("percentages of its own", "HDR10P-faults", ["the percentages are"], [changed { $0.percentages[8] = 98 }]),
        plus(
            "maximum beyond PQ", "HDR10P-faults", ["120000 is above 100000"],
            [changed { $0.maxSCL = [120_000, 0, 0] }]),
        plus(
            "average above the maximum", "HDR10P-faults", ["average_maxrgb 9000 is above the maximum 5000"],
            [changed { $0.average = 9000 }]),
    ]

    private static func dolby(
        _ fault: String, _ rule: String, _ words: [String], _ units: [DolbyVisionUnit?]? = nil,
        _ change: (inout VideoTrack) -> Void = { _ in }, edit: (@Sendable (inout [UInt8]) throws -> Void)? = nil
    ) -> Contradiction {
        Contradiction(
            fault, "dolby-vision-8.1", rule, words,
            Clean.dolbyVision.picture {
                if let units { $0.appendedUnits = units.map { $0?.hexadecimal ?? "" } }
                change(&$0)
            }, edit: edit)
    }

    static let dolbyVision = [
        dolby(
            "record of profile 5, RPUs of 8", "DV-profile-agrees",
            ["the record says profile 5, the RPUs are those of profile 8"]
        ) {
            $0.dolbyVision = DolbyVision(profile: 5, level: 1, compatibility: 0)
        },
        dolby(
            "record in the box of lower profiles", "DV-record-box", ["dvcC", "dvvC"],
            edit: swapping(Array("dvvC".utf8), Array("dvcC".utf8))),
        dolby("HLG under profile 8.1", "DV-base-layer", ["profile 8.1 needs an HDR10 base layer"]) { $0.colour = .hlg },
        dolby("level too low for raster and rate", "DV-level", ["level 1 declared, 4 needed"]) {
            $0.size = Size(1920, 1080)
            $0.scenes = [.texture(seconds: 0.08)]
        },
        dolby(
            "picture without RPU", "DV-every-picture", ["2 frames"],
            [Clean.rpu(), Clean.rpu(), nil, Clean.rpu(), Clean.rpu()]),
        dolby("no RPU at all", "DV-every-picture", ["the record announces RPUs and the stream has none"], [nil]),
        dolby(
            "wrong checksum", "DV-faults", ["the stored CRC does not match the bytes"],
            [Clean.rpu { $0.hasWrongChecksum = true }]),
        dolby(
            "level 1 with minimum above maximum", "DV-faults", ["minimum 3000, average 200, maximum 100 do not rise"],
            [Clean.rpu { $0.level1 = [3000, 100, 200] }]),
        dolby("no level 1", "DV-level1", ["10 frames"], [Clean.rpu { $0.level1 = nil }]),
        dolby(
            "level 1 all zero", "DV-level1-zero", ["minimum, average and maximum 0"],
            [Clean.rpu { $0.level1 = [0, 0, 0] }]),
        dolby(
            "level 1 that changes inside of a shot", "DV-shots", ["9 frames"],
            [Clean.rpu(), Clean.rpu { $0.level1 = [0, 3000, 1000] }]),
        dolby(
            "level 5 that leaves no picture", "DV-faults", ["left 200 and right 200 leave no picture"],
            [Clean.rpu { $0.level5 = [200, 200, 0, 0] }]),
        dolby(
            "level 5 of a letterbox that is not there", "DV-level5", ["level 5: left 0, right 0, top 20, bottom 20"],
            [Clean.rpu { $0.level5 = [0, 0, 20, 20] }]),
        dolby(
            "level 6 of another master", "DV-level6",
            ["mastering minimum: level 6 0.005, bitstream 0.0001", "MaxCLL: level 6 800"],
            [Clean.rpu { $0.level6 = [1000, 50, 800, 120] }]),
        dolby(
            "level 6 with MaxFALL above MaxCLL", "DV-faults", ["MaxFALL 400 is above MaxCLL 100"],
            [Clean.rpu { $0.level6 = [1000, 1, 100, 400] }]),
    ]

    private static func shown(_ level: Level) -> Recipe {
        Clean.hdr10.picture { $0.scenes = [Scene.flat(.nits(20), seconds: 1.2).patched(level, area: 25)] }
    }

    /// A programme of ordinary light: grey of 20 cd/m² and a highlight of 800.
    static let ordinary = shown(.nits(800))

    static let content = [
        Contradiction(
            "BT.2020 red in a P3 master", "p3-limited-pq", "P3-gamut", ["1 stretch"], shown(.rgb([60, 0, 0]))),
        Contradiction(
            "SDR picture in an HDR10 file", "hdr10-content", "CONTENT-highlights", ["cd/m²"], shown(.nits(100))),
        Contradiction(
            "SDR code values under a PQ tag", "hdr10-content", "CONTENT-white", ["cd/m²"], shown(.rgb([100, 100, 100]))),
    ]
}

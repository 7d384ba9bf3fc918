import Model

/// What is measured of Dolby Vision, by the effort it takes.
enum DolbyVisionMetrics {
    private static func header(_ name: String, _ unit: String? = nil) -> Metric {
        Metric("hdr.dolby-vision.\(name)", unit: unit)
    }
    private static func packets(_ name: String, _ unit: String? = nil) -> Metric {
        Metric("hdr.dolby-vision.\(name)", unit: unit, effort: .packets)
    }
    private static func decode(_ name: String, _ unit: String) -> Metric {
        Metric("hdr.dolby-vision.\(name)", unit: unit, effort: .decode)
    }

    // Of the record, else guessed from the first RPU.
    static let profile = header("profile")
    static let level = header("level")
    static let compatibility = header("compatibility")
    /// Box that carries the record, and the box its profile belongs into.
    static let record = header("record")
    static let expectedRecord = header("expected-record")
    /// `agrees`, or how the colour of the base layer contradicts the profile.
    static let baseLayer = header("base-layer")
    /// Lowest level that covers raster and rate.
    static let levelNeeded = header("level-needed")
    static let isLevelSufficient = header("level-sufficient")

    static let frames = packets("rpu-frames", "frames")
    static let missing = packets("rpu-missing", "frames")
    static let faults = packets("rpu-faults")
    static let rpuProfile = packets("rpu-profile")
    static let profileAgrees = packets("profile-agrees")
    static let mappingVersion = packets("content-mapping")
    static let enhancementLayer = packets("enhancement-layer")
    static let scenes = packets("scenes")
    /// Series: 1 where a picture has the mark.
    static let sceneMarks = packets("scene-marks")
    /// Pictures where level 1, 2 or 8 changes without a scene mark.
    static let changesInScenes = packets("changes-in-scenes", "frames")
    static let level1Missing = packets("l1-missing", "frames")
    static let level1Zero = packets("l1-zero", "frames")
    static let level1Values = packets("l1-values")
    static let level1Min = packets("l1-min", "PQ code")
    static let level1Max = packets("l1-max", "PQ code")
    static let level1Average = packets("l1-average", "PQ code")
    static let level1MaxCLL = packets("l1-max-cll", "cd/m²")
    static let level1MaxFALL = packets("l1-max-fall", "cd/m²")
    static let targets = packets("l2-targets")
    static let level5 = packets("l5")
    static let level6MaxLuminance = packets("l6-max-luminance", "cd/m²")
    static let level6MinLuminance = packets("l6-min-luminance", "cd/m²")
    static let level6MaxCLL = packets("l6-max-cll", "cd/m²")
    static let level6MaxFALL = packets("l6-max-fall", "cd/m²")
    static let level6Agrees = packets("l6-agrees")

    static let level1MaxDifference = decode("l1-max-difference", "PQ code")
    static let level1AverageDifference = decode("l1-average-difference", "PQ code")
    static let level5Difference = decode("l5-difference", "px")

    static let ofRecord = [
        profile, level, compatibility, record, expectedRecord, baseLayer, levelNeeded, isLevelSufficient,
    ]
    static let level6 = [level6MaxLuminance, level6MinLuminance, level6MaxCLL, level6MaxFALL, level6Agrees]
    static let level1 = [
        level1Missing, level1Zero, level1Values, level1Min, level1Max, level1Average, level1MaxCLL, level1MaxFALL,
    ]
    static let ofRPUs =
        [
            frames, missing, faults, rpuProfile, profileAgrees, mappingVersion, enhancementLayer, scenes, sceneMarks,
            changesInScenes, targets, level5,
        ] + level1 + level6
    static let ofPictures = [level1MaxDifference, level1AverageDifference, level5Difference]
    static let all = ofRecord + ofRPUs + ofPictures
}

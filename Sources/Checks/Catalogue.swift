import Measuring

/// Every check there is. Adding one takes its own file and one line here.
public let catalogue: [any Check] = [
    ContainerCheck(),
    TimingCheck(),
    VideoCodecCheck(),
    GroupOfPicturesCheck(),
    BitRateCheck(),
    AudioCodecCheck(),
    ColourCheck(),
    StaticHDRCheck(),
    DolbyVisionCheck(),
    HDR10PlusCheck(),
    LevelsCheck(),
    BlackCheck(),
    FreezeCheck(),
    R103Check(),
    MeasuredLightCheck(),
    GamutCheck(),
    LoudnessCheck(),
    SilenceCheck(),
]

/// Metrics whose ids are fixed and that specs already speak of, but that no check measures yet. A rule on one of them
/// comes out as "not measured".
public let plannedMetrics: Set<String> = ["picture.active-area", "loudness.dialogue"]

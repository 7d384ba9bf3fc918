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
    ICCCheck(),
    StaticHDRCheck(),
    LevelsCheck(),
    BlackCheck(),
    FreezeCheck(),
    R103Check(),
    MeasuredLightCheck(),
    FlashCheck.broadcast, FlashCheck.web, PatternCheck(),
    SceneCutCheck(),
    RepeatsCheck(),
    ScanCheck(),
    ActivePictureCheck(),
    ConstantColourCheck(),
    CodeUseCheck(),
    BarsCheck(),
    HeadAndTailCheck(),
    StrayLinesCheck(),
    StuckPixelsCheck(),
    BlockGridCheck(),
    LoudnessCheck(),
    BitstreamCheck(),
    SilenceCheck(),
    ClippingCheck(),
    OffsetCheck(),
    PhaseCheck(),
    DropoutCheck(),
    ClickCheck(),
    RepeatCheck(),
    HumCheck(),
    ChannelCheck(),
    ToneCheck(),
    MatrixCheck(),
    PaddingCheck(),
]

/// Metrics whose ids are fixed and that specs already speak of, but that no check measures yet. A rule on one of them
/// comes out as "not measured".
public let plannedMetrics: Set<String> = ["loudness.dialogue"]

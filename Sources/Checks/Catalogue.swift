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
    SilenceCheck(),
]

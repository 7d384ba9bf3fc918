/// The metrics of loudness and peaks. Series are measured per track and channel; readings are worked out per programme.
public enum LoudnessMetrics {
    /// Mean square of the K-weighted samples of one channel over 10 ms, full scale squared being 1 (BS.1770-5 Annex 1).
    /// Only the last value may be NaN: a bin that the end of the sound cut short.
    public static let energy = Metric("loudness.energy", effort: .decode)
    /// Largest magnitude of one channel over 10 ms after interpolation to 4 times its rate, linear (BS.1770-5 Annex 2).
    public static let truePeakSeries = Metric("loudness.true-peak-series", effort: .decode)
    /// Largest sample magnitude of one channel over 10 ms, linear.
    public static let samplePeakSeries = Metric("loudness.sample-peak-series", effort: .decode)

    /// Gated programme loudness (BS.1770-5 Annex 1; EBU Tech 3341 §2.3).
    public static let integrated = Metric("loudness.integrated", unit: "LUFS", effort: .decode)
    /// Programme loudness without gates (BS.1770-1), which some specs still cite.
    public static let ungated = Metric("loudness.ungated", unit: "LUFS", effort: .decode)
    /// Loudness range (EBU Tech 3342).
    public static let range = Metric("loudness.range", unit: "LU", effort: .decode)
    /// Loudest 400 ms (EBU Tech 3341 §2.2).
    public static let maxMomentary = Metric("loudness.max-momentary", unit: "LUFS", effort: .decode)
    /// Loudest 3 s (EBU Tech 3341 §2.2).
    public static let maxShortTerm = Metric("loudness.max-short-term", unit: "LUFS", effort: .decode)
    /// Highest true peak of all channels (BS.1770-5 Annex 2; EBU Tech 3341 §2.6).
    public static let truePeak = Metric("loudness.true-peak", unit: "dBTP", effort: .decode)
    /// Highest sample peak of all channels.
    public static let samplePeak = Metric("loudness.sample-peak", unit: "dBFS", effort: .decode)

    /// Probability that there is speech, over 100 ms of one track.
    public static let speech = Metric("sound.speech", effort: .decode, isEstimate: true)
    /// Loudness of the speech, not gated by level (BS.1770-1).
    public static let dialogue = Metric("loudness.dialogue", unit: "LUFS", effort: .decode, isEstimate: true)
    /// Share of the programme that is speech.
    public static let dialogueShare = Metric("loudness.dialogue-share", unit: "%", effort: .decode, isEstimate: true)
    /// Programme loudness less that of the speech (EBU R 128 s4).
    public static let dialogueRatio = Metric("loudness.dialogue-ratio", unit: "LU", effort: .decode, isEstimate: true)

    /// Worked out from the series and ``speech``, for any programme.
    public static let ofDialogue = [dialogue, dialogueShare, dialogueRatio]

    /// Measured while decoding.
    public static let series = [energy, truePeakSeries, samplePeakSeries]
    /// Worked out from the series, for any programme.
    public static let readings = [integrated, ungated, range, maxMomentary, maxShortTerm, truePeak, samplePeak]

    /// Step of the series, in seconds.
    public static let step = Rational(1, 100)
}

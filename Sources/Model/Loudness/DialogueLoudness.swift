extension ProgrammeLoudness {
    /// Less speech than this is no anchor: a detector that errs in one second of a hundred would make much of it up.
    private static let leastSeconds = 4.0
    private static let leastShare = 0.05
    /// What the method itself may be off, beyond the doubt about single passages: see docs/dialogue.md.
    private static let margin = 0.5
    private static let shareMargin = 0.02

    /// Loudness of the speech alone: the mean energy of all channels while somebody speaks, with no gate on the level
    /// (ITU-R BS.1770-1). `energies` are weighted sums over 10 ms, the first at `start`.
    mutating func measureDialogue(
        _ energies: [Double], from start: Double, of programme: Programme, in log: Log
    ) {
        guard log.knowsSpeech else { return }
        do throws(MissingBins) {
            let map = try SpeechMap(of: programme, in: log)
            let first = Int((ProgrammeBins.bins(map.start - start)).rounded())
            let passages = SpeechMap.Certainty.allCases.map { Passages(map.spans($0), first, energies) }
            addShare(passages)
            try addLoudness(passages)
        } catch {
            cannotMeasureDialogue(because: error.reason)
        }
    }

    mutating func cannotMeasureDialogue(because reason: String) {
        let isShareThere = readings.contains { $0.metric == LoudnessMetrics.dialogueShare.id }
        if !isShareThere { cannotMeasure(LoudnessMetrics.dialogueShare, because: reason) }
        cannotMeasure(LoudnessMetrics.dialogue, LoudnessMetrics.dialogueRatio, because: reason)
    }

    /// `passages` are those of ``SpeechMap/Certainty``, the surest first.
    private mutating func addShare(_ passages: [Passages]) {
        guard passages[1].all > 0 else { return }
        let shares = passages.map(\.share)
        let range = max(0, shares.min()! - Self.shareMargin)...min(1, shares.max()! + Self.shareMargin)
        add(
            LoudnessMetrics.dialogueShare, percent(shares[1]),
            within: percent(range.lowerBound)...percent(range.upperBound))
    }

    private mutating func addLoudness(_ passages: [Passages]) throws(MissingBins) {
        let (sure, likely) = (passages[0], passages[1])
        let spoken = seconds(likely.seconds)
        guard likely.seconds >= Self.leastSeconds, likely.share >= Self.leastShare else {
            let found = likely.count == 0 ? "no speech was found" : "only \(spoken) of speech were found"
            throw MissingBins(reason: "\(found); loudness of dialogue takes 4 s and 5 % of the programme at least")
        }
        guard sure.seconds >= Self.leastSeconds / 2 else {
            throw MissingBins(reason: "\(spoken) may be speech, but hardly any of it surely is")
        }
        let levels = passages.map { Decibels.loudness(ofEnergy: $0.energy) }
        let range = levels.min()! - Self.margin...levels.max()! + Self.margin
        add(
            LoudnessMetrics.dialogue, levels[1],
            note: "over \(spoken) of speech, not gated by level (BS.1770-1)", within: range)
        addRatio(levels[1], range)
    }

    private mutating func addRatio(_ dialogue: Double, _ range: ClosedRange<Double>) {
        let programme = readings.first { $0.metric == LoudnessMetrics.integrated.id }?.value?.asNumber
        guard let programme, programme.isFinite else {
            return cannotMeasure(LoudnessMetrics.dialogueRatio, because: "the programme has no gated loudness")
        }
        add(
            LoudnessMetrics.dialogueRatio, programme - dialogue,
            within: programme - range.upperBound...programme - range.lowerBound)
    }

    private func percent(_ share: Double) -> Double { (share * 1000).rounded() / 10 }
    private func seconds(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10) s" }
}

/// The energy of a programme in its stretches of speech.
private struct Passages {
    private(set) var count = 0
    /// Sum of the energies of all bins.
    private var sum = 0.0
    let all: Int

    /// - Parameters:
    ///   - spans: in steps of 100 ms.
    ///   - first: the bin of 10 ms that the first step begins with.
    init(_ spans: [Range<Int>], _ first: Int, _ energies: [Double]) {
        all = energies.count
        for span in spans {
            let bins = first + 10 * span.lowerBound..<first + 10 * span.upperBound
            for bin in bins.clamped(to: 0..<energies.count) {
                sum += energies[bin]
                count += 1
            }
        }
    }

    var energy: Double { count > 0 ? sum / Double(count) : 0 }
    var share: Double { all > 0 ? Double(count) / Double(all) : 0 }
    var seconds: Double { Double(count) / Double(Windows.binsPerSecond) }
}

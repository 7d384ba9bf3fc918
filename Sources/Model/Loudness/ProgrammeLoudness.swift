/// Loudness and peaks of one programme, worked out from the series of its channels. Nothing is decoded again.
public struct ProgrammeLoudness: Equatable, Sendable {
    /// On track `programme:NAME`. A value of minus infinity means silence, or nothing above the gate; the note says
    /// which. Maxima and peaks carry the moment where they first occur, in seconds of the file's timeline.
    public private(set) var readings: [Reading] = []
    /// What could not be worked out: series that are missing, or a programme too short for the measure.
    public private(set) var unmeasured: [Unmeasured] = []

    private let track: TrackID

    /// - Parameters:
    ///   - programme: its channels may come from any tracks; bins wholly inside its span count.
    ///   - log: holds the series ``LoudnessMetrics/series`` of those channels.
    public init(of programme: Programme, in log: Log) {
        track = .programme(programme.name)
        if let problem = programme.problem {
            if log.knowsSpeech { cannotMeasureDialogue(because: problem) }
            unmeasured += LoudnessMetrics.readings.map { Unmeasured(metric: $0.id, track: track, reason: problem) }
            return
        }
        measureLoudness(of: programme, in: log)
        measurePeak(LoudnessMetrics.truePeak, from: LoudnessMetrics.truePeakSeries, of: programme, in: log)
        measurePeak(LoudnessMetrics.samplePeak, from: LoudnessMetrics.samplePeakSeries, of: programme, in: log)
    }

    mutating func add(
        _ metric: Metric, _ value: Double, note: String? = nil, at moments: [Moment] = [],
        within range: ClosedRange<Double>? = nil
    ) {
        readings.append(
            Reading(metric, track: track, value: .number(value), note: note, moments: moments, within: range))
    }

    mutating func cannotMeasure(_ metrics: Metric..., because reason: String) {
        unmeasured += metrics.map { Unmeasured(metric: $0.id, track: track, reason: reason) }
    }
}

extension ProgrammeLoudness {
    private mutating func measureLoudness(of programme: Programme, in log: Log) {
        do throws(MissingBins) {
            let (channels, weights) = try Self.counted(programme)
            let bins = try ProgrammeBins(LoudnessMetrics.energy, of: channels, in: log)
            let all = bins.weightedSum(weights)
            let range = bins.range(programme.span).clamped(to: 0..<all.count)
            let energies = range.count == all.count ? all : Array(all[range])
            let start = bins.time(of: range.lowerBound)
            measureMomentary(energies, from: start)
            measureShortTerm(energies, from: start)
            measureDialogue(energies, from: start, of: programme, in: log)
        } catch {
            if log.knowsSpeech { cannotMeasureDialogue(because: error.reason) }
            cannotMeasure(
                LoudnessMetrics.integrated, LoudnessMetrics.ungated, LoudnessMetrics.range,
                LoudnessMetrics.maxMomentary, LoudnessMetrics.maxShortTerm, because: error.reason)
        }
    }

    /// The channels that count for loudness, with their weights.
    private static func counted(_ programme: Programme) throws(MissingBins) -> ([ProgrammeChannel], [Double]) {
        var counted: ([ProgrammeChannel], [Double]) = ([], [])
        for (channel, weight) in zip(programme.channels, ChannelWeights.of(programme.channels.map(\.label))) {
            guard let weight else {
                throw MissingBins(
                    reason: "no loudspeaker position is known for channel \(channel.channel + 1) of \(channel.track) "
                        + "(\(channel.label.isEmpty ? "no label" : channel.label)), so BS.1770 gives it no weight")
            }
            guard weight > 0 else { continue }
            counted.0.append(channel)
            counted.1.append(weight)
        }
        guard !counted.0.isEmpty else { throw MissingBins(reason: "no channel counts for loudness (LFE is left out)") }
        return counted
    }

    private mutating func measureMomentary(_ energies: [Double], from start: Double) {
        let momentary = Windows.momentaryMeans(energies)
        guard let loudest = Windows.maximum(momentary) else {
            let reason = "shorter than one 400 ms block"
            return cannotMeasure(
                LoudnessMetrics.integrated, LoudnessMetrics.ungated, LoudnessMetrics.maxMomentary, because: reason)
        }
        let isSilent = loudest.value == 0
        let energy = Gating.integrated(momentary)
        add(
            LoudnessMetrics.integrated, Decibels.loudness(ofEnergy: energy ?? 0),
            note: energy == nil && !isSilent ? Value.belowGateNote : nil)
        add(LoudnessMetrics.ungated, Decibels.loudness(ofEnergy: Gating.mean(energies)))
        addLoudest(LoudnessMetrics.maxMomentary, loudest, Windows.momentary, from: start)
    }

    private mutating func measureShortTerm(_ energies: [Double], from start: Double) {
        let shortTerm = Windows.shortTermMeans(energies)
        guard let loudest = Windows.maximum(shortTerm) else {
            return cannotMeasure(LoudnessMetrics.range, LoudnessMetrics.maxShortTerm, because: "shorter than 3 s")
        }
        if let range = Gating.range(shortTerm) {
            let isStable = energies.count >= 60 * Windows.binsPerSecond
            let note = "programme shorter than 60 s, where loudness range means little (Tech 3341 §2.4)"
            add(LoudnessMetrics.range, range, note: isStable ? nil : note)
        } else {
            cannotMeasure(LoudnessMetrics.range, because: "nothing above the absolute gate of -70 LUFS")
        }
        addLoudest(LoudnessMetrics.maxShortTerm, loudest, Windows.shortTerm, from: start)
    }

    private mutating func addLoudest(
        _ metric: Metric, _ loudest: (value: Double, index: Int), _ bins: Int, from start: Double
    ) {
        let begin = start + Double(loudest.index) / Double(Windows.binsPerSecond)
        let moment = Moment(begin, begin + Double(bins) / Double(Windows.binsPerSecond))
        add(metric, Decibels.loudness(ofEnergy: loudest.value), at: loudest.value > 0 ? [moment] : [])
    }

    /// LFE counts for peaks: it clips like any other channel.
    private mutating func measurePeak(_ metric: Metric, from series: Metric, of programme: Programme, in log: Log) {
        do throws(MissingBins) {
            let bins = try ProgrammeBins(series, of: programme.channels, in: log)
            guard let peak = bins.maximum(bins.range(programme.span, touching: true)) else {
                return cannotMeasure(metric, because: "no sound in the programme")
            }
            let level = Decibels.level(ofAmplitude: Double(peak.value))
            guard peak.value > 0 else { return add(metric, level) }
            add(
                metric, level, note: "channel \(peak.channel.label) of \(peak.channel.track)",
                at: [Moment(bins.time(of: peak.bin), bins.time(of: peak.bin + 1))])
        } catch {
            cannotMeasure(metric, because: error.reason)
        }
    }
}

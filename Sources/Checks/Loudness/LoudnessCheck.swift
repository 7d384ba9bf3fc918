import CKernels
import Measuring
import Media
import Model

/// Loudness and peaks of every sound track, kept so that any grouping of channels can be judged from the log.
struct LoudnessCheck: Check {
    let id = "loudness"
    let version = 1
    let guide = Guide(
        title: "Loudness",
        what:
            "Measures the K-weighted energy of every channel in steps of 10 ms (ITU-R BS.1770-5). From it follow, for "
            + "any programme of channels, integrated loudness with both gates, loudness range (EBU Tech 3342) and the "
            + "highest momentary (400 ms) and short-term (3 s) loudness with their place.",
        why: "Programmes of different loudness make the audience reach for the remote control, so broadcasters and "
            + "platforms refuse files off their target.",
        cause: "A mix made to another target (-27 for streaming, -14 for the web), tracks that are summed twice or "
            + "left out, or silence at the ends that was expected to count.",
        mend: "Measure the whole programme, change its gain by the difference to the target and check the true peak "
            + "again; where the peak is then too high, limit with a true-peak limiter rather than turning the "
            + "programme down.",
        references: [
            "ITU-R BS.1770-5 Annex 1 and 2", "EBU R 128", "EBU Tech 3341 (meters)", "EBU Tech 3342 (loudness range)",
        ])

    func guide(for metric: Metric) -> Guide {
        [LoudnessMetrics.truePeak, LoudnessMetrics.samplePeak, LoudnessMetrics.truePeakSeries].contains(metric)
            ? Self.peakGuide : guide
    }

    private static let peakGuide = Guide(
        title: "True peak and sample peak",
        what: "The highest level that the sound reaches between its samples, by interpolation to four times the sample "
            + "rate (ITU-R BS.1770-5 Annex 2), and the highest sample, with place and channel.",
        why: "A peak over the limit clips in the next encoder, rate converter or D/A converter: heard as a click or as "
            + "harshness, and refused by most receivers.",
        cause: "A limiter that watches samples only, loudness raised after limiting, a lossy encoder's overshoot.",
        mend: "Put a true-peak limiter last in the chain, with its ceiling a little under the limit, and measure the "
            + "exported file again.",
        references: ["ITU-R BS.1770-5 Annex 2", "EBU Tech 3341 §2.6", "EBU R 128 (m)"])

    /// Samples that are no number; they count as silence.
    static let nonFinite = Metric("sound.non-finite-samples", effort: .decode)

    let metrics = LoudnessMetrics.readings + LoudnessMetrics.series + [nonFinite]
    let wants: Wants = .sound

    func soundAnalyser(for track: Track) -> (any SoundAnalyser)? { LoudnessAnalyser(track) }

    /// Each track's readings are those of a programme made of all its channels.
    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        for track in log.tracks where track.kind == .audio {
            guard let labels = track.channels,
                log.series.contains(where: { $0.metric == LoudnessMetrics.energy.id && $0.track == track.id })
            else { continue }
            if let reason = log.reasonUnmeasured(LoudnessMetrics.energy.id, track.id) {
                if log.reasonUnmeasured(LoudnessMetrics.integrated.id, track.id) == nil {
                    log.cannotMeasure(LoudnessMetrics.readings, track.id, because: reason)
                }
                continue
            }
            let channels = labels.enumerated().map { ProgrammeChannel(track: track.id, channel: $0, label: $1) }
            let measured = ProgrammeLoudness(of: Programme(name: track.id.text, channels: channels), in: log)
            log.readings += measured.readings.map { reading in
                var own = reading
                own.track = track.id
                return own
            }
            log.unmeasured += measured.unmeasured.map {
                Unmeasured(metric: $0.metric, track: track.id, reason: $0.reason)
            }
        }
    }
}

/// Runs the meter over one track.
final class LoudnessAnalyser: SoundAnalyser {
    private let track: Track
    private let channels: Int
    private let meter: OpaquePointer?
    private var bins: [ChannelBins]
    private var energies: [Float] = []
    private var truePeaks: [Float] = []
    private var samplePeaks: [Float] = []
    private var capacity = 0
    /// Tells whether the samples are sound at all.
    private let listening: (ears: TrackEars, place: Int)

    init(_ track: Track) {
        self.track = track
        listening = TrackEars.join(track, as: "loudness", needs: .bursts)
        channels = track.facts.channels
        meter = fgk_meter_create(Double(track.facts.sampleRate), Int32(clamping: channels))
        let expected = (track.facts.durationSeconds ?? 600) * Double(FGK_BINS_PER_SECOND)
        bins = Array(repeating: ChannelBins(expected: Int(min(max(expected, 0), 1e7))), count: max(0, channels))
        reserve(for: 8192)
    }

    deinit { fgk_meter_destroy(meter) }

    private func reserve(for frames: Int) {
        guard let meter else { return }
        let needed = max(2, fgk_meter_capacity(meter, frames))
        guard needed > capacity else { return }
        capacity = needed
        energies = Array(repeating: 0, count: needed * channels)
        truePeaks = energies
        samplePeaks = energies
    }

    func consume(_ block: borrowing SoundBlock) {
        listening.ears.consume(block, from: listening.place)
        guard let meter, block.channels == channels else { return }
        reserve(for: block.samples)
        let completed = block.withPlanes { planes in
            planes.withMemoryRebound(to: UnsafePointer<Float>?.self, capacity: channels) {
                fgk_meter_consume(meter, $0, block.samples, &energies, &truePeaks, &samplePeaks, capacity)
            }
        }
        keep(completed)
    }

    private func keep(_ completed: Int) {
        for channel in 0..<channels {
            for bin in 0..<max(0, completed) {
                let index = channel * capacity + bin
                bins[channel].append(energies[index], truePeaks[index], samplePeaks[index])
            }
        }
    }

    func finish(start: Double, into log: inout Log) {
        let all = LoudnessMetrics.readings + LoudnessMetrics.series + [LoudnessCheck.nonFinite]
        let bitstream = listening.ears.finish(start: start)?.bitstream
        if let bitstream, bitstream.isWhole { return log.cannotMeasure(all, track.id, because: bitstream.reason) }
        // The channels beside it keep their series, so that a programme of them alone can be measured.
        if let bitstream { log.cannotMeasure(LoudnessMetrics.series, track.id, because: bitstream.reason) }
        guard let meter else {
            log.cannotMeasure(
                all, track.id,
                because: "\(track.facts.sampleRate) Hz with \(channels) channels is outside what the meter can take")
            return
        }
        keep(fgk_meter_finish(meter, &energies, &truePeaks, &samplePeaks, capacity))
        let step = Rational(1, Int(FGK_BINS_PER_SECOND))
        for channel in bins.indices where bitstream?.channels.contains(channel) != true {
            func series(_ metric: Metric, _ values: [Float]) -> Series {
                Series(metric, track: track.id, channel: channel, start: start, step: step, values: values)
            }
            log.series.append(series(LoudnessMetrics.energy, bins[channel].energy))
            log.series.append(series(LoudnessMetrics.truePeakSeries, bins[channel].truePeak))
            log.series.append(series(LoudnessMetrics.samplePeakSeries, bins[channel].samplePeak))
        }
        let bad = fgk_meter_non_finite(meter)
        log.add(LoudnessCheck.nonFinite, track.id, .number(Double(bad)))
    }
}

/// The bins of one channel.
private struct ChannelBins {
    var energy: [Float] = []
    var truePeak: [Float] = []
    var samplePeak: [Float] = []

    init(expected: Int) {
        energy.reserveCapacity(expected)
        truePeak.reserveCapacity(expected)
        samplePeak.reserveCapacity(expected)
    }

    mutating func append(_ energy: Float, _ truePeak: Float, _ samplePeak: Float) {
        self.energy.append(energy)
        self.truePeak.append(truePeak)
        self.samplePeak.append(samplePeak)
    }
}

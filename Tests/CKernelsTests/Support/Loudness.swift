import Model

/// From planes of samples to the readings of a programme.
struct Loudness {
    let log: Log
    let programme: Programme

    static let stereo = ["FL", "FR"]

    /// All channels in one track `audio:0`.
    init(_ planes: [[Float]], _ labels: [String], rate: Double = 48000) {
        self.init(Metering.run(planes, rate: rate), labels)
    }

    init(_ metered: Metered, _ labels: [String]) {
        let places = labels.indices.map { (track: TrackID(.audio, 0), channel: $0) }
        self.init(metered, labels, at: places)
    }

    init(_ metered: Metered, _ labels: [String], at places: [(track: TrackID, channel: Int)]) {
        var log = Log(file: FileFacts(path: "test.wav", size: 0))
        for (index, place) in places.enumerated() {
            let add = { (metric: Metric, values: [Float]) in
                log.series.append(
                    Series(
                        metric, track: place.track, channel: place.channel, step: LoudnessMetrics.step, values: values))
            }
            add(LoudnessMetrics.energy, metered.energies[index])
            add(LoudnessMetrics.truePeakSeries, metered.truePeaks[index])
            add(LoudnessMetrics.samplePeakSeries, metered.samplePeaks[index])
        }
        self.log = log
        programme = Programme(
            name: "test",
            channels: zip(places, labels).map { ProgrammeChannel(track: $0.track, channel: $0.channel, label: $1) })
    }

    /// The same sound in both channels of a stereo track.
    static func stereo(_ samples: [Float], rate: Double = 48000) -> Loudness {
        let mono = Metering.run([samples], rate: rate)
        let both = Metered(
            energies: mono.energies + mono.energies, truePeaks: mono.truePeaks + mono.truePeaks,
            samplePeaks: mono.samplePeaks + mono.samplePeaks)
        return Loudness(both, stereo)
    }

    func readings(span: Moment? = nil) -> ProgrammeLoudness {
        var programme = programme
        programme.span = span
        return ProgrammeLoudness(of: programme, in: log)
    }

    func reading(_ metric: Metric, span: Moment? = nil) -> Reading? {
        readings(span: span).readings.first { $0.metric == metric.id }
    }

    func number(_ metric: Metric, span: Moment? = nil) -> Double? { reading(metric, span: span)?.value?.asNumber }

    /// Programme energies per bin, from this test's equal channels of weight 1.
    var energies: [Double] {
        log.series.filter { $0.metric == LoudnessMetrics.energy.id }.map {
            $0.values.filter { !$0.isNaN }.map(Double.init)
        }
        .reduce([]) { sum, next in sum.isEmpty ? next : zip(sum, next).map { $0 + $1 } }
    }
}

/// Whether a reading is within `tolerance` of what is expected; false where there is none.
func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    guard let value else { return false }
    return abs(value - expected) <= tolerance
}

import Foundation
import Model

/// Logs with loudness series made by hand.
struct SeriesLog {
    var log = Log(file: FileFacts(path: "test.mov", size: 0))

    /// Adds a sound track with the same series in each of its channels; peaks are in step with the energies.
    mutating func addTrack(
        _ energies: [Float], labels: [String]?, declared: Bool = false, start: Double = 0, channels: Int? = nil
    ) {
        let number = log.tracks.count
        var facts = TrackFacts(id: TrackID(.audio, number), kind: .audio, index: number, start: start)
        facts.channels = labels
        facts.channelsDeclared = declared
        log.tracks.append(facts)
        for channel in 0..<(channels ?? labels?.count ?? 1) {
            add(LoudnessMetrics.energy, facts.id, channel, start, energies)
            add(LoudnessMetrics.truePeakSeries, facts.id, channel, start, energies.map { $0.squareRoot() })
            add(LoudnessMetrics.samplePeakSeries, facts.id, channel, start, energies.map { $0.squareRoot() })
        }
    }

    private mutating func add(
        _ metric: Metric, _ track: TrackID, _ channel: Int, _ start: Double, _ values: [Float]
    ) {
        log.series.append(
            Series(metric, track: track, channel: channel, start: start, step: LoudnessMetrics.step, values: values))
    }

    /// Mono tracks; silent where `silent` holds the number.
    static func mono(_ count: Int, silent: ClosedRange<Int>? = nil, labels: [String]? = nil) -> Log {
        var made = SeriesLog()
        for number in 0..<count {
            let isSilent = silent?.contains(number) == true
            made.addTrack(
                [Float](repeating: isSilent ? 0 : 0.01, count: 10), labels: [labels?[number] ?? "FC"],
                declared: labels != nil)
        }
        return made.log
    }

    /// So many seconds of the energy that reads `loudness` LUFS in one channel of weight 1.
    static func bins(_ loudness: Double, _ seconds: Double) -> [Float] {
        let energy = Float(pow(10, (loudness + 0.691) / 10))
        return [Float](repeating: energy, count: Int((seconds * 100).rounded()))
    }
}

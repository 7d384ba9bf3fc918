import CKernels
import Model

/// RMS level of each channel in steps of 100 ms, dBFS; minus infinity where all samples are zero.
struct LevelSteps {
    static let metric = Metric("sound.level", unit: "dBFS", effort: .decode)

    private(set) var levels: [[Float]]
    private var sums: [Double]
    private var samples = 0

    init(_ sound: TrackSound) {
        sums = Array(repeating: 0, count: sound.channels)
        levels = Array(repeating: [], count: sound.channels)
        for channel in levels.indices { levels[channel].reserveCapacity(sound.expectedSteps) }
    }

    mutating func hear(_ bin: HeardBin) {
        for (channel, result) in bin.channels.enumerated() { sums[channel] += result.square }
        samples += bin.length
        if bin.endsStep || bin.isLast { close() }
    }

    private mutating func close() {
        guard samples > 0 else { return }
        for channel in sums.indices {
            levels[channel].append(Float(decibels(power: sums[channel] / Double(samples))))
            sums[channel] = 0
        }
        samples = 0
    }

    /// Of the loudest channel.
    var loudest: [Float] {
        guard var most = levels.first else { return [] }
        for channel in levels.dropFirst() { for step in most.indices { most[step] = max(most[step], channel[step]) } }
        return most
    }

    /// Once per log, whichever check comes first.
    func write(_ heard: Heard, into log: inout Log) {
        guard log.series(Self.metric.id, heard.sound.track, channel: 0) == nil else { return }
        for channel in levels.indices {
            log.series.append(heard.series(Self.metric, channel: channel, levels[channel]))
        }
    }
}

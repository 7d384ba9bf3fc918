import CKernels
import Measuring
import Media
import Model

/// Direct current in the sound.
struct OffsetCheck: EarCheck {
    let id = "dc-offset"
    let version = 2
    let guide = Guide(
        title: "DC offset",
        what: "The mean of each channel over 3 s (Hann-weighted, so that bass does not read as offset), in per cent of "
            + "full scale, every 100 ms. The reading is the mean farthest from zero in any channel, with the stretch "
            + "over which at least half of it stands.",
        why: "An offset takes headroom away from one side of the wave, clicks at every edit, and makes fades and "
            + "dynamics work on something that is no sound.",
        cause: "A converter or sound card out of adjustment, a recorder with a faulty input, or a plug-in that works "
            + "asymmetrically.",
        mend: "Apply a high-pass filter at 10 to 20 Hz, or the offset removal of the editor, to the source clip, and "
            + "export again.",
        references: ["AES17 (measurement of digital audio equipment)", "EBU QC 0086B (audio noise)"])

    static let worst = Metric("sound.dc-offset", unit: "%", effort: .decode)
    static let series = Metric("sound.dc-offset-series", unit: "%", effort: .decode)

    let metrics = [worst, series]
    let needs: EarNeeds = .low

    func ear(for sound: TrackSound) -> any Ear { OffsetEar(sound) }
}

final class OffsetEar: Ear {
    private let sound: TrackSound
    /// Mean of each channel over each step of 100 ms.
    private var means: [[Float]]
    private var sums: [Float]
    private var bins = 0

    init(_ sound: TrackSound) {
        self.sound = sound
        sums = Array(repeating: 0, count: sound.channels)
        means = Array(repeating: [], count: sound.channels)
        for channel in means.indices { means[channel].reserveCapacity(sound.expectedSteps) }
    }

    func hear(_ bin: HeardBin) {
        for (channel, result) in bin.channels.enumerated() { sums[channel] += result.offset }
        bins += bin.channels.isEmpty ? 0 : 1
        guard bins > 0, bin.endsStep || bin.isLast else { return }
        for channel in sums.indices {
            means[channel].append(sums[channel] / Float(bins))
            sums[channel] = 0
        }
        bins = 0
    }

    func report(_ heard: Heard, into log: inout Log) {
        var worst: (value: Float, step: Int, channel: Int) = (0, 0, 0)
        for channel in means.indices {
            let smooth = Self.smooth(means[channel])
            log.series.append(heard.series(OffsetCheck.series, channel: channel, smooth.map { $0 * 100 }))
            for step in Self.whole(smooth.count) where abs(smooth[step]) > abs(worst.value) {
                worst = (smooth[step], step, channel)
            }
        }
        let moment = stretch(means[worst.channel], worst.value, worst.step, heard)
        log.add(
            OffsetCheck.worst, sound.track, .number(Double(abs(worst.value)) * 100),
            note: sound.channels > 1 && worst.value != 0 ? "channel \(sound.labels[worst.channel])" : nil,
            moments: worst.value == 0 ? [] : [moment])
    }

    private static let window: [Float] = {
        let weights = (0..<30).map { 0.5 - 0.5 * cosine((Double($0) + 0.5) / 30) }
        let sum = weights.reduce(0, +)
        return weights.map { Float($0 / sum) }
    }()

    /// Steps around which the whole window lies within the sound; all of them where it is shorter.
    private static func whole(_ count: Int) -> Range<Int> { count < 30 ? 0..<count : 15..<count - 14 }

    /// Centred on each step, but whole: half a window at either end would read bass as offset. Of sound shorter than it
    /// what hangs over is left out.
    private static func smooth(_ means: [Float]) -> [Float] {
        let middles = whole(means.count)
        return means.indices.map { at in
            let step = max(middles.lowerBound, min(at, middles.upperBound - 1))
            var sum: Float = 0
            var weight: Float = 0
            for (index, share) in window.enumerated() {
                let place = step - 15 + index
                guard means.indices.contains(place) else { continue }
                sum += share * means[place]
                weight += share
            }
            return weight > 0 ? sum / weight : 0
        }
    }

    /// From where the offset comes on to where it goes away: the place that parts the steps best into those nearer to
    /// nothing and those nearer to the offset.
    private func stretch(_ means: [Float], _ value: Float, _ step: Int, _ heard: Heard) -> Moment {
        guard value != 0 else { return Moment(heard.start, heard.start) }
        let excess = means.map { $0 / value - 0.5 }
        let first = Self.best(excess[...step].reversed(), from: step, by: -1)
        let last = Self.best(Array(excess[step...]), from: step, by: 1)
        return Moment(heard.start + Double(first) / 10, min(heard.end, heard.start + Double(last + 1) / 10))
    }

    /// Going outwards, the farthest place up to which the sum of the excess is largest. Gives up after 10 s without it.
    private static func best(_ excess: [Float], from step: Int, by direction: Int) -> Int {
        var sum: Float = 0
        var most: (sum: Float, count: Int) = (-.infinity, 0)
        for (count, value) in excess.enumerated() {
            sum += min(max(value, -1), 1)
            if sum > most.sum { most = (sum, count) }
            if count - most.count > 100 { break }
        }
        return step + direction * most.count
    }
}

/// The bins of a programme's channels on one grid: bin 0 is where its first channel begins.
///
/// Channels may come from tracks that start or end at different times; where a channel has no sound it adds nothing.
struct ProgrammeBins {
    /// Start of bin 0 in seconds of the file's timeline.
    let start: Double
    private let channels: [(channel: ProgrammeChannel, offset: Int, values: [Float])]

    /// Fails with the reason where a channel's series is missing.
    init(_ metric: Metric, of channels: [ProgrammeChannel], in log: Log) throws(MissingBins) {
        var found: [(ProgrammeChannel, Series)] = []
        for channel in channels {
            guard let series = log.series(metric.id, channel.track, channel: channel.channel) else {
                throw MissingBins(metric, channel, log)
            }
            guard series.step == LoudnessMetrics.step else {
                throw MissingBins(reason: "\(metric.id) of \(channel.track) is not in steps of 10 ms")
            }
            found.append((channel, series))
        }
        let start = found.map(\.1.start).min() ?? 0
        self.start = start
        self.channels = found.map { channel, series in
            (channel, Int((Self.bins(series.start - start)).rounded()), series.values)
        }
    }

    static func bins(_ seconds: Double) -> Double { seconds * Double(Windows.binsPerSecond) }

    func time(of bin: Int) -> Double { start + Double(bin) / Double(Windows.binsPerSecond) }

    private var count: Int { channels.map { $0.offset + $0.values.count }.max() ?? 0 }

    /// The bins inside `span`; where `touching`, also those it covers in part. A hair of tolerance keeps a span written
    /// in decimal seconds from losing a bin to rounding.
    func range(_ span: Moment?, touching: Bool = false) -> Range<Int> {
        guard let span else { return 0..<count }
        let first = Self.bins(span.start - start)
        let last = Self.bins(span.end - start)
        let hair = 1e-6
        let lower = touching ? (first + hair).rounded(.down) : (first - hair).rounded(.up)
        let upper = touching ? (last - hair).rounded(.up) : (last + hair).rounded(.down)
        let clamped = { (bin: Double) in Int(min(max(bin, 0), Double(count))) }
        return clamped(lower)..<max(clamped(lower), clamped(upper))
    }

    /// Weighted sum of the channels' values, bin by bin. Bins that are incomplete in every channel that reaches so far
    /// can only be the last one; it is left out.
    func weightedSum(_ weights: [Double]) -> [Double] {
        var total = [Double](repeating: 0, count: channels.map { $0.offset + complete($0.values) }.max() ?? 0)
        total.withUnsafeMutableBufferPointer { total in
            for (weight, channel) in zip(weights, channels) {
                channel.values.withUnsafeBufferPointer { values in
                    for i in 0..<complete(channel.values) {
                        let value = values[i]
                        total[channel.offset + i] += value.isNaN ? 0 : weight * Double(value)
                    }
                }
            }
        }
        return total
    }

    private func complete(_ values: [Float]) -> Int { values.last?.isNaN == true ? values.count - 1 : values.count }

    /// The largest value in `bins` of any channel, the bin where it first stands, and the channel; nil without bins.
    func maximum(_ bins: Range<Int>) -> (value: Float, bin: Int, channel: ProgrammeChannel)? {
        var best: (value: Float, bin: Int, channel: ProgrammeChannel)?
        for channel in channels {
            let own = bins.clamped(to: channel.offset..<channel.offset + channel.values.count)
            guard let (value, index) = Self.maximum(channel.values, own, channel.offset) else { continue }
            if best == nil || value > best!.value { best = (value, index, channel.channel) }
        }
        return best
    }

    private static func maximum(_ values: [Float], _ bins: Range<Int>, _ offset: Int) -> (Float, Int)? {
        guard !bins.isEmpty else { return nil }
        var best: Float = 0
        var place = bins.lowerBound
        values.withUnsafeBufferPointer { values in
            for bin in bins where values[bin - offset] > best {
                best = values[bin - offset]
                place = bin
            }
        }
        return (best, place)
    }
}

/// Why the bins of a channel are not there.
struct MissingBins: Error {
    let reason: String

    init(reason: String) { self.reason = reason }

    /// The reason the log gives, if it gives one.
    init(_ metric: Metric, _ channel: ProgrammeChannel, _ log: Log) {
        if let reason = log.reasonUnmeasured(metric.id, channel.track) {
            self.reason = "\(channel.track): \(reason)"
        } else if !log.tracks.contains(where: { $0.id == channel.track }) {
            reason = "the file has no track \(channel.track)"
        } else {
            reason = "\(metric.id) of channel \(channel.channel + 1) of \(channel.track) is missing"
        }
    }
}

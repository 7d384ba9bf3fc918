import CKernels

/// Share of a channel's energy below 200 Hz, from spectra of its low sound one after the other.
struct LowShare {
    private static let size = 1024
    private static let limit = 200.0
    /// A Hann window widens every line by this much (its equivalent noise bandwidth, in bins).
    private static let widening = 1.5

    let channel: Int
    private let bins: Int
    private let spectrum = SpectrumHandle(size: size)
    private var scratch = [Float](repeating: 0, count: size)
    private var power = [Float](repeating: 0, count: size / 2 + 1)
    private var filled = 0
    private var frames = 0
    private var low = 0.0
    private var all = 0.0
    private var samples = 0

    init(channel: Int, rate: Double) {
        self.channel = channel
        bins = Int(Self.limit / rate * Double(Self.size))
    }

    mutating func add(_ bin: HeardBin) {
        guard !bin.channels.isEmpty else { return }
        let result = bin.channels[channel]
        all += result.square
        samples += bin.length
        for index in 0..<Int(result.lows) {
            scratch[filled] = result.low[index]
            filled += 1
            if filled == Self.size { takeSpectrum() }
        }
    }

    private mutating func takeSpectrum() {
        spectrum.power(&scratch, &power)
        for bin in 0...bins { low += Double(power[bin]) / Self.widening }
        frames += 1
        filled = 0
    }

    /// Share above the limit, 0 to 1; nil for a channel without sound, or too short a one.
    var above: Double? {
        guard frames > 0, all > 0 else { return nil }
        return max(0, 1 - (low / Double(frames)) / (all / Double(samples)))
    }
}

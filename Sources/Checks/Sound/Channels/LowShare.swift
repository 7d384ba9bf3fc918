import CKernels

/// Share of a channel's energy below 200 Hz, from spectra of its low sound.
///
/// The spectra overlap by three quarters, where the squares of their Hann windows add up to the same everywhere, and
/// nothing stands before the beginning and behind the end. So every sample counts the same in them as in the energy of
/// the whole, and an uneven rumble does not read as sound above.
struct LowShare {
    private static let size = 1024
    private static let hop = 256
    private static let limit = 200.0
    /// A Hann window widens every line by this much (its equivalent noise bandwidth, in bins).
    private static let widening = 1.5

    let channel: Int
    private let bins: Int
    private let spectrum = SpectrumHandle(size: size)
    private var recent = [Float](repeating: 0, count: size)
    private var scratch = [Float](repeating: 0, count: size)
    private var power = [Float](repeating: 0, count: size / 2 + 1)
    private var lows = 0
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
        for index in 0..<Int(result.lows) { take(result.low[index]) }
    }

    private mutating func take(_ sample: Float) {
        recent[lows % Self.size] = sample
        lows += 1
        if lows % Self.hop == 0 { takeSpectrum() }
    }

    private mutating func takeSpectrum() {
        for index in 0..<Self.size { scratch[index] = recent[(lows + index) % Self.size] }
        spectrum.power(&scratch, &power)
        for bin in 0...bins { low += Double(power[bin]) / Self.widening }
    }

    /// Share above the limit, 0 to 1; nil for a channel without sound, or too short a one.
    mutating func finish() -> Double? {
        guard lows >= Self.size, all > 0 else { return nil }
        let count = lows
        for _ in 0..<Self.size { take(0) }
        // Each spectrum is a mean over its window, of which there is one every hop.
        let energy = low * Double(Self.hop) / Double(count)
        return max(0, 1 - energy / (all / Double(samples)))
    }
}

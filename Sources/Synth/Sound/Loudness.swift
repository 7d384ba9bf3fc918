import Foundation

/// Integrated loudness by ITU-R BS.1770-5, for setting levels. Written apart from the measuring code, so that each can
/// be held against the other.
enum Loudness {
    /// - Parameters:
    ///   - channels: one array a channel, 48 kHz, full scale ±1.
    ///   - names: channel names as libavutil spells them; unlabelled ones weigh 1.
    /// - Returns: LUFS, or nil when every block is under the absolute gate.
    static func integrated(_ channels: [[Float]], names: [String]) -> Double? {
        energies(channels, names).flatMap(gated)
    }

    /// The same without any gate, as BS.1770-1 has it; nil for silence.
    static func ungated(_ channels: [[Float]], names: [String]) -> Double? {
        guard let energies = energies(channels, names), !energies.isEmpty else { return nil }
        let energy = energies.reduce(0, +) / Double(energies.count * hop)
        return energy > 0 ? -0.691 + 10 * log10(energy) : nil
    }

    /// Weighted sums over all channels, one for every 100 ms.
    private static func energies(_ channels: [[Float]], _ names: [String]) -> [Double]? {
        let weighted = zip(channels, names).filter { $0.1 != "LFE" && $0.1 != "LFE2" }
        guard let length = weighted.first?.0.count else { return nil }
        var energies = [Double](repeating: 0, count: length / hop)
        for (samples, name) in weighted {
            let weight = surrounds(names).contains(name) ? 1.41 : 1
            for (index, energy) in hopEnergies(samples).enumerated() { energies[index] += weight * energy }
        }
        return energies
    }

    /// Annex 3, table 4: channels between 60° and 120° weigh 1.41. In 5.1 libavutil calls them either sides or backs; in 7.1
    /// the backs are at 135° and weigh 1.
    private static func surrounds(_ names: [String]) -> Set<String> {
        names.contains("SL") ? ["SL", "SR"] : ["BL", "BR"]
    }

    /// Blocks of 400 ms every 100 ms.
    private static let hop = 4800

    private static func gated(_ energies: [Double]) -> Double? {
        guard energies.count >= 4 else { return nil }
        let blocks = (3..<energies.count).map { energies[$0 - 3...$0].reduce(0, +) / Double(4 * hop) }
        func loudness(_ energy: Double) -> Double { -0.691 + 10 * log10(energy) }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let audible = blocks.filter { $0 > 0 && loudness($0) > -70 }
        guard !audible.isEmpty else { return nil }
        let threshold = loudness(mean(audible)) - 10
        return loudness(mean(audible.filter { loudness($0) > threshold }))
    }

    /// Sums of squares of the K-weighted signal.
    private static func hopEnergies(_ samples: [Float]) -> [Double] {
        var shelf = Biquad(
            b: (1.53512485958697, -2.69169618940638, 1.19839281085285), a: (-1.69065929318241, 0.73248077421585))
        var highPass = Biquad(b: (1, -2, 1), a: (-1.99004745483398, 0.99007225036621))
        var energies = [Double](repeating: 0, count: samples.count / hop)
        for (index, sample) in samples.prefix(energies.count * hop).enumerated() {
            let value = highPass.filter(shelf.filter(Double(sample)))
            energies[index / hop] += value * value
        }
        return energies
    }

    private struct Biquad {
        let b: (Double, Double, Double)
        let a: (Double, Double)
        private var first = 0.0, second = 0.0

        init(b: (Double, Double, Double), a: (Double, Double)) {
            self.b = b
            self.a = a
        }

        mutating func filter(_ input: Double) -> Double {
            let output = b.0 * input + first
            first = b.1 * input - a.0 * output + second
            second = b.2 * input - a.1 * output
            return output
        }
    }
}

extension SoundGenerator {
    /// The runs at the loudness that the track asks for.
    func levelledRuns() throws(RecipeError) -> [SoundRun] {
        guard let target = track.loudness else { return runs(gain: 1) }
        guard track.sampleRate == 48000 else { throw RecipeError("loudness can only be set at 48 kHz") }
        var gain = 0.5
        // Loudness follows the gain nearly dB by dB; gates and tones of fixed level bend it a little.
        for _ in 0..<12 {
            let runs = runs(gain: gain)
            guard let loudness = Loudness.integrated(joined(runs), names: channels) else { break }
            if abs(loudness - target) < 0.001 { return runs }
            gain *= pow(10, (target - loudness) / 20)
        }
        throw RecipeError("no gain of the programme brings the track to \(target) LUFS")
    }

    /// Gaps are heard as nothing at all: the samples on both sides join.
    private func joined(_ runs: [SoundRun]) -> [[Float]] {
        var channels = [[Float]](repeating: [], count: channels.count)
        for case .samples(let samples) in runs {
            for index in channels.indices { channels[index] += samples[index] }
        }
        return channels
    }
}

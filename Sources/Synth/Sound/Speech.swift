import Foundation

/// Babble from a formant synthesiser, as a stand-in for dialogue: syllables at the rate of speech, in phrases with
/// pauses; vowels from a voice whose pitch glides, through four resonances that move from one vowel to the next;
/// consonants of noise. Mono, within about ±1 before any gain. Nobody understands it, and it says nothing.
struct Speech {
    private var random: SplitMix64
    private let rate: Double
    private var samples: [Double] = []
    private let length: Int
    /// Hz, of the voice at rest.
    private let pitch: Double

    private var resonators: [Resonator]
    private var formants = Self.vowels[0]
    private var phase = 0.0
    private var dulled = (0.0, 0.0)

    /// Hz of the first four formants: a, e, i, o, u, and the one of "the".
    private static let vowels: [[Double]] = [
        [730, 1090, 2440, 3400], [530, 1840, 2480, 3500], [270, 2290, 3010, 3600], [570, 840, 2410, 3300],
        [300, 870, 2240, 3300], [500, 1500, 2500, 3500],
    ]
    private static let bandwidths: [Double] = [70, 90, 120, 160]

    static func samples(seed: UInt64, sampleRate: Int, length: Int) -> [Double] {
        var speech = Speech(seed: seed, sampleRate: sampleRate, length: length)
        while speech.samples.count < length { speech.phrase() }
        return Array(speech.samples.prefix(length))
    }

    private init(seed: UInt64, sampleRate: Int, length: Int) {
        random = SplitMix64(seed: seed)
        rate = Double(sampleRate)
        self.length = length
        pitch = 100 + 110 * random.unit()
        resonators = Self.bandwidths.map { _ in Resonator() }
        samples.reserveCapacity(length + sampleRate)
    }

    private mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.unit() }

    /// The voice falls towards the end of a phrase; a pause follows.
    private mutating func phrase() {
        let syllables = Int(between(4, 10))
        for index in 0..<syllables {
            let fall = 1.15 - 0.3 * Double(index) / Double(syllables)
            consonant()
            vowel(from: pitch * fall * between(0.92, 1.12), to: pitch * fall * between(0.85, 1.05))
        }
        samples += [Double](repeating: 0, count: Int(between(0.12, 0.4) * rate))
    }

    /// A closure, then noise.
    private mutating func consonant() {
        samples += [Double](repeating: 0, count: Int(between(0.01, 0.04) * rate))
        let count = Int(between(0.02, 0.08) * rate)
        let strength = between(0.02, 0.12)
        var before = 0.0
        for index in 0..<count {
            let noise = random.unit() * 2 - 1
            let rise = sin(.pi * (Double(index) + 0.5) / Double(count))
            samples.append(strength * rise * (noise - before))
            before = noise
        }
    }

    private mutating func vowel(from start: Double, to end: Double) {
        let count = Int(between(0.09, 0.2) * rate)
        let target = Self.vowels[Int(between(0, Double(Self.vowels.count) - 0.001))]
        let origin = formants
        let loud = between(0.5, 1)
        for index in 0..<count {
            let share = Double(index) / Double(count)
            if index % 32 == 0 {
                let reached = min(1, 2 * share)
                formants = zip(origin, target).map { $0 + ($1 - $0) * reached }
                tune()
            }
            let rise = min(1, min(share, 1 - share) * 5)
            samples.append(loud * rise * voice(hertz: start + (end - start) * share))
        }
    }

    private mutating func tune() {
        for index in resonators.indices {
            resonators[index].tune(formants[index], Self.bandwidths[index], rate)
        }
    }

    /// One sample of the voice: a pulse for each period, dulled as the glottis does it, through all resonances.
    private mutating func voice(hertz: Double) -> Double {
        phase += hertz / rate
        var value = 0.0
        if phase >= 1 {
            phase -= 1
            value = 1
        }
        let slow = exp(-2 * Double.pi * 250 / rate)
        dulled.0 = value + slow * dulled.0
        dulled.1 = (1 - slow) * dulled.0 + slow * dulled.1
        var sound = dulled.1
        for index in resonators.indices { sound = resonators[index].filter(sound) }
        return sound
    }

    /// Two poles, with unit gain at 0 Hz.
    private struct Resonator {
        private var a = 0.0, b = 0.0, c = 0.0
        private var first = 0.0, second = 0.0

        mutating func tune(_ hertz: Double, _ bandwidth: Double, _ rate: Double) {
            let radius = exp(-.pi * bandwidth / rate)
            b = 2 * radius * cos(2 * .pi * hertz / rate)
            c = -radius * radius
            a = 1 - b - c
        }

        mutating func filter(_ input: Double) -> Double {
            let output = a * input + b * first + c * second
            (first, second) = (output, first)
            return output
        }
    }
}

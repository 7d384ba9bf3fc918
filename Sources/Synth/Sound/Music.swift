import Foundation

/// Chords and a tune with a beat, as a stand-in for music: struck and dying away, on the notes of a scale, and a drum on
/// every beat. Mono, within about ±1.
struct Music {
    private var random: SplitMix64
    private let rate: Double
    /// Seconds.
    private let beat: Double

    /// Semitones above the root.
    private static let chords = [[0, 4, 7], [5, 9, 12], [7, 11, 14], [-3, 0, 4]]
    private static let scale = [0, 2, 4, 5, 7, 9, 11, 12]
    private static let partials = 8

    static func samples(seed: UInt64, sampleRate: Int, length: Int) -> [Double] {
        var music = Music(seed: seed, sampleRate: sampleRate)
        var samples = [Double](repeating: 0, count: length)
        var beats = 0
        while music.place(beats) < length {
            music.play(beats, into: &samples)
            beats += 1
        }
        return samples
    }

    private init(seed: UInt64, sampleRate: Int) {
        random = SplitMix64(seed: seed)
        rate = Double(sampleRate)
        // 75 to 150 beats a minute
        beat = 60 / (75 + 75 * random.unit())
    }

    private func place(_ beats: Int) -> Int { Int((Double(beats) * beat * rate).rounded()) }

    private mutating func play(_ beats: Int, into samples: inout [Double]) {
        let start = place(beats)
        let chord = Self.chords[beats / 4 % Self.chords.count]
        if beats % 4 == 0 {
            for semitones in chord { note(semitones, 0.12, dying: 1.2, lasting: 4 * beat, at: start, into: &samples) }
        }
        for half in 0..<2 where random.unit() < 0.8 {
            let step = Self.scale[Int(random.unit() * 7.999)] + 12
            let at = start + Int(Double(half) * beat / 2 * rate)
            note(step, 0.15, dying: 0.35, lasting: beat, at: at, into: &samples)
        }
        drum(at: start, into: &samples)
    }

    private func note(
        _ semitones: Int, _ level: Double, dying decay: Double, lasting seconds: Double, at start: Int,
        into samples: inout [Double]
    ) {
        let hertz = 130.81 * pow(2, Double(semitones) / 12)
        for index in 0..<Int(seconds * rate) where start + index < samples.count {
            let time = Double(index) / rate
            var sound = 0.0
            for partial in 1...Self.partials {
                sound += sin(2 * .pi * hertz * Double(partial) * time) / Double(partial)
            }
            samples[start + index] += level * min(1, time / 0.005) * exp(-time / decay) * sound
        }
    }

    private mutating func drum(at start: Int, into samples: inout [Double]) {
        for index in 0..<Int(0.15 * rate) where start + index < samples.count {
            let time = Double(index) / rate
            samples[start + index] += 0.3 * exp(-time / 0.03) * (random.unit() * 2 - 1)
        }
    }
}

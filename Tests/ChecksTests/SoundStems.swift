import Foundation

@testable import Synth

/// The parts that programmes are mixed from: a voice that speaks in syllables, an instrument that plays chords, and the
/// noise of a room. All are seeded, at 48 kHz, and within about ±1.
struct SoundStems {
    static let rate = 48000
    let count: Int
    private var random: SplitMix64

    init(seed: UInt64, seconds: Double) {
        count = Int(seconds * Double(Self.rate))
        random = SplitMix64(seed: seed &* 7919 &+ 11)
    }

    private mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.unit() }

    /// Runs of syllables with pauses between them. Each syllable begins with a hiss or at once, and goes on with the
    /// pulses of a voice through three formants.
    mutating func voice() -> [Float] {
        var sound = [Float](repeating: 0, count: count)
        var at = Int(between(0.1, 0.4) * Double(Self.rate))
        var left = 5
        while at < count {
            let length = Int(between(0.12, 0.3) * Double(Self.rate))
            syllable(&sound, at, min(length, count - at))
            at += length + Int(between(0, 0.05) * Double(Self.rate))
            left -= 1
            if left == 0 {
                at += Int(between(0.25, 0.7) * Double(Self.rate))
                left = Int(between(4, 10))
            }
        }
        return Self.withoutOffset(sound)
    }

    /// The pulses of the voice all go one way; a microphone passes on no direct current.
    private static func withoutOffset(_ sound: [Float]) -> [Float] {
        var (last, out) = (Float(0), Float(0))
        return sound.map { sample in
            out = sample - last + 0.996 * out
            last = sample
            return out
        }
    }

    private mutating func syllable(_ sound: inout [Float], _ start: Int, _ length: Int) {
        let hiss = random.unit() < 0.4 ? Int(between(0.03, 0.08) * Double(Self.rate)) : 0
        let pitch = between(90, 220)
        let glide = between(-0.25, 0.1)
        let level = between(0.3, 1)
        let attack = between(0.003, 0.03)
        var formants = [
            Resonator(between(250, 850), 70), Resonator(between(900, 2300), 110), Resonator(between(2400, 3300), 160),
        ]
        var treble = Resonator(between(4500, 7500), 1500)
        var turn = 1.0
        var voiced = 0.0
        for index in 0..<length {
            let time = Double(index) / Double(Self.rate)
            let share = Double(index) / Double(length)
            let noise = random.unit() * 2 - 1
            let envelope = min(1, time / attack) * min(1, (1 - share) * 5)
            guard index >= hiss else {
                sound[start + index] += Float(0.12 * level * envelope * treble.pass(noise))
                continue
            }
            turn += pitch * (1 + glide * share) / Double(Self.rate)
            let pulse = turn >= 1 ? 1.0 : 0.0
            if turn >= 1 { turn -= 1 }
            // The glottis does not close at once: its pulses have little treble.
            voiced += 0.12 * (pulse + 0.002 * noise - voiced)
            let out =
                formants[0].pass(voiced) + 0.5 * formants[1].pass(voiced) + 0.25 * formants[2].pass(voiced)
            sound[start + index] += Float(min(1, Double(index - hiss) / 200) * 6 * level * envelope * out)
        }
    }

    /// Chords of three notes and a bass, struck two or three times a second and dying away; drums with every second seed.
    /// Left and right.
    mutating func music(drums: Bool) -> [[Float]] {
        var left = [Float](repeating: 0, count: count)
        var right = left
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in play(left, right, drums) }
        }
        return [left, right]
    }

    private typealias Side = UnsafeMutableBufferPointer<Float>

    private mutating func play(_ left: Side, _ right: Side, _ drums: Bool) {
        var at = 0
        while at < count {
            let root = 110 * pow(2, Double(Int(between(0, 12))) / 12)
            for step in [0, 3 + Int(between(0, 2)), 7, 12 * Int(between(1, 3))] {
                let hertz = root * pow(2, Double(step) / 12)
                note(left, right, at, hertz: hertz, level: between(0.08, 0.2), pan: between(0.2, 0.8))
            }
            note(left, right, at, hertz: root / 2, level: 0.2, pan: 0.5)
            if drums { drum(left, right, at, level: between(0.1, 0.4)) }
            at += Int(between(0.3, 0.55) * Double(Self.rate))
        }
    }

    private mutating func note(_ left: Side, _ right: Side, _ start: Int, hertz: Double, level: Double, pan: Double) {
        let length = min(count - start, Self.rate * 3 / 2)
        let decay = between(0.25, 0.6)
        for partial in 1...4 where Double(partial) * hertz < 16000 {
            // A partial that turns and dies away, one multiplication a sample.
            let sharp = 1 + 0.0004 * Double(partial * partial)
            let angle = 2 * Double.pi * hertz * Double(partial) * sharp / Double(Self.rate)
            let shrink = exp(-Double(partial) / (decay * 2 * Double(Self.rate)))
            let (c, s) = (cos(angle) * shrink, sin(angle) * shrink)
            var (x, y) = (level / Double(partial), 0.0)
            for index in 0..<length {
                (x, y) = (x * c - y * s, x * s + y * c)
                // The hammer takes 5 ms, and the damper a tenth of a second.
                let sample = y * min(1, Double(index) / 240) * min(1, Double(Self.rate * 3 / 2 - index) / 4800)
                left[start + index] += Float(sample * (1 - pan))
                right[start + index] += Float(sample * pan)
            }
        }
    }

    private mutating func drum(_ left: Side, _ right: Side, _ start: Int, level: Double) {
        var body = Resonator(between(150, 400), 60)
        let length = Self.rate / 6
        for index in 0..<min(count - start, length) {
            let hit = (random.unit() * 2 - 1) * exp(-Double(index) / 1500) * min(1, Double(index) / 60)
            let fade = min(1, Double(length - index) / 2000)
            let sample = Float(level * fade * (0.5 * hit + body.pass(hit)))
            left[start + index] += sample * 0.5
            right[start + index] += sample * 0.5
        }
    }

    /// Noise that falls with frequency, RMS 1.
    mutating func room() -> [Float] {
        var (slow, slower) = (0.0, 0.0)
        return (0..<count).map { _ in
            let noise = random.unit() * 2 - 1
            slow += 0.3 * (noise - slow)
            slower += 0.02 * (noise - slower)
            return Float(2.2 * slow + 6 * slower + 0.3 * noise)
        }
    }

    /// Noise from 15 to 90 Hz, for an LFE channel.
    mutating func rumble() -> [Float] {
        var stages = [0.0, 0.0, 0.0, 0.0]
        var below = [0.0, 0.0]
        return (0..<count).map { _ in
            var value = random.unit() * 2 - 1
            for index in below.indices {
                below[index] += 0.002 * (value - below[index])
                value -= below[index]
            }
            for index in stages.indices {
                stages[index] += 0.008 * (value - stages[index])
                value = stages[index]
            }
            return Float(10 * value)
        }
    }
}

/// Two poles: centre and bandwidth in Hz.
private struct Resonator {
    private let gain, first, second: Double
    private var last = 0.0, before = 0.0

    init(_ hertz: Double, _ width: Double) {
        let radius = exp(-Double.pi * width / Double(SoundStems.rate))
        first = 2 * radius * cos(2 * .pi * hertz / Double(SoundStems.rate))
        second = -radius * radius
        gain = 1 - radius
    }

    mutating func pass(_ input: Double) -> Double {
        let out = gain * input + first * last + second * before
        (before, last) = (last, out)
        return out
    }
}

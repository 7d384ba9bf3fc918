import Foundation

/// Test signals: sines by peak level in dBFS, as Tech 3341 and Tech 3342 write them.
enum Signal {
    /// A stretch of sine; a nil level is digital silence.
    typealias Part = (level: Double?, seconds: Double)

    static func amplitude(_ level: Double) -> Double { pow(10, level / 20) }

    /// Sine through all parts without a break of phase. Frequency and rate in Hz.
    static func tone(_ parts: [Part], hertz: Int = 1000, rate: Int = 48000) -> [Float] {
        let period = sinePeriod(hertz, rate)
        var samples: [Float] = []
        for part in parts {
            let count = Int((part.seconds * Double(rate)).rounded())
            samples += stretch(period, from: samples.count, count: count, by: part.level.map(amplitude) ?? 0)
        }
        return samples
    }

    static func tone(_ level: Double, _ seconds: Double, hertz: Int = 1000, rate: Int = 48000) -> [Float] {
        tone([(level, seconds)], hertz: hertz, rate: rate)
    }

    static func silence(_ seconds: Double, rate: Int = 48000) -> [Float] {
        [Float](repeating: 0, count: Int((seconds * Double(rate)).rounded()))
    }

    /// The samples after which the sine repeats itself exactly.
    private static func sinePeriod(_ hertz: Int, _ rate: Int) -> [Double] {
        var (a, b) = (rate, hertz)
        while b != 0 { (a, b) = (b, a % b) }
        return (0..<rate / a).map { sin(2 * Double.pi * Double($0 * hertz) / Double(rate)) }
    }

    private static func stretch(_ period: [Double], from start: Int, count: Int, by gain: Double) -> [Float] {
        let scaled = period.map { Float(gain * $0) }
        return [Float](unsafeUninitializedCapacity: count) { result, initialized in
            scaled.withUnsafeBufferPointer { scaled in
                var place = start % scaled.count
                for i in 0..<count {
                    result[i] = scaled[place]
                    place += 1
                    if place == scaled.count { place = 0 }
                }
            }
            initialized = count
        }
    }

    /// Noise from a fixed seed, between -1 and 1 times `gain`.
    static func noise(_ count: Int, gain: Float = 0.5, seed: UInt32 = 1) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return gain * (Float(state >> 8) / Float(1 << 23) - 1)
        }
    }
}

/// Signals of the true-peak cases. Frequencies are fractions of the sample rate.
enum PeakSignal {
    /// Cases 15 to 19: a sine of rate / `divisor`, with the linear fades of 10 ms that the published files have.
    static func sine(divisor: Int, amplitude: Double, degrees: Double, rate: Int, seconds: Double = 0.2) -> [Float] {
        let samples = (0..<Int(seconds * Double(rate))).map {
            amplitude * sin(2 * .pi * Double($0) / Double(divisor) + degrees * .pi / 180)
        }
        return faded(samples, rate: rate).map { Float($0) }
    }

    /// Cases 20 to 23: rate / 6 at 0.5 with one period of rate / 4 at full scale, made at four times the rate,
    /// low-passed, and every fourth sample kept from `offset` on.
    static func spliced(offset: Int, rate: Int, seconds: Double = 0.1) -> [Float] {
        let count = Int(seconds * 4 * Double(rate))
        let before = count / 2 / 24 * 24
        let low = { (index: Int) in 0.5 * sin(2 * .pi * Double(index) / 24) }
        let samples =
            (0..<before).map(low) + (0..<16).map { sin(2 * .pi * Double($0) / 16) } + (0..<count - before - 16).map(low)
        return decimated(faded(samples, rate: 4 * rate), by: lowPass, from: offset)
    }

    private static func faded(_ samples: [Double], rate: Int) -> [Double] {
        let length = rate / 100
        var faded = samples
        for i in 0..<length {
            let gain = (Double(i) + 0.5) / Double(length)
            faded[i] *= gain
            faded[faded.count - 1 - i] *= gain
        }
        return faded
    }

    /// 511 taps, cut off at 0.97 of the lower rate's half, Kaiser window with beta 8.
    private static let lowPass: [Double] = {
        let taps = (-255...255).map { index -> Double in
            let x = 2 * 0.125 * 0.97 * Double(index)
            let edge = Double(index) / 255
            return (index == 0 ? 1 : sin(.pi * x) / (.pi * x)) * besselI0(8 * (1 - edge * edge).squareRoot())
        }
        let sum = taps.reduce(0, +)
        return taps.map { $0 / sum }
    }()

    private static func besselI0(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for k in 1..<50 {
            term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
            sum += term
        }
        return sum
    }

    private static func decimated(_ samples: [Double], by taps: [Double], from offset: Int) -> [Float] {
        let margin = [Double](repeating: 0, count: taps.count / 2)
        return (margin + samples + margin).withUnsafeBufferPointer { padded in
            taps.withUnsafeBufferPointer { taps in
                stride(from: offset, to: samples.count, by: 4).map { place in
                    var sum = 0.0
                    for i in 0..<taps.count { sum += taps[i] * padded[place + i] }
                    return Float(sum)
                }
            }
        }
    }
}

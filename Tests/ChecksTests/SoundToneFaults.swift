import Foundation
import Model

@testable import Synth

/// Tones where none belong.
extension SoundFault {
    static let ofTones = [tone, hum, buzz]

    static let tone = SoundFault(
        name: "tone of 1 kHz", metric: "sound.line-up-tone",
        severities: ["1.2 s at -24 dBFS, noise 30 dB below", "2 s at -20 dBFS", "4 s at -18 dBFS"],
        put: { tracks, random, severity in
            let span = span(&random, 0.7, 1.2, [1.2, 2, 4][severity])
            let amplitude = [0.063, 0.1, 0.126][severity] as Float
            for index in span {
                let sample = amplitude * Float(sin(2 * .pi * 1000 * Double(index) / Double(SoundMedia.rate)))
                let hiss = severity == 0 ? noise(&random, 0.0014) : 0
                for channel in tracks[0].indices { tracks[0][channel][index] = sample + hiss }
            }
            return [moment(span.lowerBound, span.upperBound)]
        }, report: moments("sound.line-up-tone"))

    private static func add(
        _ harmonics: [Int], of mains: Double, level: Float, to sound: inout [Float], _ span: Range<Int>,
        _ random: inout SplitMix64
    ) {
        let exact = mains + (random.unit() - 0.5) * 0.1
        let amplitudes = harmonics.map { 1 / Double($0) }
        let power = amplitudes.reduce(0) { $0 + $1 * $1 / 2 }.squareRoot()
        let phases = harmonics.map { _ in random.unit() }
        for index in span {
            let time = exact * Double(index) / Double(SoundMedia.rate)
            var sample = 0.0
            for (place, harmonic) in harmonics.enumerated() {
                sample += amplitudes[place] * sin(2 * .pi * (time * Double(harmonic) + phases[place]))
            }
            sound[index] += level * Float(sample / power)
        }
    }

    static let hum = ofMains("hum of the mains, 50 or 60 Hz and harmonics, for 16 s", [1, 2, 3, 4, 5])
    static let buzz = ofMains("buzz of a rectifier, 100 or 120 Hz and harmonics, for 16 s", [2, 4, 6, 8])

    private static func ofMains(_ name: String, _ harmonics: [Int]) -> SoundFault {
        SoundFault(
            name: name, metric: "sound.hum", severities: ["-60 dBFS", "-50 dBFS", "-40 dBFS"], seconds: 22,
            tolerance: 1,
            put: { tracks, random, severity in
                let span = span(&random, 2, 4, 16)
                let mains = random.unit() < 0.5 ? 50.0 : 60
                let level = [0.001, 0.00316, 0.01][severity] as Float
                for channel in tracks[0].indices where channel != 3 {
                    add(harmonics, of: mains, level: level, to: &tracks[0][channel], span, &random)
                }
                return [moment(span.lowerBound, span.upperBound)]
            }, report: moments("sound.hum"))
    }
}

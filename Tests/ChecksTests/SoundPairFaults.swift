import Foundation
import Model

@testable import Synth

/// Channels that do not go together, and channels that are not what they are called.
extension SoundFault {
    static let ofPairs = [polarity, monoLoss, dualMono, swapped, emptySurround, fullLFE, padding]

    static let polarity = SoundFault(
        name: "polarity inverted for 3 s", metric: "sound.polarity-inversion",
        severities: ["sides as they are", "half towards mono", "nearly mono"], seconds: 8,
        put: { tracks, random, severity in
            let span = span(&random, 1.5, 3.5, 3)
            let share = [0, 0.5, 0.95][severity] as Float
            for index in tracks[0][0].indices {
                let middle = (tracks[0][0][index] + tracks[0][1][index]) / 2
                for side in 0..<2 { tracks[0][side][index] += share * (middle - tracks[0][side][index]) }
            }
            for index in span { tracks[0][1][index] *= -1 }
            return [moment(span.lowerBound, span.upperBound)]
        }, report: moments("sound.polarity-inversion"))

    /// Against what the samples themselves give, over the steps above the gate.
    static let monoLoss = SoundFault(
        name: "loss in mono, to within 0.5 dB", metric: "sound.mono-loss",
        severities: ["right inverted at -10 dB", "at -4 dB", "at the same level"], isOfTheWhole: true,
        put: { tracks, random, severity in
            let gain = [-0.316, -0.631, -1][severity] as Float
            for index in tracks[0][1].indices { tracks[0][1][index] *= gain }
            return whole
        },
        report: { log, sound in
            var (sides, middle) = (0.0, 0.0)
            for (left, right) in zip(sound[0][0], sound[0][1]) {
                sides += Double(left * left + right * right) / 2
                middle += Double((left + right) * (left + right)) / 4
            }
            let truth = min(99, 10 * log10(sides / middle))
            return abs((log.number("sound.mono-loss", track) ?? 0) - truth) <= 0.5 ? whole : []
        })

    static let dualMono = SoundFault(
        name: "mono in a stereo pair", metric: "sound.channels.identical",
        severities: ["3 dB apart, noise at -75 dBFS", "1 dB apart", "equal"], isOfTheWhole: true,
        put: { tracks, random, severity in
            let gain = [0.708, 0.891, 1][severity] as Float
            for index in tracks[0][0].indices {
                tracks[0][1][index] = gain * tracks[0][0][index] + (severity == 0 ? noise(&random, 1.8e-4) : 0)
            }
            return whole
        }, report: named("sound.channels.identical", "FL=FR"))

    /// A stereo track beside a 5.1 one; the stereo is made from its fronts and has its sides exchanged.
    static let swapped = SoundFault(
        name: "sides exchanged in one of two tracks", metric: "sound.channels.swapped",
        severities: ["sides 1 dB apart in places", "2 dB", "4 dB"], seconds: 16, layout: .surround, isOfTheWhole: true,
        put: { tracks, random, severity in
            let swing = [1, 2, 4][severity] as Double
            let (first, second) = (random.unit(), random.unit())
            for index in tracks[0][0].indices {
                let time = Double(index) / Double(SoundMedia.rate)
                let decibels =
                    swing / 2 * sin(2 * .pi * (time / 3 + first)) + swing / 2 * sin(2 * .pi * (time / 1.7 + second))
                let gain = Float(pow(10, decibels / 40))
                tracks[0][0][index] *= gain
                tracks[0][1][index] /= gain
            }
            let folded = [0, 1].map { side in
                zip(tracks[0][side], tracks[0][2]).map { 0.7 * $0 + 0.3 * $1 }
            }
            tracks.append([folded[1], folded[0]])
            return whole
        },
        report: { log, _ in log.text("sound.channels.swapped", nil) == nil ? [] : whole })

    static let emptySurround = SoundFault(
        name: "surrounds without sound", metric: "sound.channels.empty",
        severities: ["noise at -82 dBFS", "-95 dBFS", "digital zero"], layout: .surround, isOfTheWhole: true,
        put: { tracks, random, severity in
            for channel in 4..<6 {
                for index in tracks[0][channel].indices {
                    tracks[0][channel][index] = noise(&random, [7.9e-5, 1.8e-5, 0][severity])
                }
            }
            return whole
        }, report: named("sound.channels.empty", "BL BR", "SL SR"))

    static let fullLFE = SoundFault(
        name: "full band on the LFE", metric: "sound.lfe.above-200-hz",
        severities: ["mixed in at -10 dB", "at the same level", "nothing else"], layout: .surround, isOfTheWhole: true,
        put: { tracks, random, severity in
            let all = tracks[0][0].indices
            let (own, other) = (level(tracks[0][3], all), level(tracks[0][0], all))
            let gain = [0.316, 1, 1][severity] * own / other
            for index in all {
                tracks[0][3][index] = (severity == 2 ? 0 : tracks[0][3][index]) + gain * tracks[0][0][index]
            }
            return whole
        }, report: { log, _ in (log.number("sound.lfe.above-200-hz", track) ?? 0) > 3 ? whole : [] })

    static let padding = SoundFault(
        name: "fewer bits than the file has", metric: "sound.bits-used",
        severities: ["20 of 24", "16 of 24", "8 of 24"],
        survivesCoding: false, isOfTheWhole: true,
        put: { tracks, random, severity in
            let scale = Float(1 << [19, 15, 7][severity])
            for channel in tracks[0].indices {
                tracks[0][channel] = tracks[0][channel].map { ($0 * scale).rounded() / scale }
            }
            return whole
        },
        report: { log, sound in
            let used = log.number("sound.bits-used", track).map { Int($0) } ?? 24
            let isAsPut = [20, 16, 8].contains(used)
            return isAsPut ? whole : []
        })
}

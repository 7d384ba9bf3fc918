import Foundation

extension Synth {
    /// A minimum-requirements signal of EBU Tech 3341 (v4, 2023) table 1 as a 48 kHz, 24 bit WAV recipe.
    ///
    /// Cases 1 to 6, 9 to 14 and 15 to 19 are made of tones. Nil for the others: 7 and 8 are programmes that only the EBU
    /// has, 20 to 23 are made at four times the rate.
    /// - Parameter variant: 1 to 20, the file of cases 10 and 13.
    public static func ebu3341(case number: Int, variant: Int = 1) -> Recipe? {
        switch number {
        case 6: surround()
        case 15...19: truePeak(number)
        default: levels3341(number, variant - 1).map(stereo)
        }
    }

    /// A signal of EBU Tech 3342 (2023), cases 1 to 4: 20 s for each level.
    public static func ebu3342(case number: Int) -> Recipe? {
        let levels: [Int: [Double]] = [
            1: [-20, -30], 2: [-20, -15], 3: [-40, -20], 4: [-50, -35, -20, -35, -50],
        ]
        return levels[number].map { stereo($0.map { Step($0, 20) }) }
    }

    /// 1 kHz at a peak in dBFS, or silence, for some seconds.
    private struct Step {
        var level: Double?
        var seconds: Double

        init(_ level: Double?, _ seconds: Double) {
            self.level = level
            self.seconds = seconds
        }
    }

    private static func levels3341(_ number: Int, _ variant: Int) -> [Step]? {
        let shift = Double(variant)
        switch number {
        case 1: return [Step(-23, 20)]
        case 2: return [Step(-33, 20)]
        case 3: return [Step(-36, 10), Step(-23, 60), Step(-36, 10)]
        case 4: return [Step(-72, 10), Step(-36, 10), Step(-23, 60), Step(-36, 10), Step(-72, 10)]
        case 5: return [Step(-26, 20), Step(-20, 20.1), Step(-26, 20)]
        case 9: return (0..<5).flatMap { _ in [Step(-20, 1.34), Step(-30, 1.66)] }
        case 10: return [Step(nil, shift * 0.15), Step(-23, 3), Step(nil, 1)]
        case 11: return rising(tone: 3, shift: 0.15)
        case 12: return (0..<25).flatMap { _ in [Step(-20, 0.18), Step(-30, 0.22)] }
        case 13: return [Step(nil, shift * 0.02), Step(-23, 0.4), Step(nil, 1)]
        case 14: return rising(tone: 0.4, shift: 0.02)
        default: return nil
        }
    }

    /// Twenty tones from -38 dBFS up, each a little later in its slot of twice the tone's length.
    private static func rising(tone: Double, shift: Double) -> [Step] {
        (0..<20).flatMap { index in
            let late = Double(index) * shift
            return [Step(nil, late), Step(Double(index) - 38, tone), Step(nil, tone - late)]
        }
    }

    private static func stereo(_ steps: [Step]) -> Recipe {
        let segments = steps.filter { $0.seconds > 0 }.map { step in
            step.level.map { SoundSegment.tone($0, seconds: step.seconds) } ?? .silence(seconds: step.seconds)
        }
        return Recipe.sound().container("wav").audio { $0.segments = segments }
    }

    private static func surround() -> Recipe {
        Recipe.sound("5.0(side)").container("wav").tone(0, seconds: 20).audio {
            $0.segments[0].levels = [-28, -28, -24, -30, -30]
        }
    }

    /// A fraction of the sampling rate whose crests fall between the samples. The fades are needed: an abrupt start
    /// splatters.
    private static func truePeak(_ number: Int) -> Recipe {
        let signals: [Int: (divisor: Double, amplitude: Double, phase: Double)] = [
            15: (4, 0.5, 0), 16: (4, 0.5, 45), 17: (6, 0.5, 60), 18: (8, 0.5, 67.5), 19: (4, 1.41, 45),
        ]
        let signal = signals[number]!
        return Recipe.sound().container("wav")
            .tone(20 * log10(signal.amplitude), seconds: 3.2, hertz: 48000 / signal.divisor)
            .audio {
                $0.segments[0].phase = signal.phase
                $0.segments[0].fade = 0.01
            }
    }
}

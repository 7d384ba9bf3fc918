import CKernels
import Foundation

/// The classifier: a logistic regression on the 15 features of ``fgk_speech_step`` and their squares. Each feature is
/// taken relative to its mean and standard deviation over the sound that the weights were fitted on, and cut off at
/// three standard deviations. What it was fitted on, and how often it errs, stands in docs/dialogue.md.
enum SpeechClassifier {
    private struct Feature {
        let mean, deviation, weight, square: Float

        init(_ mean: Float, _ deviation: Float, _ weight: Float, _ square: Float) {
            self.mean = mean
            self.deviation = deviation
            self.weight = weight
            self.square = square
        }
    }

    private static let bias: Float = 2.206

    /// In the order of `FGK_SPEECH_SYLLABLES` and its neighbours.
    private static let table: [Feature] = [
        Feature(0.3763, 0.1671, 0.624, -0.313),  // syllables
        Feature(0.8268, 0.4026, 0.711, 0.468),  // depth
        Feature(0.4005, 0.1995, 1.521, -0.958),  // pauses
        Feature(0.1295, 0.06005, 1.782, 0.052),  // flux
        Feature(0.1031, 0.04401, -0.422, -0.499),  // fluxSpread
        Feature(0.3463, 0.1644, 0.804, -0.325),  // centroid
        Feature(0.7218, 0.21, 2.746, 0.329),  // harmonic
        Feature(0.1343, 0.07497, -0.879, 0.441),  // harmonicSpread
        Feature(0.688, 0.1484, -2.182, -0.684),  // steady
        Feature(0.181, 0.2104, -2.079, -1.0),  // notes
        Feature(0.2221, 0.2035, 1.933, -0.458),  // glides
        Feature(0.2568, 0.1482, 0.152, -0.585),  // pitch
        Feature(-4.715, 1.966, -1.589, -1.11),  // flatness
        Feature(0.1869, 0.1364, 0.517, -0.747),  // flutter
        Feature(0.6179, 0.2765, -1.316, -1.519),  // together
    ]

    /// Probability of speech, 0 to 1.
    static func probability(_ step: fgk_speech_step) -> Float {
        withUnsafeBytes(of: step.features) { bytes in
            let features = bytes.bindMemory(to: Float.self)
            var sum = bias
            for (feature, value) in zip(table, features) {
                let z = min(3, max(-3, (value - feature.mean) / feature.deviation))
                sum += feature.weight * z + feature.square * z * z
            }
            return Float(1 / (1 + exp(-Double(sum))))
        }
    }
}

/// One step of 100 ms.
struct SpeechStep {
    var probability: Float
    /// Mean square between 100 Hz and 3.4 kHz.
    var level: Float

    init(_ step: fgk_speech_step) {
        probability = SpeechClassifier.probability(step)
        level = step.level
    }
}

extension [SpeechStep] {
    /// -70 dBFS
    private static let silence: Float = 1e-7
    /// A pause is 20 dB below what is heard within a second on either side.
    private static let pause: Float = 0.01
    private static let around = 10
    /// Steps: shorter pauses belong to the sentence.
    private static let longest = 5

    /// The probabilities, where pauses of more than half a second have none: the window of a step reaches beyond the
    /// end of a sentence, and silence there would pass for quiet speech.
    var withoutPauses: [Float] {
        let isActive = indices.map { index in
            let near = self[Swift.max(0, index - Self.around)...Swift.min(count - 1, index + Self.around)]
            let loudest = near.map(\.level).max() ?? 0
            return self[index].level >= Swift.max(Self.silence, Self.pause * loudest)
        }
        var result = map(\.probability)
        var first = 0
        for index in 0...count where index == count || isActive[index] {
            if index - first > Self.longest { for step in first..<index { result[step] = 0 } }
            first = index + 1
        }
        return result
    }
}

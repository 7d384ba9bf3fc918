import CKernels
import Foundation
import Testing

/// The ears write the same bits whichever code path runs, and however the sound is cut up.
@Suite struct EarsAgreementTests {
    /// Noise that swells, with a tone, a hole, a click, a clipped stretch and a buffer that is played twice.
    private static func planes(_ channels: Int, rate: Int = 48000) -> [[Float]] {
        (0..<channels).map { channel in
            var sound = Signal.noise(rate * 2, gain: 0.3, seed: UInt32(channel + 7))
            for index in sound.indices {
                sound[index] *= Float(abs(sin(Double(index) / Double(rate) * 2 + Double(channel))))
            }
            let tone = Signal.tone(-12, 0.5, rate: rate)
            sound.replaceSubrange(rate / 2..<rate / 2 + tone.count, with: tone)
            for index in rate / 5..<rate / 5 + 700 + channel { sound[index] = 0 }
            sound[rate / 3] = 0.9
            for index in rate..<rate + 300 { sound[index] = index % 50 < 25 ? 1 : -0.5 }
            sound.replaceSubrange(
                rate * 3 / 2 + 1000..<rate * 3 / 2 + 2000, with: sound[rate * 3 / 2..<rate * 3 / 2 + 1000])
            return sound
        }
    }

    @Test(arguments: [(1, 48000), (2, 44100), (6, 48000), (2, 96000), (2, 22050)])
    func codePathsGiveTheSameBits(_ channels: Int, _ rate: Int) {
        let planes = Self.planes(channels, rate: rate)
        var (fast, plain) = (Hearing(planes, rate: Double(rate)), Hearing(planes, rate: Double(rate), plain: true))
        #expect(plain.path == "plain" && !plain.events.isEmpty)
        (fast.path, plain.path) = ("", "")
        #expect(fast == plain)
    }

    @Test(arguments: [7, 479, 480, 481, 1024, 50_000]) func anyBlockSizeGivesTheSameBits(_ size: Int) {
        let planes = Self.planes(2, rate: 44100)
        #expect(Hearing(planes, rate: 44100) { size } == Hearing(planes, rate: 44100))
    }
}

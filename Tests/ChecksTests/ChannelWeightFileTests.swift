import Foundation
import Model
import Testing

/// Weights of BS.1770-5 through the whole chain, from the channel mask of a file to its loudness.
@Suite struct ChannelWeightFileTests {
    /// One 1 kHz tone of -20 dBFS in every channel: a channel alone reads -23.0, so all together read that and ten times
    /// the logarithm of the sum of their weights.
    @Test(
        arguments: [
            (0x3, 2.0), (0x3F, 3 + 2 * 1.41), (0x60F, 3 + 2 * 1.41),
            // 7.1: sides 1.41, rears 1.
            (0x63F, 5 + 2 * 1.41),
            // 7.1 with front centres, and the surrounds of 5.1.
            (0xFF, 5 + 2 * 1.41),
            // 5.1.4 and 7.1.4: what stands above weighs 1.
            (0x2D03F, 7 + 2 * 1.41), (0x2D63F, 9 + 2 * 1.41),
        ] as [(Int, Double)])
    func loudnessByMask(mask: Int, weight: Double) throws {
        var sound = WaveSound(channels: mask.nonzeroBitCount, seconds: 1)
        sound.mask = mask
        sound.fill(level: -20)
        let log = try sound.log(only: ["loudness.integrated"])
        let reading = try #require(log.number("loudness.integrated", TrackID(.audio, 0)))
        #expect(abs(reading - (-22.993 + 10 * log10(weight))) < 0.02, "\(reading)")
    }
}

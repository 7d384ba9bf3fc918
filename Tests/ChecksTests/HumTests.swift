import Foundation
import Model
import Testing

@testable import Synth

/// Hum as mains make it: never quite steady, and often from the first sample to the last.
@Suite struct HumTests {
    private static let rate = Double(SoundMedia.rate)

    /// Noise with hum at -45 dBFS, whose frequency drifts, in a part of it.
    private func moments(_ part: Range<Double>, of seconds: Double, drift: Double) throws -> [Moment] {
        var random = SplitMix64(seed: 8)
        let sound = (0..<Int(seconds * Self.rate)).map { index in
            let time = Double(index) / Self.rate
            let turns = 50.03 * time + drift * time * time / 2
            let hum = [1.0, 2, 3, 5].reduce(0) { $0 + sin(2 * .pi * turns * $1) / $1 }
            return SoundFault.noise(&random, 0.002) + (part.contains(time) ? Float(0.0065 * hum) : 0)
        }
        let log = try SoundMedia.log(of: [[sound, sound]], .pcm, in: Bench(), only: ["sound.hum"])
        return log.reading("sound.hum", SoundFault.track)?.moments ?? []
    }

    /// 1 mHz a second is as fast as a grid goes for long.
    @Test(arguments: [0, 0.001, -0.001])
    func beginningAndEndAreTold(drift: Double) throws {
        let found = try moments(4.3..<19.8, of: 24, drift: drift)
        #expect(found.count == 1)
        #expect(abs((found.first?.start ?? 0) - 4.3) < 0.1 && abs((found.first?.end ?? 0) - 19.8) < 0.1, "\(found)")
    }

    @Test func humAllTheWayHasNoEdges() throws {
        let found = try moments(0..<24, of: 24, drift: 0)
        #expect(found.count == 1)
        #expect((found.first?.start ?? 9) < 0.1 && (found.first?.end ?? 0) > 23.9, "\(found)")
    }

    @Test func noiseDoesNotHum() throws { #expect(try moments(0..<0, of: 14, drift: 0).isEmpty) }
}

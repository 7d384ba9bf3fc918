import Checks
import Foundation
import Measuring
import Model
import Synth
import Testing

/// Labels that stand in the file in another order than WAVE's.
@Suite struct ChannelOrderTests {
    private static let track = TrackID(.audio, 0)
    private static let film = ["FL", "FC", "FR", "SL", "SR", "LFE"]

    /// A QuickTime file of PCM whose layout says `tag`, with a tone in one channel only.
    private func log(loud: Int, tag: UInt32) throws -> Log {
        let bench = try Bench()
        let path = bench.path("a.mov")
        var sound = SoundMedia.Sound(repeating: [Float](repeating: 0, count: 48000), count: 6)
        for index in sound[0].indices { sound[loud][index] = 0.1 * Float(sin(2 * .pi * Double(index) / 48)) }
        try SoundMedia.write([sound, sound], .pcm, to: path)
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        for place in bytes.indices.dropLast(24) where bytes[place..<place + 4].elementsEqual("chan".utf8) {
            bytes.replaceSubrange(place + 8..<place + 16, with: Self.big(tag) + Self.big(0))
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try Measurement(catalogue, threads: 1, hashes: false).log(of: path)
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    /// The fourth channel is the LFE in WAVE's order, which does not count, and the left surround in the film's, which
    /// counts 1.5 dB more than the second, the centre.
    @Test func loudnessFollowsTheOrder() throws {
        let (wave, layout) = (121 << 16 | 6 as UInt32, 123 << 16 | 6 as UInt32)
        func loudness(_ loud: Int, _ tag: UInt32) throws -> Double? {
            try log(loud: loud, tag: tag).number("loudness.integrated", Self.track)
        }
        #expect(abs((try loudness(3, layout) ?? 0) - (-22.993 + 10 * log10(1.41))) < 0.1)
        #expect(abs((try loudness(1, layout) ?? 0) - -22.993) < 0.1)
        #expect((try loudness(5, layout) ?? -99) < -70)
        #expect((try loudness(3, wave) ?? -99) < -70)
    }

    @Test func layoutIsNamedChannelByChannel() throws {
        let film = try log(loud: 0, tag: 123 << 16 | 6)
        #expect(film.tracks[0].channels == Self.film)
        #expect(film.tracks[0].channelsDeclared == true)
        #expect(film.text("audio.layout", Self.track) == Self.film.joined(separator: "+"))
        let plain = try log(loud: 0, tag: 121 << 16 | 6)
        #expect(plain.tracks[0].channels == ["FL", "FR", "FC", "LFE", "SL", "SR"])
        #expect(plain.text("audio.layout", Self.track) == "5.1(side)")
    }

    private static let labelled = "imf/PhotonApp5Test/WAV_060fe563-18d5-48d4-9148-1bfba4262ae2.mxf"

    /// The channel labels of an MXF file, put in the order of the film and in an order that is none.
    @Test(
        .enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing)),
        arguments: [[0, 1, 2, 3, 4, 5], [0, 2, 1, 4, 5, 3], [5, 4, 3, 2, 1, 0]])
    func labelsOfMXF(order: [Int]) throws {
        let original = ["FL", "FR", "FC", "LFE", "SL", "SR"]
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(SharedMedia.folder)/\(Self.labelled)")))
        // Dictionary labels of ST 428-12: 060e2b34.0401010d.030201NN.00000000.
        let start: [UInt8] = [0x06, 0x0E, 0x2B, 0x34, 0x04, 0x01, 0x01, 0x0D, 0x03, 0x02, 0x01]
        let places = bytes.indices.dropLast(16).filter {
            bytes[$0] == 6 && bytes[$0..<$0 + 11].elementsEqual(start) && (1...6).contains(bytes[$0 + 11])
        }
        try #require(places.count % 6 == 0 && !places.isEmpty)
        for place in places { bytes[place + 11] = UInt8(order[Int(bytes[place + 11]) - 1] + 1) }
        let bench = try Bench()
        try Data(bytes).write(to: URL(fileURLWithPath: bench.path("a.mxf")))
        let log = try Measurement(catalogue, metrics: ["audio.layout"], threads: 1, hashes: false)
            .log(of: bench.path("a.mxf"))
        #expect(log.tracks[0].channels == order.map { original[$0] })
        #expect(log.tracks[0].channelsDeclared == true)
    }
}

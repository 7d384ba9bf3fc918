import Checks
import Foundation
import Measuring
import Model

/// A WAVE file of 24 bits.
struct WaveSound {
    static let rate = 48000
    /// Loudspeakers by the bits of WAVEFORMATEXTENSIBLE; nil writes a plain format.
    var mask: Int?
    var channels: [[Int32]]

    /// Noise at about -20 dBFS, the same in every run.
    init(channels count: Int, seconds: Double) {
        var state: UInt32 = 12345
        channels = (0..<count).map { _ in
            (0..<Int(seconds * Double(Self.rate))).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return (Int32(bitPattern: state) >> 8) / 6
            }
        }
    }

    /// Bursts of one frame of 25 Hz each, words of 16, 20 or 24 bits, from a sample on; in a pair or in one channel.
    mutating func burst(
        in places: [Int], type: Int = 28, bits: Int = 24, from start: Int = 0, to end: Int? = nil
    ) {
        let preambles = [16: [0xF872, 0x4E1F], 20: [0x6F872, 0x54E1F], 24: [0x96F872, 0xA54E1F]]
        let end = end ?? channels[0].count
        var state: UInt32 = 99
        for sample in start..<end {
            for (order, channel) in places.enumerated() {
                state = state &* 1_664_525 &+ 1_013_904_223
                let word = ((sample - start) % 1920) * places.count + order
                var value = Int(state >> UInt32(32 - bits))
                if word < 2 { value = preambles[bits]![word] }
                if word == 2 { value = type << (bits - 16) }
                if word == 3 { value = 30000 << (bits - 16) }
                if word > 1500 * places.count { value = 0 }
                channels[channel][sample] = Int32(truncatingIfNeeded: value << (32 - bits)) >> 8
            }
        }
    }

    func log(only metrics: Set<String>? = nil) throws -> Log {
        let bench = try Bench()
        let path = bench.path("a.wav")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try Measurement(catalogue, metrics: metrics, threads: 2, hashes: false).log(of: path)
    }

    /// The same sine in every channel, by its peak in dBFS.
    mutating func fill(hertz: Double = 1000, level: Double) {
        let peak = pow(10, level / 20) * 8_388_607
        let wave = channels[0].indices.map {
            Int32((sin(2 * .pi * hertz * Double($0) / Double(Self.rate)) * peak).rounded())
        }
        for channel in channels.indices { channels[channel] = wave }
    }

    private var bytes: [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var format = little(mask == nil ? 1 : 0xFFFE, 2) + little(channels.count, 2) + little(Self.rate, 4)
        format += little(Self.rate * channels.count * 3, 4)
        format += little(channels.count * 3, 2)
        format += little(24, 2)
        if let mask {
            format += little(22, 2)
            format += little(24, 2)
            format += little(mask, 4)
            format += [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
        }
        let size = channels.count * channels[0].count * 3
        var bytes = Array("RIFF".utf8) + little(size + 20 + format.count, 4) + Array("WAVEfmt ".utf8)
        bytes += little(format.count, 4)
        bytes += format
        bytes += Array("data".utf8) + little(size, 4)
        bytes.reserveCapacity(bytes.count + size)
        for sample in channels[0].indices { for channel in channels { bytes += little(Int(channel[sample]), 3) } }
        return bytes
    }
}

import Foundation
import Synth
import Testing

/// WAV files read byte by byte, without the library that wrote them.
@Suite struct WaveTests {
    /// The bytes of the `data` chunk, found by walking the chunks.
    private func data(_ bytes: [UInt8]) throws -> ArraySlice<UInt8> {
        var position = 12
        while position + 8 <= bytes.count {
            let id = String(decoding: bytes[position..<position + 4], as: UTF8.self)
            let size = (0..<4).reduce(0) { $0 | Int(bytes[position + 4 + $1]) << (8 * $1) }
            if id == "data" { return bytes[position + 8..<min(bytes.count, position + 8 + size)] }
            position += 8 + size + size % 2
        }
        throw RecipeError("no data chunk")
    }

    /// Signed little-endian samples of `width` bytes.
    private func integers(_ data: ArraySlice<UInt8>, width: Int) -> [Int] {
        stride(from: data.startIndex, to: data.endIndex, by: width).map { start in
            let value = (0..<width).reduce(0) { $0 | Int(data[start + $1]) << (8 * $1) }
            return value >= 1 << (8 * width - 1) ? value - 1 << (8 * width) : value
        }
    }

    @Test func aToneIsExactInEveryWidth() throws {
        let workshop = try Workshop()
        for (encoder, width) in [("pcm_s16le", 2), ("pcm_s24le", 3), ("pcm_s32le", 4)] {
            let bytes = try workshop.bytes(Recipe.sound(encoder: encoder).tone(-18, seconds: 0.1), "\(encoder).wav")
            let samples = integers(try data(bytes), width: width)
            #expect(samples.count == 9600)
            let scale = pow(2.0, Double(8 * width - 1))
            // Floats carry 24 bits.
            let slack = width == 4 ? 256.0 : 1
            for index in 0..<4800 {
                let exact = scale * pow(10, -18 / 20.0) * sin(2 * .pi * 1000 * Double(index) / 48000)
                #expect(abs(Double(samples[2 * index]) - exact) <= slack)
                #expect(samples[2 * index] == samples[2 * index + 1])
            }
        }
    }

    @Test func fullScaleIsClippedNotWrapped() throws {
        let workshop = try Workshop()
        let bytes = try workshop.bytes(Recipe.sound("mono").tone(0, seconds: 0.1), "a.wav")
        let samples = integers(try data(bytes), width: 3)
        #expect(samples.max() == 8_388_607 && samples.min() == -8_388_608)
    }

    @Test func silenceIsDigitalZero() throws {
        let workshop = try Workshop()
        let bytes = try workshop.bytes(Recipe.sound().silence(seconds: 0.1), "a.wav")
        #expect(try data(bytes).allSatisfy { $0 == 0 })
    }

    @Test func rf64IsWrittenOnDemand() throws {
        let workshop = try Workshop()
        let bytes = try workshop.bytes(Recipe.sound().container("rf64").tone(-18, seconds: 0.1), "a.wav")
        #expect(String(decoding: bytes.prefix(4), as: UTF8.self) == "RF64")
    }
}

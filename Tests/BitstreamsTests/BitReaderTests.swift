import Testing

@testable import Bitstreams

@Suite struct BitReaderTests {
    @Test func fieldsOfAnyLengthComeBack() throws {
        var generator = SeededGenerator(seed: 7)
        var writer = BitWriter()
        let fields = (0..<500).map { _ in
            let count = Int.random(in: 0...32, using: &generator)
            return (count: count, value: Int.random(in: 0..<max(1, 1 << count), using: &generator))
        }
        for field in fields { writer.u(field.count, field.value) }
        var reader = BitReader(writer.bytes, "test")
        for field in fields { #expect(try reader.u(field.count) == field.value) }
    }

    @Test func expGolombCodesComeBack() throws {
        let values = [0, 1, 2, 3, 7, 8, 255, 65535, 1 << 20, (1 << 32) - 2]
        var writer = BitWriter()
        for value in values {
            writer.ue(value)
            writer.se(value / 2)
            writer.se(-value / 2)
        }
        var reader = BitReader(writer.bytes, "test")
        for value in values {
            #expect(try reader.ue() == value)
            #expect(try reader.se() == value / 2)
            #expect(try reader.se() == -value / 2)
        }
    }

    @Test func negativeNumbersAreTwosComplement() throws {
        var reader = BitReader([0b1110_0100, 0xFF], "test")
        #expect(try reader.i(3) == -1)
        #expect(try reader.i(5) == 4)
        #expect(try reader.i(8) == -1)
        #expect(try reader.i(0) == 0)
    }

    @Test func readingPastTheEndIsAnError() throws {
        var reader = BitReader([0xFF], "test")
        _ = try reader.u(3)
        #expect(throws: BitstreamError("test", at: 0, "the data ends early")) { try reader.u(6) }
        #expect(reader.position == 3)
        var zeros = BitReader([UInt8](repeating: 0, count: 9), "test")
        #expect(throws: BitstreamError.self) { try zeros.ue() }
    }

    @Test func trailingBitsAreNoData() throws {
        var reader = BitReader([0b1010_1000, 0, 0], "test")
        _ = try reader.u(3)
        #expect(reader.hasMoreRBSPData)
        _ = try reader.u(1)
        #expect(!reader.hasMoreRBSPData)
        #expect(!BitReader([0, 0], "test").hasMoreRBSPData)
    }

    @Test func fourCCsReadAsTheyAreWritten() {
        #expect(FourCC("colr").code == 0x636F_6C72)
        #expect(FourCC("qt").description == "qt  ")
        #expect(FourCC(0x0000_0061).description == "\\x00\\x00\\x00a")
        #expect(FourCC(0xA96E_616D).description == "©nam")
    }

    @Test func sourcesNeverReadPastTheirEnd() throws {
        let source = ByteSource([1, 2, 3])
        #expect(try source.bytes(2, at: 1, "test") == [2, 3])
        #expect(try source.available(9, at: 2, "test") == [3])
        #expect(try source.available(9, at: 3, "test") == [])
        #expect(throws: BitstreamError.self) { try source.bytes(3, at: 1, "test") }
        #expect(throws: BitstreamError.self) { try source.bytes(1, at: -1, "test") }
        #expect(throws: BitstreamError.self) { try source.bytes(Int.max, at: 1, "test") }
        let broken = ByteSource(size: 10) { _, _ in [] }
        #expect(throws: BitstreamError.self) { try broken.bytes(3, at: 1, "test") }
    }
}

import Testing

@testable import Bitstreams

@Suite struct AC3Tests {
    /// The head of an AC-3 frame, filled up to its size.
    private func plain(
        rate: Int = 0, size: Int = 28, service: Int = 0, mode: Int = 7, lfe: Bool = true, dialnorm: Int = 27,
        compression: Int? = nil
    ) -> [UInt8] {
        var bits = BitWriter()
        bits.u(16, 0x0B77)
        bits.u(16, 0)
        bits.u(2, rate)
        bits.u(6, size)
        bits.u(5, 8)
        bits.u(3, service)
        bits.u(3, mode)
        if mode & 1 == 1, mode != 1 { bits.u(2, 0) }
        if mode & 4 == 4 { bits.u(2, 0) }
        if mode == 2 { bits.u(2, 0) }
        bits.flag(lfe)
        for programme in 0..<(mode == 0 ? 2 : 1) {
            bits.u(5, dialnorm + programme)
            bits.flag(compression != nil)
            if let compression { bits.u(8, compression) }
            bits.u(2, 0)
        }
        bits.align()
        return bits.bytes
    }

    /// The head of an E-AC-3 frame with mixing metadata of every kind, so that what stands behind is found.
    private func enhanced(
        kind: Int = 0, substream: Int = 0, words: Int = 64, mode: Int = 7, dialnorm: Int = 24, service: Int? = 5
    ) -> [UInt8] {
        var bits = BitWriter()
        bits.u(16, 0x0B77)
        bits.u(2, kind)
        bits.u(3, substream)
        bits.u(11, words - 1)
        bits.u(2, 0)
        bits.u(2, 3)
        bits.u(3, mode)
        bits.flag(true)
        bits.u(5, 16)
        bits.u(5, dialnorm)
        bits.flag(false)
        if kind == 1 { bits.flag(false) }
        bits.flag(true)
        bits.u(2 + 6 + 6, 0)
        bits.flag(true)
        bits.u(5, 9)
        if kind == 0 {
            bits.flag(true)
            bits.u(6, 33)
            bits.flag(false)
            bits.u(2, 3)
            bits.u(5, 1)
            bits.u(24, 0xFFFFFF)
            bits.flag(true)
            for _ in 0..<6 { bits.flag(false) }
        }
        bits.flag(service != nil)
        if let service { bits.u(3, service) }
        bits.align()
        return bits.bytes + [UInt8](repeating: 0, count: max(0, words * 2 - bits.bytes.count))
    }

    @Test func fieldsOfAFrame() throws {
        let frame = try AC3.Frame(plain(service: 2, compression: 0x80))
        #expect(frame.isEnhanced == false && frame.sampleRate == 48000 && frame.layout == "3/2.1")
        #expect(frame.size == 1536 && frame.channels == 6 && frame.serviceKind == 2)
        #expect(frame.dialogueLevels == [-27] && frame.compression == 0x80)
        #expect(try AC3.Frame(plain(mode: 0, lfe: false)).dialogueLevels == [-27, -28])
        #expect(try AC3.Frame(plain(dialnorm: 0)).dialogueLevels == [-31])
        #expect(try AC3.Frame(plain(rate: 1, size: 1)).size == 140)
    }

    @Test func fieldsOfAnEnhancedFrame() throws {
        let frame = try AC3.Frame(enhanced())
        #expect(frame.isEnhanced && frame.kind == .independent && frame.size == 128 && frame.blocks == 6)
        #expect(frame.dialogueLevels == [-24] && frame.serviceKind == 5)
        #expect(try AC3.Frame(enhanced(kind: 1, service: 3)).serviceKind == 3)
        #expect(try AC3.Frame(enhanced(service: nil)).serviceKind == nil)
    }

    @Test func framesOfAPacket() {
        let packet = enhanced() + enhanced(kind: 1) + enhanced(substream: 1, dialnorm: 20)
        let (frames, error) = packet.withUnsafeBufferPointer(AC3.frames)
        #expect(
            frames.map(\.substream) == [0, 0, 1] && frames.map(\.kind) == [.independent, .dependent, .independent])
        #expect(error == nil)
        let cut = Array(packet.dropLast(3)).withUnsafeBufferPointer(AC3.frames)
        #expect(cut.frames.count == 2 && cut.error != nil)
    }

    @Test func nothingTraps() {
        fuzz(enhanced() + enhanced(kind: 1) + plain()) { _ = $0.withUnsafeBufferPointer(AC3.frames) }
    }
}

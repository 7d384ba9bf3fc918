import Testing

@testable import Bitstreams

@Suite struct NALUnitTests {
    private func units(_ bytes: [UInt8], _ framing: NALFraming) throws -> [[UInt8]] {
        try bytes.withUnsafeBufferPointer { packet in
            try framing.units(in: packet).map { Array(packet[$0]) }
        }
    }

    @Test func annexBUnitsLoseStartCodesAndTrailingZeros() throws {
        let stream: [UInt8] = [9, 0, 0, 0, 1, 5, 0, 0, 3, 0, 0, 0, 1, 6, 7, 0, 0, 1, 0, 0, 1, 8, 0, 0]
        #expect(try units(stream, .annexB) == [[5, 0, 0, 3], [6, 7], [8]])
        #expect(try units([], .annexB) == [])
        #expect(try units([0, 0], .annexB) == [])
        #expect(try units([0, 0, 1], .annexB) == [])
        #expect(try units([1, 1, 1, 0, 0, 1, 1, 1], .annexB) == [[1, 1]])
    }

    /// Compared with looking at every byte.
    @Test func startCodesAreFoundInAnyData() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let stream = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...2, using: &generator)
            }
            let starts = stream.indices.filter {
                $0 + 3 <= stream.count && stream[$0..<$0 + 3].elementsEqual([0, 0, 1])
            }
            let expected = zip(starts, starts.dropFirst() + [stream.count]).compactMap { start, end -> [UInt8]? in
                var unit = stream[(start + 3)..<end]
                while unit.last == 0 { unit.removeLast() }
                return unit.isEmpty ? nil : Array(unit)
            }
            #expect(try units(stream, .annexB) == expected)
        }
    }

    @Test func lengthPrefixedUnitsAreBounded() throws {
        #expect(try units([0, 2, 5, 6, 0, 0, 0, 1, 7], .lengthPrefixed(2)) == [[5, 6], [7]])
        #expect(try units([1, 9, 0, 0, 0], .lengthPrefixed(1)) == [[9]])
        #expect(throws: BitstreamError.self) { try units([0, 3, 5, 6], .lengthPrefixed(2)) }
        #expect(throws: BitstreamError.self) { try units([0, 0, 0], .lengthPrefixed(4)) }
        #expect(throws: BitstreamError.self) { try units([0], .lengthPrefixed(0)) }
        #expect(throws: BitstreamError.self) { try units([255, 255, 255, 255], .lengthPrefixed(4)) }
    }

    @Test func emulationPreventionIsUndone() {
        #expect(rbsp([1, 2, 0, 0, 3, 1, 0, 0, 3, 0, 0, 3], headerBytes: 2) == [0, 0, 1, 0, 0, 0, 0])
        #expect(rbsp([1, 2], headerBytes: 2) == [])
        #expect(rbsp([], headerBytes: 2) == [])
        let payload: [UInt8] = [0, 0, 0, 0, 1, 0, 0, 3, 0, 0, 2, 9]
        #expect(rbsp(escaped(payload), headerBytes: 0) == payload)
    }

    @Test func seiMessagesComeApart() throws {
        let long = [UInt8](repeating: 7, count: 300)
        let unit: [UInt8] = [255, 5, 1, 42, 4, 255, 45] + long + [0x80]
        let messages = try SEIMessage.messages(in: unit)
        #expect(messages == [SEIMessage(type: 260, payload: [42]), SEIMessage(type: 4, payload: long)])
        #expect(throws: BitstreamError.self) { try SEIMessage.messages(in: [137, 24, 1, 2, 3, 0x80]) }
        #expect(throws: BitstreamError.self) { try SEIMessage.messages(in: [255, 255]) }
    }

    @Test func staticMetadataIsInItsUnits() throws {
        let points = [13250, 34500, 7500, 3000, 34000, 16000, 15635, 16450].flatMap { big($0, 2) }
        let payload = points + big(10_000_000, 4) + big(50, 4)
        var metadata = StaticSEI()
        try metadata.add(SEIMessage(type: 137, payload: payload))
        try metadata.add(SEIMessage(type: 144, payload: big(1000, 2) + big(400, 2)))
        try metadata.add(SEIMessage(type: 147, payload: [18]))
        #expect(metadata.mastering?.red == ChromaticityPoint(x: 0.68, y: 0.32))
        #expect(metadata.mastering?.green == ChromaticityPoint(x: 0.265, y: 0.69))
        #expect(metadata.mastering?.blue == ChromaticityPoint(x: 0.15, y: 0.06))
        #expect(metadata.mastering?.maxLuminance == 1000)
        #expect(metadata.mastering?.minLuminance == 0.005)
        #expect(metadata.light == ContentLightLevel(maxCLL: 1000, maxFALL: 400))
        #expect(metadata.preferredTransfer == 18)
        #expect(throws: BitstreamError.self) { try metadata.add(SEIMessage(type: 137, payload: [1, 2, 3])) }
    }

    @Test(arguments: [
        ([0xB5, 0, 0x3C, 0, 1, 4, 1], RegisteredUserData.Kind.hdr10Plus),
        ([0xB5, 0, 0x3B, 0, 0, 8, 0, 0x37], .dolbyVisionRPU),
        ([0xB5, 0, 0x31, 0x47, 0x41, 0x39, 0x34, 3, 0xC1], .captions),
        ([0xB5, 0, 0x31, 0x47, 0x41, 0x39, 0x34, 6], .barData),
        ([0xB5, 0, 0x31, 0x47, 0x41, 0x39, 0x34, 9], .st2094_10),
        ([0xB5, 0, 0x31, 0x44, 0x54, 0x47, 0x31, 0x41, 0xFA], .activeFormat),
        ([0x26, 0, 4, 0, 5, 1], .hdrVivid), ([0xFF, 1, 0, 0x3C, 0, 1, 4], .other), ([0xB5], .other),
    ])
    func userDataIsToldApart(_ bytes: [UInt8], _ kind: RegisteredUserData.Kind) throws {
        let data = try RegisteredUserData(bytes)
        #expect(data.kind == kind)
        #expect(data.activeFormat == (kind == .activeFormat ? 10 : nil))
    }
}

import Testing

@testable import Bitstreams

/// sequence_header_obu() with every optional part.
private func sequenceHeader(_ colour: CodePoints?, profile: Int = 0, monochrome: Bool = false) -> [UInt8] {
    var writer = BitWriter()
    writer.u(3, profile)
    writer.u(2, 0)
    writer.flag(true)  // timing_info_present_flag
    writer.u(32, 1001)
    writer.u(32, 60000)
    writer.flag(true)
    writer.u(5, 0b00110)  // uvlc 5
    writer.flag(true)  // decoder_model_info_present_flag
    writer.u(5, 9)
    writer.u(32, 1)
    writer.u(10, 0)
    writer.flag(true)
    writer.u(5, 1)
    for level in [13, 5] {
        writer.u(12, 0)
        writer.u(5, level)
        if level > 7 { writer.flag(true) }
        writer.flag(true)
        writer.u(21, 3)
        writer.flag(true)
        writer.u(4, 2)
    }
    writer.u(4, 11)
    writer.u(4, 11)
    writer.u(12, 3839)
    writer.u(12, 2159)
    writer.flag(true)
    writer.u(7, 0)
    writer.u(3, 0b111)
    writer.u(4, 0)
    writer.flag(true)
    writer.u(2, 0)
    writer.flag(false)
    writer.u(1, 1)
    writer.u(2, 0b01)
    writer.u(3, 6)
    writer.u(3, 0)
    writeColour(&writer, colour, profile, monochrome)
    writer.flag(true)  // film_grain_params_present
    writer.stop()
    return writer.bytes
}

private func writeColour(_ writer: inout BitWriter, _ colour: CodePoints?, _ profile: Int, _ monochrome: Bool) {
    writer.flag(true)  // high_bitdepth
    if profile == 2 { writer.flag(true) }
    if profile != 1 { writer.flag(monochrome) }
    writer.flag(colour != nil)
    if let colour { [colour.primaries, colour.transfer, colour.matrix].forEach { writer.u(8, $0) } }
    if colour != CodePoints(primaries: 1, transfer: 13, matrix: 0) || monochrome { writer.flag(false) }
    if monochrome { return }
    if profile == 2 { writer.u(2, 0b11) }
    if profile != 1 { writer.u(2, 1) }
    writer.flag(true)  // separate_uv_delta_q
}

private func obu(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    let size =
        payload.count < 128 ? [UInt8(payload.count)] : [UInt8(payload.count & 127 | 128), UInt8(payload.count >> 7)]
    return [UInt8(type << 3 | 2)] + size + payload
}

@Suite struct AV1Tests {
    @Test func sequenceHeadersComeBack() throws {
        let points = CodePoints(primaries: 9, transfer: 16, matrix: 9)
        let header = try AV1.SequenceHeader(sequenceHeader(points))
        #expect(header.profile == 0)
        #expect(header.level == 13)
        #expect(header.isHighTier)
        #expect(header.maxWidth == 3840)
        #expect(header.maxHeight == 2160)
        #expect(header.bitDepth == 10)
        #expect(header.colour == CodedColour(colour: points, isFullRange: false))
        #expect(header.subsamplingX && header.subsamplingY)
        #expect(header.chromaSamplePosition == 1)
        #expect(header.hasFilmGrain)
    }

    @Test func formsOfColourConfigurationComeBack() throws {
        let identity = CodePoints(primaries: 1, transfer: 13, matrix: 0)
        let rgb = try AV1.SequenceHeader(sequenceHeader(identity, profile: 1))
        #expect(rgb.isFullRange && !rgb.subsamplingX && !rgb.subsamplingY && rgb.hasFilmGrain)
        let twelve = try AV1.SequenceHeader(sequenceHeader(nil, profile: 2))
        #expect(twelve.bitDepth == 12 && twelve.subsamplingY && twelve.hasFilmGrain)
        #expect(twelve.colour.colour == nil)
        let grey = try AV1.SequenceHeader(sequenceHeader(nil, monochrome: true))
        #expect(grey.isMonochrome && grey.hasFilmGrain && grey.chromaSamplePosition == nil)
    }

    @Test func metadataIsFoundInTemporalUnits() {
        let points = [44564, 20971, 17367, 45220, 9830, 3932, 20493, 21561].flatMap { big($0, 2) }
        let mastering: [UInt8] = [2] + points + big(1000 * 256, 4) + big(82, 4) + [0x80]
        let userData: [UInt8] = [4, 0xB5, 0, 0x3C, 0, 1, 4, 1, 0x80]
        let packet =
            obu(2, []) + obu(1, sequenceHeader(CodePoints(primaries: 9, transfer: 16, matrix: 9)))
            + obu(5, [1, 3, 0xE8, 1, 0x90, 0x80]) + obu(5, mastering) + obu(5, userData) + [6 << 3, 1, 2, 3]
        let metadata = packet.withUnsafeBufferPointer { AV1.metadata(of: $0) }
        #expect(metadata.isRandomAccess)
        #expect(metadata.faults.isEmpty)
        #expect(metadata.staticMetadata.light == ContentLightLevel(maxCLL: 1000, maxFALL: 400))
        #expect(metadata.staticMetadata.mastering?.maxLuminance == 1000)
        #expect(abs((metadata.staticMetadata.mastering?.red?.x ?? 0) - 0.68) < 1e-5)
        #expect(abs((metadata.staticMetadata.mastering?.minLuminance ?? 0) - 0.005) < 1e-5)
        #expect(metadata.userData.map(\.kind) == [.hdr10Plus])
        #expect(metadata.userData.first?.payload == [0, 1, 4, 1])
        fuzz(packet, rounds: 4000) { bytes in
            _ = bytes.withUnsafeBufferPointer { AV1.metadata(of: $0) }
        }
    }

    @Test func sizesThatLieAreErrors() {
        for packet: [UInt8] in [
            [0x0A, 200, 1], [0x0A, 0x80], [0x0A] + [UInt8](repeating: 0xFF, count: 9), [0x80], [0x0E],
        ] {
            #expect(throws: BitstreamError.self) { try packet.withUnsafeBufferPointer { try AV1.units(in: $0) } }
        }
    }
}

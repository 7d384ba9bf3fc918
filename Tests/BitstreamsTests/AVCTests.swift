import Testing

@testable import Bitstreams

/// seq_parameter_set_data() of a High 4:2:2 stream with fields.
private func avcSPS(colour: CodePoints?, withScalingLists: Bool = true) -> [UInt8] {
    var writer = BitWriter()
    writer.u(8, 122)
    writer.u(8, 0)
    writer.u(8, 41)
    writer.ue(0)
    writer.ue(2)
    writer.ue(2)
    writer.ue(2)
    writer.u(1, 0)
    writer.flag(withScalingLists)
    if withScalingLists {
        for list in 0..<8 {
            writer.flag(list != 3)
            guard list != 3 else { continue }
            if list == 1 {
                writer.se(-8)  // the list ends at once
            } else {
                for _ in 0..<(list < 6 ? 16 : 64) { writer.se(0) }
            }
        }
    }
    writer.ue(0)
    writer.ue(1)  // pic_order_cnt_type
    writer.u(1, 1)
    writer.se(-2)
    writer.se(3)
    writer.ue(2)
    writer.se(1)
    writer.se(-1)
    writer.ue(4)
    writer.u(1, 0)
    writer.ue(119)
    writer.ue(33)
    writer.flag(false)  // frame_mbs_only_flag
    writer.u(2, 0b11)
    writer.flag(true)
    [0, 0, 0, 4].forEach { writer.ue($0) }
    writer.flag(true)
    writeVUI(&writer, colour)
    writer.stop()
    return writer.bytes
}

private func writeVUI(_ writer: inout BitWriter, _ colour: CodePoints?) {
    writer.flag(true)
    writer.u(8, 1)
    writer.u(1, 0)
    writer.flag(colour != nil)
    if let colour {
        writer.u(4, 0b1010)
        writer.flag(true)
        [colour.primaries, colour.transfer, colour.matrix].forEach { writer.u(8, $0) }
    }
    writer.flag(false)
    writer.flag(true)
    writer.u(32, 1)
    writer.u(32, 50)
    writer.flag(true)
    writer.flag(true)  // nal_hrd_parameters_present_flag
    writer.ue(0)
    writer.u(4, 2)
    writer.u(4, 3)
    writer.ue(195_311)
    writer.ue(99_999)
    writer.flag(true)
    writer.u(20, 0)
    writer.flag(false)
    writer.flag(false)
    writer.flag(true)  // pic_struct_present_flag
    writer.flag(false)
}

@Suite struct AVCTests {
    @Test(arguments: [true, false]) func parameterSetsComeBack(_ withScalingLists: Bool) throws {
        let points = CodePoints(primaries: 1, transfer: 1, matrix: 1)
        let set = try AVC.SequenceParameterSet(rbsp: avcSPS(colour: points, withScalingLists: withScalingLists))
        #expect(set.profile == 122)
        #expect(set.level == 41)
        #expect(set.chromaFormat == 2)
        #expect(set.bitDepthLuma == 10)
        #expect(set.croppedWidth == 1920)
        #expect(set.height == 1088)
        #expect(set.croppedHeight == 1080)
        #expect(!set.isFrameOnly)
        let vui = try #require(set.vui)
        #expect(vui.sampleAspect?.width == 1)
        #expect(vui.signal?.colour == points)
        #expect(vui.signal?.isFullRange == false)
        #expect(vui.timing?.timeScale == 50)
        #expect(vui.isFixedFrameRate == true)
        #expect(vui.nalHRD?.bitRate == 195_312 * 256)
        #expect(vui.nalHRD?.bufferSize == 100_000 * 128)
        #expect(vui.nalHRD?.isConstantRate == true)
        #expect(vui.vclHRD == nil)
        #expect(vui.hasPictureStructure)
    }

    @Test func staticMetadataIsFoundInAccessUnits() {
        let mastering = [13250, 34500, 7500, 3000, 34000, 16000, 15635, 16450].flatMap { big($0, 2) }
        let messages = [137, 24] + mastering + big(10_000_000, 4) + big(1, 4) + [144, 4, 3, 0xE8, 1, 0x90]
        let sps: [UInt8] = [0x67] + escaped(avcSPS(colour: CodePoints(primaries: 9, transfer: 16, matrix: 9)))
        let parts: [[UInt8]] = [sps, [6] + escaped(messages + [0x80]), [0x65, 0x88]]
        let packet = parts.flatMap { part -> [UInt8] in big(part.count, 4) + part }
        let metadata = packet.withUnsafeBufferPointer { AVC.metadata(of: $0, .lengthPrefixed(4)) }
        #expect(metadata.isRandomAccess)
        #expect(metadata.faults.isEmpty)
        #expect(metadata.colours.map(\.colour) == [CodePoints(primaries: 9, transfer: 16, matrix: 9)])
        #expect(metadata.staticMetadata.mastering?.minLuminance == 0.0001)
        #expect(metadata.staticMetadata.light == ContentLightLevel(maxCLL: 1000, maxFALL: 400))
    }

    @Test(arguments: [(0xC0, true), (0x60, false)]) func openGroupsStartAtRecoveryPoints(
        _ count: UInt8, _ isStart: Bool
    ) {
        let packet: [UInt8] = [0, 0, 1, 6, 6, 1, count, 0x80, 0, 0, 1, 0x41, 0x9A]
        let metadata = packet.withUnsafeBufferPointer { AVC.metadata(of: $0, .annexB) }
        #expect(metadata.isRandomAccess == isStart)
        #expect(metadata.faults.isEmpty)
    }

    @Test func configurationRecordsHoldParameterSets() throws {
        let sps = [0x67] + avcSPS(colour: CodePoints(primaries: 5, transfer: 6, matrix: 5))
        let record = [1, 122, 0, 41, 0xFF, 0xE1] + big(sps.count, 2) + sps + [1, 0, 2, 0x68, 0xEE]
        let configuration = try DecoderConfiguration(avc: record)
        #expect(configuration.framing == .lengthPrefixed(4))
        #expect(configuration.units == [sps, [0x68, 0xEE]])
        let colours = configuration.metadata { AVC.metadata(of: $0, $1) }.colours
        #expect(colours.map(\.colour) == [CodePoints(primaries: 5, transfer: 6, matrix: 5)])
        #expect(throws: BitstreamError.self) { try DecoderConfiguration(avc: [0, 0, 1, 0x67]) }
        fuzz(record) { _ = try? DecoderConfiguration(avc: $0) }
        fuzz(record) { _ = try? DecoderConfiguration(hevc: $0) }
    }

    @Test func flippedBitsNeverTrap() {
        fuzz(avcSPS(colour: CodePoints(primaries: 9, transfer: 16, matrix: 9)), rounds: 4000) {
            _ = try? AVC.SequenceParameterSet(rbsp: $0)
        }
    }
}

import Testing

@testable import Bitstreams

/// seq_parameter_set_rbsp() with every optional part that stands before the VUI.
func hevcSPS(colour: CodePoints?, subLayers: Int = 2) -> [UInt8] {
    var writer = BitWriter()
    writer.u(4, 0)
    writer.u(3, subLayers)
    writer.u(1, 1)
    writer.u(2, 0)
    writer.flag(true)  // general_tier_flag
    writer.u(5, 2)
    writer.u(32, 0x2000_0000)
    writer.u(4, 0b1001)
    writer.u(32, 0)
    writer.u(12, 0)
    writer.u(8, 153)
    if subLayers > 0 {
        for layer in 0..<subLayers { writer.u(2, layer == 0 ? 0b11 : 0b01) }
        writer.u(2 * (8 - subLayers), 0)
        for layer in 0..<subLayers {
            for _ in 0..<(layer == 0 ? 96 : 8) { writer.u(1, 1) }
        }
    }
    writer.ue(3)  // id
    writer.ue(1)  // 4:2:0
    writer.ue(1920)
    writer.ue(1088)
    writer.flag(true)
    [0, 0, 0, 4].forEach { writer.ue($0) }
    writer.ue(2)
    writer.ue(2)
    writer.ue(4)  // log2_max_pic_order_cnt_lsb_minus4
    writer.flag(false)
    [4, 2, 0].forEach { writer.ue($0) }
    [0, 3, 0, 3, 1, 1].forEach { writer.ue($0) }
    writer.flag(true)
    writer.flag(true)
    writeScalingLists(&writer)
    writer.u(2, 0b11)
    writer.flag(true)  // pcm_enabled_flag
    writer.u(8, 0x77)
    writer.ue(0)
    writer.ue(2)
    writer.flag(true)
    writeReferenceSets(&writer)
    writer.flag(true)  // long_term_ref_pics_present_flag
    writer.ue(2)
    for _ in 0..<2 { writer.u(9, 5) }
    writer.u(2, 0b11)
    writer.flag(true)
    writeVUI(&writer, colour)
    writer.flag(false)  // sps_extension_present_flag
    writer.stop()
    return writer.bytes
}

private func writeScalingLists(_ writer: inout BitWriter) {
    for size in 0..<4 {
        for matrix in stride(from: 0, to: 6, by: size == 3 ? 3 : 1) {
            writer.flag(matrix == 0)
            if matrix == 0 {
                if size > 1 { writer.se(-3) }
                for _ in 0..<min(64, 1 << (4 + size * 2)) { writer.se(1) }
            } else {
                writer.ue(1)
            }
        }
    }
}

private func writeReferenceSets(_ writer: inout BitWriter) {
    writer.ue(2)
    writer.ue(2)  // two negative, one positive
    writer.ue(1)
    for _ in 0..<3 {
        writer.ue(0)
        writer.flag(true)
    }
    writer.flag(true)  // inter_ref_pic_set_prediction_flag
    writer.flag(true)
    writer.ue(1)
    writer.u(2, 0b01)  // not used, use_delta_flag
    writer.u(1, 1)
    writer.u(2, 0b00)
    writer.u(1, 1)
}

private func writeVUI(_ writer: inout BitWriter, _ colour: CodePoints?) {
    writer.flag(true)
    writer.u(8, 255)
    writer.u(16, 64)
    writer.u(16, 45)
    writer.u(2, 0b11)
    writer.flag(colour != nil)
    if let colour {
        writer.u(3, 5)
        writer.flag(true)
        writer.flag(true)
        [colour.primaries, colour.transfer, colour.matrix].forEach { writer.u(8, $0) }
    }
    writer.flag(true)
    writer.ue(2)
    writer.ue(3)
    writer.u(3, 0b011)
    writer.flag(true)
    [1, 1, 0, 0].forEach { writer.ue($0) }
    writer.flag(true)
    writer.u(32, 1001)
    writer.u(32, 60000)
    writer.u(3, 0)
}

@Suite struct HEVCSyntaxTests {
    @Test(arguments: [0, 2, 6]) func everyPartOfAParameterSetIsReadOver(_ subLayers: Int) throws {
        let points = CodePoints(primaries: 9, transfer: 18, matrix: 9)
        let set = try HEVC.SequenceParameterSet(rbsp: hevcSPS(colour: points, subLayers: subLayers))
        #expect(set.id == 3)
        #expect(set.profileTierLevel.profile == 2)
        #expect(set.profileTierLevel.isHighTier)
        #expect(set.profileTierLevel.level == 153)
        #expect(set.profileTierLevel.isProgressiveSource)
        #expect(set.profileTierLevel.isFrameOnly)
        #expect(set.croppedHeight == 1080)
        #expect(set.bitDepthChroma == 10)
        #expect(set.maxReorderedPictures == 2)
        let vui = try #require(set.vui)
        #expect(vui.sampleAspect?.width == 64)
        #expect(vui.sampleAspect?.height == 45)
        #expect(vui.isOverscanAppropriate == true)
        #expect(vui.signal?.colour == points)
        #expect(vui.signal?.isFullRange == true)
        #expect(vui.signal?.videoFormat == 5)
        #expect(vui.chromaLocation?.topField == 2)
        #expect(vui.chromaLocation?.bottomField == 3)
        #expect(vui.isFieldSequence)
        #expect(vui.hasFrameFieldInfo)
        #expect(vui.defaultDisplayWindow == Cropping(left: 2, right: 2, top: 0, bottom: 0))
        #expect(vui.timing?.unitsInTick == 1001)
        #expect(vui.timing?.timeScale == 60000)
    }

    @Test func silenceOnColourIsNoColour() throws {
        let set = try HEVC.SequenceParameterSet(rbsp: hevcSPS(colour: nil))
        #expect(set.vui != nil)
        #expect(set.vui?.signal == nil)
    }

    /// Static metadata on one random access point of two is found to be missing on the other.
    @Test func gapsOfStaticMetadataAreCounted() throws {
        let sps: [UInt8] = [0x42, 1] + escaped(hevcSPS(colour: CodePoints(primaries: 9, transfer: 16, matrix: 9)))
        let light: [UInt8] = [0x4E, 1] + escaped([144, 4, 3, 0xE8, 1, 0x90, 0x80])
        let idr: [UInt8] = [0x26, 1, 0xAF]
        let trailing: [UInt8] = [0x02, 1, 0xD0]
        let code: [UInt8] = [0, 0, 0, 1]
        let parts: [[UInt8]] = [sps, light, idr, trailing, idr, trailing]
        let stream = parts.flatMap { part -> [UInt8] in code + part }
        let inventory = try stream.withUnsafeBufferPointer { stream in
            let units = try NALFraming.annexB.units(in: stream)
            return HEVC.accessUnits(in: stream, units).reduce(into: MetadataInventory()) {
                $0.add(HEVC.metadata(of: stream, units[$1]))
            }
        }
        #expect(inventory.accessUnits == 4)
        #expect(inventory.randomAccessUnits == 2)
        #expect(inventory.light.accessUnits == 1)
        #expect(inventory.light.randomAccessUnits == 1)
        #expect(inventory.light.gaps == [2])
        #expect(inventory.light.changes.map(\.value) == [ContentLightLevel(maxCLL: 1000, maxFALL: 400)])
        #expect(inventory.mastering.gaps == [0, 2])
        #expect(inventory.colour.changes.map(\.value.colour) == [CodePoints(primaries: 9, transfer: 16, matrix: 9)])
        #expect(inventory.faults.isEmpty)
    }

    @Test func damageIsAFaultAndNotTheEnd() {
        let stream: [UInt8] = [
            0, 0, 1, 0x42, 1, 0, 0, 1, 0x4E, 1, 137, 24, 1, 0x80, 0, 0, 1, 0x26, 1, 0xAF, 0, 0, 1, 0xFF,
        ]
        let metadata = stream.withUnsafeBufferPointer { HEVC.metadata(of: $0, .annexB) }
        #expect(metadata.isRandomAccess)
        #expect(metadata.faults.map(\.structure) == ["HEVC SPS", "SEI", "HEVC NAL unit"])
    }

    /// Static messages that are cut short are errors, wherever they end.
    @Test func cutMessagesAreErrors() {
        for count in 0..<24 {
            #expect(throws: BitstreamError.self) {
                try MasteringDisplayColourVolume(sei: Array(repeating: 1, count: count))
            }
        }
        for count in 0..<4 {
            #expect(throws: BitstreamError.self) { try ContentLightLevel(Array(repeating: 1, count: count)) }
        }
    }

    @Test func flippedBitsNeverTrap() {
        fuzz(hevcSPS(colour: CodePoints(primaries: 9, transfer: 16, matrix: 9)), rounds: 4000) {
            _ = try? HEVC.SequenceParameterSet(rbsp: $0)
        }
    }
}

import Foundation
import Testing

@testable import Bitstreams

/// cd/m² of a PQ code of 12 bits (SMPTE ST 2084).
private func luminance(_ code: Int) -> Double {
    let root = pow(Double(code) / 4095, 32 / 2523.0)
    return 10000 * pow(max(root - 3424 / 4096.0, 0) / (2413 / 128.0 - 2392 / 128.0 * root), 16384 / 2610.0)
}

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct DolbyVisionMediaTests {
    private func dump(_ path: String) throws -> [DolbyVision.RPU] {
        try DolbyVision.payloads(inDump: try SharedMedia.bytes(path)).map { try DolbyVision.RPU(rbsp: $0) }
    }

    @Test(arguments: [
        ("hdr/profile5.bin", 5, nil), ("hdr/profile8.bin", 8, nil),
        ("hdr/mel_rpu.bin", 7, DolbyVision.EnhancementLayer.minimal), ("hdr/trailing_bytes_rpu.bin", 7, .full),
    ])
    func profilesAreThoseOfTheManifest(
        _ path: String, _ profile: Int, _ layer: DolbyVision.EnhancementLayer?
    ) throws {
        let units = try dump(path)
        let unit = try #require(units.first)
        #expect(units.count == 1)
        #expect(unit.profile == profile)
        #expect(unit.enhancementLayer == layer)
        #expect(unit.isCRCValid)
        #expect(unit.faults().isEmpty)
    }

    @Test func trailingBytesAreCounted() throws {
        let bytes = try SharedMedia.bytes("hdr/trailing_bytes_rpu.bin")
        let unit = try DolbyVision.RPU(rbsp: rbsp(Array(bytes.dropFirst(4)), headerBytes: 0))
        #expect(unit.trailingBytes == 2)
        #expect(unit.isCRCValid)
    }

    @Test(arguments: ["hdr/expected/regular_rpu.bin", "hdr/expected/regular_rpu_mel.bin"])
    func everyExtractedUnitIsWhole(_ path: String) throws {
        let units = try dump(path)
        #expect(units.count == 259)
        for unit in units {
            #expect(unit.faults(width: 256, height: 144).isEmpty)
            #expect(unit.unreadBits < 8)
            #expect(unit.profile == (path.contains("mel") ? 7 : 8))
        }
    }

    /// expected/regular_rpu.bin is what another tool took out of the stream.
    @Test func theStreamCarriesTheExtractedUnits() throws {
        let stream = try HEVCStream("hdr/regular.hevc")
        let found = stream.presentation.flatMap { stream.units[$0].dolbyVisionRPUs }
        let expected = try DolbyVision.payloads(inDump: try SharedMedia.bytes("hdr/expected/regular_rpu.bin"))
        #expect(found.count == 259)
        #expect(found == expected)
        #expect(stream.inventory.dolbyVisionRPUs == 259)
        #expect(stream.inventory.repeatedRPUs == 0)
    }

    /// dovi_tool's summary of the same units: content mapping 4.0, 3 scenes, mastering 0.0001/1000 cd/m², level 1
    /// MaxCLL 632.88 and MaxFALL 10.05, level 6 3948/120, level 2 for 100, 600 and 1000 cd/m².
    @Test func levelsAreThoseOfTheManifest() throws {
        let management = try dump("hdr/expected/regular_rpu.bin").compactMap(\.displayManagement)
        #expect(management.allSatisfy { $0.contentMappingVersion == "4.0" })
        #expect(management.count { $0.sceneRefresh == 1 } == 3)
        let colour = try #require(management.first?.colour)
        #expect(colour.sourceMinPQ == 7)
        #expect(colour.sourceMaxPQ == 3079)
        let light = management.compactMap(\.level1)
        #expect(light.count == 259)
        #expect(abs(luminance(light.map(\.maxPQ).max() ?? 0) - 632.88) < 0.005)
        #expect(abs(luminance(light.map(\.averagePQ).max() ?? 0) - 10.05) < 0.005)
        let level6 = Set(management.compactMap(\.level6).map { [$0.maxCLL, $0.maxFALL, $0.maxMasteringLuminance] })
        #expect(level6 == [[3948, 120, 1000]])
        #expect(management.allSatisfy { $0.level5 != nil })
        let targets = Set(management.flatMap(\.level2).map { (luminance($0.targetMaxPQ) / 10).rounded() * 10 })
        #expect(targets == [100, 600, 1000])
    }
}

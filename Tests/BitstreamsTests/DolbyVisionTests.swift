import Testing

@testable import Bitstreams

private func twelve(_ values: [Int]) -> [UInt8] { block(values.map { (12, $0) }) }
private let level1 = twelve([0, 3079, 1200])
private let level6 = [1000, 1, 900, 300].flatMap { big($0, 2) }
private let level254: [UInt8] = [0, 2]

private var full: RPUWriter {
    let trim = [(12, 2081), (12, 2100), (12, 2000), (12, 2048), (12, 2047), (12, 2049), (13, 0x1FFF)]
    let primaries = (1...8).flatMap { big($0 * 1000, 2) }
    var writer = RPUWriter()
    writer.withRegression = true
    writer.blocks29 = [
        (1, level1), (2, block(trim)), (4, twelve([100, 200])), (5, block([480, 480, 276, 277].map { (13, $0) })),
        (6, level6), (255, [1, 2, 3, 4, 5, 6]),
    ]
    let trims8 = [(8, 48), (12, 1), (12, 2), (12, 3), (12, 4), (12, 5), (12, 6), (12, 7), (12, 8)]
    writer.blocks40 = [
        (3, twelve([2048, 2049, 2047])), (8, block(trims8) + (1...12).map { UInt8($0) }), (9, [255] + primaries),
        (10, block([(8, 48), (12, 3079), (12, 62), (8, 2)])), (11, [1, 0x1F, 0, 0]), (254, level254),
    ]
    return writer
}

@Suite struct DolbyVisionTests {
    @Test func everyLevelComesBack() throws {
        let unit = try DolbyVision.RPU(rbsp: full.payload())
        #expect(unit.isCRCValid)
        #expect(unit.profile == 8)
        #expect(unit.faults(width: 3840, height: 2160) == [])
        let management = try #require(unit.displayManagement)
        #expect(management.contentMappingVersion == "4.0")
        #expect(management.sceneRefresh == 1)
        #expect(management.colour?.yccToRGB == [0, 1, 2, -1, 4, 5, 6, 7, 8])
        #expect(management.colour?.sourceMaxPQ == 3079)
        #expect(management.level1.map { [$0.minPQ, $0.maxPQ, $0.averagePQ] } == [0, 3079, 1200])
        #expect(management.level2.map(\.midtoneWeight) == [-1])
        #expect(management.level2.map(\.slope) == [2100])
        #expect(management.level5.map { [$0.left, $0.right, $0.top, $0.bottom] } == [480, 480, 276, 277])
        #expect(management.level6.map { [$0.maxCLL, $0.maxFALL, $0.minMasteringLuminance] } == [900, 300, 1])
        let trim = try #require(management.level8.first)
        #expect(trim.target == 48 && trim.midContrast == 7 && trim.clipTrim == 8)
        #expect(trim.saturations == [1, 2, 3, 4, 5, 6])
        #expect(trim.hues == [7, 8, 9, 10, 11, 12])
        let contents = management.blocks.map(\.content)
        #expect(
            contents.contains {
                if case .level9(let level) = $0 { level.primaries?.white.y == 8000 / 32767.0 } else { false }
            })
        #expect(
            contents.contains {
                if case .level10(let level) = $0 { level.maxPQ == 3079 && level.index == 2 } else { false }
            })
        #expect(
            contents.contains {
                if case .level11(let level) = $0 { level.isReferenceMode && level.whitePoint == 15 } else { false }
            })
        #expect(contents.contains { if case .level254(let level) = $0 { level.version == 2 } else { false } })
        #expect(contents.contains { if case .level255(let level) = $0 { level.debug == [3, 4, 5, 6] } else { false } })
    }

    @Test func mappingsComeBack() throws {
        let mapping = try #require(try DolbyVision.RPU(rbsp: full.payload()).mapping)
        #expect(mapping.curves.map(\.pivots) == [[63, 263, 1023], [0, 1023], [0, 1023]])
        #expect(mapping.curves[0].pieces == [.polynomial([-1, 2, 0]), .polynomial([-1, 2, 0])])
        guard case .regression(let constant, let rows) = mapping.curves[2].pieces[0] else {
            Issue.record("no regression")
            return
        }
        #expect(constant == -10)
        #expect(rows.map(\.count) == [7, 7, 7])
        #expect(rows.last?.last == 11)
        var floats = full
        floats.usesFloats = true
        #expect(try DolbyVision.RPU(rbsp: floats.payload()).mapping == mapping)
    }

    @Test func formsOfUnitsAreToldApart() throws {
        var writer = RPUWriter()
        writer.blocks29 = [(1, level1)]
        writer.hasResidual = true
        let minimal = try DolbyVision.RPU(rbsp: writer.payload())
        #expect(minimal.profile == 7)
        #expect(minimal.enhancementLayer == .minimal)
        #expect(minimal.displayManagement?.blocks40 == nil)
        #expect(minimal.displayManagement?.contentMappingVersion == "2.9")
        writer = RPUWriter(profile: 0, isFullRange: true, isCompressed: true, previousID: 3, blocks29: [(1, level1)])
        let five = try DolbyVision.RPU(rbsp: writer.payload())
        #expect(five.profile == 5)
        #expect(five.previousID == 3)
        #expect(five.mapping == nil)
        #expect(five.displayManagement?.colour == nil)
        #expect(five.displayManagement?.level1 != nil)
    }

    @Test func emptyListsAreLists() throws {
        let unit = try DolbyVision.RPU(rbsp: RPUWriter(blocks29: [], blocks40: [(254, level254)]).payload())
        #expect(unit.displayManagement?.blocks29 == [])
        #expect(unit.displayManagement?.blocks40?.count == 1)
        #expect(unit.faults().map(\.name) == ["level-1-missing"])
    }

    private func faults(_ blocks29: [(Int, [UInt8])], _ blocks40: [(Int, [UInt8])]? = nil) throws -> [String] {
        try DolbyVision.RPU(rbsp: RPUWriter(blocks29: blocks29, blocks40: blocks40).payload())
            .faults(width: 1920, height: 1080).map(\.name)
    }

    @Test func everyFaultHasItsName() throws {
        #expect(try faults([(1, level1)]) == [])
        #expect(try faults([(1, twelve([5, 3, 4]))]) == ["level-1-order"])
        #expect(try faults([(1, level1), (1, level1)]) == ["level-1-count"])
        #expect(try faults([(1, level1), (9, [0])]) == ["level-9-misplaced"])
        #expect(
            try faults([(1, level1), (5, block([960, 960, 540, 540].map { (13, $0) }))]) == [
                "level-5-area", "level-5-area",
            ])
        #expect(try faults([(1, level1), (6, [1000, 10, 900, 901].flatMap { big($0, 2) })]) == ["level-6-light"])
        #expect(try faults([(1, level1), (6, [1, 10000, 0, 0].flatMap { big($0, 2) })]) == ["level-6-order"])
        #expect(try faults([(1, level1), (6, [1000, 1, 20000, 0].flatMap { big($0, 2) })]) == ["level-6-range"])
        #expect(
            try faults([(1, level1), (6, [4000, 50, 0, 0].flatMap { big($0, 2) })]) == [
                "source-max-pq", "source-min-pq",
            ])
        #expect(try faults([(1, level1), (6, [1, 2])]) == ["level-6-length"])
        #expect(try faults([(1, level1)], [(9, [0])]) == ["level-254-missing"])
        #expect(try faults([(1, level1)], [(254, level254), (99, [1])]) == ["level-99-misplaced", "level-99-unknown"])
        let trim = twelve([2081, 1, 2, 3, 4, 5, 6])
        #expect(try faults([(1, level1), (2, trim), (2, trim)]) == ["target-repeated"])
        #expect(
            try faults([(1, level1)] + (0..<9).map { (2, twelve([$0, 0, 0, 0, 0, 0, 0])) }) == ["level-2-count"])
        let display = block([(8, 1), (12, 7), (12, 7), (8, 0)])
        #expect(try faults([(1, level1)], [(10, display), (254, level254)]) == ["level-10-order"])
    }

    @Test func aWrongCRCIsAFault() throws {
        var payload = full.payload()
        payload[payload.count - 3] ^= 1
        let unit = try DolbyVision.RPU(rbsp: payload)
        #expect(!unit.isCRCValid)
        #expect(unit.faults().map(\.name) == ["crc"])
    }

    @Test func unitsOfAStreamAndOfADumpAreTheSame() throws {
        let payload = full.payload()
        let unit = [0x7C, 0x01] + escaped(payload)
        let read = try unit.withUnsafeBufferPointer { try DolbyVision.RPU(unit: $0) }
        #expect(try read == DolbyVision.RPU(rbsp: payload))
        let dump = [0, 0, 0, 1] + escaped(payload) + [0, 0, 0, 1] + unit
        #expect(try DolbyVision.payloads(inDump: dump) == [payload, payload])
        let other: [UInt8] = [0x4E, 1, 0x19]
        #expect(throws: BitstreamError.self) { try other.withUnsafeBufferPointer { try DolbyVision.RPU(unit: $0) } }
    }

    @Test(arguments: [false, true]) func unitsComeOutOfContainersOfAV1(_ isLong: Bool) throws {
        var source = full
        if !isLong { source = RPUWriter(isCompressed: true, blocks29: [(1, level1)]) }
        let payload = source.payload()
        var writer = BitWriter()
        writer.u(2, 0)
        writer.u(3, 6)
        writer.u(5, 31)
        writer.u(6, 6 << 1 | 1)
        writer.u(6, 1 << 1)
        writer.u(5, 1)
        let size = payload.count - 1
        if size > 255 {
            writer.u(9, ((size - 256) >> 8) << 1 | 1)
            writer.u(9, (size & 255) << 1)
        } else {
            writer.u(9, size << 1)
        }
        payload.dropFirst().forEach { writer.u(8, Int($0)) }
        let message = try RegisteredUserData([0xB5, 0, 0x3B, 0, 0, 8, 0] + writer.bytes)
        #expect(Array(message.payload[4..<6]) == [0x37, 0xCD])
        #expect(try DolbyVision.payload(message) == payload)
        #expect((size > 255) == isLong)
        fuzz([0xB5, 0, 0x3B, 0, 0, 8, 0] + writer.bytes) {
            guard let message = try? RegisteredUserData($0) else { return }
            _ = try? DolbyVision.payload(message)
        }
    }

    @Test func configurationRecordsComeBack() throws {
        let record = try DolbyVision.ConfigurationRecord(
            [1, 0, 8 << 1, 6 << 3 | 0b101, 4 << 4] + [UInt8](repeating: 0, count: 19))
        #expect(record.profile == 8)
        #expect(record.level == 6)
        #expect(record.hasRPU && !record.hasEnhancementLayer && record.hasBaseLayer)
        #expect(record.compatibility == 4)
        #expect(record.expectedBox == "dvvC")
        #expect(throws: BitstreamError.self) { try DolbyVision.ConfigurationRecord([1, 0, 16]) }
    }

    /// The CRC finds every damage, so none may pass without a word.
    @Test(arguments: 0..<4) func damagedUnitsNeverTrapAndNeverPass(_ kind: Int) {
        var writer = full
        writer.hasResidual = kind == 1
        writer.isCompressed = kind == 2
        writer.usesFloats = kind == 3
        let payload = writer.payload()
        fuzz(payload, rounds: 1500, seed: UInt64(kind)) { damaged in
            guard damaged != payload, let unit = try? DolbyVision.RPU(rbsp: damaged) else { return }
            #expect(unit.faults().contains { $0.name == "crc" })
        }
        let unit = [0x7C, 0x01] + escaped(payload)
        fuzz(unit, rounds: 1500, seed: UInt64(kind)) { damaged in
            guard rbsp(damaged, headerBytes: 2) != payload else { return }
            guard let unit = try? damaged.withUnsafeBufferPointer({ try DolbyVision.RPU(unit: $0) }) else { return }
            #expect(!unit.isCRCValid)
        }
    }
}

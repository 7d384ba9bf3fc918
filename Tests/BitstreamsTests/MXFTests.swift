import Testing

@testable import Bitstreams

private func klv(_ key: [UInt8], _ value: [UInt8], lengthBytes: Int = 4) -> [UInt8] {
    key + (lengthBytes == 0 ? [UInt8(value.count)] : [0x80 | UInt8(lengthBytes)] + big(value.count, lengthBytes))
        + value
}

private func partition(_ kind: UInt8, _ status: UInt8, at offset: Int, footer: Int, headerBytes: Int) -> [UInt8] {
    let pattern: [UInt8] = [6, 14, 43, 52, 4, 1, 1, 1, 13, 1, 2, 1, 1, 1, 1, 0]
    let value =
        big(1, 2) + big(3, 2) + big(512, 4) + big(offset, 8) + big(0, 8) + big(footer, 8) + big(headerBytes, 8)
        + big(0, 8) + big(0, 4) + big(0, 8) + big(1, 4) + pattern + big(1, 4) + big(16, 4) + pattern
    return klv(MXF.Partition.key + [kind, status, 0], value)
}

/// Local tags that only the primer explains.
private let dynamic: [(tag: Int, label: MXF.UL)] = [
    0x0601_0104_0610_0000, 0x0420_0401_0101_0000, 0x0420_0401_0102_0000, 0x0420_0401_0103_0000, 0x0420_0401_0104_0000,
    0x0103_0701_0200_0000, 0x0301_0102_0315_0000, 0x0105_1000_0000_0000,
].enumerated().map { (0x8000 + $0, MXF.UL(0x060E_2B34_0101_010E, $1)) }

private func bytes(_ label: MXF.UL) -> [UInt8] {
    big(Int(truncatingIfNeeded: label.high), 8) + big(Int(truncatingIfNeeded: label.low), 8)
}

private let primer: [UInt8] = klv(
    [6, 14, 43, 52, 2, 5, 1, 1, 13, 1, 2, 1, 1, 5, 1, 0],
    big(dynamic.count, 4) + big(18, 4) + dynamic.flatMap { entry -> [UInt8] in big(entry.tag, 2) + bytes(entry.label) })

private func instance(_ number: Int) -> [UInt8] { [UInt8](repeating: 0xAA, count: 15) + [UInt8(number)] }
private func references(_ numbers: Int...) -> [UInt8] {
    big(numbers.count, 4) + big(16, 4) + numbers.flatMap { instance($0) }
}
private func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { big(Int($0), 2) } + [0, 0] }

private func set(_ kind: UInt8, _ number: Int, _ items: [(Int, [UInt8])]) -> [UInt8] {
    let all = [(0x3C0A, instance(number))] + items
    let value = all.flatMap { item -> [UInt8] in big(item.0, 2) + big(item.1.count, 2) + item.1 }
    return klv([6, 14, 43, 52, 2, 0x53, 1, 1, 13, 1, 1, 1, 1, 1, kind, 0], value)
}

private func colour(_ kind: UInt8, _ number: UInt8) -> [UInt8] {
    [6, 14, 43, 52, 4, 1, 1, 13, 4, 1, 1, 1, kind, number, 0, 0]
}

private func metadata(start: Int) -> [UInt8] {
    let timecode: [UInt8] = [6, 14, 43, 52, 4, 1, 1, 1, 1, 3, 2, 1, 1, 0, 0, 0]
    let points = [34000, 16000, 13250, 34500, 7500, 3000].flatMap { big($0, 2) }
    let picture: [(Int, [UInt8])] = [
        (0x3006, big(2, 4)), (0x3203, big(3840, 4)), (0x320C, [1]), (0x3212, [2]), (0x3218, [10 << 3 | 4]),
        (0x3219, colour(3, 6)), (0x3210, colour(1, 10)), (0x321A, colour(2, 99)), (0x3406, big(1023, 4)),
        (0x3401, [0x52, 10, 0x47, 10, 0x42, 10, 0, 0]), (0x8001, points), (0x8002, big(15635, 2) + big(16450, 2)),
        (0x8003, big(10_000_000, 4)), (0x8004, big(50, 4)),
    ]
    return [
        primer, klv([6, 14, 43, 52, 1, 1, 1, 2, 3, 1, 2, 16, 1, 0, 0, 0], [0, 0, 0]),
        set(0x2F, 1, [(0x3B03, instance(2)), (0x3B05, big(0x0103, 2)), (0x3B06, references(12))]),
        set(0x30, 12, [(0x3C01, wide("Étude")), (0x3C02, wide("Tool"))]),
        set(0x18, 2, [(0x1901, references(3, 4, 99))]),
        set(0x36, 3, [(0x4401, [UInt8](repeating: 7, count: 32)), (0x4403, references(5)), (0x4402, wide("Film"))]),
        set(0x3B, 5, [(0x4801, big(1, 4)), (0x4B01, big(30000, 4) + big(1001, 4)), (0x4803, instance(6))]),
        set(0x0F, 6, [(0x0201, timecode), (0x0202, big(-1, 8)), (0x1001, references(7))]),
        set(0x14, 7, [(0x1501, big(start, 8)), (0x1502, big(30, 2)), (0x1503, [1])]),
        set(0x37, 4, [(0x4701, instance(8)), (0x4403, references(4))]),
        set(0x44, 8, [(0x3F01, references(9, 10, 8))]), set(0x29, 9, picture),
        set(0x48, 10, [(0x3D07, big(6, 4)), (0x3D0C, [UInt8(bitPattern: -27)]), (0x8000, references(11))]),
        set(0x6B, 11, [(0x8005, wide("chL")), (0x8006, Array("de".utf8)), (0x8007, wide("Titel"))]),
    ].reduce([], +)
}

/// An open header, and a footer with the final metadata.
private func file(runIn: Int = 0, footerHasMetadata: Bool = true) -> [UInt8] {
    let early = metadata(start: 0)
    let late = footerHasMetadata ? metadata(start: 1798) : []
    let empty = partition(2, 1, at: 0, footer: 0, headerBytes: 0)
    let footer = empty.count + early.count
    let header = partition(2, 1, at: 0, footer: footer, headerBytes: early.count)
    let tail = partition(4, 4, at: footer, footer: footer, headerBytes: late.count) + late
    let index = klv(
        [6, 14, 43, 52, 2, 5, 1, 1, 13, 1, 2, 1, 1, 17, 1, 0],
        big(0, 4) + big(0, 8) + big(0, 4) + big(footer, 8) + big(49, 4))
    return [UInt8](repeating: 6, count: runIn) + header + early + tail + index
}

@Suite struct MXFTests {
    @Test(arguments: [0, 5000]) func theFooterIsBelievedWhenTheHeaderIsOpen(_ runIn: Int) throws {
        let read = try MXF.File(ByteSource(file(runIn: runIn)))
        #expect(read.faults.isEmpty)
        #expect(read.runIn == runIn)
        #expect(read.hasRandomIndex)
        #expect(read.partitions.map(\.kind) == [.header, .footer])
        #expect(read.partitions.map(\.isClosed) == [false, true])
        #expect(read.partitions.first?.alignment == 512)
        #expect(read.header.materialTimecodes.map(\.start) == [0])
        let timecode = try #require(read.metadata.materialTimecodes.first)
        #expect(timecode.start == 1798)
        #expect(timecode.base == 30)
        #expect(timecode.isDropFrame)
        let track = try #require(read.metadata.packages.first?.tracks.first)
        #expect(track.kind == "timecode")
        #expect(track.duration == nil)
        #expect(track.editRate == ISOBMFF.Fraction(30000, 1001))
        let early = try MXF.File(ByteSource(file(footerHasMetadata: false)))
        #expect(early.footer == nil)
        #expect(early.metadata.materialTimecodes.map(\.start) == [0])
    }

    @Test func itemsBehindThePrimerAreRead() throws {
        let metadata = try MXF.File(ByteSource(file())).metadata
        #expect(metadata.version == 0x0103)
        #expect(metadata.identifications.map(\.company) == ["Étude"])
        #expect(metadata.packages.map(\.kind) == [.material, .source])
        #expect(metadata.packages.first?.name == "Film")
        // A descriptor that contains itself ends.
        #expect(metadata.descriptors.filter { $0.kind == 0x29 }.count < 10)
        let picture = try #require(metadata.descriptors.first?.picture)
        #expect(picture.storedWidth == 3840)
        #expect(picture.storedHeight == nil)
        #expect([picture.frameLayout, picture.fieldDominance] == [1, 2])
        #expect(picture.activeFormat == 10)
        #expect(picture.primaries?.code == 12)
        #expect(picture.transfer?.name == "smpte2084")
        #expect(picture.equations?.name == nil)
        #expect(picture.componentMaxRef == 1023)
        let mastering = try #require(picture.mastering)
        #expect(mastering.red == ChromaticityPoint(x: 0.68, y: 0.32))
        #expect(mastering.blue == ChromaticityPoint(x: 0.15, y: 0.06))
        #expect(mastering.white == ChromaticityPoint(x: 0.3127, y: 0.329))
        #expect(mastering.maxLuminance == 1000)
        #expect(mastering.minLuminance == 0.005)
        let sound = try #require(metadata.descriptors.first { $0.kind == 0x48 })
        #expect(sound.sound?.channelCount == 6)
        #expect(sound.sound?.dialNorm == -27)
        #expect(sound.audioLabels.map(\.tagSymbol) == ["chL"])
        #expect(sound.audioLabels.map(\.language) == ["de"])
        #expect(sound.audioLabels.map(\.title) == ["Titel"])
    }

    @Test func labelsPrintAsRegistersDo() {
        let label = MXF.UL(0x060E_2B34_0401_0101, 0x0401_0101_0102_0000)
        #expect(label.description == "060e2b34.04010101.04010101.01020000")
        #expect(label.uuid == "060e2b34-0401-0101-0401-010101020000")
        #expect(MXF.ColourLabel.transfer(label).name == "bt709")
        #expect(MXF.ColourLabel.primaries(label).name == nil)
    }

    @Test func damageIsAFault() throws {
        #expect(throws: BitstreamError.self) { try MXF.File(ByteSource([])) }
        #expect(throws: BitstreamError.self) { try MXF.File(ByteSource([UInt8](repeating: 6, count: 100_000))) }
        #expect(throws: BitstreamError.self) { try MXF.File(ByteSource(Array(file().prefix(60)))) }
        #expect(try !MXF.File(ByteSource(Array(file().prefix(900)))).faults.isEmpty)
    }

    @Test func flippedBitsNeverTrap() { fuzz(file(), rounds: 1200) { _ = try? MXF.File(ByteSource($0)) } }
}

import Testing

@testable import Bitstreams

private func box(_ type: FourCC, _ payload: [UInt8]...) -> [UInt8] {
    let payload = payload.reduce([], +)
    return big(payload.count + 8, 4) + big(Int(type.code), 4) + payload
}

private func numbers(_ values: Int...) -> [UInt8] { values.reduce(into: []) { $0 += big($1, 4) } }

private func visualEntry(_ format: FourCC, _ boxes: [UInt8]...) -> [UInt8] {
    let fields = [UInt8](repeating: 0, count: 24) + big(1920, 2) + big(1080, 2) + [UInt8](repeating: 0, count: 14)
    let name = [4] + Array("Test".utf8) + [UInt8](repeating: 0, count: 27)
    return box(format, fields + name + big(24, 2) + [0xFF, 0xFF] + boxes.reduce([], +))
}

private func track(_ handler: FourCC, _ entry: [UInt8], edits: [UInt8] = [], references: [UInt8] = []) -> [UInt8] {
    let header = numbers(3, 0, 0, 7, 0, 5000) + [UInt8](repeating: 0, count: 52) + numbers(1920 << 16, 1080 << 16)
    let media = numbers(0, 0, 0, 25, 125) + big(0x15C7, 2) + [0, 0]
    let table = box(
        "stbl", box("stsd", numbers(0, 1), entry), box("stsz", numbers(0, 0, 2, 4, 4)),
        box("stco", numbers(0, 1, 0xABCD)))
    return box(
        "trak", box("tkhd", header), box("edts", edits), references,
        box("mdia", box("mdhd", media), box("minf", table), box("hdlr", numbers(0, 0, Int(handler.code)))))
}

private func movie(_ tracks: [UInt8]...) -> [UInt8] {
    box("ftyp", Array("qt  ".utf8), numbers(0x2005_0300), Array("qt  ".utf8))
        + box("moov", box("mvhd", numbers(0, 0, 0, 1000, 5000)), tracks.reduce([], +))
}

private let nclc = box("colr", Array("nclc".utf8), [0, 1, 0, 1, 0, 1])
private let everyBox: [[UInt8]] = [
    nclc, box("colr", Array("nclx".utf8), [0, 9, 0, 16, 0, 9, 0x80]), box("fiel", [2, 9]),
    box("gama", numbers(0x0002_3333)), box("pasp", numbers(16, 15)),
    box("clap", numbers(704, 1, 576, 1, -8, 2, 0, 1)), box("CoLL", numbers(0), big(1000, 2), big(400, 2)),
    box("dvcC", [1, 0, 8 << 1, 6 << 3 | 0b101, 1 << 4]), box("sinf", box("frma", Array("apch".utf8))), numbers(0),
]

@Suite struct ISOTests {
    private func entry(_ boxes: [UInt8]) throws -> ISOBMFF.VisualSampleEntry {
        let file = try ISOBMFF.File(ByteSource(movie(track("vide", visualEntry("apch", boxes)))))
        #expect(file.faults.isEmpty)
        return try #require(file.tracks.first?.visualEntries.first)
    }

    @Test func everyBoxOfAnEntryIsRead() throws {
        let entry = try entry(everyBox.reduce([], +))
        #expect(entry.format == "apch")
        #expect(entry.originalFormat == "apch")
        #expect(entry.compressor == "Test")
        #expect(entry.depth == 24)
        #expect(entry.colours.map(\.type) == ["nclc", "nclx"])
        #expect(entry.colours.map(\.isFullRange) == [nil, true])
        #expect(entry.fields?.isTopFieldFirst == false)
        #expect(abs((entry.gamma ?? 0) - 2.2) < 1e-4)
        #expect(entry.pixelAspect?.horizontal == 16)
        #expect(entry.cleanAperture?.width == ISOBMFF.Fraction(704, 1))
        #expect(entry.cleanAperture?.horizontalOffset.value == -4)
        #expect(entry.light == ContentLightLevel(maxCLL: 1000, maxFALL: 400))
        #expect(entry.dolbyVision.first?.isInItsBox == false)
        #expect(entry.boxes.count == 9)
    }

    @Test func tracksAreRead() throws {
        let timecode = box("tmcd", [0, 0, 0, 0, 0, 0, 0, 1], numbers(0, 1, 30000, 1001), [30, 0])
        let edits = box("elst", numbers(0, 2, 100, -1, 1 << 16, 4900, 2002, 1 << 15))
        let bytes = movie(
            track("vide", visualEntry("avc1"), edits: edits, references: box("tref", box("tmcd", numbers(8)))),
            track("tmcd", timecode))
        let file = try ISOBMFF.File(ByteSource(bytes))
        #expect(file.faults.isEmpty)
        #expect(file.majorBrand == "qt  ")
        #expect(file.timescale == 1000)
        #expect(file.duration == 5000)
        let video = try #require(file.tracks.first)
        #expect(video.id == 7)
        #expect(video.isEnabled)
        #expect(video.width == 1920)
        #expect(video.language == "eng")
        #expect(video.mediaTimescale == 25)
        #expect(video.mediaDuration == 125)
        #expect(video.edits.map(\.mediaTime) == [-1, 2002])
        #expect(video.edits.map(\.rate) == [1, 0.5])
        #expect(video.references == ["tmcd": [8]])
        #expect(video.firstChunkOffset == 0xABCD)
        #expect(video.firstSampleSize == 4)
        guard case .timecode(let clock) = file.tracks.last?.sampleEntries.first else {
            Issue.record("no timecode entry")
            return
        }
        #expect(clock.isDropFrame)
        #expect([clock.timescale, clock.frameDuration, clock.framesPerSecond] == [30000, 1001, 30])
    }

    @Test func sizesOfAllFormsAreRead() throws {
        let small = box("free", [1, 2])
        let large = numbers(1) + Array("skip".utf8) + numbers(0, 20) + numbers(0)
        let extended = box("uuid", [UInt8](0..<16), [9])
        let open = numbers(0) + Array("mdat".utf8) + [1, 2, 3]
        let file = try ISOBMFF.File(ByteSource(small + large + extended + open))
        #expect(file.boxes.map(\.type) == ["free", "skip", "uuid", "mdat"])
        #expect(file.boxes.map(\.payload.count) == [2, 4, 1, 3])
        #expect(file.boxes[2].uuid == [UInt8](0..<16))
        #expect(file.faults.isEmpty)
    }

    @Test func sizesThatLieEndTheListAndAreFaults() throws {
        let good = box("free", [1])
        let liars: [[UInt8]] = [
            numbers(7) + Array("skip".utf8), numbers(100) + Array("mdat".utf8),
            numbers(1) + Array("mdat".utf8) + numbers(-1, -1), numbers(1) + Array("mdat".utf8) + numbers(0, 15),
            numbers(1) + Array("mdat".utf8), numbers(20) + Array("uuid".utf8) + [UInt8](repeating: 0, count: 12),
        ]
        for liar in liars {
            let file = try ISOBMFF.File(ByteSource(good + liar))
            #expect(file.boxes.map(\.type) == ["free"])
            #expect(file.faults.count == 1)
        }
        #expect(throws: BitstreamError.self) { try ISOBMFF.File(ByteSource(Array("not a movie".utf8))) }
        #expect(throws: BitstreamError.self) { try ISOBMFF.File(ByteSource([])) }
    }

    @Test func oneBrokenBoxHidesNoOther() throws {
        let file = try ISOBMFF.File(ByteSource(movie(track("vide", visualEntry("apcn", box("clap", [1]), nclc)))))
        #expect(file.faults.map(\.structure) == ["box clap"])
        #expect(file.tracks.first?.visualEntries.first?.colours.count == 1)
    }

    @Test func manyBoxesAreRefusedBeforeTheyTakeAnHour() throws {
        let free = [[UInt8]](repeating: box("free"), count: 6).reduce([], +)
        let source = ByteSource(size: 8 * 300_000) { offset, count in Array(free[offset % 8..<offset % 8 + count]) }
        let file = try ISOBMFF.File(source)
        #expect(file.boxes.count == 200_000)
        #expect(file.faults.map(\.text) == ["the file has too many boxes"])
    }

    @Test func flippedBitsNeverTrap() {
        let bytes = movie(
            track("vide", visualEntry("apch", everyBox.reduce([], +)), edits: box("elst", numbers(0, 1, 9, 0, 1 << 16)))
        )
        fuzz(bytes, rounds: 6000) { _ = try? ISOBMFF.File(ByteSource($0)) }
    }
}

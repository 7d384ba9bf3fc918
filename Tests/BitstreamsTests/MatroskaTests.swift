import Testing

@testable import Bitstreams

private func element(_ id: Int, _ payload: [UInt8], sizeBytes: Int = 1) -> [UInt8] {
    let idBytes = (8 - id.leadingZeroBitCount / 8)
    return big(id, idBytes) + big(1 << (7 * sizeBytes) | payload.count, sizeBytes) + payload
}

private func number(_ id: Int, _ value: Int, _ count: Int = 1) -> [UInt8] { element(id, big(value, count)) }
private func text(_ id: Int, _ value: String) -> [UInt8] { element(id, Array(value.utf8)) }
private func single(_ id: Int, _ value: Float) -> [UInt8] { element(id, big(Int(value.bitPattern), 4)) }
private func double(_ id: Int, _ value: Double) -> [UInt8] {
    element(id, big(Int(truncatingIfNeeded: value.bitPattern), 8))
}

private let header = element(0x1A45_DFA3, text(0x4282, "webm") + number(0x4287, 4))
private let information = element(
    0x1549_A966, number(0x2AD7B1, 500_000, 3) + double(0x4489, 1234.5) + text(0x4D80, "a") + text(0x5741, "b\0c"))

private let mastering: [UInt8] =
    single(0x55D1, 0.68) + double(0x55D2, 0.32) + double(0x55D3, 0.265) + double(0x55D4, 0.69) + double(0x55D5, 0.15)
    + double(0x55D6, 0.06) + double(0x55D7, 0.3127) + double(0x55D9, 1000) + element(0x55DA, [])

private let colour: [UInt8] = element(
    0x55B0,
    number(0x55B1, 9) + number(0x55B2, 10) + number(0x55B3, 1) + number(0x55B4, 1) + number(0x55B7, 1)
        + number(0x55B8, 2) + number(0x55B9, 1) + number(0x55BA, 16) + number(0x55BB, 9) + number(0x55BC, 1000, 2)
        + number(0x55BD, 400, 2) + element(0x55D0, mastering),
    sizeBytes: 2)

private let video: [UInt8] = element(
    0xE0,
    number(0xB0, 1920, 2) + number(0xBA, 1080, 2) + number(0x9A, 1) + number(0x9D, 9) + number(0x54BB, 4)
        + number(0x54B0, 16) + number(0x54BA, 9) + number(0x54B2, 3) + element(0x7670, number(0x7671, 1)) + colour,
    sizeBytes: 4)

private let addition: [UInt8] = element(
    0x41E4,
    number(0x41F0, 1) + text(0x41A4, "Dolby Vision configuration") + number(0x41E7, 0x6476_6343, 4)
        + element(0x41ED, [1, 0, 7 << 1, 6 << 3 | 0b111, 6 << 4]))

private let tracks: [UInt8] = element(
    0x1654_AE6B,
    element(
        0xAE,
        number(0xD7, 1) + number(0x73C5, -2, 8) + number(0x83, 1) + text(0x86, "V_MPEGH/ISO/HEVC")
            + element(0x63A2, [1, 2]) + text(0x536E, "picture") + text(0x22B59C, "ger") + text(0x22B59D, "de-AT")
            + number(0x88, 0) + number(0x23E383, 40_000_000, 4) + video + addition,
        sizeBytes: 8),
    sizeBytes: 3)

private func segment(_ parts: [UInt8]...) -> [UInt8] {
    header + element(0x1853_8067, parts.reduce([], +), sizeBytes: 8)
}

@Suite struct MatroskaTests {
    @Test func everyElementIsRead() throws {
        let file = try Matroska.File(ByteSource(segment(element(0xEC, [0, 0]), information, tracks)))
        #expect(file.faults.isEmpty)
        #expect(file.docType == "webm")
        #expect(file.docTypeVersion == 4)
        #expect(file.timestampScale == 500_000)
        #expect(file.duration == 1234.5)
        #expect(file.writingApplication == "b")
        let track = try #require(file.tracks.first)
        #expect(track.uid == UInt64.max - 1)
        #expect(track.codec == "V_MPEGH/ISO/HEVC")
        #expect(track.codecPrivate == [1, 2])
        #expect(track.language == "de-AT")
        #expect(!track.isDefault && track.isEnabled)
        #expect(track.frameDuration == 40_000_000)
        #expect(track.dolbyVision.map(\.record.profile) == [7])
        #expect(track.dolbyVision.first?.isInItsBox == true)
        let video = try #require(track.video)
        #expect(video.pixelWidth == 1920)
        #expect(video.interlaced == 1)
        #expect(video.fieldOrder == 9)
        #expect(video.crop.top == 4)
        #expect(video.displayUnit == 3)
        #expect(video.projection == 1)
        try expectColour(video.colour)
    }

    private func expectColour(_ found: Matroska.Colour?) throws {
        let colour = try #require(found)
        #expect([colour.primaries, colour.transfer, colour.matrix, colour.range] == [9, 16, 9, 1])
        #expect(colour.bitsPerChannel == 10)
        #expect(colour.chromaSubsampling == Matroska.Colour.Pair(horizontal: 1, vertical: 1))
        #expect(colour.chromaSiting == Matroska.Colour.Pair(horizontal: 1, vertical: 2))
        #expect(colour.maxCLL == 1000)
        #expect(colour.maxFALL == 400)
        let mastering = try #require(colour.mastering)
        #expect(mastering.red == ChromaticityPoint(x: Double(Float(0.68)), y: 0.32))
        #expect(mastering.blue == ChromaticityPoint(x: 0.15, y: 0.06))
        #expect(mastering.white == nil)  // only half of it is there
        #expect(mastering.maxLuminance == 1000)
        #expect(mastering.minLuminance == 0)
    }

    @Test func tracksBehindClustersAreFound() throws {
        let cluster = element(0x1F43_B675, [UInt8](repeating: 0xFF, count: 50))
        #expect(try Matroska.File(ByteSource(segment(information, cluster, cluster, tracks))).tracks.count == 1)
        // A live cluster has no size; only the seek head tells what comes behind it.
        let live: [UInt8] = [0x1F, 0x43, 0xB6, 0x75, 0xFF] + [UInt8](repeating: 1, count: 30)
        let head = { (position: Int) in
            element(0x114D_9B74, element(0x4DBB, number(0x53AB, 0x1654_AE6B, 4) + number(0x53AC, position, 2)))
        }
        let position = head(0).count + information.count + live.count
        #expect(try Matroska.File(ByteSource(segment(head(position), information, live, tracks))).tracks.count == 1)
        #expect(try Matroska.File(ByteSource(segment(information, live, tracks))).tracks.isEmpty)
        #expect(try Matroska.File(ByteSource(segment(head(60000), information, live, tracks))).tracks.isEmpty)
    }

    @Test func liveSegmentsHaveNoSize() throws {
        let file = try Matroska.File(ByteSource(header + [0x18, 0x53, 0x80, 0x67, 0xFF] + information + tracks))
        #expect(file.tracks.count == 1)
        #expect(file.faults.isEmpty)
    }

    @Test func damageIsAFault() throws {
        #expect(throws: BitstreamError.self) { try Matroska.File(ByteSource([])) }
        #expect(throws: BitstreamError.self) { try Matroska.File(ByteSource(Array("no EBML here".utf8))) }
        let cut = Array(segment(information, tracks).dropLast(20))
        #expect(try !Matroska.File(ByteSource(cut)).faults.isEmpty)
        let long = segment(element(0x1549_A966, element(0x4489, [1, 2, 3])))
        #expect(try Matroska.File(ByteSource(long)).faults.map(\.text) == ["a float of 3 bytes"])
    }

    @Test func flippedBitsNeverTrap() {
        fuzz(segment(information, tracks), rounds: 8000) { _ = try? Matroska.File(ByteSource($0)) }
    }
}

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct MatroskaMediaTests {
    @Test func headersAreRead() throws {
        let file = try Matroska.File(try SharedMedia.source("hdr/regular.mkv"))
        #expect(file.faults.isEmpty)
        #expect(file.docType == "matroska")
        let track = try #require(file.tracks.first)
        #expect(track.video?.pixelWidth == 256)
        #expect(track.frameDuration == 41_708_333)
        let box = try #require(track.dolbyVision.first)
        #expect(box.type == "dvvC")
        #expect([box.record.profile, box.record.compatibility] == [8, 1])
        let configuration = try DecoderConfiguration(hevc: track.codecPrivate)
        let coded = configuration.metadata { HEVC.metadata(of: $0, $1) }
        #expect(coded.colours.map(\.colour) == [CodePoints(primaries: 9, transfer: 16, matrix: 9)])
        #expect(coded.faults.isEmpty)
    }

    @Test func aTrackWithoutDolbyVisionHasNoRecord() throws {
        let file = try Matroska.File(try SharedMedia.source("hdr/hdr10plus_regular.mkv"))
        #expect(file.tracks.map(\.additions) == [[]])
    }

    @Test func flippedBitsNeverTrap() throws {
        let bytes = Array(try SharedMedia.bytes("hdr/regular.mkv").prefix(8000))
        fuzz(bytes, rounds: 2000) { _ = try? Matroska.File(ByteSource($0)) }
    }
}

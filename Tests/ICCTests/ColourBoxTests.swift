import Testing

@testable import Checks

private func box(_ type: String, _ content: [UInt8]) -> [UInt8] { number(8 + content.count) + ascii(type) + content }
private func full(_ type: String, _ content: [UInt8]) -> [UInt8] { box(type, [0, 0, 0, 0] + content) }

@Suite struct ColourBoxTests {
    private let profile = ProfileWriter.display.bytes

    private func read(_ bytes: [UInt8], stream: Int = 0) throws -> ColourBoxes? {
        try StillWriter.withFile(bytes, "mp4") { ColourBoxes.read($0, stream: stream) }
    }

    private func track(_ handler: String, _ colour: [UInt8]) -> [UInt8] {
        let entry = box("avc1", [UInt8](repeating: 0, count: 78) + colour)
        let table = box("stbl", full("stsd", number(1) + entry))
        let hdlr = full("hdlr", number(0) + ascii(handler) + [UInt8](repeating: 0, count: 13))
        return box("trak", box("mdia", hdlr + box("minf", table)))
    }

    private func still(primary: Int, _ properties: [[UInt8]], _ links: [Int]) -> [UInt8] {
        let associations = number(1) + short(primary) + [UInt8(links.count)] + links.map { UInt8($0) }
        let container = box("ipco", properties.flatMap { $0 }) + full("ipma", associations)
        return box("ftyp", ascii("avif")) + full("meta", full("pitm", short(primary)) + box("iprp", container))
    }

    private var profileBox: [UInt8] { box("colr", ascii("prof") + profile) }
    private var codeBox: [UInt8] { box("colr", ascii("nclx") + short(9) + short(18) + short(9) + [0]) }

    @Test func movie() throws {
        let movie =
            box("ftyp", ascii("isom")) + box("mdat", [1, 2, 3])
            + box("moov", track("soun", []) + track("vide", codeBox + profileBox))
        let found = try #require(try read(movie, stream: 1))
        #expect(found.profile == profile && found.codePoints == CodePoints(primaries: 9, transfer: 18, matrix: 9))
        #expect(found.restrictedProfile == nil)
        #expect(try read(movie, stream: 0) == nil && read(movie, stream: 7) == nil)
    }

    @Test func restrictedProfile() throws {
        let movie = box("moov", track("vide", box("colr", ascii("rICC") + profile)))
        #expect(try read(movie)?.restrictedProfile == profile)
    }

    @Test func stillImage() throws {
        let found = try #require(
            try read(still(primary: 1, [box("ispe", number(0)), codeBox, profileBox], [1, 2, 3])))
        #expect(found.profile == profile && found.codePoints != nil)
        #expect(try read(still(primary: 1, [box("ispe", number(0)), codeBox, profileBox], [1, 2]))?.profile == nil)
        #expect(try read(still(primary: 1, [profileBox], [9])) == nil)
    }

    @Test func boxesThatLieAreLeft() throws {
        #expect(try read([]) == nil)
        #expect(try read(ascii("no boxes at all")) == nil)
        #expect(try read(number(0x7FFF_FFFF) + ascii("moov") + [0, 0]) == nil)
        #expect(try read(number(1) + ascii("moov") + [255, 255, 255, 255, 255, 255, 255, 255]) == nil)
        #expect(try read(number(7) + ascii("moov")) == nil)
        #expect(ColourBoxes.read("/nonexistent", stream: 0) == nil)
    }

    @Test func damagedFilesAreReadWithoutHarm() throws {
        let movie = box("moov", track("vide", codeBox + profileBox))
        let image = still(primary: 1, [codeBox, profileBox], [1, 2])
        var random = SeededGenerator(state: 3)
        for original in [movie, image] {
            for _ in 0..<400 {
                var bytes = original
                let place = Int.random(in: 0..<min(200, bytes.count), using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
                _ = try read(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
            }
        }
    }
}

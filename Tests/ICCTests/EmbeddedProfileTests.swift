import Foundation
import ICC
import Measuring
import Media
import Model
import Testing

@testable import Checks

/// The same profile inside still images of several formats comes out whole.
@Suite struct EmbeddedProfileTests {
    private let track = TrackID(.video, 0)

    /// 16 × 16 pixels of grey.
    private static let jpeg = Data(
        base64Encoded:
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhl"
            + "bXd7gYKBTmCNl4x9lnN+gXz/wAALCAAQABABAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/"
            + "2gAIAQEAAD8AAP/Z")
    /// 16 × 16 pixels of R, G, B 120, 130, 140.
    private static let jp2 = Data(
        base64Encoded:
            "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABAAAw8HAAAAAAAPY29scgEA"
            + "AAAAABAAAACranAyY/9P/1EALwAAAAAAEAAAABAAAAAAAAAAAAAAABAAAAAQAAAAAAAAAAAAAw8BAQ8BAQ8BAf9SAAwAAAABAQQE"
            + "BAAB/1wAEECAiIiQiIiQiIiQiIiQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAJwAB/5OA"
            + "wf2AgALVwf2AgAWFgICAgICAgICAgICA/9k=")

    private let profile = ProfileWriter.display.bytes

    private func log(_ bytes: [UInt8], _ ending: String) throws -> Log {
        try StillWriter.withFile(bytes, ending) { try Measurement(catalogue.filter { $0.id == "icc" }).log(of: $0) }
    }

    private func expectWhole(_ log: Log, _ place: String) {
        #expect(log.reading("icc.valid", track)?.value == true, "\(place)")
        #expect(log.reading("icc.description", track)?.value == "Test", "\(place)")
        #expect(log.reading("icc.primaries", track)?.value == "bt709", "\(place)")
        #expect(log.reading("icc.transfer", track)?.value == "gamma-2.2", "\(place)")
        #expect(log.reading("icc.version", track)?.note == place)
    }

    @Test func png() throws { expectWhole(try log(StillWriter.png(profile: profile), "png"), "in the picture") }

    /// In two segments of APP2, and with one of them gone.
    @Test func jpeg() throws {
        let picture = [UInt8](try #require(Self.jpeg))
        func segment(_ number: Int, _ part: ArraySlice<UInt8>) -> [UInt8] {
            [0xFF, 0xE2] + short(16 + part.count) + ascii("ICC_PROFILE") + [0, UInt8(number), 2] + part
        }
        let parts = [segment(1, profile[..<200]), segment(2, profile[200...])]
        expectWhole(try log(picture[..<2] + parts[0] + parts[1] + picture[2...], "jpg"), "in the picture")
        let cut = try log(picture[..<2] + parts[0] + picture[2...], "jpg")
        #expect(cut.reading("icc.valid", track)?.value == false)
        #expect(cut.reading("icc.valid", track)?.note?.contains("there is no number 2") == true)
        #expect(try log(picture, "jpg").reading("icc.valid", track)?.value == nil)
    }

    @Test func tiff() throws { expectWhole(try log(tiffBytes(), "tif"), "in the picture") }

    /// Uncompressed R, G, B, big-endian (TIFF 6.0), with the profile in tag 34675.
    private func tiffBytes() -> [UInt8] {
        let side = 16
        let pixels = [UInt8](repeating: 128, count: side * side * 3)
        let entries = 10
        let profileStart = 8 + 2 + entries * 12 + 4 + 6
        let pixelStart = (profileStart + profile.count + 1) & ~1
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            short(tag) + short(type) + number(count) + value + [UInt8](repeating: 0, count: 4 - value.count)
        }
        let directory =
            entry(256, 3, 1, short(side)) + entry(257, 3, 1, short(side))
            + entry(258, 3, 3, number(profileStart - 6)) + entry(259, 3, 1, short(1)) + entry(262, 3, 1, short(2))
            + entry(273, 4, 1, number(pixelStart)) + entry(277, 3, 1, short(3)) + entry(278, 3, 1, short(side))
            + entry(279, 4, 1, number(pixels.count)) + entry(34675, 7, profile.count, number(profileStart))
        let head = ascii("MM") + short(42) + number(8) + short(entries) + directory + number(0)
        let filled = head + short(8) + short(8) + short(8) + profile
        return filled + [UInt8](repeating: 0, count: pixelStart - filled.count) + pixels
    }

    /// The colour box by number is replaced by one with a profile (METH 2).
    @Test func jp2() throws {
        let file = [UInt8](try #require(Self.jp2))
        let start = try #require((0..<file.count - 4).first { Array(file[$0..<$0 + 4]) == ascii("jp2h") }) - 4
        let colour = try #require((start..<file.count - 4).first { Array(file[$0..<$0 + 4]) == ascii("colr") }) - 4
        let header = Array(file[start + 8..<colour])
        let box = number(11 + profile.count) + ascii("colr") + [2, 0, 0] + profile
        let whole = number(8 + header.count + box.count) + ascii("jp2h") + header + box
        let bytes = file[..<start] + whole + file[(colour + 15)...]
        expectWhole(try log(Array(bytes), "jp2"), "in the colour box of the JP2 file")
        #expect(try log(file, "jp2").reading("icc.valid", track)?.value == nil)
    }
}

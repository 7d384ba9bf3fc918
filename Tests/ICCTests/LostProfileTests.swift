import Foundation
import ICC
import Measuring
import Media
import Model
import Testing

@testable import Checks

/// Profiles that are there and that no decoder hands over.
@Suite struct LostProfileTests {
    private let track = TrackID(.video, 0)

    private func log(_ bytes: [UInt8], _ ending: String = "png") throws -> Log {
        try StillWriter.withFile(bytes, ending) { try Measurement(catalogue.filter { $0.id == "icc" }).log(of: $0) }
    }

    /// Where the compressed data of the chunk begin.
    private func start(_ png: [UInt8]) throws -> Int {
        let name = ascii("iCCPicc")
        let place = try #require((0..<png.count - 8).first { Array(png[$0..<$0 + 7]) == name })
        return place + 9
    }

    @Test func damagedZlibOfAPNGIsNamed() throws {
        let sound = StillWriter.png(profile: ProfileWriter.display.bytes)
        #expect(try log(sound).reading("icc.valid", track)?.value == true)
        let start = try start(sound)
        // The header, the length of the stored block, and the content under its checksum.
        for place in [start, start + 1, start + 3, start + 200] {
            var bytes = sound
            bytes[place] ^= 0x41
            let log = try log(bytes)
            let reading = try #require(log.reading("icc.valid", track), "byte \(place)")
            #expect(reading.value == false, "byte \(place)")
            let words = (reading.note ?? "") + (log.reasonUnmeasured("icc.primaries", track) ?? "")
            #expect(words.contains("zlib") || log.reading("icc.primaries", track) != nil, "byte \(place): \(words)")
        }
        var header = sound
        header[start] ^= 0x41
        let note = try log(header).reading("icc.valid", track)?.note ?? ""
        #expect(note.contains("zlib data cannot be unpacked") && note.contains("CRC") && note.contains("do not begin"))
        #expect(try log(header).reasonUnmeasured("icc.version", track) != nil)
    }

    @Test func missingSegmentsOfAJPEGAreNamed() {
        func segment(_ number: Int, of count: Int) -> [UInt8] {
            [0xFF, 0xE2] + short(2 + 14 + 4) + ascii("ICC_PROFILE") + [0, UInt8(number), UInt8(count), 1, 2, 3, 4]
        }
        func reason(_ segments: [UInt8]) -> String? {
            LostProfile.reason(.init([0xFF, 0xD8, 0xFF, 0xE0] + short(4) + [0, 0] + segments + [0xFF, 0xDA, 0, 2]))
        }
        #expect(reason([]) == nil)
        #expect(reason(segment(1, of: 3) + segment(3, of: 3))?.hasSuffix("of which there is no number 2") == true)
        #expect(reason(segment(1, of: 2) + segment(2, of: 3))?.contains("no number 3") == true)
        #expect(reason(segment(1, of: 1) + segment(1, of: 1))?.contains("contradict") == true)
        #expect(reason(segment(1, of: 1))?.contains("cannot be put together") == true)
        #expect(LostProfile.reason(.init([0xFF, 0xD8])) == nil && LostProfile.reason(.init([1, 2, 3, 4, 5])) == nil)
    }

    @Test func profileOfAJP2() throws {
        func box(_ type: String, _ content: [UInt8]) -> [UInt8] { number(8 + content.count) + ascii(type) + content }
        let profile = ProfileWriter.display.bytes
        let head = box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]) + box("ftyp", ascii("jp2 ") + number(0) + ascii("jp2 "))
        func find(_ colour: [UInt8]) throws -> ProfileSource? {
            try StillWriter.withFile(head + box("jp2h", box("ihdr", number(0)) + box("colr", colour)), "jp2") {
                ProfileSource.ofJP2($0)
            }
        }
        #expect(try find([2, 0, 0] + profile)?.bytes == profile)
        #expect(try find([1, 0, 0] + number(16)) == nil && find([2]) == nil)
    }
}

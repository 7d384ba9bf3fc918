import Foundation
import Measuring
import Model
import Testing

@testable import Checks

/// What still pictures say of their colour in their own ways.
@Suite struct StillColourTests {
    /// 16 × 16 pixels of one colour, enumerated colour space 16 (sRGB), as OpenJPEG writes it.
    private static let jp2 =
        "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABAAAw8HAAAAAAAPY29scgEA"
        + "AAAAABAAAACranAyY/9P/1EALwAAAAAAEAAAABAAAAAAAAAAAAAAABAAAAAQAAAAAAAAAAAAAw8BAQ8BAQ8BAf9SAAwAAAABAQQE"
        + "BAAB/1wAEECAiIiQiIiQiIiQiIiQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAJwAB/5OA"
        + "wf2AgALVwf2AgAWFgICAgICAgICAgICA/9k="
    /// 8 × 8 pixels of grey, as libjxl writes them: BT.2020 with PQ in 16 bits, and sRGB.
    private static let jxlPQ =
        "/wpB8JOQR48AEogCANAAXeUSAAAVKqOMG7yc6/nyQ4fFtI3rDG21bWFJosg4NkkncEgSizDGBRiGAQDMXM4wmkoSAA=="
    private static let jxlSRGB =
        "/wpBBgASiAIA0ABd5RIAABUqo4wbvJzr+fJDh8W0jesMbbVtYUmiyDg2SSdwSBKLMMYFGIYBAMxcwDCaShIA"

    private func log(_ bytes: [UInt8], _ name: String) throws -> Log {
        let bench = try Bench()
        try Data(bytes).write(to: URL(fileURLWithPath: bench.path(name)))
        return try bench.log(bench.path(name))
    }

    private func bytes(_ text: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: text))) }

    /// The box as it is, or with another content of the colour box.
    private func jp2(_ content: [UInt8]? = nil) throws -> [UInt8] {
        let file = try bytes(Self.jp2)
        guard let content else { return file }
        func place(_ type: String) throws -> Int {
            try #require((0..<file.count - 4).first { Array(file[$0..<$0 + 4]) == Array(type.utf8) }) - 4
        }
        let (header, colour) = (try place("jp2h"), try place("colr"))
        let box = [0, 0, 0, UInt8(8 + content.count)] + Array("colr".utf8) + content
        let inside = Array(file[header + 8..<colour]) + box
        return file[..<header] + [0, 0, 0, UInt8(8 + inside.count)] + Array("jp2h".utf8) + inside
            + file[(colour + 15)...]
    }

    private func tags(_ log: Log) -> String {
        ["primaries", "transfer", "matrix", "range"].map { log.text("colour.\($0)") ?? "-" }.joined(separator: "/")
    }

    @Test(
        arguments: [
            ([1, 0, 0, 0, 0, 0, 16], "colr 16 (sRGB)", "bt709/iec61966-2-1/gbr/pc"),
            ([1, 0, 0, 0, 0, 0, 18], "colr 18 (sYCC)", "bt709/iec61966-2-1/bt470bg/pc"),
            ([1, 0, 0, 0, 0, 0, 12], "colr 12 (CMYK)", "-/-/-/-"),
            ([5, 0, 0, 0, 9, 0, 16, 0, 0, 0x80], "colr 9/16/0 pc", "bt2020/smpte2084/gbr/pc"),
        ] as [([UInt8], String, String)])
    func colourBoxOfJP2(_ content: [UInt8], _ text: String, _ expected: String) throws {
        let log = try log(jp2(content), "a.jp2")
        #expect(log.text("colour.container.boxes") == text)
        #expect(log.flag("colour.container.boxes-valid") == true)
        #expect(tags(log) == expected)
    }

    @Test func reservedNumberInABoxOfJP2() throws {
        let log = try log(jp2([5, 0, 0, 0, 9, 0, 99, 0, 0, 0x80]), "a.jp2")
        #expect(log.flag("colour.container.boxes-valid") == false)
        #expect(log.note("colour.container.boxes-valid") == "transfer 99 has no meaning in H.273")
    }

    @Test func combinationsOfJP2() throws {
        #expect(try log(jp2(), "a.jp2").text("colour.combination") == "ok")
        // 16 bits a component.
        let wide = try log(jp2([5, 0, 0, 0, 9, 0, 16, 0, 0, 0x80]), "a.jp2")
        #expect(wide.text("colour.combination") == "ok")
        #expect(wide.text("hdr.format") == "PQ")
        let mixed = try log(jp2([5, 0, 0, 0, 1, 0, 16, 0, 0, 0x80]), "a.jp2")
        #expect(mixed.text("colour.combination") == "PQ with BT.709 primaries")
    }

    /// JPEG XL codes primaries and transfer in its own way in the image header; the decoder gives them as code points.
    @Test func colourEncodingOfJPEGXL() throws {
        let hdr = try log(bytes(Self.jxlPQ), "a.jxl")
        #expect(tags(hdr) == "bt2020/smpte2084/gbr/pc")
        #expect(hdr.text("hdr.format") == "PQ")
        #expect(hdr.text("colour.combination") == "ok")
        let sdr = try log(bytes(Self.jxlSRGB), "b.jxl")
        #expect(tags(sdr) == "bt709/iec61966-2-1/gbr/pc")
        #expect(sdr.text("colour.combination") == "ok")
        #expect(sdr.text("hdr.format") == "SDR")
    }
}

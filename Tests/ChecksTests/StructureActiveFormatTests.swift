import Foundation
import Model
import Testing

@testable import Synth

/// Active format descriptions and clean apertures against what is in the picture.
@Suite struct StructureActiveFormatTests {
    static let metrics: Set<String> = ["video.afd", "picture.afd-agrees", "picture.clap-agrees"]

    /// An MPEG-2 stream whose pictures carry a description (ATSC A/53 part 4 §6.2.4).
    private func log(_ scene: Scene, afd: [UInt8], in bench: Bench) throws -> Log {
        let media = StructureMedia(scene, codec: .mpeg2)
        let path = bench.path("\(UUID().uuidString).m2v")
        try media.write(try media.pictures(), to: path)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var picture = 0
        var index = 0
        while index + 4 < bytes.count {
            // The first slice of a picture.
            if bytes[index..<index + 4] == [0, 0, 1, 1] {
                let code = afd[min(picture, afd.count - 1)]
                let data: [UInt8] = [0, 0, 1, 0xB2] + Array("DTG1".utf8) + [0x41, 0xF0 | code]
                bytes.insert(contentsOf: data, at: index)
                index += data.count
                picture += 1
            }
            index += 1
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try StructureMedia.log(path, only: Self.metrics)
    }

    private func note(_ log: Log, _ metric: String) -> String { log.reading(metric, TrackID(.video, 0))?.note ?? "" }

    @Test func aRightDescriptionAgrees() throws {
        let bench = try Bench()
        let plain = StructureMedia.moving(26)
        for (scene, code) in [
            (plain, 8), (plain, 10), (plain, 14), (plain.letterboxed(left: 32, right: 32), 9),
            (plain.letterboxed(top: 18, bottom: 18), 10), (plain.letterboxed(top: 18, bottom: 18), 4),
            (plain.letterboxed(left: 16, right: 16), 11), (plain, 0),
        ] {
            let log = try log(scene, afd: [UInt8(code)], in: bench)
            #expect(log.number("video.afd") == Double(code), "\(code)")
            #expect(log.flag("picture.afd-agrees") == (code == 0 ? nil : true), "\(code)")
        }
    }

    @Test func aWrongDescriptionContradicts() throws {
        let bench = try Bench()
        let plain = StructureMedia.moving(26)
        for (scene, code, words) in [
            (plain, 9, "picture reaches outside 4:3"),
            (plain.letterboxed(left: 32, right: 32), 10, "black at the sides"),
            (plain, 4, "no letterbox"), (plain.letterboxed(left: 32, right: 32), 8, "black at the sides"),
        ] {
            let log = try log(scene, afd: [UInt8(code)], in: bench)
            #expect(log.flag("picture.afd-agrees") == false, "\(code)")
            #expect(note(log, "picture.afd-agrees").contains(words), "\(code)")
        }
    }

    /// The same in SEI messages of H.264 (type 4, ITU-T T.35) and HEVC (suffix SEI), every fifth picture: one holds until
    /// the next.
    @Test(arguments: [
        ("libx264", "h264"), ("libx265", "mkv"), ("libx265", "mp4"), ("libx265", "hevc"),
    ])
    func messagesAreRead(encoder: String, ending: String) throws {
        let bench = try Bench()
        for (code, bars, agrees) in [(UInt8(9), 32, true), (10, 32, false), (9, 0, false), (8, 0, true)] {
            var video = VideoTrack()
            video.size = Size(256, 144)
            video.encoder = encoder
            if encoder == "libx264" { video.options = ["bf": "0"] }
            video.scenes = [StructureMedia.moving(26).letterboxed(left: bars, right: bars)]
            let message: [UInt8] = [4, 9, 0xB5, 0x00, 0x31] + Array("DTG1".utf8) + [0x41, 0xF0 | code, 0x80]
            let unit = (encoder == "libx264" ? [0x06] : [0x50, 0x01]) + message
            let text = unit.map { String(format: "%02x", $0) }.joined()
            // Behind a picture of H.264 it is the next one's.
            video.appendedUnits = [text, "", "", "", ""]
            let log = try bench.log(
                Recipe(video: [video]), "\(encoder)-\(code)-\(bars).\(ending)", only: Self.metrics)
            #expect(log.number("video.afd") == Double(code), "\(encoder)")
            #expect(log.flag("picture.afd-agrees") == agrees, "\(encoder) \(code) \(bars)")
            #expect(log.reading("video.afd", TrackID(.video, 0))?.moments == [])
        }
    }

    @Test func otherCodesHaveTheirPlaces() throws {
        let unit = { (code: Int) in
            "50" + "01" + "0409" + "b50031" + "44544731" + "41" + String(0xF0 | code, radix: 16) + "80"
        }
        var video = VideoTrack()
        video.size = Size(256, 144)
        video.encoder = "libx265"
        video.options = ["x265-params": "bframes=0"]
        video.scenes = [StructureMedia.moving(50)]
        video.appendedUnits = (0..<50).map { $0 == 0 ? unit(8) : $0 == 30 ? unit(10) : "" }
        let log = try Bench().log(Recipe(video: [video]), "two.mkv", only: Self.metrics)
        let reading = try #require(log.reading("video.afd", TrackID(.video, 0)))
        #expect(reading.note == "also 10")
        #expect(reading.moments == [Moment(1.2, 2)])
    }

    @Test func aFileWithoutDescriptionIsNotJudged() throws {
        let log = try StructureMedia(StructureMedia.moving(12)).log(in: Bench(), only: Self.metrics)
        for metric in Self.metrics {
            let reading = try #require(log.reading(metric, TrackID(.video, 0)))
            #expect(reading.value == nil && reading.note != nil)
        }
    }

    @Test func theCleanApertureIsHeldAgainstThePicture() throws {
        let bench = try Bench()
        let media = StructureMedia(StructureMedia.moving(12), codec: .prores)
        for (width, agrees) in [(256, true), (250, true), (192, false), (300, false)] {
            let path = bench.path("\(width).mov")
            try media.write(try media.pictures(), to: path)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            try Self.addCleanAperture(width: width, height: 144, to: &bytes)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let log = try StructureMedia.log(path, only: Self.metrics)
            #expect(log.flag("picture.clap-agrees") == agrees, "\(width)")
        }
    }

    /// Puts a `clap` box (ISO/IEC 14496-12 §12.1.4) at the end of the sample entry; `moov` must be last in the file.
    private static func addCleanAperture(width: Int, height: Int, to bytes: inout [UInt8]) throws {
        func big(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
        func size(at place: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[place + $1]) } }
        let box =
            big(40) + Array("clap".utf8)
            + [width, 1, height, 1, 0, 1, 0, 1].flatMap(big)
        var start = 0
        var end = bytes.count
        var parents: [Int] = []
        for (name, header) in [
            ("moov", 8), ("trak", 8), ("mdia", 8), ("minf", 8), ("stbl", 8), ("stsd", 16), ("apch", 0),
        ] {
            var place = start
            while place + 8 <= end, bytes[place + 4..<place + 8] != Array("\(name)".utf8)[...] {
                place += max(8, size(at: place))
            }
            try #require(place + 8 <= end, "no \(name)")
            parents.append(place)
            start = place + header
            end = place + size(at: place)
        }
        bytes.insert(contentsOf: box, at: end)
        for place in parents { bytes.replaceSubrange(place..<place + 4, with: big(size(at: place) + 40)) }
    }
}

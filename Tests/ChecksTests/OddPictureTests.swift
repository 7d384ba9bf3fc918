import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

/// Sample formats and sizes off the beaten track are measured rightly, or called not measured with the reason.
@Suite struct OddPictureTests {
    /// One flat colour has the same levels however its samples are stored.
    @Test(arguments: [
        ("yuv420p", 8), ("nv12", 8), ("nv21", 8), ("yuyv422", 8), ("uyvy422", 8), ("yuv410p", 8), ("yuv411p", 8),
        ("yuv440p", 8), ("yuv444p9be", 9), ("yuv422p10be", 10), ("yuv422p10le", 10), ("yuv420p12be", 12),
        ("yuv444p14le", 14), ("yuv420p16be", 16), ("yuva444p10be", 10),
    ])
    func levelsDoNotDependOnStorage(format: String, depth: Int) throws {
        let codes = [100, 140, 90].map { $0 << (depth - 8) }
        let log = try Self.rawLog(format, .flat(.code(codes), seconds: 0.4))
        #expect(Self.levels(log) == codes.flatMap { [Double($0), Double($0)] })
        #expect(log.number("picture.r103") != nil)
    }

    @Test(arguments: [("gray", 8), ("gray10le", 10), ("gray12be", 12), ("gray16be", 16), ("ya8", 8)])
    func greyHasLumaAndNoChroma(format: String, depth: Int) throws {
        let log = try Self.rawLog(format, .flat(.code([100 << (depth - 8)]), seconds: 0.4))
        #expect(log.number("picture.luma.min") == Double(100 << (depth - 8)))
        #expect(log.number("picture.luma.max") == Double(100 << (depth - 8)))
        #expect(log.number("picture.cb.mean") == nil)
        #expect(log.reasonUnmeasured("picture.monochrome", TrackID(.video, 0)) == "the picture has no chroma")
    }

    /// Black and grey tell whether R'G'B' is read in the right order and width.
    @Test(arguments: ["rgb24", "bgr24", "rgba", "bgr0", "gbrp10be", "gbrp16le", "gbrap12be", "rgb48be", "rgba64le"])
    func primaryComponentsAreRead(format: String) throws {
        let values = try Self.rawLog(
            format, isFull: true, .black(seconds: 0.2), .flat(.rgb([50, 50, 50]), seconds: 0.2)
        ).series(
            "picture.black", TrackID(.video, 0))?.values
        let levels = try #require(values)
        #expect(levels.prefix(5).allSatisfy { $0 == 0 })
        #expect(levels.suffix(5).allSatisfy { abs($0 - 50) < 0.3 })
    }

    @Test(arguments: [
        ("rgb565le", "its samples have fewer than 8 bits (rgb565le)"),
        ("rgb555be", "its samples have fewer than 8 bits (rgb555be)"),
        ("rgb444le", "its samples have fewer than 8 bits (rgb444le)"),
        ("xyz12le", "its samples are X'Y'Z', neither luma and chroma nor R'G'B' (xyz12le)"),
    ])
    func samplesThatCannotBeReadAreNotMeasured(format: String, reason: String) throws {
        try Self.expectNothingMeasured(Self.rawLog(format, .texture(seconds: 0.4)), reason)
    }

    /// Raw Matroska with another four-character code: the same bytes, read as six for four pixels.
    @Test func samplesAtUnevenDistancesAreNotMeasured() throws {
        let bench = try Bench()
        let path = try bench.make(Self.raw("yuv411p", .texture(seconds: 0.4)), "a.mkv")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let tag = try #require(bytes.range(of: Data("Y41B".utf8)))
        bytes.replaceSubrange(tag, with: Data("Y411".utf8))
        try bytes.write(to: URL(fileURLWithPath: path))
        try Self.expectNothingMeasured(
            Self.log(path), "its samples are packed and cannot be read one by one (uyyvyy411)")
    }

    @Test func floatingPointIsNotMeasured() throws {
        let bench = try Bench()
        let path = bench.path("a.exr")
        try FloatEXR.bytes(width: 40, height: 20).write(to: URL(fileURLWithPath: path))
        let log = try Self.log(path)
        #expect(log.number("video.width") == 40)
        try Self.expectNothingMeasured(log, "its samples are floating-point numbers and no codes (gbrpf32le)")
    }

    @Test func paletteIsNotMeasured() throws {
        let bench = try Bench()
        let path = bench.path("a.bmp")
        try PaletteBMP.bytes(width: 20, height: 10).write(to: URL(fileURLWithPath: path))
        try Self.expectNothingMeasured(
            Self.log(path), "its colours stand in a palette and not in samples (pal8)")
    }

    @Test(arguments: [Size(1, 1), Size(1, 7), Size(5, 1), Size(2, 2), Size(3, 3), Size(17, 33), Size(101, 57)])
    func smallAndOddSizesAreMeasured(size: Size) throws {
        for format in ["yuv420p", "yuv422p10le", "yuv410p", "gbrp"] {
            let recipe = Self.raw(format, .texture(seconds: 0.3)).picture { $0.size = size }
            let log = try Bench().log(recipe, "a.nut")
            #expect(log.series("picture.black", TrackID(.video, 0))?.values.count == 8, "\(size) \(format)")
            #expect((log.number("picture.luma.max") != nil) == (format != "gbrp"))
        }
    }

    /// More than the kernels take one way.
    @Test func rasterThatIsTooWideIsNotMeasured() throws {
        let recipe = Recipe.small25().picture {
            $0.encoder = "png"
            $0.pixelFormat = "gray"
            $0.size = Size(40000, 2)
        }.video(.black(seconds: 0.04))
        try Self.expectNothingMeasured(
            Bench().log(recipe, "a.mkv"), "it is larger than 32767 pixels one way")
    }

    /// libavcodec gives noise for some pictures of High-Throughput JPEG 2000; ordinary JPEG 2000 is measured.
    @Test(.enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing)))
    func highThroughputJPEG2000IsNotMeasured() throws {
        let picture = TrackID(.video, 0)
        let metrics: Set<String> = ["picture.luma.max", "video.decode-errors", "video.width"]
        let name = "imf/IMP/VIDEO_6ed567b7-c030-46d6-9c1c-0f09bab4b962.mxf"
        let log = try SharedMedia.log(name, only: metrics)
        #expect(log.number("video.width") == 1920)
        for metric in ["picture.luma.max", "video.decode-errors"] {
            #expect(log.reading(metric, picture) == nil)
            let reason = log.reasonUnmeasured(metric, picture)
            #expect(reason == "decoding failed: libavcodec lacks a feature that the stream uses")
        }
        #expect(try SharedMedia.log("mxf/video1.mxf", only: metrics).number("video.decode-errors") == 0)
    }

    private static func raw(_ format: String, _ scenes: Scene...) -> Recipe {
        Recipe.small25().picture {
            $0.encoder = "rawvideo"
            $0.pixelFormat = format
            $0.size = Size(64, 36)
            $0.scenes = scenes
        }
    }

    private static func rawLog(_ format: String, isFull: Bool = false, _ scenes: Scene...) throws -> Log {
        let recipe = raw(format).picture {
            $0.scenes = scenes
            if isFull { $0.colour.range = "pc" }
        }
        return try Bench().log(recipe, "a.nut")
    }

    private static func log(_ path: String) throws -> Log {
        try Measurement(catalogue, threads: 2, hashes: false).log(of: path)
    }

    private static func levels(_ log: Log) -> [Double?] {
        ["luma", "cb", "cr"].flatMap { [log.number("picture.\($0).min"), log.number("picture.\($0).max")] }
    }

    /// Nothing is read from samples, everything says why, and a rule on any of it is not passed.
    private static func expectNothingMeasured(_ log: Log, _ reason: String) throws {
        let track = TrackID(.video, 0)
        let checks = catalogue.filter { $0.wants.contains(.pictures) && !$0.takesAnyFormat }
        for metric in checks.flatMap(\.metrics) where metric.effort == .decode {
            #expect(log.reading(metric.id, track) == nil, "\(metric.id)")
            #expect(log.series(metric.id, track) == nil, "\(metric.id)")
            #expect(log.reasonUnmeasured(metric.id, track) == reason, "\(metric.id)")
        }
        let rule = Rule(
            id: "r", title: "t", metric: "picture.luma.max", track: .every(.video),
            expectation: .range(min: nil, max: 1e6),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        let finding = try #require(
            judge(log, against: Profile(id: "p", title: "p", edition: "1", rules: [rule])).findings.first)
        #expect(finding.verdict == .notMeasured)
        #expect(finding.note == reason)
    }
}

/// The smallest OpenEXR file: one part, scan lines, no compression, three channels of 32-bit floats (openexr.com, "File
/// layout").
enum FloatEXR {
    static func bytes(width: Int, height: Int) -> Data {
        var file = Data([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0])
        func word(_ value: Int) -> Data { withUnsafeBytes(of: UInt32(value).littleEndian) { Data($0) } }
        func text(_ text: String) -> Data { Data(text.utf8) + [0] }
        func attribute(_ name: String, _ type: String, _ value: Data) {
            file += text(name) + text(type) + word(value.count) + value
        }
        let channel = word(2) + word(0) + word(1) + word(1)
        let window = word(0) + word(0) + word(width - 1) + word(height - 1)
        let one = withUnsafeBytes(of: Float(1).bitPattern.littleEndian) { Data($0) }
        attribute("channels", "chlist", ["B", "G", "R"].map { text($0) + channel }.reduce(Data(), +) + [0])
        attribute("compression", "compression", Data([0]))
        attribute("dataWindow", "box2i", window)
        attribute("displayWindow", "box2i", window)
        attribute("lineOrder", "lineOrder", Data([0]))
        attribute("pixelAspectRatio", "float", one)
        attribute("screenWindowCenter", "v2f", word(0) + word(0))
        attribute("screenWindowWidth", "float", one)
        file.append(0)
        let line = 12 * width
        let start = file.count + 8 * height
        for y in 0..<height { file += word(start + y * (8 + line)) + word(0) }
        for y in 0..<height {
            file += word(y) + word(line)
            for place in 0..<3 * width {
                file += withUnsafeBytes(of: (Float(place % width) / Float(width)).bitPattern.littleEndian) { Data($0) }
            }
        }
        return file
    }
}

/// A Windows bitmap of 8 bits with 256 colours.
enum PaletteBMP {
    static func bytes(width: Int, height: Int) -> Data {
        func number(_ value: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(value >> (8 * $0) & 255) }) }
        let row = (width + 3) / 4 * 4
        let start = 14 + 40 + 1024
        var file = Data("BM".utf8) + number(start + row * height, 4) + number(0, 4) + number(start, 4)
        file += number(40, 4) + number(width, 4) + number(height, 4) + number(1, 2) + number(8, 2) + number(0, 4)
        file += number(row * height, 4) + number(2835, 4) + number(2835, 4) + number(256, 4) + number(0, 4)
        for colour in 0..<256 { file += Data([UInt8(colour), UInt8(255 - colour), 128, 0]) }
        for y in 0..<height { file += Data((0..<row).map { UInt8(($0 * 7 + y * 31) & 255) }) }
        return file
    }
}

import Bitstreams
import Foundation
import Media
import Model
import Testing

/// Stated answers of hdr/MANIFEST.tsv and colour/MANIFEST.tsv about whole files: what they carry, packet by packet, as
/// other tools took it out, and raster, rate and length.
///
/// `sunset-hlg.mov` is also stated by its spatial and temporal information (ITU-T P.910), which no check here measures.
@Suite(.enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing))) struct MediaAnswersTests {
    /// Metadata of every packet of a Matroska file's video, in the order in which the pictures are shown.
    private func shown(_ path: String) throws -> [AccessUnitMetadata] {
        let file = try MediaFile(path: "\(SharedMedia.folder)/\(path)")
        let framing = try DecoderConfiguration(hevc: file.streams[0].extradata).framing
        let packet = Packet()
        var units: [(pts: Int64, metadata: AccessUnitMetadata)] = []
        while try file.read(into: packet) {
            let pts = try #require(packet.facts.pts)
            units.append((pts, packet.withBytes { HEVC.metadata(of: $0, framing) }))
        }
        return units.sorted { $0.pts < $1.pts }.map(\.metadata)
    }

    private func data(_ path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(SharedMedia.folder)/\(path)"))
    }

    /// dovi_tool takes the same RPUs out of Matroska as out of the stream.
    @Test func matroskaCarriesTheExtractedUnits() throws {
        let expected = try DolbyVision.payloads(inDump: [UInt8](try data("hdr/expected/regular_rpu.bin")))
        #expect(try shown("hdr/regular.mkv").flatMap(\.dolbyVisionRPUs) == expected)
        #expect(expected.count == 259)
    }

    /// hdr10plus_tool takes the same metadata out of Matroska as out of the stream.
    @Test func matroskaCarriesTheExpectedHDR10Plus() throws {
        let list = try JSONSerialization.jsonObject(with: try data("hdr/expected/regular_metadata.json"))
        let scenes = try #require((list as? [String: Any])?["SceneInfo"] as? [[String: Any]])
        let units = try shown("hdr/hdr10plus_regular.mkv")
        #expect(scenes.count == 259 && units.count == 259)
        for (unit, scene) in zip(units, scenes) {
            let found = try #require(try unit.userData(.hdr10Plus).first.flatMap { try HDR10Plus.Metadata($0) })
            let window = try #require(found.windows.first)
            let light = try #require(scene["LuminanceParameters"] as? [String: Any])
            let distribution = try #require(light["LuminanceDistributions"] as? [String: Any])
            #expect(found.windows.count == scene["NumberOfWindows"] as? Int)
            #expect(found.targetedMaxLuminance == scene["TargetedSystemDisplayMaximumLuminance"] as? Int)
            #expect(window.averageMaxRGB == light["AverageRGB"] as? Int)
            #expect(window.maxscl == light["MaxScl"] as? [Int])
            #expect(window.distribution.map(\.percentage) == distribution["DistributionIndex"] as? [Int])
            #expect(window.distribution.map(\.value) == distribution["DistributionValues"] as? [Int])
        }
    }

    struct Facts: Sendable, CustomTestStringConvertible {
        var path: String
        var size: [Double]
        var rate: String
        var frames: Double
        var tags: [String]
        var testDescription: String { path }
    }

    /// Rates as the files store them: `hlg10-color-test.mp4` is stated as 30 frames per second, its samples last 3001
    /// ticks of 90000.
    @Test(arguments: [
        Facts(
            path: "hdr/sample_with_colr_mdcv_and_clli.mp4", size: [1920, 1080], rate: "60000/1001", frames: 60,
            tags: ["bt2020", "smpte2084", "bt2020nc", "tv"]),
        Facts(
            path: "hdr/hlg10-color-test.mp4", size: [1920, 1080], rate: "90000/3001", frames: 9,
            tags: ["bt2020", "arib-std-b67", "bt2020nc", "tv"]),
        Facts(
            path: "hdr/sunset-hlg.mov", size: [1920, 1080], rate: "30/1", frames: 5,
            tags: ["bt2020", "arib-std-b67", "bt2020nc", "tv"]),
        Facts(
            path: "colour/sample_srgb.mp4", size: [1080, 720], rate: "30000/1001", frames: 30,
            tags: ["bt709", "iec61966-2-1", "bt709", "tv"]),
        Facts(
            path: "colour/bt601.mp4", size: [360, 240], rate: "30000/1001", frames: 30,
            tags: ["smpte170m", "smpte170m", "smpte170m", "tv"]),
    ])
    func rasterRateLengthAndTags(_ facts: Facts) throws {
        let log = try SharedMedia.log(facts.path)
        #expect([log.number("video.width"), log.number("video.height")] == facts.size)
        #expect(log.text("video.frame-rate") == facts.rate)
        #expect(log.number("video.frames") == facts.frames)
        #expect(["primaries", "transfer", "matrix", "range"].map { log.text("colour.\($0)") ?? "-" } == facts.tags)
        #expect(log.number("video.decode-errors") == 0)
    }

    /// `hvc1.2.4.L153`: Main 10 (profile 2), Main tier, level 5.1.
    @Test func codecStringOfHLG() throws {
        let log = try SharedMedia.log("hdr/hlg10-color-test.mp4")
        #expect(log.text("video.codec-tag") == "hvc1")
        #expect(log.text("video.codec-profile") == "Main 10")
        #expect(log.text("video.codec-level") == "5.1")
    }

    /// Stated as five pictures in three tracks. The sample table has five; the edit list ends before the one that is
    /// shown last, so four are shown, and ffprobe counts the same four. The file has five tracks: one of picture, one of
    /// sound, and three of timed metadata, which the statement counts as one kind.
    @Test func editListHidesAPicture() throws {
        let log = try SharedMedia.log("hdr/dolbyVision-hdr.MOV")
        #expect(log.number("video.frames") == 4)
        #expect(log.number("hdr.dolby-vision.rpu-frames") == 4)
        let file = try MediaFile(path: "\(SharedMedia.folder)/hdr/dolbyVision-hdr.MOV")
        #expect(file.streams.count == 5)
        #expect(file.streams.map(\.facts.frames).first == 5)
        let packet = Packet()
        var samples = 0
        while try file.read(into: packet) { samples += packet.facts.stream == 0 ? 1 : 0 }
        #expect(samples == 5)
    }

    /// A picture for every statement of colour/MANIFEST.tsv that names a transfer.
    @Test(arguments: [
        ("colors_hdr_rec2020.avif", "bt2020/smpte2084/bt2020nc/pc"),
        ("seine_hdr_rec2020.avif", "bt2020/smpte2084/bt2020nc/pc"),
        ("colors_sdr_srgb.avif", "bt709/iec61966-2-1/smpte170m/pc"),
    ])
    func taggedPictures(_ name: String, _ tags: String) throws {
        let log = try SharedMedia.log("colour/" + name)
        let found = ["primaries", "transfer", "matrix", "range"].map { log.text("colour.\($0)") ?? "-" }
        #expect(found.joined(separator: "/") == tags)
        #expect(log.flag("colour.agrees") == true)
        #expect(log.text("hdr.format") == (name.contains("hdr") ? "PQ" : "SDR"))
    }
}

import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

@testable import Checks

/// Bits flipped in files that carry HDR metadata, measured as files.
///
/// Every flip is survived. A flip inside a message, a box or an element that is read shows: a value, a note or a count of
/// the log changes, or the file is refused in a sentence. From a fixed seed; `FILMGATE_LONG_TESTS=1` flips far more.
@Suite struct MetadataDamageTests {
    private static let isLong = ProcessInfo.processInfo.environment["FILMGATE_LONG_TESTS"] == "1"

    /// What a flip is put into.
    struct Target: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var recipe: Recipe
        var name: String
        /// Bytes that the region starts with, and where it lies from there.
        var anchor: [UInt8]
        var region: Range<Int>
        /// Bits of the region that say nothing: by byte of the region, a mask.
        var free: [Int: UInt8] = [:]
    }

    private static let small = Clean.dolbyVision.picture {
        $0.size = Size(64, 64)
        $0.scenes = [.texture(seconds: 0.2)]
    }
    private static let plus = small.picture {
        $0.dolbyVision = nil
        $0.appendedUnits = [HDR10PlusUnit.profileB.hexadecimal]
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        stride(from: 0, to: hexadecimal.count, by: 2).compactMap {
            let start = hexadecimal.index(hexadecimal.startIndex, offsetBy: $0)
            return UInt8(hexadecimal[start..<hexadecimal.index(start, offsetBy: 2)], radix: 16)
        }
    }

    /// A unit of HEVC: the temporal layer, in the header, says nothing of the metadata, unless it is forbidden.
    private static func unit(
        _ title: String, _ recipe: Recipe, _ name: String, _ anchor: [UInt8], _ region: Range<Int>? = nil,
        free: [Int: UInt8] = [:]
    ) -> Target {
        Target(
            testDescription: title, recipe: recipe, name: name, anchor: anchor, region: region ?? 0..<anchor.count,
            free: free.merging([1: 0x06]) { $0 | $1 })
    }

    /// Five steps of ST 2086 are rounding.
    private static let rounding = Dictionary(
        uniqueKeysWithValues: stride(from: 5, to: 20, by: 2).map { ($0, UInt8(7)) })

    /// Behind the compatibility everything is reserved ("Dolby Vision streams within the ISO base media file format").
    private static func reserved(from first: Int) -> [Int: UInt8] {
        Dictionary(uniqueKeysWithValues: (first..<28).map { ($0, $0 == first ? 0x0F : 0xFF) })
    }

    /// What of the doubles of Matroska's mastering metadata is below rounding: ten elements of eleven bytes.
    private static let doubles: [Int: UInt8] = {
        var free: [Int: UInt8] = [:]
        for element in 0..<10 {
            let start = 35 + 11 * element
            free[start + 2] = element == 9 ? 0x7F : 0x1F
            for byte in 3..<8 { free[start + byte] = 0xFF }
        }
        return free
    }()

    /// The version of the register (SMPTE ST 298), and two bytes that no colour label uses.
    private static let label: [Int: UInt8] = [7: 0xFF, 14: 0xFF, 15: 0xFF]

    private static let rpu = bytes(Clean.rpu().hexadecimal)
    private static let curve = bytes(HDR10PlusUnit.profileB.hexadecimal)
    private static let mxf = plus.picture {
        $0.encoder = "prores_ks"
        $0.pixelFormat = "yuv422p10le"
        $0.options = [:]
        $0.appendedUnits = []
    }

    static let targets: [Target] = [
        unit("RPU in MP4", small, "a.mp4", rpu), unit("RPU in Matroska", small, "a.mkv", rpu),
        unit("RPU in a byte stream", small, "a.hevc", rpu),
        // Versions 0 and 1 are both in use; the last bits of the message are padding.
        unit("HDR10+ in MP4", plus, "a.mp4", curve, free: [10: 1, curve.count - 2: 0x7F]),
        unit("HDR10+ in Matroska", plus, "a.mkv", curve, free: [10: 1, curve.count - 2: 0x7F]),
        unit("mastering message", plus, "a.hevc", [0x4E, 0x01, 0x89, 0x18], 0..<28, free: rounding),
        unit("light message", plus, "a.hevc", [0x4E, 0x01, 0x90, 0x04], 0..<8),
        Target(
            testDescription: "mastering display in MP4", recipe: plus, name: "a.mp4", anchor: Array("mdcv".utf8),
            region: 0..<28, free: rounding),
        Target(
            testDescription: "light levels in MP4", recipe: plus, name: "a.mp4", anchor: Array("clli".utf8),
            region: 0..<8),
        // The last seven bits are reserved.
        Target(
            testDescription: "colour box in MP4", recipe: plus, name: "a.mp4", anchor: Array("colrnclx".utf8),
            region: 0..<15, free: [14: 0x7F]),
        Target(
            testDescription: "Dolby Vision box in MP4", recipe: small, name: "a.mp4", anchor: Array("dvvC".utf8),
            region: 0..<28, free: reserved(from: 8)),
        Target(
            testDescription: "Dolby Vision record in Matroska", recipe: small, name: "a.mkv",
            anchor: Array("dvvC".utf8), region: 0..<28, free: reserved(from: 11)),
        Target(
            testDescription: "Colour element in Matroska", recipe: plus, name: "a.mkv", anchor: [0x55, 0xB0, 0x40],
            region: 0..<142, free: doubles),
        Target(
            testDescription: "transfer label in MXF", recipe: mxf, name: "a.mxf",
            anchor: bytes("060e2b340401010d04010101010a0000"), region: 0..<16, free: label),
        Target(
            testDescription: "primaries label in MXF", recipe: mxf, name: "a.mxf",
            anchor: bytes("060e2b340401010d0401010103040000"), region: 0..<16, free: label),
    ]

    private static let checks = catalogue.filter {
        ["colour", "hdr-static", "dolby-vision", "hdr10plus"].contains($0.id)
    }

    /// All that a reader of the log is told of the metadata.
    private func answer(_ bytes: [UInt8], _ path: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do throws(MediaError) {
            let log = try Measurement(Self.checks, metrics: Self.metrics, threads: 1, hashes: false).log(of: path)
            return "\(log.readings) \(log.series) \(log.unmeasured) \(log.problem ?? "")"
        } catch {
            return error.description
        }
    }

    /// Nothing that needs every picture decoded: what is read is what is asked.
    private static let metrics = Set(checks.flatMap(\.metrics).filter { $0.effort != .decode }.map(\.id))

    @Test(arguments: targets) func aFlippedBitShows(_ target: Target) throws {
        let bench = try Bench()
        let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench.make(target.recipe, target.name))))
        let found = try #require(Data(original).firstRange(of: Data(target.anchor)), "\(target.testDescription)")
        let path = bench.path("damaged-" + target.name)
        let known = try answer(original, path)
        var all = target.region.flatMap { place in (0..<8).map { (place, UInt8(1) << UInt8($0)) } }
        if !Self.isLong {
            var random = SplitMix64(seed: 7)
            all.shuffle(using: &random)
            all = Array(all.prefix(16))
        }
        var silent: [String] = []
        for (place, bit) in all {
            var bytes = original
            bytes[found.lowerBound + place] ^= bit
            let isFree = (target.free[place] ?? 0) & bit != 0
            if try answer(bytes, path) == known, !isFree { silent.append("\(place):\(String(bit, radix: 16))") }
        }
        #expect(
            silent.isEmpty, "\(target.testDescription): nothing tells of the flips \(silent.joined(separator: " "))")
    }

    /// Anywhere in the file, with every check and every picture decoded: there is a log or a sentence, and no crash.
    @Test(arguments: ["a.mp4", "a.mkv", "a.hevc", "a.ts"]) func everyFileIsSurvived(_ name: String) throws {
        let bench = try Bench()
        let recipe = Self.small.picture { $0.appendedUnits.append(HDR10PlusUnit.profileB.hexadecimal) }
        let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench.make(recipe, name))))
        let path = bench.path("damaged-" + name)
        var random = SplitMix64(seed: 11)
        var logs = 0
        for _ in 0..<(Self.isLong ? 150 : 4) {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            do throws(MediaError) {
                let log = try Measurement(catalogue, threads: 1, hashes: false).log(of: path)
                logs += log.readings.isEmpty ? 0 : 1
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
        #expect(logs > 0)
    }
}

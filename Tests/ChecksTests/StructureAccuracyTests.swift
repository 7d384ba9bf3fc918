import Checks
import Foundation
import Measuring
import Model
import Testing

@testable import Synth

/// How often faults are found, how exactly, and how often something is found that is not there. The long run writes
/// docs/accuracy.md; the short one looks at a few of the same cases.
@Suite struct StructureAccuracyTests {
    static let isLong = ProcessInfo.processInfo.environment["FILMGATE_LONG_TESTS"] == "1"

    @Test func faultsAreFoundAndNothingElse() throws {
        let bench = try Bench()
        for (codec, fault) in zip([StructureMedia.Codec.h264, .mpeg2, .prores], StructureFault.all) {
            var score = AccuracyScore(fault)
            try score.run(codec, seed: 2, severity: 1, in: bench)
            #expect(score.found == score.put, "\(fault.name) in \(codec.rawValue)")
            #expect(score.extra == 0, "\(fault.name) in \(codec.rawValue)")
        }
        let still = StructureMedia(StructureMedia.moving(60, speed: 0), seed: 3)
        #expect(try AccuracyControls.alarms(still, in: bench) == [:])
    }

    @Test(.enabled(if: isLong)) func writeTheTable() throws {
        let bench = try Bench()
        let codecs: [StructureMedia.Codec] = [.h264, .mpeg2, .prores]
        var rows: [String] = []
        let cache = PictureCache()
        for fault in StructureFault.all {
            for codec in codecs {
                var cells: [AccuracyScore] = []
                for severity in 0..<3 {
                    var score = AccuracyScore(fault)
                    for seed: UInt64 in 1...3 { try score.run(codec, seed: seed, severity: severity, cache, in: bench) }
                    cells.append(score)
                }
                rows.append(AccuracyPage.row(fault, codec, cells))
                let isWhole = cells[2].found == cells[2].put
                #expect(isWhole || fault.isMissed.contains(codec), "\(fault.name) in \(codec.rawValue)")
            }
        }
        let controls = try AccuracyControls.rows(codecs, in: bench)
        let shared = try AccuracyControls.sharedRows()
        try AccuracyPage.write(rows, controls: controls, shared: shared)
    }
}

/// One fault counted over several files.
struct AccuracyScore {
    let fault: StructureFault
    private(set) var put = 0
    private(set) var found = 0
    /// Reported by the same metric where nothing was put.
    private(set) var extra = 0
    /// Largest distance from the true picture, in pictures.
    private(set) var off = 0

    init(_ fault: StructureFault) { self.fault = fault }

    mutating func run(
        _ codec: StructureMedia.Codec, seed: UInt64, severity: Int, _ cache: PictureCache = PictureCache(),
        in bench: Bench
    ) throws {
        let media = fault.media(codec, seed, severity)
        var pictures = try cache.pictures(media)
        let truth = try fault.put(&pictures, seed, severity)
        let metrics: Set<String> = [fault.metric]
        var reported = fault.report(try media.log(of: pictures, in: bench, only: metrics))
        put += truth.count
        for place in truth {
            guard let nearest = reported.min(by: { abs($0 - place) < abs($1 - place) }), abs(nearest - place) <= 2
            else { continue }
            found += 1
            off = max(off, abs(nearest - place))
            reported.removeAll { $0 == nearest }
        }
        extra += reported.count
    }
}

/// Files without a fault.
enum AccuracyControls {
    /// Metrics that must be zero on clean pictures.
    static let counts = [
        "picture.cuts", "picture.flash-frames", "picture.duplicates", "picture.dropped", "picture.stray-lines",
        "picture.stuck-pixels", "picture.chroma-lost",
        "picture.half-lines", "picture.digital-hits", "picture.line-dropouts",
        "picture.head-switching", "lineup.countdowns",
    ]

    static let kinds: [(name: String, scene: Scene, change: @Sendable (inout [Canvas]) -> Void)] = [
        ("moving texture", .moving, { _ in }),
        ("static camera, grain", .still, { _ in }),
        ("slow pan", StructureMedia.moving(320, speed: 1), { _ in }),
        ("fast pan", StructureMedia.moving(320, speed: 10), { _ in }),
        ("fades", .moving, { $0.fadeInAndOut() }),
        ("camera flashes", .still, { $0.flashLight() }),
        ("small moving object", .still, { $0.moveAnObject() }),
        ("caption over motion", .moving, { $0.caption() }),
        ("slow pan, starved of bits", starved, { _ in }),
    ]

    private static let starved = StructureMedia.moving(320, speed: 2)

    /// What is reported, by metric; nothing on clean pictures.
    static func alarms(
        _ media: StructureMedia, in bench: Bench, _ change: (inout [Canvas]) -> Void = { _ in }
    ) throws -> [String: Int] {
        alarms(try media.log(in: bench, change))
    }

    static func alarms(_ log: Log) -> [String: Int] {
        var found: [String: Int] = [:]
        for metric in counts {
            if let count = log.number(metric), count > 0 { found[metric] = Int(count) }
        }
        if let cadence = log.text("picture.cadence"), cadence != "none" { found["picture.cadence \(cadence)"] = 1 }
        if let bars = log.text("lineup.bars") { found["lineup.bars \(bars)"] = 1 }
        if let scan = log.text("picture.scan"), !["progressive", "undetermined"].contains(scan) {
            found["picture.scan \(scan)"] = 1
        }
        let moments = log.reading("picture.active-area", TrackID(.video, 0))?.moments ?? []
        if !moments.isEmpty { found["picture.active-area"] = moments.count }
        for metric in ["picture.chroma-shift.horizontal", "picture.chroma-shift.vertical"] {
            if let shift = log.number(metric), abs(shift) >= 0.75 { found[metric] = Int((shift * 10).rounded()) }
        }
        let constant = log.values("picture.constant-colour").count { $0 >= 90 }
        if constant > 0 { found["picture.constant-colour"] = constant }
        return found
    }

    static func rows(_ codecs: [StructureMedia.Codec], in bench: Bench) throws -> [String] {
        let cache = PictureCache()
        return try kinds.flatMap { kind in
            try codecs.map { codec in
                var all: [String: Int] = [:]
                for seed: UInt64 in 1...2 {
                    var scene = kind.scene
                    scene.seed = seed &* 13
                    var media = StructureMedia(scene, codec: codec, seed: seed)
                    media.isStarved = kind.scene == starved
                    var pictures = try cache.pictures(media)
                    kind.change(&pictures)
                    all.merge(alarms(try media.log(of: pictures, in: bench)), uniquingKeysWith: +)
                }
                return "| \(kind.name) | \(codec.rawValue) | \(AccuracyPage.text(all)) |"
            }
        }
    }

    /// What is found in the videos beside the project; empty where they are absent.
    static func sharedRows() throws -> [String] {
        let folder = ProcessInfo.processInfo.environment["FILMGATE_SHARED_MEDIA"] ?? SharedMedia.folder
        let names = [
            "colour/bt601.mp4", "colour/sample_srgb.mp4", "hdr/hlg10-color-test.mp4", "hdr/sunset-hlg.mov",
            "hdr/regular.mkv", "hdr/hdr10plus_regular.mkv", "hdr/sample_with_colr_mdcv_and_clli.mp4",
            "videoqc/pymediainfo_sample.mp4", "videoqc/sample_with_increasing_timestamps_320w_240h_5s.mp4",
            "ts/test-030.ts", "ts/test-064.ts", "ts/test-101.ts",
        ]
        return names.compactMap { name in
            let measurement = Measurement(catalogue, metrics: StructureMedia.metrics, threads: 2, hashes: false)
            guard let log = try? measurement.log(of: "\(folder)/\(name)") else { return nil }
            return "| \(name) | \(log.values("picture.cut").count) | \(AccuracyPage.text(alarms(log))) |"
        }
    }
}

extension Scene {
    fileprivate static let still = StructureMedia.moving(320, speed: 0)
    fileprivate static let moving = StructureMedia.moving(320, speed: 4)
}

/// docs/accuracy.md.
enum AccuracyPage {
    static func row(_ fault: StructureFault, _ codec: StructureMedia.Codec, _ cells: [AccuracyScore]) -> String {
        let found = cells.map { "\($0.found) of \($0.put)" }.joined(separator: " | ")
        let off = cells.map(\.off).max() ?? 0
        let extra = cells.map(\.extra).reduce(0, +)
        return "| \(fault.name) | `\(fault.metric)` | \(codec.rawValue) | \(found) | \(off) | \(extra) |"
    }

    static func text(_ alarms: [String: Int]) -> String {
        alarms.isEmpty
            ? "nothing" : alarms.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }

    static func write(_ rows: [String], controls: [String], shared: [String]) throws {
        let severities = StructureFault.all.map { "| \($0.name) | \($0.severities.joined(separator: " | ")) |" }
        let text = """
            # How well faults of picture structure are found

            Written by `FILMGATE_LONG_TESTS=1 swift test --filter StructureAccuracyTests`. Every fault is put into moving
            noisy texture (256 × 144, 25 pictures a second, grain of 1.5 codes), with three seeds and at three
            severities, encoded, and measured. "Off" is the largest error in time, in pictures; "else" counts what the
            same metric reports where nothing was put. Texture made by machine is no substitute for films: take the
            figures for what the checks can do, not for what they will do on every material.

            ## Faults found

            | fault | metric | codec | slight | medium | strong | off | else |
            |---|---|---|---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            Displaced chroma is measured where luma and chroma have edges in common; what coding in 4:2:0 leaves of the
            small coloured blocks put in here is often too little.

            Parts of lines are looked for only where a tile jumps by twice what it did before: in tiles that move fast
            anyway, as many do here, they are missed.

            What the severities are:

            | fault | slight | medium | strong |
            |---|---|---|---|
            \(severities.joined(separator: "\n"))

            ## What is reported on clean pictures

            Two files of 320 pictures each. Fades pass through pictures of nearly one colour, and the tolerance of
            10.5 % is wide: a spec that forbids such pictures must say for how long.

            | pictures | codec | reported |
            |---|---|---|
            \(controls.joined(separator: "\n"))

            ## What is reported on real files

            | file | pictures | reported |
            |---|---|---|
            \(shared.joined(separator: "\n"))

            """
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try text.write(to: root.appendingPathComponent("docs/accuracy.md"), atomically: true, encoding: .utf8)
    }
}

import Foundation
import Model
import Testing

@testable import Synth

/// How often faults of sound are found, how exactly, and how often something is found that is not there. The long run
/// writes docs/accuracy-sound.md; the short one looks at a few of the same cases.
@Suite struct SoundAccuracyTests {
    static let isLong = ProcessInfo.processInfo.environment["FILMGATE_LONG_TESTS"] == "1"

    @Test func strongFaultsAreFoundAndNothingElse() throws {
        let bench = try Bench()
        let cache = SoundCache()
        for fault in SoundFault.all where fault.least >= 9 {
            var score = SoundScore(fault, 2)
            try score.run(.pcm, seed: 5, cache, in: bench)
            #expect(score.found == score.put && score.put == 1, "\(fault.name): \(score.late) late")
            #expect(score.extra == 0, "\(fault.name)")
        }
    }

    @Test(arguments: [SoundMedia.Codec.pcm, .aac]) func cleanSoundIsClean(_ codec: SoundMedia.Codec) throws {
        let bench = try Bench()
        for seed: UInt64 in [3, 4, 5] {
            let sound = SoundMedia.programme(.stereo, seed: seed, seconds: 8)
            let log = try SoundMedia.log(of: [sound], codec, in: bench, only: SoundControls.metrics)
            #expect(SoundControls.alarms(log, bits: codec == .pcm ? 24 : nil) == [:], "seed \(seed)")
        }
    }

    /// A rumble that comes and goes is no sound above 200 Hz, and no direct current where it begins and ends.
    @Test(arguments: [(10, SoundMedia.Codec.pcm), (5, .ac3)] as [(UInt64, SoundMedia.Codec)])
    func rumbleIsClean(_ seed: UInt64, _ codec: SoundMedia.Codec) throws {
        let sound = SoundMedia.programme(.surround, seed: seed, seconds: 22)
        let log = try SoundMedia.log(of: [sound], codec, in: Bench(), only: SoundControls.metrics)
        #expect((log.number("sound.lfe.above-200-hz", SoundFault.track) ?? 9) < 1)
        #expect((log.number("sound.dc-offset", SoundFault.track) ?? 9) < 0.2)
    }

    @Test(.enabled(if: isLong)) func writeTheTable() async throws {
        let rows = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for (index, fault) in SoundFault.all.enumerated() {
                group.addTask { (index, try Self.rows(fault)) }
            }
            return try await group.reduce(into: [Int: [String]]()) { $0[$1.0] = $1.1 }
        }
        let sorted = rows.sorted { $0.key < $1.key }.flatMap(\.value)
        let controls = try SoundControls.rows(SoundCache(), in: Bench())
        try SoundPage.write(sorted, controls: controls, shared: SoundControls.sharedRows())
    }

    static func rows(_ fault: SoundFault) throws -> [String] {
        let bench = try Bench()
        let cache = SoundCache()
        return try (fault.survivesCoding ? [false, true] : [false]).map { isLossy in
            let cells = try (0..<3).map { severity in
                var score = SoundScore(fault, severity)
                for seed: UInt64 in 1...10 {
                    let lossy: SoundMedia.Codec = fault.layout(seed, isLossy: true) == .stereo ? .aac : .ac3
                    try score.run(isLossy ? lossy : .pcm, seed: seed, cache, in: bench)
                }
                return score
            }
            if !isLossy { #expect(cells[2].found >= fault.least, "\(fault.name)") }
            let row = SoundPage.row(fault, isLossy, cells)
            print(row)
            return row
        }
    }
}

/// One fault at one severity, counted over several files.
struct SoundScore {
    let fault: SoundFault
    let severity: Int
    private(set) var put = 0
    /// Told, with its time within the fault's tolerance.
    private(set) var found = 0
    /// Told, but at a time that is farther off.
    private(set) var late = 0
    /// Largest error in time among those, seconds.
    private(set) var farthest = 0.0
    /// Reported by the same metric where nothing was put.
    private(set) var extra = 0
    /// Largest error in time among those found, seconds.
    private(set) var off = 0.0

    init(_ fault: SoundFault, _ severity: Int) {
        self.fault = fault
        self.severity = severity
    }

    mutating func run(_ codec: SoundMedia.Codec, seed: UInt64, _ cache: SoundCache, in bench: Bench) throws {
        var tracks = [cache.programme(fault.layout(seed, isLossy: codec != .pcm), seed: seed, seconds: fault.seconds)]
        var random = SplitMix64(seed: seed &* 31 &+ UInt64(severity))
        let truth = fault.put(&tracks, &random, severity)
        let metrics: Set<String> = [fault.metric, "sound.level"]
        var reported = fault.report(try SoundMedia.log(of: tracks, codec, in: bench, only: metrics), tracks)
        put += truth.count
        for place in truth {
            let near = reported.filter {
                $0.start <= place.end + fault.tolerance && $0.end >= place.start - fault.tolerance
            }
            reported.removeAll { near.contains($0) }
            guard let start = near.map(\.start).min(), let end = near.map(\.end).max() else { continue }
            let error = max(abs(start - place.start), fault.hasEnd ? abs(end - place.end) : 0)
            if error <= fault.tolerance + 1e-6 {
                found += 1
                off = max(off, error)
            } else {
                late += 1
                farthest = max(farthest, error)
            }
        }
        extra += reported.count
    }
}

/// Files without a fault.
enum SoundControls {
    static let metrics = Set(SoundFault.all.map(\.metric) + ["sound.level"])

    /// What is reported, by metric; nothing on clean sound. `bits`: those of the samples, where they are integers.
    static func alarms(_ log: Log, track: TrackID = SoundFault.track, bits: Int?) -> [String: String] {
        var found: [String: String] = [:]
        let counted = [
            "sound.clipping", "sound.flat-tops", "sound.dropouts", "sound.clicks", "sound.repeated-buffers",
        ]
        for metric in counted {
            if let count = log.number(metric, track), count > 0 { found[metric] = "\(Int(count))" }
        }
        for metric in ["sound.digital-black", "sound.polarity-inversion", "sound.hum", "sound.line-up-tone"] {
            if let time = log.number(metric, track), time > 0 { found[metric] = short(time) + " s" }
        }
        for (metric, most, unit) in [
            ("sound.dc-offset", 0.2, " %"), ("sound.lfe.above-200-hz", 3, " %"), ("sound.mono-loss", 4.5, " dB"),
        ] {
            if let value = log.number(metric, track), value > most { found[metric] = short(value) + unit }
        }
        for metric in ["sound.channels.identical", "sound.channels.empty"] {
            if let text = log.text(metric, track) { found[metric] = text }
        }
        if let text = log.text("sound.channels.swapped", nil) { found["sound.channels.swapped"] = text }
        if let bits, let used = log.number("sound.bits-used", track), Int(used) != bits {
            found["sound.bits-used"] = "\(Int(used)) of \(bits)"
        }
        let quiet = SoundFault.quiet(log.series("sound.silence", track), below: -60)
        if !quiet.isEmpty { found["sound.silence"] = short(quiet.reduce(0) { $0 + $1.duration }) + " s" }
        return found
    }

    private static func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    static func rows(_ cache: SoundCache, in bench: Bench) throws -> [String] {
        var rows: [String] = []
        for layout in [SoundMedia.Layout.stereo, .surround] {
            for codec in [SoundMedia.Codec.pcm, layout == .stereo ? .aac : .ac3] {
                var all: [String: String] = [:]
                for seed: UInt64 in 1...10 {
                    let sound = cache.programme(layout, seed: seed, seconds: 22)
                    let log = try SoundMedia.log(of: [sound], codec, in: bench, only: metrics)
                    for (metric, text) in alarms(log, bits: codec == .pcm ? 24 : nil) {
                        all[metric] = (all[metric].map { $0 + ", " } ?? "") + "seed \(seed): \(text)"
                    }
                }
                rows.append("| \(layout.rawValue) | \(codec.rawValue) | \(SoundPage.text(all)) |")
            }
        }
        return rows
    }

    /// What is found in the files with sound beside the project; empty where they are absent.
    static func sharedRows() -> [String] {
        let names = [
            "loudness/piano.wav", "loudness/sine_1000.wav", "loudness/test.wav", "bwf/nuendo_5.1.wav",
            "bwf/sample_adm_file_0.wav", "bwf/A101_3.WAV", "bwf/umid.wav", "bwf/rect_24bit_rf64.wav", "ts/test-064.ts",
            "packages/hls-ts-aac/segment_0.ts", "packages/hls-ts-aac/segment_3.ts",
            "videoqc/sample_with_increasing_timestamps_320w_240h_5s.mp4", "videoqc/pymediainfo_sample.mp4",
            "videoqc/silent-black-10s.mp4", "videoqc/sample_rotate_and_reflect.mp4", "colour/bt601.mp4",
            "colour/sample_srgb.mp4", "hdr/sample_with_colr_mdcv_and_clli.mp4", "hdr/hlg10-color-test.mp4",
            "dcp/dcp_test1/audio.mxf", "imf/PhotonApp5Test/WAV_060fe563-18d5-48d4-9148-1bfba4262ae2.mxf",
            "imf/IMP/AUDIO_b285d8f3-0294-4207-8ea8-4f0b72314213.mxf", "mxf/TearsOfSteel_4k_Test_Master_Audio_002.mxf",
            "corrupt/flac_faulty_10_invalid_vorbis_comment_metadata_block.flac",
        ]
        return names.compactMap { name in
            guard let log = try? SharedMedia.log(name, only: metrics),
                let level = log.series("sound.level", SoundFault.track, channel: 0)
            else { return nil }
            return "| \(name) | \(Double(level.values.count) / 10) | \(SoundPage.text(alarms(log, bits: nil))) |"
        }
    }
}

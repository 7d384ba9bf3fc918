import Checks
import Foundation
import Measuring
import Media
import Model
import Specs
import Synth
import Testing

/// The profile that other profiles extend: damage of every kind, and no false alarm on clean files.
@Suite struct FileIntegrityTests {
    @Test(arguments: ["a.mov", "a.mp4", "a.mkv", "a.ts", "a.avi"])
    func cleanFilesPass(name: String) throws {
        let sound = ["a.ts": "mp2", "a.mp4": "aac"][name] ?? "pcm_s16le"
        for texture in [Scene.texture(seconds: 2), .bars(seconds: 2)] {
            let recipe = Recipe.small25().video(texture).addingAudio {
                $0.encoder = sound
                $0.segments = [.tone(-20, seconds: 2)]
            }
            let report = try Self.report(recipe, name)
            #expect(report.verdict == .pass, "\(name): \(report.problem ?? "") \(Self.failed(report))")
        }
    }

    @Test(arguments: ["mpeg2video", "prores_ks", "dnxhd"])
    func cleanCodecsPass(encoder: String) throws {
        let recipe = Recipe.hd25().video(.texture(seconds: 0.6)).picture {
            $0.encoder = encoder
            if encoder != "mpeg2video" { $0.pixelFormat = "yuv422p10le" }
            if encoder == "dnxhd" { $0.options = ["profile": "dnxhr_hqx"] }
        }
        #expect(try Self.report(recipe, encoder == "mpeg2video" ? "a.mxf" : "a.mov").verdict == .pass)
    }

    @Test func soundAloneAndPicturesAlonePass() throws {
        #expect(try Self.report(.sound().tone(-20, seconds: 2), "a.wav").verdict == .pass)
        #expect(try Self.report(.small25().video(.texture(seconds: 1)), "a.mov").verdict == .pass)
    }

    /// A bare stream has no times to be wrong: the rule does not apply, and nothing else complains.
    @Test(arguments: [("libx264", "a.h264"), ("libx265", "a.hevc"), ("mpeg2video", "a.m2v")])
    func bareStreamsPass(encoder: String, name: String) throws {
        let recipe = Recipe.small25().video(.texture(seconds: 2)).picture { $0.encoder = encoder }
        let report = try Self.report(recipe, name)
        #expect(report.verdict == .pass, "\(Self.failed(report))")
        #expect(report.findings.first { $0.rule == "FI-video-times" }?.verdict == .notApplicable)
    }

    @Test func flippedBytesFail() throws {
        var recipe = Recipe.small25().video(.texture(seconds: 2))
        recipe.damage = [.flip(count: 20, from: 0.2, to: 0.8)]
        let report = try Self.report(recipe, "a.mkv")
        #expect(report.verdict == .fail)
        #expect(Self.failed(report).contains("FI-video-decodes"))
    }

    @Test func cutFileIsNotChecked() throws {
        var recipe = Recipe.small25().video(.texture(seconds: 4))
        recipe.damage = [.truncate(0.5)]
        let report = try Self.report(recipe, "a.mkv")
        #expect(report.verdict == .notChecked)
        #expect(report.problem?.contains("cut short") == true)
    }

    @Test func holeInTheTimesFails() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 1), .gap(frames: 5), .texture(seconds: 1))
        let report = try Self.report(recipe, "a.mkv")
        #expect(report.verdict == .fail)
        #expect(Self.failed(report) == ["FI-video-times"])
    }

    private static func failed(_ report: FileReport) -> [String] {
        report.findings.filter { [.failed, .notMeasured].contains($0.verdict) }.map(\.rule)
    }

    private static func report(_ recipe: Recipe, _ name: String) throws -> FileReport {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Profiles").path
        let profile = try ProfileLibrary(directories: [folder]).load("file-integrity").profile
        return judge(try Bench().log(recipe, name, only: profile.metrics), against: profile)
    }
}

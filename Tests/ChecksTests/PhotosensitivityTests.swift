import Checks
import Foundation
import Measuring
import Media
import Model
import Specs
import Synth
import Testing

@Suite struct PhotosensitivityTests {
    private static let metrics: Set<String> = Set(
        ["pse", "pse.ofcom", "pse.wcag", "pse.trace"].flatMap { ["\($0).luminance", "\($0).red"] })

    @Test func fourFlashesASecondFailEverywhere() throws {
        let log = try Self.log(.flicker(hertz: 5, seconds: 2))
        for prefix in ["pse", "pse.ofcom", "pse.wcag", "pse.trace"] {
            #expect(log.text("\(prefix).luminance") == "fail", "\(prefix)")
            #expect(log.text("\(prefix).red") == "pass", "\(prefix)")
        }
    }

    @Test func twoFlashesASecondPass() throws {
        let log = try Self.log(.flicker(hertz: 2, seconds: 3))
        for metric in Self.metrics { #expect(log.text(metric) == "pass", "\(metric)") }
    }

    /// 20 cd/m² is the luma code 100, 20.06 cd/m², over black; 99 is 19.6. Above 160 (code 216) nothing counts in SDR.
    @Test(arguments: [(16, 99, "pass"), (16, 101, "fail"), (214, 235, "fail"), (217, 235, "pass")])
    func stepsAreThoseOfTheDocument(dark: Int, bright: Int, verdict: String) throws {
        let log = try Self.log(
            .flicker(.code([bright, 128, 128]), .code([dark, 128, 128]), hertz: 5, seconds: 2), isLossless: true)
        #expect(log.text("pse.luminance") == verdict)
        #expect(log.text("pse.ofcom.luminance") == verdict)
    }

    @Test func redFlashesWhateverTheLuminance() throws {
        let log = try Self.log(.flicker(.rgb([100, 0, 0]), .rgb([20, 20, 20]), hertz: 5, seconds: 2))
        #expect(log.text("pse.red") == "fail")
        #expect(log.text("pse.wcag.red") == "fail")
        // Green is no red.
        let green = try Self.log(.flicker(.rgb([0, 100, 0]), .rgb([20, 20, 20]), hertz: 5, seconds: 2))
        #expect(green.text("pse.red") == "pass")
    }

    /// A quarter of the screen is the limit for broadcast; from a fifth on the note warns.
    @Test func areaDecides() throws {
        let large = try Self.log(.flicker(hertz: 5, area: 30, seconds: 2))
        let near = try Self.log(.flicker(hertz: 5, area: 23, seconds: 2))
        let small = try Self.log(.flicker(hertz: 5, area: 12, seconds: 2))
        #expect(large.text("pse.luminance") == "fail")
        #expect(near.text("pse.luminance") == "pass")
        #expect(Self.note(near)?.contains("on more than 20 % of the screen") == true)
        #expect(small.text("pse.luminance") == "pass")
        #expect(Self.note(small)?.contains("on more than 20 %") == false)
    }

    /// A still picture before and after: the worst second is where the flashes are.
    @Test func worstSecondIsNamed() throws {
        let log = try Self.log(
            .texture(seconds: 2), .flicker(hertz: 5, seconds: 1), .flat(.rgb([50, 50, 50]), seconds: 2))
        let moment = try #require(log.reading("pse.luminance", TrackID(.video, 0))?.moments.first)
        #expect(moment.start >= 1.9 && moment.end <= 3.1)
        #expect(Self.note(log)?.contains("worst second: ") == true)
    }

    @Test(arguments: ["pse-bt1702", "pse-ofcom", "pse-wcag22", "pse-trace2024"])
    func profilesJudgeAndClaimNothing(id: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Profiles").path
        let profile = try ProfileLibrary(directories: [folder]).load(id).profile
        #expect(profile.title.contains("(screening)"))
        #expect(profile.summary.contains("not a certified PSE test"))
        let flashing = judge(try Self.log(.flicker(hertz: 5, seconds: 2), all: true), against: profile)
        #expect(flashing.verdict == .fail)
        let failed = flashing.findings.filter { $0.verdict == .failed }
        #expect(!failed.isEmpty && failed.allSatisfy { !$0.moments.isEmpty })
        #expect(failed.allSatisfy { $0.note?.hasPrefix("screening, not a certified PSE test") == true })
        #expect(judge(try Self.log(.texture(seconds: 2), all: true), against: profile).verdict == .pass)
    }

    /// The labels of the Trace RERC benchmark, but for the one that docs/photosensitivity.md explains.
    @Test(.enabled(if: SharedMedia.isThere, Comment(rawValue: SharedMedia.missing)))
    func agreesWithTheBenchmark() throws {
        let sets = ["itu_r1702_4": "pse", "ofcom2017": "pse.ofcom", "wcag2_2": "pse.wcag", "trace24": "pse.trace"]
        let table = try String(contentsOfFile: SharedMedia.folder + "/pse/MANIFEST.tsv", encoding: .utf8)
        var labels = 0
        for row in table.split(separator: "\n").dropFirst() {
            let file = row.prefix { $0 != "\t" }
            let log = try SharedMedia.log("pse/\(file)", only: Self.metrics)
            for (label, prefix) in sets {
                let isFail = ["luminance", "red"].contains { log.text("\(prefix).\($0)") == "fail" }
                if row.contains("\(label)=") { labels += 1 }
                let isExplained = file == "trace_trace24_30fps_red02_a006f011m.avi" && label == "wcag2_2"
                if row.contains("\(label)=fail") || isExplained { #expect(isFail, "\(file) \(label)") }
                if row.contains("\(label)=pass"), !isExplained { #expect(!isFail, "\(file) \(label)") }
            }
            if row.contains("EA IRIS") { #expect((log.text("pse.luminance") == "fail") == row.contains("(FlashFail)")) }
        }
        #expect(labels == 56)
    }

    private static func log(_ scenes: Scene..., isLossless: Bool = false, all: Bool = false) throws -> Log {
        let recipe = Recipe.small25().picture {
            $0.scenes = scenes
            if isLossless { $0.encoder = "ffv1" }
        }
        return try Bench().log(recipe, "a.mkv", only: all ? metrics.union(["pse.pattern"]) : metrics)
    }

    private static func note(_ log: Log) -> String? { log.reading("pse.luminance", TrackID(.video, 0))?.note }
}

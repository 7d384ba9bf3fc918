import Foundation
import Synth
import Testing

@Suite struct CheckCommandTests {
    let clean = Filmgate.testMedia("clean-stereo.mov")
    let loud = Filmgate.testMedia("too-loud.mov")
    let truncated = Filmgate.testMedia("truncated.mkv")

    @Test func cleanFilePasses() throws {
        let outcome = try Filmgate.run("check", clean, "--profile", "ebu-r128")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("PASS  "))
        #expect(outcome.errors.isEmpty)
    }

    @Test func failureIsExplained() throws {
        let outcome = try Filmgate.run("check", loud, "--profile", "ebu-r128")
        #expect(outcome.status == 1)
        for part in ["FAIL  ", "Measured", "-20.0 LUFS", "-23.0 LUFS", "Why ", "Mend ", "clause", "10:00:03:00"] {
            #expect(outcome.output.contains(part), "\(part)")
        }
    }

    @Test func jsonKeepsItsContract() throws {
        let outcome = try Filmgate.run("check", loud, "--profile", "ebu-r128", "--json")
        #expect(outcome.status == 1)
        let json = outcome.json
        #expect(json["schema"] as? String == "filmgate.report/1")
        #expect(json["verdict"] as? String == "FAIL")
        let file = try #require((json["files"] as? [[String: Any]])?.first)
        #expect(file["path"] as? String == loud)
        #expect((file["profile"] as? String)?.hasPrefix("ebu-r128@") == true)
        let finding = try #require((file["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "R128-m" })
        #expect(finding["verdict"] as? String == "failed")
        for key in ["metric", "track", "severity", "expected", "measured", "moments", "cite", "explain"] {
            #expect(finding[key] != nil && !(finding[key] is NSNull), "\(key)")
        }
    }

    @Test func measureKeepsItsContract() throws {
        let json = try Filmgate.run("measure", clean, "--json").json
        #expect(json["schema"] as? String == "filmgate.log/1")
        let file = try #require(json["file"] as? [String: Any])
        #expect((file["sha256"] as? String)?.count == 64)
        let tracks = try #require(json["tracks"] as? [[String: Any]])
        #expect(tracks.compactMap { $0["id"] as? String } == ["video:0", "audio:0", "data:0"])
        let readings = try #require(json["readings"] as? [[String: Any]])
        let loudness = try #require(readings.first { $0["metric"] as? String == "loudness.integrated" })
        #expect(loudness["track"] as? String == "audio:0")
        #expect(abs((loudness["value"] as? Double ?? 0) - -23) < 0.01)
        #expect(loudness["unit"] as? String == "LUFS")
        #expect(json["series"] == nil)
        #expect(try Filmgate.run("measure", clean, "--json", "--series").json["series"] != nil)
    }

    @Test func badFileNeverStopsTheOthers() throws {
        let folder = try Folder()
        try Data().write(to: folder.url("empty.mov"))
        let outcome = try Filmgate.run(
            "check", truncated, clean, folder.path("empty.mov"), folder.path("missing.mov"), "--profile", "ebu-r128",
            "--json")
        #expect(outcome.status == 2)
        let files = try #require(outcome.json["files"] as? [[String: Any]])
        #expect(files.compactMap { $0["verdict"] as? String } == ["NOT CHECKED", "PASS", "NOT CHECKED", "NOT CHECKED"])
        #expect(files.compactMap { $0["problem"] as? String }.count == 3)
    }

    @Test func foldersAreReadInOrder() throws {
        let folder = try Folder()
        for name in ["b.mov", "a.mov", "notes.txt"] {
            try FileManager.default.copyItem(atPath: clean, toPath: folder.path(name))
        }
        let json = try Filmgate.run("check", folder.root, "--profile", "ebu-r128", "--json", "--threads", "4").json
        let paths = (json["files"] as? [[String: Any]])?.compactMap { $0["path"] as? String }
        #expect(paths == [folder.path("a.mov"), folder.path("b.mov")])
    }

    @Test func emptyFolderIsNoPass() throws {
        #expect(try Filmgate.run("check", Folder().root, "--profile", "ebu-r128").status == 2)
    }

    @Test func sameReportForAnyNumberOfThreads() throws {
        let first = try Filmgate.run("check", loud, clean, "--profile", "ebu-r128", "--json", "--threads", "1")
        for threads in ["2", "8", "8"] {
            let other = try Filmgate.run("check", loud, clean, "--profile", "ebu-r128", "--json", "--threads", threads)
            #expect(other.output == first.output)
        }
    }

    @Test func failOn() throws {
        #expect(try Filmgate.run("check", loud, "-p", "ebu-r128", "--fail-on", "never").status == 0)
        #expect(try Filmgate.run("check", loud, "-p", "ebu-r128", "--fail-on", "blocker").status == 0)
        #expect(try Filmgate.run("check", loud, "-p", "ebu-r128", "--fail-on", "nonsense").status == 64)
        #expect(try Filmgate.run("check", loud).status == 64)
    }

    @Test func onlyTheseChecksRun() throws {
        let log = try Filmgate.run("measure", clean, "--json", "--no-hash", "--only", "picture-black, sound.silence")
            .json
        let checks = (log["checks"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        #expect(checks == ["picture-black", "silence"])
        let whole = try Filmgate.run("check", loud, "-p", "ebu-r128", "--json")
        let part = try Filmgate.run("check", loud, "-p", "ebu-r128", "--only", "loudness.range", "--json")
        #expect(whole.status == 1)
        #expect(part.status == 0)
        let file = try #require((part.json["files"] as? [[String: Any]])?.first)
        #expect((file["profileTitle"] as? String)?.hasSuffix("(only loudness.range)") == true)
        let metrics = (file["findings"] as? [[String: Any]])?.compactMap { $0["metric"] as? String }
        #expect(metrics.map(Set.init) == ["loudness.range"])
        // A profile with no rule on it has checked nothing.
        #expect(try Filmgate.run("check", clean, "-p", "ebu-r128", "--only", "picture-black").status == 2)
    }

    @Test(arguments: [
        ("picture-blak", "'picture-black'"), ("loudnes", "'loudness'"), ("zzzzzz", "explain"), (",", "say which"),
    ])
    func unknownCheckIsWrongUsage(only: String, hint: String) throws {
        for arguments in [["measure", clean, "--json"], ["check", clean, "-p", "ebu-r128"]] {
            let outcome = try Filmgate.run(arguments + ["--only", only])
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(hint))
        }
    }

    @Test func unknownProfileIsOneSentence() throws {
        let outcome = try Filmgate.run("check", clean, "--profile", "ebu-r12")
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("ebu-r128"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func logsAreJudgedAgainWithoutMedia() throws {
        let folder = try Folder()
        let copy = folder.path("film.mov")
        try FileManager.default.copyItem(atPath: loud, toPath: copy)
        #expect(try Filmgate.run("measure", copy, "-o", folder.path("film.fglog")).status == 0)
        let direct = try Filmgate.run("check", copy, "--profile", "ebu-r128", "--json")
        try FileManager.default.removeItem(atPath: copy)
        let judged = try Filmgate.run("judge", folder.path("film.fglog"), "--profile", "ebu-r128", "--json")
        #expect(judged.status == 1)
        let findings = { (outcome: Filmgate.Outcome) -> String in
            let file = (outcome.json["files"] as? [[String: Any]])?.first
            return canonical(file?["findings"])
        }
        #expect(findings(judged) == findings(direct))
    }

    @Test func junitCanBeRead() throws {
        let outcome = try Filmgate.run("check", loud, "--profile", "ebu-r128", "--format", "junit")
        #expect(outcome.output.hasPrefix("<?xml"))
        #expect(outcome.output.contains("<failure"))
    }

    @Test func programmesCanBeNamed() throws {
        let outcome = try Filmgate.run(
            "check", clean, "--profile", "ebu-r128", "--programme", "left=FL:0/0", "--json")
        let file = try #require((outcome.json["files"] as? [[String: Any]])?.first)
        let tracks = (file["findings"] as? [[String: Any]])?.compactMap { $0["track"] as? String }
        #expect(tracks.map(Set.init) == ["programme:left"])
    }
}

@Suite struct OtherCommandsTests {
    @Test(arguments: ["loudness.true-peak", "ebu-r128/R128-m", "colour"]) func explain(subject: String) throws {
        let outcome = try Filmgate.run("explain", subject)
        #expect(outcome.status == 0)
        for part in ["What ", "Why ", "Cause ", "Mend ", "References "] { #expect(outcome.output.contains(part)) }
    }

    @Test func explainSuggests() throws {
        let outcome = try Filmgate.run("explain", "true-peak")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("loudness.true-peak"))
    }

    @Test func profilesListShowAndLint() throws {
        let list = try Filmgate.run("profiles", "list")
        #expect(list.status == 0)
        let ids = list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        for id in ["ebu-r128", "cst-rt-040", "hdr10-delivery", "youtube-upload"] { #expect(ids.contains(id)) }
        for id in ids { #expect(try Filmgate.run("profiles", "lint", id).status == 0, "\(id)") }
        let show = try Filmgate.run("profiles", "show", "ebu-r128-s1")
        #expect(show.output.contains("[ebu-r128.yaml:"))
        #expect(show.output.contains("[ebu-r128-s1.yaml:"))
    }

    @Test func doctorSaysWhatItIsMadeOf() throws {
        #expect(try Filmgate.run("doctor").output.contains("libavcodec"))
    }

    @Test func bundledMediaAreWhatTheirRecipesMake() throws {
        let folder = try Folder()
        for name in ["clean-stereo.mov", "hdr10-contradiction.mp4"] {
            let recipe = Filmgate.testMedia(name.split(separator: ".")[0] + ".yaml")
            #expect(try Filmgate.run("synth", recipe, "-o", folder.path(name)).status == 0)
            let made = try Filmgate.run("measure", folder.path(name), "--json", "--no-hash").json["readings"] as? [Any]
            let kept = try Filmgate.run("measure", Filmgate.testMedia(name), "--json", "--no-hash").json["readings"]
            #expect(canonical(made) == canonical(kept), "\(name)")
        }
    }
}

/// JSON with its keys sorted, so that two documents can be compared.
func canonical(_ json: Any?) -> String {
    let data = json.flatMap { try? JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys]) }
    return String(decoding: data ?? Data(), as: UTF8.self)
}

/// A folder for one test, gone with it.
final class Folder {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("command-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { "\(root)/\(name)" }
    func url(_ name: String) -> URL { URL(fileURLWithPath: path(name)) }
}

import Checks
import Foundation
import LogFiles
import Measuring
import Media
import Model
import Reports
import Synth
import Testing

@Suite struct MeasurementTests {
    static let recipe = Recipe.small25().video(.texture(seconds: 2), .black(seconds: 1), .frozen(seconds: 1))
        .programme(-23, seconds: 4)

    @Test func sameLogForAnyNumberOfThreads() throws {
        let path = try Bench().make(Self.recipe, "a.mov")
        let bench = try Bench()
        let file = try bench.make(Self.recipe, "a.mov")
        _ = path
        let first = LogJSON.encode(
            try Measurement(catalogue, threads: 1).log(of: file), series: .inline)
        for threads in [2, 3, 8, 16] {
            let other = LogJSON.encode(
                try Measurement(catalogue, threads: threads).log(of: file), series: .inline)
            #expect(other == first, "\(threads) threads")
        }
    }

    @Test func logSurvivesTheDisk() throws {
        let bench = try Bench()
        let log = try bench.log(Self.recipe, "a.mov")
        try LogFile.write(log, to: bench.path("a.fglog"))
        let back = try LogFile.read(bench.path("a.fglog"))
        #expect(LogJSON.encode(back, series: .inline) == LogJSON.encode(log, series: .inline))
        #expect(throws: LogFileError.self) { try LogFile.read(bench.path("a.mov")) }
    }

    @Test func sameLogSameBytes() throws {
        let bench = try Bench()
        let log = try bench.log(Self.recipe, "a.mov")
        try LogFile.write(log, to: bench.path("1.fglog"))
        try LogFile.write(log, to: bench.path("2.fglog"))
        let bytes = try ["1", "2"].map { try Data(contentsOf: URL(fileURLWithPath: bench.path("\($0).fglog"))) }
        #expect(bytes[0] == bytes[1])
    }

    @Test func badInputIsOneSentence() throws {
        let bench = try Bench()
        func refusal(_ name: String, _ content: Data) throws -> String? {
            let path = bench.path(name)
            try content.write(to: URL(fileURLWithPath: path))
            do {
                _ = try Measurement(catalogue).log(of: path)
                return nil
            } catch {
                return error.text
            }
        }
        var random = SplitMix64(seed: 7)
        let noise = Data((0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) })
        #expect(try refusal("empty.mov", Data()) == "the file is empty (0 bytes)")
        #expect(try refusal("noise.mp4", noise) != nil)
        let playlist = Data("#EXTM3U\n#EXTINF:6,\nother.ts\n".utf8)
        #expect(try refusal("playlist.mp4", playlist)?.contains("playlist") == true)
        #expect(
            try refusal("list.mov", Data("ffconcat version 1.0\nfile other.mov\n".utf8))?.contains("playlist") == true)
        #expect(refusalOf(bench.folder)?.contains("directory") == true)
        #expect(refusalOf("/dev/null")?.contains("device") == true)
        #expect(refusalOf(bench.path("nothing"))?.contains("no such file") == true)
    }

    private func refusalOf(_ path: String) -> String? {
        do {
            _ = try Measurement(catalogue).log(of: path)
            return nil
        } catch {
            return error.text
        }
    }

    @Test func fileUnderTestIsNotTouched() throws {
        let bench = try Bench()
        let path = try bench.make(Self.recipe, "a.mov")
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        _ = try Measurement(catalogue).log(of: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == date)
    }

    @Test func hashIsTheContents() throws {
        let bench = try Bench()
        let path = bench.path("a.wav")
        _ = try bench.make(Recipe.sound().silence(seconds: 0.5), "a.wav")
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = [path]
        process.standardOutput = pipe
        try process.run()
        let expected = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
        #expect(try Measurement(catalogue).log(of: path).file.sha256 == expected)
    }
}

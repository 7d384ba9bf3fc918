import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

@Suite struct WaveCheckTests {
    private static let audio = TrackID(.audio, 0)

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// A `bext` chunk of version 2, as bytes of a file.
    private static func bext(integrated: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 602)
        bytes.replaceSubrange(0..<4, with: Array("Reel".utf8))
        bytes.replaceSubrange(320..<338, with: Array("2025-11-0310:00:00".utf8))
        bytes.replaceSubrange(338..<346, with: little(48000 * 36000, 8))
        bytes[346] = 2
        for (place, value) in [integrated, 0x7FFF, 0x7FFF, 0x7FFF, 0x7FFF].enumerated() {
            bytes.replaceSubrange(412 + 2 * place..<414 + 2 * place, with: little(value, 2))
        }
        return Array("bext".utf8) + little(602, 4) + bytes
    }

    private static let ixml = Array(
        "<BWFXML><SPEED><TIMECODE_RATE>25/1</TIMECODE_RATE></SPEED></BWFXML>\n".utf8)

    private func measured(_ chunks: [UInt8], _ change: (inout [UInt8]) -> Void = { _ in }) throws -> Log {
        let bench = try Bench()
        let path = try bench.make(.sound().programme(-23, seconds: 4), "a.wav")
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) + chunks
        bytes.replaceSubrange(4..<8, with: Self.little(bytes.count - 8, 4))
        change(&bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try Measurement(catalogue, threads: 2, hashes: false).log(of: path)
    }

    @Test func anOrdinaryFileIsClean() throws {
        let log = try measured([])
        #expect(log.text("container.riff.form", nil) == "RIFF")
        #expect(log.number("container.riff.faults", nil) == 0)
        #expect(log.number("bwf.faults", nil) == 0)
        #expect(log.reading("bwf.version")?.note == "there is no bext chunk")
        #expect(log.reading("adm.programmes")?.value == nil)
        #expect(log.reading("bwf.loudness.integrated", Self.audio)?.note == "there is no bext chunk")
        let large = try Bench().log(Recipe.sound().tone(-20, seconds: 1).container("rf64"), "b.wav")
        #expect(large.text("container.riff.form", nil) == "RF64")
        #expect(large.number("container.riff.faults", nil) == 0)
    }

    @Test func channelMaskOfSixChannels() throws {
        let log = try Bench().log(Recipe.sound().tone(-20, seconds: 1).audio { $0.layout = "5.1" }, "a.wav")
        #expect(log.text("audio.channel-mask", Self.audio) == "FL FR FC LFE BL BR")
        #expect(log.number("container.riff.faults", nil) == 0)
    }

    @Test func broadcastMetadata() throws {
        let log = try measured(Self.bext(integrated: -2300) + Array("iXML".utf8) + Self.little(68, 4) + Self.ixml)
        #expect(log.number("bwf.faults", nil) == 0, "\(log.reading("bwf.faults")?.note ?? "")")
        #expect(log.text("bwf.description", nil) == "Reel")
        #expect(log.text("bwf.start-timecode", nil) == "10:00:00:00")
        #expect(log.number("bwf.loudness.integrated", Self.audio) == -23)
        #expect(log.reading("bwf.loudness.range", Self.audio)?.note == "marked as not in use")
    }

    /// The rule a spec would write: the stated loudness is the measured one.
    @Test(arguments: [(-2300, Verdict.passed), (-2340, .failed)]) func statedLoudnessAgainstMeasured(
        stated: Int, verdict: Verdict
    ) throws {
        let log = try measured(Self.bext(integrated: stated))
        let rule = Rule(
            id: "a", title: "a", metric: "bwf.loudness.integrated", track: .every(.audio),
            expectation: .sameAs(metric: "loudness.integrated", tolerance: 0.1),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        let profile = Profile(id: "p", title: "p", edition: "1", rules: [rule])
        #expect(judge(log, against: profile).findings.map(\.verdict) == [verdict])
    }

    @Test func faultsAreNamed() throws {
        let cut = try measured([]) { $0.replaceSubrange(4..<8, with: Self.little(99, 4)) }
        #expect(cut.number("container.riff.faults", nil) == 1)
        #expect(cut.reading("container.riff.faults")?.note?.hasPrefix("riff-size: RIFF states 99 bytes") == true)
        var late = Self.bext(integrated: -2300)
        late.replaceSubrange(346..<354, with: Self.little(48000 * 90000, 8))
        #expect(try measured(late).reading("bwf.faults")?.note?.hasPrefix("time-reference: ") == true)
    }

    @Test func otherContainersHaveNoChunks() throws {
        let log = try Bench().log(Recipe.sound().tone(-20, seconds: 1), "a.mov")
        let reading = try #require(log.reading("container.riff.form"))
        #expect(reading.value == nil)
        #expect(log.reading("bwf.version") == nil)
    }

    @Test(.enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)")) func filesOfTheField() throws {
        let recorder = try SharedMedia.log("bwf/A101_3.WAV")
        #expect(recorder.text("ixml.scene", nil) == "A101")
        #expect(recorder.text("bwf.start-timecode", nil) == "12:40:14:00")
        let names = ["container.riff.faults", "bwf.faults", "adm.faults"]
        for file in ["A101_3.WAV", "nuendo_5.1.wav", "umid.wav", "rect_24bit_rf64.wav", "sample_adm_file_0.wav"] {
            let log = try SharedMedia.log("bwf/\(file)")
            for name in names { #expect(log.number(name, nil) ?? 0 == 0, "\(file) \(name)") }
        }
        let master = try SharedMedia.log("bwf/sample_adm_file_0.wav", only: ["adm.objects"])
        #expect(master.number("adm.objects", nil) == 2)
        #expect(master.text("adm.dolby-atmos", nil) == "Dolby Atmos Conversion Tool 1.8.0")
    }
}

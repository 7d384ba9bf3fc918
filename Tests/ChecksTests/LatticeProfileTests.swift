import Foundation
import Model
import Specs
import Synth
import Testing

@testable import Checks

/// Clean files pass the profiles of their format, and a file of another format does not.
@Suite struct LatticeProfileTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Profiles").path

    private func findings(_ log: Log, _ profile: String) throws -> [Finding] {
        let library = try ProfileLibrary(directories: [Self.folder])
        return judge(log, against: try library.load(profile).profile).findings
    }

    private func failures(_ log: Log, _ profile: String) throws -> [String] {
        try findings(log, profile).filter { $0.verdict == .failed || $0.verdict == .notMeasured }.map {
            "\($0.rule): \($0.verdict) \($0.measured ?? "") \($0.note ?? "")"
        }
    }

    private static func dolbyVision5() -> Recipe {
        Clean.dolbyVision.picture {
            $0.dolbyVision = DolbyVision(profile: 5, level: 1, compatibility: 0)
            $0.colour = ColourNames(range: "pc")
            $0.mastering = nil
            $0.light = nil
            var unit = Clean.rpu { $0.isProfile5 = true }
            unit.level6 = nil
            $0.appendedUnits = [unit.hexadecimal]
        }
    }

    /// One scene: what profiles ask about several does not apply.
    @Test(arguments: [
        (Clean.hdr10, "hdr10-delivery"), (Clean.hdr10Plus, "hdr10plus-delivery"), (Clean.hlg, "hlg-broadcast"),
        (Clean.sdr, "sdr-bt709"), (Clean.dolbyVision, "dolby-vision-8.1"), (dolbyVision5(), "dolby-vision-5"),
        (
            Clean.hdr10.picture { $0.scenes = [.flat(.nits(100), seconds: 1.2)] }, "p3-limited-pq"
        ),
    ])
    func cleanFilePasses(_ recipe: Recipe, _ profile: String) throws {
        let failures = try failures(try Bench().log(recipe, "a.mp4"), profile)
        #expect(failures.isEmpty, "\(profile): \(failures.joined(separator: "\n"))")
    }

    @Test(arguments: [
        (Clean.hdr10, "hdr10plus-delivery", "HDR10P-format"), (Clean.hdr10, "hlg-broadcast", "HLG-transfer"),
        (Clean.hdr10, "sdr-bt709", "SDR-format"), (Clean.hlg, "sdr-bt709", "SDR-transfer"),
        (Clean.sdr, "hlg-broadcast", "HLG-depth"), (Clean.hdr10, "dolby-vision-8.1", "DV81-format"),
        (Clean.dolbyVision, "dolby-vision-5", "DV5-format"),
        (
            Clean.hdr10.picture { $0.scenes = [.flat(.rgb([60, 0, 0]), seconds: 1.2)] }, "p3-limited-pq",
            "P3-gamut"
        ),
    ])
    func otherFormatFails(_ recipe: Recipe, _ profile: String, _ rule: String) throws {
        let found = try findings(try Bench().log(recipe, "a.mp4"), profile).first { $0.rule == rule }
        let verdict = try #require(found).verdict
        #expect(verdict == .failed || verdict == .humanReview, "\(rule): \(verdict)")
    }

    @Test func theWrongBoxFailsItsRule() throws {
        let log = try Bench().log(Clean.dolbyVision, "a.mp4", replacing: Array("dvvC".utf8), by: Array("dvcC".utf8))
        #expect(try failures(log, "dolby-vision-8.1").map { $0.prefix(13) } == ["DV-record-box"])
    }
}

@Suite struct LatticeMessagesTests {
    /// SEI message 144 in a suffix unit.
    private func light(_ maxCLL: Int, _ maxFALL: Int) -> String {
        let numbers = [maxCLL, maxFALL].map { String($0 + 0x10000, radix: 16).dropFirst() }.joined()
        return "50019004" + numbers + "80"
    }

    private func log(_ units: [String]) throws -> Log {
        let recipe = Clean.pq.picture {
            $0.options["bf"] = "0"
            $0.options["x265-params"] = "keyint=5:min-keyint=5:scenecut=0:no-open-gop=1"
            $0.appendedUnits = units
        }
        return try Bench().log(recipe, "a.mp4")
    }

    @Test func messageThatIsNotRepeated() throws {
        let log = try log([light(1000, 400)] + Array(repeating: "", count: 9))
        #expect(log.number("hdr.bitstream.sei-gaps") == 1)
        #expect(log.moments("hdr.bitstream.sei-gaps") == [Moment(0.2, 0.24)])
        #expect(
            log.note("hdr.bitstream.sei-gaps")
                == "MaxCLL and MaxFALL are missing at 1 of 2 points where decoding can start")
    }

    @Test func messageThatChanges() throws {
        let log = try log([light(1000, 400)] + Array(repeating: "", count: 4) + [light(600, 200), "", "", "", ""])
        #expect(log.number("hdr.bitstream.changes") == 1)
        #expect(log.note("hdr.bitstream.changes").contains("MaxCLL 1000, MaxFALL 400 become 600, 200"))
    }
}

@Suite struct LatticeGamutTests {
    /// PQ signal of light in cd/m², for linear BT.2020 components.
    private func signal(_ light: Double) -> Double {
        let power = pow(max(light, 0) / 10000, 2610.0 / 16384)
        let root = (3424.0 / 4096 + 2413.0 / 128 * power) / (1 + 2392.0 / 128 * power)
        return pow(root, 2523.0 / 32) * 100
    }

    private func log(_ light: [Double], area: Double, _ colour: ColourNames = .pq) throws -> Log {
        let recipe = Clean.picture {
            $0.encoder = "ffv1"
            $0.pixelFormat = "yuv444p10le"
            $0.colour = colour
            $0.scenes = [Scene.flat(.rgb([20, 20, 20]), seconds: 0.2).patched(.rgb(light.map(signal)), area: area)]
        }
        return try Bench().log(recipe, "a.mkv")
    }

    @Test(arguments: [
        // Pure BT.2020 red, P3 green and BT.709 blue as linear BT.2020 of 100 cd/m².
        ([100.0, 0, 0], 25.0, 25.0), ([19.86, 94.18, 1.76], 0, 25), ([4.33, 1.14, 89.56], 0, 0),
        ([50.0, 50, 50], 0, 0), ([0, 0.9, 0], 0, 0),
    ])
    func coloursOfKnownGamuts(_ light: [Double], _ p3: Double, _ bt709: Double) throws {
        let log = try log(light, area: 25)
        #expect(abs((log.number("hdr.gamut.outside-p3") ?? -1) - p3) < 2)
        #expect(abs((log.number("hdr.gamut.outside-bt709") ?? -1) - bt709) < 2)
    }

    @Test func onlyBT2020IsMeasured() throws {
        let log = try Bench().log(Clean.sdr, "a.mov")
        #expect(log.reasonUnmeasured("hdr.gamut.outside-p3", TrackID(.video, 0))?.contains("BT.2020") == true)
    }
}

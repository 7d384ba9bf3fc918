import Calibration
import ColourScience
import Foundation
import Media
import Testing

@Suite struct OutputTests {
    private func report(_ recipe: DisplayProfileRecipe) throws -> MonitorReport {
        let day = try #require(CalendarDate("2024-03-10"))
        var report = try withFile(try recipe.bytes()) {
            try MonitorJudge.report(path: $0, target: MonitorTarget(.bt709), today: day)
        }
        report.path = "grading1.icc"
        return report
    }

    @Test func text() throws {
        var recipe = DisplayProfileRecipe.studio
        recipe.curve = .gamma(2.2)
        let lines = MonitorText.lines(try report(recipe))
        #expect(lines[0] == "Grading 1 (grading1.icc)")
        #expect(lines[1] == "  ICC 4.4, created 2024-01-01, calibrated 2024-03-01")
        #expect(lines[2] == "  Target bt709: white D65, gamma 2.4 (BT.1886)")
        #expect(lines.contains { $0.hasPrefix("  FAILED    tone") && $0.hasSuffix("2.4 ± 0.1 *") })
        #expect(lines.contains("  * starting value, not from a standard") && lines.last == "FAIL: tone")
        #expect(lines.allSatisfy { $0.last != " " })
    }

    @Test func passAndHold() throws {
        #expect(MonitorText.lines(try report(.studio)).last == "PASS")
        var recipe = DisplayProfileRecipe.studio
        recipe.ramp = nil
        recipe.luminance = nil
        #expect(MonitorText.lines(try report(recipe)).last == "HOLD: vcgt, luminance")
    }

    @Test func strangersCannotSteerTheTerminal() throws {
        var recipe = DisplayProfileRecipe.studio
        recipe.description = "\u{1B}[2Jevil\u{07}"
        #expect(MonitorText.lines(try report(recipe))[0] == "[2Jevil (grading1.icc)")
    }

    @Test func json() throws {
        let text = CalibrationJSON.encode(try report(.studio))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "filmgate.calibration/1" && object["verdict"] as? String == "PASS")
        #expect(object["target"] as? String == "bt709" && object["today"] as? String == "2024-03-10")
        let items = try #require(object["items"] as? [[String: Any]])
        let white = try #require(items.first { $0["id"] as? String == "white" })
        #expect(white["status"] as? String == "passed" && white["unit"] as? String == "Δu′v′")
        #expect(white["basis"] as? String == "starting value, not from a standard")
        #expect((object["profile"] as? [String: Any])?["description"] as? String == "Grading 1")
    }

    @Test func jsonOfAProblem() throws {
        let text = CalibrationJSON.encode(problem: "it is empty", path: "a.icc", target: MonitorTarget(.srgb))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["verdict"] as? String == "NOT CHECKED" && object["problem"] as? String == "it is empty")
    }
}

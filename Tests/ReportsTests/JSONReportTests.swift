import Foundation
import Model
import Reports
import Testing

@Suite struct JSONReportTests {
    @Test func golden() { Golden.expect(JSONReport(guides: Samples.guides).render(Samples.report), "report.json") }

    @Test func contract() throws {
        let report = try object(JSONReport(guides: Samples.guides).render(Samples.report))
        #expect(report["schema"] as? String == "filmgate.report/1")
        #expect(report["verdict"] as? String == "NOT CHECKED")
        let files = try #require(report["files"] as? [[String: Any]])
        #expect(
            files.map { $0["path"] as? String } == ["too-loud.mov", "clean.mov", "open questions.mxf", "broken.mkv"])
        let findings = try files.flatMap { try #require($0["findings"] as? [[String: Any]]) }
        let wanted = Set(
            "rule metric track verdict severity expected measured moments cite explain".split(separator: " ").map(
                String.init))
        #expect(findings.allSatisfy { wanted.isSubset(of: $0.keys) })
        let first = try #require(findings.first)
        #expect(first["value"] as? Double == -18.3 && first["unit"] as? String == "LUFS")
        #expect(first["measured"] as? String == "-18.3 LUFS")
    }

    @Test func momentsTellFramesAndTimecodes() throws {
        let report = try object(JSONReport().render(Samples.report))
        let files = try #require(report["files"] as? [[String: Any]])
        let findings = try #require(files[2]["findings"] as? [[String: Any]])
        #expect(findings[0]["moments"] as? [[Double]] == [[60.06, 63.063]])
        #expect(findings[0]["frames"] as? [[Int]] == [[1800, 1890]])
        #expect(findings[0]["timecodes"] as? [[String]] == [["01:00:58;00", "01:01:01;02"]])
        #expect(findings[3]["track"] is NSNull)
    }

    /// Nothing is lost in JSON, it is only written so that no terminal obeys it.
    @Test func hostileTexts() throws {
        let text = JSONReport().render(Report(toolVersion: "1", files: [Hostile.file]))
        #expect(Hostile.isHarmless(text, allowing: "\n"))
        let files = try #require(try object(text)["files"] as? [[String: Any]])
        #expect(files[0]["path"] as? String == Hostile.text)
        let findings = try #require(files[0]["findings"] as? [[String: Any]])
        #expect(findings[0]["measured"] as? String == Hostile.text)
        #expect(findings[0]["moments"] as? [[Double]] == [])
    }

    @Test func sameReportSameBytes() {
        let texts = (0..<5).map { _ in JSONReport(guides: Samples.guides).render(Samples.report) }
        #expect(Set(texts).count == 1)
        #expect(texts[0].hasSuffix("}\n") && !texts[0].contains("\\/"))
    }
}

func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

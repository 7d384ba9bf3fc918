import Foundation
import Model
import Testing

@testable import Reports

@Suite struct TextReportTests {
    @Test func severalFiles() {
        Golden.expect(TextReport(guides: Samples.guides).render(Samples.report), "report.txt")
    }

    @Test func verbose() {
        Golden.expect(TextReport(guides: Samples.guides, verbose: true).render(Samples.tooLoud), "verbose.txt")
    }

    @Test func narrowTerminal() {
        let text = TextReport(guides: Samples.guides, width: 60).render(Samples.open)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
        Golden.expect(text, "narrow.txt")
    }

    @Test func colourChangesNoWord() {
        let plain = TextReport(guides: Samples.guides).render(Samples.report)
        let painted = TextReport(guides: Samples.guides, useColour: true).render(Samples.report)
        #expect(painted.hasPrefix("\u{1B}[1;31mFAIL\u{1B}[0m  too-loud.mov"))
        #expect(
            painted.split(separator: "\n").map { String($0).plain } == plain.split(separator: "\n").map(String.init))
    }

    @Test func problemIsOneLine() {
        #expect(
            TextReport().render(Samples.broken)
                == "NOT CHECKED  broken.mkv: The file ends in the middle of its header.\n")
    }

    @Test func noFiles() {
        #expect(TextReport().render(Report(toolVersion: "1", files: [])).hasPrefix("NOT CHECKED"))
    }

    @Test func reasonsOfAMetricAreToldOnce() {
        var file = Samples.tooLoud
        var second = file.findings[0]
        second.rule = "HOUSE-1"
        file.findings.append(second)
        let text = TextReport(guides: Samples.guides).render(file)
        #expect(text.components(separatedBy: "Viewers turn the volume").count == 2)
        #expect(text.contains("as told at R128-h above"))
    }

    @Test func explainedReportReadsTheSame() {
        let report = TextReport(guides: Samples.guides)
        #expect(report.render(Samples.report.explained(with: Samples.guides)) == report.render(Samples.report))
    }

    /// A file's name or metadata must neither steer the terminal nor forge a line of the report.
    @Test func hostileTexts() {
        var file = Hostile.file
        for report in [TextReport(verbose: true), TextReport(width: 40)] {
            let text = report.render(file)
            #expect(Hostile.isHarmless(text, allowing: "\n"))
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("PASS ") })
            #expect(text.contains("control"))
        }
        file.findings = []
        file.problem = Hostile.text
        #expect(TextReport().render(file).filter { $0 == "\n" }.count == 1)
    }

    @Test func longListOfUnmeasuredRulesHasOneReason() {
        var file = Samples.tooLoud
        file.findings = (0..<200).map { index in
            Finding(
                rule: Samples.rule("R-\(index)", "Rule \(index)", "m"), track: nil, verdict: .notMeasured,
                expected: "1",
                cite: "c", note: "the codec cannot be decoded")
        }
        let text = TextReport().render(file)
        #expect(text.components(separatedBy: "The codec cannot be decoded.").count == 2)
        #expect(text.contains("NOT MEASURED: 200 rules"))
    }
}

/// Texts as an attacker would put them into a title tag or a file name.
enum Hostile {
    static let text =
        "a\u{1B}[2J\u{1B}]0;title\u{07}b\nPASS  forged\r\u{202E}gpj\u{2066}\u{9B}31m ]]> & <b> \"q\" \u{0}\u{FFFE}\u{7F}"

    static let file: FileReport = {
        var rule = Samples.rule("R", text, "m")
        rule.id = text
        var log = Samples.log(text)
        log.tracks[0].codec = text
        log.tracks[0].timecode = "99999999999999999:00:00:00"
        log.evidence = [Evidence(level: "error", source: text, message: text, count: 2)]
        log.add(Metric("container.format"), nil, .text(text))
        let verdicts: [Verdict] = [.failed, .notMeasured, .humanReview, .waived, .passed, .notApplicable]
        let findings = verdicts.map {
            Finding(
                rule: rule, track: TrackID(text), verdict: $0, expected: text, measured: text,
                moments: [Moment(1e300, .infinity), Moment(.nan, -1)], cite: text, note: text, explain: text,
                value: .text(text))
        }
        return FileReport(path: text, profile: text, profileTitle: text, verdict: .fail, findings: findings, log: log)
    }()

    static func isHarmless(_ text: String, allowing: Unicode.Scalar...) -> Bool {
        text.unicodeScalars.allSatisfy { allowing.contains($0) || $0.isPrintable }
    }
}

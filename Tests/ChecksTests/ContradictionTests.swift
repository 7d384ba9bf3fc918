import Foundation
import Model
import Specs
import Synth
import Testing

@testable import Checks

/// Every contradiction is made, and named by its rule in words; docs/hdr-contradictions.md is the list of them.
///
/// `FILMGATE_LONG_TESTS=1` writes the list anew; without it the list has to be what was found.
@Suite struct ContradictionTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func findings(_ log: Log, _ profile: String) throws -> [Finding] {
        let library = try ProfileLibrary(directories: [Self.root.appendingPathComponent("Profiles").path])
        return judge(log, against: try library.load(profile).profile).findings
    }

    private func file(_ one: Contradiction, in bench: Bench) throws -> String {
        let path = try bench.make(one.recipe, one.name)
        guard let edit = one.edit else { return path }
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        try edit(&bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// What the report says of a finding, in one line.
    private func sentence(_ finding: Finding) -> String {
        let isYesOrNo = if case .flag = finding.value { true } else { false }
        let measured = isYesOrNo && finding.note != nil ? nil : finding.measured
        let text = [measured, finding.note].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
        return isYesOrNo ? text : text + " (wanted: \(finding.expected))"
    }

    /// Checks one case and returns its line of the list.
    private func row(_ one: Contradiction, in bench: Bench) throws -> String {
        let all = try findings(try bench.log(file(one, in: bench)), one.profile)
        guard let finding = all.first(where: { $0.rule == one.rule }) else {
            Issue.record("\(one.fault): \(one.profile) has no rule \(one.rule)")
            return ""
        }
        let text = sentence(finding)
        #expect(
            finding.verdict == .failed || finding.verdict == .humanReview || finding.verdict == .notMeasured,
            "\(one.fault): \(finding.verdict), \(text)")
        for word in one.words { #expect(text.contains(word), "\(one.fault): \(text)") }
        let cell = text.replacingOccurrences(of: "|", with: "\\|")
        return "| \(one.fault) | `\(one.profile)` | `\(one.rule)` | \(finding.severity.rawValue) | \(cell) |"
    }

    @Test func everyContradictionIsNamed() throws {
        #expect(Contradiction.all.count >= 25)
        #expect(Set(Contradiction.all.map(\.fault)).count == Contradiction.all.count)
        let bench = try Bench()
        let rows = try Contradiction.all.map { try row($0, in: bench) }
        let text = """
            # Contradictions in HDR and colour signalling

            Each line is a clean file with one thing wrong, made and checked by `ContradictionTests`, with the sentence of
            the report. `FILMGATE_LONG_TESTS=1 swift test --filter ContradictionTests` writes this list; without it the
            test fails when the list is not what the checks say.

            | what is wrong with the file | profile | rule | severity | what the report says |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
        let list = Self.root.appendingPathComponent("docs/hdr-contradictions.md")
        if ProcessInfo.processInfo.environment["FILMGATE_LONG_TESTS"] == "1" {
            try text.write(to: list, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: list, encoding: .utf8) == text, "the list is not what the checks say")
    }

    /// The same files without the fault: nothing is found.
    @Test(arguments: [
        (Clean.hdr10, "hdr10-delivery"), (Clean.hdr10Plus, "hdr10plus-delivery"), (Clean.hlg, "hlg-broadcast"),
        (Clean.sdr, "sdr-bt709"), (Clean.dolbyVision, "dolby-vision-8.1"), (Contradiction.ordinary, "p3-limited-pq"),
        (Contradiction.ordinary, "hdr10-content"),
    ])
    func cleanFilesHaveNoFinding(_ recipe: Recipe, _ profile: String) throws {
        let found = try findings(try Bench().log(recipe, "a.mp4"), profile)
        let open = found.filter { $0.verdict != .passed && $0.verdict != .notApplicable }
        #expect(open.isEmpty, "\(open.map { "\($0.rule): \(sentence($0))" }.joined(separator: "\n"))")
        #expect(found.contains { $0.verdict == .passed })
    }
}

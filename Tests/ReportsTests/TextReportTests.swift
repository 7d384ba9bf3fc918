import Foundation
import Model
import Reports
import Testing

@Suite struct TextReportTests {
    @Test func severalFiles() {
        Golden.expect(TextReport(guides: Samples.guides).render(Samples.report), "report.txt")
    }

    @Test func verbose() {
        Golden.expect(TextReport(guides: Samples.guides, verbose: true).render(Samples.tooLoud), "verbose.txt")
    }

    @Test func narrowTerminal() {
        Golden.expect(TextReport(guides: Samples.guides, width: 60).render(Samples.open), "narrow.txt")
    }
}

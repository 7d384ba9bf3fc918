import Foundation
import FoundationXML
import Model
import Reports
import Testing

@Suite struct JUnitReportTests {
    @Test func golden() { Golden.expect(JUnitReport(guides: Samples.guides).render(Samples.report), "report.xml") }

    @Test func countsAndNames() throws {
        let cases = try JUnitReader.read(JUnitReport().render(Samples.report))
        #expect(cases.names.count == Samples.report.files.map(\.findings.count).reduce(0, +) + 1)
        #expect(Set(cases.names).count == cases.names.count)
        #expect(cases.attributes["tests"] == "\(cases.names.count)")
        #expect(cases.attributes["failures"] == "\(cases.elements["failure"]!)")
        #expect(cases.attributes["errors"] == "\(cases.elements["error"]!)")
        #expect(cases.attributes["skipped"] == "\(cases.elements["skipped"]!)")
    }

    /// GitLab drops the second case of a name, and with it the finding.
    @Test func equalFindingsKeepTheirOwnNames() throws {
        let twice = Report(toolVersion: "1", files: [Samples.tooLoud, Samples.tooLoud])
        let names = try JUnitReader.read(JUnitReport().render(twice)).names
        #expect(Set(names).count == Samples.tooLoud.findings.count * 2)
    }

    @Test func failOnDecidesWhatFails() throws {
        let report = Report(toolVersion: "1", files: [Samples.open])
        #expect(try JUnitReader.read(JUnitReport().render(report)).elements["failure"] == nil)
        #expect(try JUnitReader.read(JUnitReport(failOn: .warning).render(report)).elements["failure"] == 1)
    }

    @Test func noFilesIsAnError() throws {
        let text = JUnitReport().render(Report(toolVersion: "1", files: []))
        #expect(try JUnitReader.read(text).elements["error"] == 1)
    }

    @Test func hostileTexts() throws {
        let text = JUnitReport().render(Report(toolVersion: "1", files: [Hostile.file]))
        #expect(Hostile.isHarmless(text, allowing: "\n"))
        #expect(!text.contains("]]>"))
        #expect(try JUnitReader.read(text).names.count == Hostile.file.findings.count)
    }

    @Test func timesOnRequest() {
        let timing = JUnitReport.Timing(started: Date(timeIntervalSince1970: 0), seconds: [1.5])
        let text = JUnitReport(timing: timing).render(Report(toolVersion: "1", files: [Samples.clean]))
        #expect(text.contains("time=\"1.500\"") && text.contains("timestamp=\"1970-01-01T00:00:00Z\""))
        #expect(!JUnitReport().render(Samples.report).contains("timestamp"))
    }
}

/// What a CI server sees of the report.
final class JUnitReader: NSObject, XMLParserDelegate {
    var names: [String] = []
    var elements: [String: Int] = [:]
    /// Of the outermost element.
    var attributes: [String: String] = [:]

    static func read(_ text: String) throws -> JUnitReader {
        let reader = JUnitReader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        if elements.isEmpty { self.attributes = attributes }
        elements[name, default: 0] += 1
        if name == "testcase" { names.append("\(attributes["classname"] ?? "")\n\(attributes["name"] ?? "")") }
    }
}

import ArgumentParser
import Foundation
import LogFiles
import Model
import Reports
import Specs

struct JudgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Judges logs again, against any profile. Needs no media.")

    @Argument(help: "Logs (.fglog) and folders of them.") var logs: [String]
    @OptionGroup var judging: JudgingOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let profiles = try judging.load()
        let layout = try judging.layout()
        let span = try judging.programmeSpan()
        let paths = FileList.expand(logs, extensions: [LogFile.fileExtension])
        let reports = paths.flatMap { path -> [FileReport] in
            do throws(LogFileError) {
                let log = try LogFile.read(path)
                return profiles.map { judge(log, against: $0, programmes: layout, span: span).withoutSeries }
            } catch {
                return profiles.map {
                    FileReport(
                        path: path, profile: $0.reference, profileTitle: $0.title, verdict: .notChecked, findings: [],
                        problem: error.text)
                }
            }
        }
        try output.print(Report(toolVersion: toolVersion, files: reports))
    }
}

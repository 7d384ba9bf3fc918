import ArgumentParser
import Checks
import Foundation
import LogFiles
import Measuring
import Media
import Model
import Reports
import Specs

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Measures files and judges them against one or more delivery specs.",
        discussion: """
            Takes files and folders. Each file is decoded once, whatever the number of profiles. A file that cannot be \
            read never stops the others.
            """)

    @Argument(help: "Media files and folders.") var files: [String]
    @OptionGroup var judging: JudgingOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Threads to use (default: all cores). Results do not depend on it.") var threads: Int?
    @Option(help: "Keep each file's log (.fglog) in this folder.") var logs: String?
    @Flag(name: .long, help: "Do not hash files.") var noHash = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    }

    func run() throws {
        let profiles = try judging.load()
        let paths = FileList.expand(files)
        let budget = ThreadBudget(files: paths.count, threads: threads)
        let progress = Progress(sizes: paths.map(FileList.size), quiet: output.quiet)
        let span = try judging.programmeSpan()
        let job = CheckJob(
            profiles: profiles, programmes: try judging.layout(), span: span,
            metrics: profiles.neededMetrics.union(Catalogue.headerMetrics).union(span?.metrics ?? []), logs: logs,
            threads: budget.perFile, hashes: !noHash)
        let reports = ParallelWork.map(paths.count, threads: budget.jobs) { index in
            let report = job.check(paths[index]) { progress.update(index, $0) }
            progress.finished(index, paths[index])
            return report
        }
        progress.end()
        try output.print(Report(toolVersion: toolVersion, files: reports.flatMap { $0 }))
    }
}

/// One file against all profiles.
struct CheckJob: Sendable {
    let profiles: [Profile]
    let programmes: ProgrammeLayout?
    let span: ProgrammeSpan?
    let metrics: Set<String>
    let logs: String?
    let threads: Int
    let hashes: Bool

    func check(_ path: String, progress: @escaping @Sendable (Double) -> Void) -> [FileReport] {
        let measurement = Measurement(
            catalogue, metrics: metrics, threads: threads, hashes: hashes, progress: progress)
        do {
            let log = try measurement.log(of: path)
            if let logs { try LogFile.write(log, to: logName(path, in: logs)) }
            return profiles.map { judge(log, against: $0, programmes: programmes, span: span).withoutSeries }
        } catch let error as MediaError {
            return unreadable(path, error.text)
        } catch {
            return unreadable(path, "\(error)")
        }
    }

    private func unreadable(_ path: String, _ text: String) -> [FileReport] {
        profiles.map { profile in
            FileReport(
                path: path, profile: profile.reference, profileTitle: profile.title, verdict: .notChecked,
                findings: [], problem: text)
        }
    }

    /// Names of folders become part of the log's name, so that two files of one name do not meet.
    private func logName(_ path: String, in folder: String) -> String {
        let name = path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "__")
        return "\(folder)/\(name).\(LogFile.fileExtension)"
    }
}

extension FileReport {
    /// Reports need no series; a thousand files with them would fill the memory.
    var withoutSeries: FileReport {
        var copy = self
        copy.log?.series = []
        return copy
    }
}

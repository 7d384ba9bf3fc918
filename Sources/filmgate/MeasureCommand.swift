import ArgumentParser
import Checks
import Foundation
import LogFiles
import Measuring
import Media
import Model
import Reports

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measures a file without judging it.",
        discussion: "Writes a log (.fglog, a ZIP of log.json and NumPy arrays), or prints the readings as JSON.")

    @Argument(help: "The media file.") var file: String
    @Option(name: .shortAndLong, help: "Write the log to this file.") var output: String?
    @Flag(help: "Print the readings as JSON.") var json = false
    @Flag(help: "With --json, print the series too.") var series = false
    @Option(help: "Run only these checks, or measure only these metrics: ids, separated by commas.") var only: String?
    @Option(help: "Threads to use (default: all cores). Results do not depend on it.") var threads: Int?
    @Flag(name: .long, help: "Do not hash the file.") var noHash = false
    @Flag(name: .shortAndLong, help: "No progress, no notes.") var quiet = false

    func validate() throws {
        if output == nil && !json { throw ValidationError("say where the result goes: --json, or -o FILE.fglog") }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
        _ = try Catalogue.metrics(only)
    }

    func run() throws {
        let progress = Progress(sizes: [FileList.size(file)], quiet: quiet)
        let budget = ThreadBudget(files: 1, threads: threads)
        let measurement = Measurement(
            catalogue, metrics: try Catalogue.metrics(only), threads: budget.perFile, hashes: !noHash,
            progress: { progress.update(0, $0) })
        let log: Log
        do {
            log = try measurement.log(of: file)
        } catch {
            progress.end()
            Console.note("filmgate: \(error.sentence(file))")
            throw ExitCode(ExitStatus.notChecked)
        }
        progress.end()
        try write(log)
        if let problem = log.problem {
            Console.note("filmgate: \(file): \(problem)")
            throw ExitCode(ExitStatus.notChecked)
        }
    }

    private func write(_ log: Log) throws {
        if json {
            let data = LogJSON.encode(log, series: series ? .inline : .omitted)
            Console.out(String(decoding: data, as: UTF8.self))
        }
        guard let output else { return }
        do {
            try LogFile.write(log, to: output)
        } catch {
            Console.note("filmgate: \(error)")
            throw ExitCode(ExitStatus.notChecked)
        }
    }
}

extension MediaError {
    /// One clear sentence for people.
    func sentence(_ path: String) -> String { "\(path): cannot be checked: \(text)" }
}

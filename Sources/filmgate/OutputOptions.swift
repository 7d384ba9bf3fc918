import ArgumentParser
import Foundation
import Model
import Reports

/// How reports are printed, and which failures count for the exit code.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, junit }

    @Option(help: "text, json or junit.") var format: Format = .text
    @Flag(help: "The same as --format json.") var json = false
    @Option(name: .shortAndLong, help: "Write the report to this file instead of standard output.") var output: String?
    @Option(help: "Mildest failure that makes the exit code 1: info, warning, error, blocker or never.")
    var failOn: String = "error"
    @Flag(name: .shortAndLong, help: "List passed rules too.") var verbose = false
    @Flag(name: .shortAndLong, help: "No progress, no notes.") var quiet = false

    mutating func validate() throws {
        guard failOn == "never" || Severity(rawValue: failOn) != nil else {
            throw ValidationError("--fail-on takes info, warning, error, blocker or never")
        }
        if json { format = .json }
    }

    /// Prints the report and leaves with its exit code.
    func print(_ report: Report) throws {
        let text = render(report)
        if let output {
            do {
                try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
            } catch {
                Console.note("filmgate: \(output): the report cannot be written: \(error.localizedDescription)")
                throw ExitCode(ExitStatus.notChecked)
            }
        } else {
            Console.out(text)
        }
        let status = ExitStatus.of(report, failOn: Severity(rawValue: failOn))
        if status != 0 { throw ExitCode(status) }
    }

    private func render(_ report: Report) -> String {
        switch format {
        case .json: JSONReport(guides: Catalogue.guides).render(report)
        case .junit: JUnitReport(guides: Catalogue.guides).render(report)
        case .text:
            TextReport(
                guides: Catalogue.guides, width: output == nil ? Console.width : 100,
                useColour: output == nil && Console.usesColour, verbose: verbose
            ).render(report)
        }
    }
}

import ArgumentParser
import Calibration
import Checks
import Foundation
import Media

/// Profiles of monitors, and when each has to be calibrated again.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Judge the ICC profile of a monitor, or the colour bars of a file; list which monitors are due.",
        usage: """
            filmgate calibrate <profile> --target <target> [<options>]
            filmgate calibrate bars <file> [--plot <drawing.svg>] [--json]
            filmgate calibrate list <register> [--today <today>] [--json]
            """,
        discussion: """
            Exit codes: 0 in order (warnings included), 1 a limit is broken or a monitor overdue, 2 could not be judged.
            Limits marked * are starting values and not from a standard.
            """,
        subcommands: [CalibrateProfile.self, CalibrateBars.self, CalibrateList.self],
        defaultSubcommand: CalibrateProfile.self)
}

struct CalibrateProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Judge the ICC profile of a monitor against a target.")

    @Argument(help: "A stand-alone profile (.icc, .icm).") var profile: String
    @Option(help: "What the monitor is set up for.") var target: MonitorTarget.Name
    @Option(help: "Peak luminance it is set to, in cd/m²; within a tenth of it passes.") var luminance: Double?
    @Option(help: "Another gamma than the target's.") var gamma: Double?
    @Option(help: "The day the age is counted to, as 2026-11-21.") var today: CalendarDate = .today
    @Option(help: "Draw chromaticities and tone curves to this file (SVG).") var plot: String?
    @Flag(help: "Write JSON.") var json = false

    func validate() throws {
        if let luminance, !(luminance > 0 && luminance <= 10_000) {
            throw ValidationError("--luminance takes cd/m² above 0, up to 10000")
        }
        if let gamma, !(1...4).contains(gamma) { throw ValidationError("--gamma takes 1 to 4") }
    }

    func run() throws {
        var wanted = MonitorTarget(target)
        if let luminance { wanted.luminance = .around(luminance) }
        if let gamma { wanted.tone = .gamma(gamma) }
        let report: MonitorReport
        do {
            report = try MonitorJudge.report(path: profile, target: wanted, today: today)
        } catch {
            if json { print(CalibrationJSON.encode(problem: error.text, path: profile, target: wanted)) }
            throw notChecked("\(profile): \(error.text)")
        }
        if let plot { try write(MonitorPlot.svg(report), to: plot) }
        print(json ? CalibrationJSON.encode(report) : MonitorText.lines(report).joined(separator: "\n"))
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }
}

struct CalibrateBars: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bars", abstract: "Judge the colour bars of a media file patch by patch, in ΔE2000.")

    @Argument(help: "A media file with colour bars.") var file: String
    @Option(help: "Draw the patches to this file (SVG).") var plot: String?
    @Option(help: "Threads to use (default: all cores). Results do not depend on it.") var threads: Int?
    @Flag(help: "Write JSON.") var json = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    }

    func run() throws {
        let reading: BarsReading?
        do {
            reading = try BarsReading(path: file, threads: ThreadBudget(files: 1, threads: threads).perFile)
        } catch {
            throw notChecked(error.sentence(file))
        }
        guard let reading else { throw notChecked("\(file): no colour bars were found") }
        let report = BarsReport(
            file: URL(filePath: file).lastPathComponent, bars: reading.bars,
            patches: reading.patches.map {
                .init(
                    name: $0.name, found: $0.found, nominal: $0.nominal, difference: $0.difference,
                    differenceITP: $0.differenceITP)
            })
        if let plot { try write(report.svg, to: plot) }
        print(json ? CalibrationJSON.encode(report) : report.lines.joined(separator: "\n"))
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }
}

struct CalibrateList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show when the monitors of a register are due.")

    @Argument(help: "A register of monitors (YAML).") var register: String
    @Option(help: "The day to count from, as 2026-11-21.") var today: CalendarDate = .today
    @Flag(help: "Write JSON.") var json = false

    func run() throws {
        let schedule: MonitorSchedule
        do {
            let text = String(decoding: try bytes(ofFile: register, limit: MonitorRegister.largestSize), as: UTF8.self)
            let folder = URL(filePath: register).deletingLastPathComponent().path
            schedule = MonitorSchedule(try MonitorRegister(yaml: text), folder: folder, today: today)
        } catch {
            throw notChecked("\(register): \((error as? MediaError)?.text ?? "\(error)")")
        }
        print(json ? CalibrationJSON.encode(schedule) : schedule.lines.joined(separator: "\n"))
        if schedule.exitCode != 0 { throw ExitCode(schedule.exitCode) }
    }
}

/// A drawing that cannot be written leaves nothing judged.
private func write(_ svg: String, to path: String) throws {
    do {
        try Data(svg.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
        throw notChecked("\(path): the drawing cannot be written: \(error.localizedDescription)")
    }
}

/// Says why nothing could be judged, on the error stream.
private func notChecked(_ reason: String) -> ExitCode {
    FileHandle.standardError.write(Data("filmgate: \(MonitorText.printable(reason))\n".utf8))
    return ExitCode(2)
}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension MonitorTarget.Name: ExpressibleByArgument {}

import ArgumentParser
import Calibration
import Foundation
import Media

/// Profiles of monitors, and when each has to be calibrated again.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Judge the ICC profile of a monitor; list which monitors are due.",
        usage: """
            filmgate calibrate <profile> --target <target> [<options>]
            filmgate calibrate list <register> [--today <today>] [--json]
            """,
        discussion: """
            Exit codes: 0 in order (warnings included), 1 a limit is broken or a monitor overdue, 2 could not be judged.
            Limits marked * are starting values and not from a standard.
            """,
        subcommands: [CalibrateProfile.self, CalibrateList.self], defaultSubcommand: CalibrateProfile.self)
}

struct CalibrateProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Judge the ICC profile of a monitor against a target.")

    @Argument(help: "A stand-alone profile (.icc, .icm).") var profile: String
    @Option(help: "What the monitor is set up for.") var target: MonitorTarget.Name
    @Option(help: "Peak luminance it is set to, in cd/m²; within a tenth of it passes.") var luminance: Double?
    @Option(help: "Another gamma than the target's.") var gamma: Double?
    @Option(help: "The day the age is counted to, as 2026-11-21.") var today: CalendarDate = .today
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
        print(json ? CalibrationJSON.encode(report) : MonitorText.lines(report).joined(separator: "\n"))
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

/// Says why nothing could be judged, on the error stream.
private func notChecked(_ reason: String) -> ExitCode {
    FileHandle.standardError.write(Data("filmgate: \(MonitorText.printable(reason))\n".utf8))
    return ExitCode(2)
}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension MonitorTarget.Name: ExpressibleByArgument {}

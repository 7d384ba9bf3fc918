import Foundation
import ICC
import Media

/// When each monitor of a register is due.
public struct MonitorSchedule: Sendable {
    public struct Entry: Equatable, Sendable {
        public var name: String
        public var place: String?
        public var calibrated: CalendarDate?
        public var due: CalendarDate?
        /// Days left; negative when overdue, nil when the last calibration is not known.
        public var days: Int?
        /// Why nothing is known.
        public var note: String?

        /// The day it is due on is still in time.
        public var isOverdue: Bool { (days ?? 0) < 0 }
    }

    public let today: CalendarDate
    /// Unknown ones first, then by due date.
    public let entries: [Entry]

    /// - Parameter folder: where profiles named by the register are looked for.
    public init(_ register: MonitorRegister, folder: String, today: CalendarDate) {
        self.today = today
        entries = register.monitors.map { Self.entry($0, folder, today) }
            .sorted { ($0.days ?? .min, $0.name) < ($1.days ?? .min, $1.name) }
    }

    /// 2 when something is not known, else 1 when something is overdue, else 0.
    public var exitCode: Int32 {
        if entries.isEmpty || entries.contains(where: { $0.days == nil }) { return 2 }
        return entries.contains(where: \.isOverdue) ? 1 : 0
    }

    private static func entry(_ monitor: MonitorRegister.Monitor, _ folder: String, _ today: CalendarDate) -> Entry {
        var entry = Entry(name: monitor.name, place: monitor.place, calibrated: monitor.calibrated)
        if let profile = monitor.profile { note(profile, folder, into: &entry) }
        entry.due = entry.calibrated?.advanced(by: monitor.every)
        entry.days = entry.due.map { today.days(until: $0) }
        return entry
    }

    /// Of two dates the later one counts.
    private static func note(_ profile: String, _ folder: String, into entry: inout Entry) {
        do {
            if let stated = try date(profile, folder) {
                entry.calibrated = max(stated, entry.calibrated ?? stated)
            } else if entry.calibrated == nil {
                entry.note = "the profile has no date"
            }
        } catch {
            if entry.calibrated == nil { entry.note = "the profile cannot be read: \(error.text)" }
        }
    }

    private static func date(_ path: String, _ folder: String) throws(MediaError) -> CalendarDate? {
        let place = path.hasPrefix("/") ? path : folder + "/" + path
        let profile = try ICCProfile(ICCStructure(try bytes(ofFile: place, limit: ICCStructure.largestSize)))
        return (profile.calibrationDate ?? profile.structure.header?.date).flatMap { CalendarDate($0) }
    }

    /// A table for a terminal.
    public var lines: [String] {
        let header = ["Due", "Days", "Monitor", "Calibrated", "Place"]
        let rows = [header] + entries.map(Self.row)
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let overdue = entries.count(where: \.isOverdue)
        return rows.map { row in
            MonitorText.trimmed(zip(row, widths).map { MonitorText.pad($0, $1) }.joined(separator: "  "))
        } + [
            "", overdue == 0 ? "nothing is overdue on \(today)" : "\(overdue) of \(entries.count) overdue on \(today)",
        ]
    }

    private static func row(_ entry: Entry) -> [String] {
        [
            entry.due?.description ?? "unknown", entry.days.map { $0 < 0 ? "\($0) OVERDUE" : "\($0)" } ?? "",
            MonitorText.printable(entry.name), entry.calibrated?.description ?? MonitorText.printable(entry.note ?? ""),
            MonitorText.printable(entry.place ?? ""),
        ]
    }
}

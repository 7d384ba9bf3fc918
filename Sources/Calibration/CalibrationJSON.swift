import ColourScience
import Foundation

/// Judged monitors and schedules as JSON.
public enum CalibrationJSON {
    /// One object of schema `filmgate.calibration/1`.
    public static func encode(_ report: MonitorReport) -> String {
        encode(
            Report(
                profile: .init(
                    path: report.path, description: report.description, version: report.version,
                    created: report.created?.description, calibrated: report.calibrated?.description),
                target: report.target.name.rawValue, today: report.today.description, verdict: report.verdict.rawValue,
                items: report.items.map { Item($0) }))
    }

    /// A profile that could not be judged at all.
    public static func encode(problem: String, path: String, target: MonitorTarget) -> String {
        encode(
            Problem(
                profile: .init(path: path), target: target.name.rawValue,
                verdict: MonitorReport.Verdict.notChecked.rawValue,
                problem: problem))
    }

    /// One object of schema `filmgate.monitors/1`.
    public static func encode(_ schedule: MonitorSchedule) -> String {
        encode(
            Schedule(
                today: schedule.today.description,
                monitors: schedule.entries.map {
                    .init(
                        name: $0.name, place: $0.place, calibrated: $0.calibrated?.description,
                        due: $0.due?.description,
                        days: $0.days, overdue: $0.isOverdue, note: $0.note)
                }))
    }

    /// One object of schema `filmgate.bars/1`.
    public static func encode(_ report: BarsReport) -> String {
        func numbers(_ lab: CIELab) -> [Double] { [lab.L, lab.a, lab.b].map { $0.rounded(digits: 3) } }
        return encode(
            Bars(
                file: report.file, bars: report.bars, verdict: report.verdict.rawValue,
                worst: (report.worst?.difference ?? 0).rounded(digits: 3), mean: report.mean.rounded(digits: 3),
                patches: report.patches.map {
                    .init(
                        name: $0.name, lab: numbers($0.found), nominal: numbers($0.nominal),
                        difference: $0.difference.rounded(digits: 3), differenceITP: $0.differenceITP.rounded(digits: 3)
                    )
                }))
    }

    private static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Every number was made finite before it came here.
        guard let data = try? encoder.encode(value) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private struct Report: Encodable {
        var schema = "filmgate.calibration/1"
        var profile: Profile
        var target, today, verdict: String
        var items: [Item]

        struct Profile: Encodable {
            var path, description, version: String
            var created, calibrated: String?
        }
    }

    private struct Problem: Encodable {
        var schema = "filmgate.calibration/1"
        var profile: Path
        var target, verdict, problem: String

        struct Path: Encodable { var path: String }
    }

    private struct Item: Encodable {
        var id, status: String
        var measured: Double?
        var unit, expected, basis, note: String?

        init(_ item: MonitorItem) {
            id = item.id
            status = item.status.rawValue
            measured = item.measured.flatMap { $0.isFinite ? $0 : nil }
            unit = item.unit
            expected = item.expected
            basis = item.basis
            note = item.note
        }
    }

    private struct Bars: Encodable {
        var schema = "filmgate.bars/1"
        var file, bars, verdict: String
        var worst, mean: Double
        var patches: [Patch]

        struct Patch: Encodable {
            var name: String
            var lab, nominal: [Double]
            var difference, differenceITP: Double
        }
    }

    private struct Schedule: Encodable {
        var schema = "filmgate.monitors/1"
        var today: String
        var monitors: [Monitor]

        struct Monitor: Encodable {
            var name: String
            var place, calibrated, due: String?
            var days: Int?
            var overdue: Bool
            var note: String?
        }
    }
}

import Calibration
import Foundation
import Media
import Testing

@Suite struct RegisterTests {
    private static let sound = """
        every: 30
        monitors:
          - name: Grading 1
            calibrated: 2024-03-01
            place: Room 2
          - name: Client
            calibrated: 2024-01-10
          - name: Edit 3
            every: 90
            calibrated: 2024-01-10
        """

    private func schedule(_ yaml: String, folder: String = "/nonexistent", today: String = "2024-03-10") throws
        -> MonitorSchedule
    {
        MonitorSchedule(try MonitorRegister(yaml: yaml), folder: folder, today: try #require(CalendarDate(today)))
    }

    /// The example of the handbook.
    @Test func example() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let yaml = try String(contentsOf: root.appending(path: "docs/monitors.example.yaml"), encoding: .utf8)
        let schedule = try schedule(yaml, today: "2026-11-21")
        #expect(schedule.entries.map(\.name) == ["Grading 2", "Grading 1", "Edit 3"])
        #expect(schedule.entries.map { $0.due?.description } == ["2026-11-01", "2026-11-28", "2026-12-19"])
        #expect(schedule.entries.map(\.days) == [-20, 7, 28] && schedule.exitCode == 1)
        #expect(schedule.lines.last == "1 of 3 overdue on 2026-11-21")
    }

    @Test func dueDates() throws {
        let schedule = try schedule(Self.sound)
        #expect(schedule.entries.map(\.name) == ["Client", "Grading 1", "Edit 3"])
        #expect(schedule.entries.map { $0.due?.description } == ["2024-02-09", "2024-03-31", "2024-04-09"])
        #expect(
            schedule.entries.map(\.days) == [-30, 21, 30] && schedule.entries.map(\.isOverdue) == [true, false, false])
        #expect(schedule.exitCode == 1)
    }

    @Test func theDayItselfIsNotOverdue() throws {
        #expect(try schedule(Self.sound, today: "2024-02-09").exitCode == 0)
        #expect(try schedule(Self.sound, today: "2024-02-10").exitCode == 1)
    }

    @Test func datesOfProfiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "filmgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(try DisplayProfileRecipe.studio.bytes()).write(to: folder.appending(path: "one.icc"))
        try Data([1, 2, 3]).write(to: folder.appending(path: "two.icc"))
        let register = """
            every: 30
            monitors:
              - {name: One, profile: one.icc}
              - {name: Two, profile: two.icc}
              - {name: Three, profile: one.icc, calibrated: 2024-03-05}
              - {name: Four, profile: two.icc, calibrated: 2024-03-05}
            """
        let schedule = try schedule(register, folder: folder.path)
        #expect(schedule.entries.map(\.name) == ["Two", "One", "Four", "Three"] && schedule.exitCode == 2)
        #expect(schedule.entries[0].note?.contains("3 bytes") == true && schedule.entries[0].due == nil)
        #expect(schedule.entries[1].due?.description == "2024-03-31")
        #expect(schedule.entries[3].calibrated?.description == "2024-03-05")
    }

    @Test func table() throws {
        let lines = try schedule(Self.sound).lines
        #expect(lines[0] == "Due         Days         Monitor    Calibrated  Place")
        #expect(lines[1] == "2024-02-09  -30 OVERDUE  Client     2024-01-10")
        #expect(lines[2] == "2024-03-31  21           Grading 1  2024-03-01  Room 2")
        #expect(lines.last == "1 of 3 overdue on 2024-03-10")
    }

    @Test func json() throws {
        let text = CalibrationJSON.encode(try schedule(Self.sound))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "filmgate.monitors/1")
        let monitors = try #require(object["monitors"] as? [[String: Any]])
        #expect(monitors[0]["name"] as? String == "Client" && monitors[0]["overdue"] as? Bool == true)
        #expect(monitors[0]["due"] as? String == "2024-02-09" && monitors[0]["days"] as? Int == -30)
    }

    static let wrong: [(yaml: String, line: Int, words: String)] = [
        ("", 0, "empty"), ("[1, 2]", 1, "keys and values"), ("monitors: 3", 1, "'monitors' is missing"),
        ("every: 30", 1, "'monitors' is missing"), ("every: soon\nmonitors: []", 1, "number of days"),
        ("every: 0\nmonitors: []", 1, "number of days"),
        ("monitors:\n  - name: A\n    calibratd: 2024-01-01", 3, "'calibratd' is no key"),
        ("monitors:\n  - calibrated: 2024-01-01", 2, "has no 'name'"),
        ("monitors:\n  - {name: A, calibrated: 2024-01-01}", 2, "'every' is missing"),
        ("every: 30\nmonitors:\n  - {name: A, calibrated: 01.02.2024}", 3, "a date is written as"),
        ("every: 30\nmonitors:\n  - {name: A}", 3, "neither 'calibrated' nor 'profile'"),
        ("every: 30\nmonitors:\n  - [A]", 3, "keys and values"),
        ("every: 30\nmonitors:\n  - {name: [A], calibrated: 2024-01-01}", 3, "a text"),
        ("a: b: c", 1, "no YAML"), ("a: [1", 0, "no YAML"),
    ]

    @Test(arguments: wrong.indices) func wrongRegisters(_ index: Int) throws {
        let expected = Self.wrong[index]
        let error = #expect(throws: RegisterError.self) { try MonitorRegister(yaml: expected.yaml) }
        #expect(error?.text.contains(expected.words) == true, "\(expected.yaml): \(String(describing: error))")
        if expected.line > 0 { #expect(error?.code == expected.line, "\(expected.yaml): \(String(describing: error))") }
        #expect(error?.operation == "read register")
    }

    @Test func emptyRegisterIsNotInOrder() throws { #expect(try schedule("monitors: []").exitCode == 2) }
}

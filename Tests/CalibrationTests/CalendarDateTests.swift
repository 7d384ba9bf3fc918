import Calibration
import Testing

@Suite struct CalendarDateTests {
    @Test func ordinals() throws {
        #expect(try #require(CalendarDate("1970-01-01")).ordinal == 0)
        #expect(try #require(CalendarDate("2000-03-01")).ordinal == 11017)
        #expect(try #require(CalendarDate("1969-12-31")).ordinal == -1)
        #expect(try #require(CalendarDate("2026-11-21")).ordinal == 20778)
    }

    @Test func everyDayFollowsTheOneBefore() throws {
        var day = try #require(CalendarDate("1899-12-25"))
        for _ in 0..<150_000 {
            let next = try #require(day.advanced(by: 1))
            guard next.ordinal == day.ordinal + 1, next > day, CalendarDate("\(next)") == next else {
                Issue.record("after \(day) comes \(next)")
                return
            }
            day = next
        }
        #expect(day.description == "2310-09-02")
    }

    @Test func leapDays() {
        #expect(CalendarDate("2024-02-29") != nil && CalendarDate("2000-02-29") != nil)
        #expect(CalendarDate("2023-02-29") == nil && CalendarDate("1900-02-29") == nil)
    }

    @Test(arguments: [
        "", "2024", "2024-1-1", "24-01-01", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-01x", "٢٠٢٤-٠١-٠١",
        "2024-+1-01",
    ])
    func nonsense(_ text: String) { #expect(CalendarDate(text) == nil) }

    @Test func beyondTheCalendar() {
        #expect(CalendarDate("9999-12-31")?.advanced(by: 1) == nil)
        #expect(CalendarDate("0001-01-01")?.advanced(by: -1) == nil)
        #expect(CalendarDate("2024-01-01")?.advanced(by: .max) == nil)
        #expect(CalendarDate("2024-01-01")?.advanced(by: .min) == nil)
    }
}

import Glibc
import ICC

/// A day of the Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public let year, month, day: Int

    /// Nil for a day that is in no calendar.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-11-21`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day of a moment; nil where its fields are no date.
    public init?(_ date: ICCDate) { self.init(year: date.year, month: date.month, day: date.day) }

    /// The present day, UTC.
    public static var today: CalendarDate {
        var now = time(nil)
        var fields = tm()
        gmtime_r(&now, &fields)
        return CalendarDate(
            year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday))!
    }

    /// Days from the first of January 1970, negative before.
    public var ordinal: Int {
        // Years that begin in March put the leap day last.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let inEra = shifted - era * 400
        let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
    }

    /// The day `days` later; nil beyond the year 9999.
    public func advanced(by days: Int) -> CalendarDate? {
        guard (-4_000_000...4_000_000).contains(days) else { return nil }
        let shifted = ordinal + days + 719_468
        guard shifted >= 306 else { return nil }
        let era = shifted / 146_097
        let inEra = shifted - era * 146_097
        let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        return CalendarDate(
            year: year + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9,
            day: inYear - (153 * month + 2) / 5 + 1)
    }

    public func days(until other: CalendarDate) -> Int { other.ordinal - ordinal }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

extension CalendarDate: CustomStringConvertible {
    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

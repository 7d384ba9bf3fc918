/// A moment in Coordinated Universal Time (ICC.1:2022 §4.2).
public struct ICCDate: Equatable, Sendable {
    public var year, month, day, hour, minute, second: Int

    /// Year, month, day, hour, minute, second.
    ///
    /// - Precondition: six numbers.
    public init(_ fields: [Int]) {
        year = fields[0]
        month = fields[1]
        day = fields[2]
        hour = fields[3]
        minute = fields[4]
        second = fields[5]
    }

    /// Whether the fields name a moment since the first ICC specification.
    public var isPlausible: Bool {
        (1990...2200).contains(year) && (1...12).contains(month) && (1...31).contains(day) && (0...23).contains(hour)
            && (0...59).contains(minute) && (0...59).contains(second)
    }
}

extension ICCDate: CustomStringConvertible {
    /// `2023-03-02`
    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

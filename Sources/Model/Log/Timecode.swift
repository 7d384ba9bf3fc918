/// SMPTE ST 12-1 timecode: counts frames at the rounded rate; drop-frame skips frame numbers, never pictures.
public struct Timecode: Equatable, Sendable {
    /// Frames since `00:00:00:00`.
    public var frames: Int
    public var rate: Rational
    public var isDropFrame: Bool

    public init(frames: Int, rate: Rational, isDropFrame: Bool = false) {
        self.frames = frames
        self.rate = rate
        self.isDropFrame = isDropFrame
    }

    /// Reads `HH:MM:SS:FF`, hours 00 to 23 (ST 12-1); a `;` or `.` before the frames means drop-frame. Nil when it is not a timecode at `rate`.
    public init?(_ text: String, rate: Rational) {
        let parts = text.split(omittingEmptySubsequences: false) { ":;.".contains($0) }.map { Int($0) }
        guard parts.count == 4, rate.isPositive, let hours = parts[0], let minutes = parts[1], let seconds = parts[2],
            let frames = parts[3]
        else { return nil }
        let base = Self.base(of: rate)
        let drop = text.contains(";") || text.contains(".")
        guard (0..<24).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds),
            (0..<base).contains(frames)
        else { return nil }
        let total = ((hours * 60 + minutes) * 60 + seconds) * base + frames
        let allMinutes = hours * 60 + minutes
        let dropped = drop ? Self.droppedPerMinute(base) * (allMinutes - allMinutes / 10) : 0
        self.init(frames: total - dropped, rate: rate, isDropFrame: drop)
    }

    /// Frame numbers in a timecode second: 30 for 29.97.
    /// Bounded, for a damaged header may state any rate.
    static func base(of rate: Rational) -> Int { Int(min(max(rate.asDouble.rounded(), 1), 100_000)) }

    /// Two frame numbers are skipped at 29.97, four at 59.94, at every minute but the tenths (ST 12-1 §7).
    static func droppedPerMinute(_ base: Int) -> Int { base / 15 }
}

extension Timecode: CustomStringConvertible {
    public var description: String {
        let base = Self.base(of: rate)
        var count = frames
        if isDropFrame {
            let dropped = Self.droppedPerMinute(base)
            let perMinute = base * 60 - dropped
            let perTenMinutes = perMinute * 10 + dropped
            let (tens, rest) = count.quotientAndRemainder(dividingBy: perTenMinutes)
            count += tens * dropped * 9
            if rest >= base * 60 { count += dropped * (1 + (rest - base * 60) / perMinute) }
        }
        let seconds = count / base
        let fields = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, count % base].map { number in
            number < 10 ? "0\(number)" : "\(number)"
        }
        return fields[0] + ":" + fields[1] + ":" + fields[2] + (isDropFrame ? ";" : ":") + fields[3]
    }
}

/// When each picture is shown, in seconds since the first, known while the pictures come in.
struct FlashClock {
    /// Seconds of a tick, and of a picture at the nominal rate.
    private let tick, frame: Double
    private var origin: Double?
    private var last = 0.0

    /// Some containers round to milliseconds, so two time stamps may be off by one together.
    private static let slack = 0.0011

    init(tick: Double, rate: Double) {
        self.tick = tick
        frame = 1 / rate
    }

    /// Time of the next picture. Time stamps that lie on the nominal grid, as far as rounding lets one see, are put on it;
    /// those that go back or are missing are taken as one picture later.
    mutating func time(ofStamp stamp: Int64?) -> Double {
        guard let origin else {
            self.origin = Double(stamp ?? 0) * tick
            return 0
        }
        let nominal = last + frame
        let stated = stamp.map { Double($0) * tick - origin } ?? nominal
        let onGrid = last + max(1, ((stated - last) / frame).rounded()) * frame
        last = abs(stated - onGrid) <= Self.slack ? onGrid : stated > last ? stated : nominal
        return last
    }
}

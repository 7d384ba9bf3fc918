import CKernels
import Model

/// What became of one rule set over the pictures seen so far. Times are seconds since the first picture.
struct FlashRecord {
    /// The most that happened within one second.
    struct Worst {
        var changes = 0
        /// Samples that changed seven times or more, and their share of the screen or window.
        var samples = 0
        var area = 0.0
        var from = 0.0, to = 0.0
    }

    /// More samples than this make an event.
    private let limit: Double
    private(set) var failures: [Moment] = []
    private(set) var worst = Worst()
    /// Changes within a second on less of the screen or in both directions at once, and with slow changes counted.
    private(set) var near = 0, slow = 0
    private(set) var longest: Moment?
    private var sequence: Moment?
    /// Whether the last picture was the worst so far.
    private(set) var isWorst = false

    init(limit: Double) { self.limit = limit }

    mutating func note(
        _ counter: FlashCounter, near: FlashCounter?, slow: FlashCounter?, from time: Double, to end: Double
    ) {
        let count = counter.count
        isWorst = false
        if count.events > 0, count.changes > 0 {
            noteWorst(counter, count, end)
            if Double(count.samples) > limit { fail(from: count.first, to: end) }
        }
        self.near = max(self.near, Int(near?.count.changes ?? 0))
        self.slow = max(self.slow, Int(slow?.count.changes ?? 0))
        noteSequence(Int(count.changes), time, end)
    }

    private mutating func noteWorst(_ counter: FlashCounter, _ count: fgk_flash_count, _ end: Double) {
        let isMore = (Int(count.changes), Int(count.samples)) > (worst.changes, worst.samples)
        guard isMore else { return }
        isWorst = true
        worst = Worst(
            changes: Int(count.changes), samples: Int(count.samples), area: counter.area, from: count.first, to: end)
    }

    private mutating func fail(from start: Double, to end: Double) {
        if let last = failures.last, start <= last.end {
            failures[failures.count - 1].end = end
        } else {
            failures.append(Moment(start, end))
        }
    }

    private mutating func noteSequence(_ changes: Int, _ time: Double, _ end: Double) {
        guard changes >= FlashLimits.sustained else {
            sequence = nil
            return
        }
        let running = Moment(sequence?.start ?? time, end)
        sequence = running
        if running.duration > max(FlashLimits.longSequence, longest?.duration ?? 0) { longest = running }
    }
}

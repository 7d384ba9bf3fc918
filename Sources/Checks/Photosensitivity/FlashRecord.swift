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
    /// Whether the last picture was the worst so far.
    private(set) var isWorst = false
    /// Whether enough of the screen ever changed at once, counted or not.
    private(set) var hasEvents = false
    /// The longest stretch of flashing that is longer than a long sequence.
    private(set) var longest: Moment?
    private var sequence: Moment?

    init(limit: Double) { self.limit = limit }

    mutating func note(_ counter: FlashCounter, from time: Double, to end: Double) {
        let count = counter.count
        isWorst = false
        if count.events > 0 {
            hasEvents = true
            noteWorst(counter, count, end)
            if Double(count.samples) > limit { fail(from: count.first, to: end) }
        }
        noteSequence(Int(count.changes), time, end)
    }

    private mutating func noteWorst(_ counter: FlashCounter, _ count: fgk_flash_count, _ end: Double) {
        let changes = Int(count.changes)
        let samples = Int(count.samples)
        guard changes > 0, (changes, samples) > (worst.changes, worst.samples) else { return }
        isWorst = true
        worst = Worst(changes: changes, samples: samples, area: counter.area, from: count.first, to: end)
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

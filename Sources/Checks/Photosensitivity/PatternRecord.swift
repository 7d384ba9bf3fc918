import CKernels
import Foundation
import Measuring
import Model

/// The limits of patterns, BT.1702-3 guideline 2, and what is taken for a jump.
enum PatternLimits {
    static let pairs = 5.0
    /// Shares of the screen: patterns that jump, reverse or flash, and all patterns.
    static let unsteadyArea = 0.25, area = 0.4
    static let duration = 0.5
    /// A pattern that is gone for so long has ended, seconds.
    static let pause = 0.25
    /// Radians by which the step of the phase may change from one look to the next; and changes that make it unsteady.
    static let phaseJump = 1.0
    static let jumps = 2
}

/// Stretches of time with a pattern. Times are seconds since the first picture.
struct PatternRecord {
    private(set) var failures: [Moment] = []
    /// The largest pattern of all, and its moment.
    private(set) var largest: (stripes: fgk_flash_stripes, time: Double)?
    private var small = Stretch(share: PatternLimits.unsteadyArea, needsJumps: true)
    private var large = Stretch(share: PatternLimits.area, needsJumps: false)
    private var motion = PatternMotion()

    mutating func note(_ stripes: fgk_flash_stripes, from time: Double, to end: Double) {
        let isPattern = stripes.pairs > PatternLimits.pairs
        if isPattern, stripes.area > largest?.stripes.area ?? 0 { largest = (stripes, time) }
        let jumped = motion.jumped(to: stripes)
        endStretches(at: time)
        guard isPattern else { return }
        small.extend(stripes.area, from: time, to: end, jumped: jumped)
        large.extend(stripes.area, from: time, to: end, jumped: jumped)
    }

    mutating func finish() {
        endStretches(at: .infinity)
        failures.sort { $0.start < $1.start }
        failures = failures.reduce(into: []) { merged, next in
            if let last = merged.last, next.start <= last.end {
                merged[merged.count - 1].end = max(last.end, next.end)
            } else {
                merged.append(next)
            }
        }
    }

    private mutating func endStretches(at time: Double) {
        failures += [small.ended(at: time), large.ended(at: time)].compactMap { $0 }
    }
}

/// Pictures with enough of a pattern, one after the other.
private struct Stretch {
    let share: Double
    let needsJumps: Bool
    private var moment: Moment?
    private var jumps = 0

    init(share: Double, needsJumps: Bool) {
        self.share = share
        self.needsJumps = needsJumps
    }

    mutating func extend(_ area: Double, from start: Double, to end: Double, jumped: Bool) {
        guard area > share else { return }
        let isGap = moment.map { start - $0.end > 0.001 } ?? false
        moment = Moment(moment?.start ?? start, end)
        if jumped || isGap { jumps += 1 }
    }

    /// What it comes to when it is over: nil while it lasts, and where it was too short or too steady.
    mutating func ended(at time: Double) -> Moment? {
        guard let moment, time - moment.end > PatternLimits.pause else { return nil }
        defer {
            self.moment = nil
            jumps = 0
        }
        let fails = moment.duration >= PatternLimits.duration - 0.001 && (!needsJumps || jumps >= PatternLimits.jumps)
        return fails ? moment : nil
    }
}

/// Follows the phase of a pattern: still and evenly drifting patterns move on by the same step each time.
private struct PatternMotion {
    private var last: fgk_flash_stripes?
    private var step: Double?

    mutating func jumped(to stripes: fgk_flash_stripes) -> Bool {
        defer { last = stripes.area > 0 ? stripes : nil }
        guard stripes.area > 0, let last, (last.across, last.down) == (stripes.across, stripes.down) else {
            step = nil
            return false
        }
        let now = remainder(stripes.phase - last.phase, 2 * .pi)
        defer { step = now }
        return step.map { abs(remainder(now - $0, 2 * .pi)) > PatternLimits.phaseJump } ?? false
    }
}

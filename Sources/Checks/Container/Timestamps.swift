import Measuring
import Media
import Model

/// Presentation times of a video track: gaps, repeats, backward decode times, constant rate.
final class VideoTimestamps: PacketAnalyser {
    private let track: Track
    private var stamps: [Int64] = []
    /// Decode times of packets without a presentation time: AVI has no other.
    private var decodeStamps: [Int64] = []
    private var missing = 0
    private var backwards: [Int64] = []
    private var lastDTS: Int64?

    init(_ track: Track) {
        self.track = track
        stamps.reserveCapacity(track.facts.frames > 0 ? min(track.facts.frames, 1 << 20) : 4096)
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        if let dts = facts.dts {
            if let last = lastDTS, dts <= last { backwards.append(dts) }
            lastDTS = dts
        }
        if let pts = facts.pts {
            stamps.append(pts)
        } else {
            missing += 1
            if let dts = facts.dts { decodeStamps.append(dts) }
        }
    }

    func finish(into log: inout Log) {
        if stamps.isEmpty, decodeStamps.count == missing { (stamps, missing) = (decodeStamps, 0) }
        guard track.stream.carriesTimes, !stamps.isEmpty, track.facts.timeBase.isKnown else {
            let reason = "the stream carries no timestamps"
            log.cannotMeasure([TimingCheck.videoFaults, TimingCheck.constantRate], track.id, because: reason)
            return
        }
        stamps.sort()
        let faults = gapsAndRepeats()
        let base = track.facts.timeBase.asDouble
        let first = stamps[0]
        let moments = (faults.stamps + backwards).sorted().prefix(1000).map { stamp in
            let time = rounded(Double(stamp - first) * base)
            return Moment(time, time)
        }
        log.add(
            TimingCheck.videoFaults, track.id, .number(Double(faults.stamps.count + backwards.count)),
            note: note(faults), moments: Array(moments))
        log.add(TimingCheck.constantRate, track.id, .flag(isConstant))
    }

    private typealias Faults = (stamps: [Int64], gaps: Int, repeats: Int)

    /// A step of less than half a frame is a repeat, one of more than one and a half is a gap; a variable frame rate
    /// has no nominal step, and then only repeats are faults.
    private func gapsAndRepeats() -> Faults {
        var faults: Faults = ([], 0, 0)
        let nominal = nominalStep
        for (before, after) in zip(stamps, stamps.dropFirst()) {
            let step = Double(after - before)
            if step < 0.5 * nominal, step <= 0 || isConstantNearly {
                faults.repeats += 1
                faults.stamps.append(after)
            } else if step > 1.5 * nominal, isConstantNearly {
                faults.gaps += 1
                faults.stamps.append(after)
            }
        }
        return faults
    }

    private func note(_ faults: Faults) -> String? {
        let parts = [
            faults.gaps > 0 ? "\(faults.gaps) gaps" : nil, faults.repeats > 0 ? "\(faults.repeats) repeats" : nil,
            backwards.isEmpty ? nil : "\(backwards.count) decode times that do not go forward",
            missing > 0 ? "\(missing) packets without a time" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Ticks from one frame to the next: the median, which outliers do not move.
    private var nominalStep: Double {
        let steps = zip(stamps, stamps.dropFirst()).map { $1 - $0 }.sorted()
        return steps.isEmpty ? 1 : Double(steps[steps.count / 2])
    }

    /// At least nine steps in ten are the nominal one (within a tick): a constant rate with faults in it.
    private var isConstantNearly: Bool {
        let nominal = nominalStep
        let steps = zip(stamps, stamps.dropFirst()).map { Double($1 - $0) }
        return steps.count { abs($0 - nominal) <= slack } * 10 >= steps.count * 9
    }

    private var isConstant: Bool {
        let nominal = nominalStep
        return zip(stamps, stamps.dropFirst()).allSatisfy { abs(Double($1 - $0) - nominal) <= slack }
    }

    /// One tick of rounding, and a millisecond for containers that count in milliseconds.
    private var slack: Double { max(1, 0.0011 / track.facts.timeBase.asDouble) }
}

/// A sound packet must start where the one before ended.
final class AudioTimestamps: PacketAnalyser {
    private let track: Track
    private var expected: Int64?
    private var first: Int64?
    private var faults: [Int64] = []
    private var hasStamps = false

    init(_ track: Track) { self.track = track }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        guard let pts = facts.pts ?? facts.dts else { return }
        hasStamps = true
        if first == nil { first = pts }
        if let expected, abs(pts - expected) > slack { faults.append(pts) }
        expected = facts.duration > 0 ? pts + facts.duration : nil
    }

    /// 2 ms: containers that count in milliseconds round twice.
    private var slack: Int64 { max(1, Int64((0.0021 / track.facts.timeBase.asDouble).rounded())) }

    func finish(into log: inout Log) {
        guard hasStamps, track.facts.timeBase.isKnown else {
            log.cannotMeasure([TimingCheck.audioFaults], track.id, because: "the stream carries no timestamps")
            return
        }
        let base = track.facts.timeBase.asDouble
        let moments = faults.prefix(1000).map { stamp in
            let time = rounded(Double(stamp - (first ?? 0)) * base)
            return Moment(time, time)
        }
        log.add(TimingCheck.audioFaults, track.id, .number(Double(faults.count)), moments: moments)
    }
}

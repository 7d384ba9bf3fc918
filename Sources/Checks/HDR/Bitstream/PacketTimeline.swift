import Bitstreams
import Measuring
import Media
import Model

/// Puts what was read from packets, which come in decoding order, into the order and time in which the pictures are
/// shown.
struct PacketTimeline {
    private let timeBase: Ratio
    private let frame: Rational
    private let zero: Double
    private var stamps: [Int64?] = []
    private var counts: [Int?] = []
    private var order = HEVC.PictureOrder()
    private var sequences = 0
    private let readsOrder: Bool

    /// - Parameter zero: the container's time that the timeline counts from, seconds.
    init(_ track: Track, _ reader: AccessUnitReader, zero: Double) {
        timeBase = track.facts.timeBase
        frame = track.frameRate.map { Rational($0.denominator, $0.numerator) } ?? Rational(1, 25)
        self.zero = zero
        readsOrder = reader.isByteStream
        if readsOrder { _ = reader.parameterSets.withUnsafeBufferPointer { note($0) } }
    }

    var count: Int { stamps.count }

    mutating func add(_ packet: Packet, _ facts: PacketFacts) {
        stamps.append(facts.pts)
        counts.append(readsOrder ? packet.withBytes { note($0) } : nil)
    }

    /// Picture order over the whole stream: counts start anew at every IDR picture.
    private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let units = try? NALFraming.annexB.units(in: bytes) else { return nil }
        var place: Int?
        for range in units {
            guard let count = try? order.add(UnsafeBufferPointer(rebasing: bytes[range])) else { continue }
            if count == 0 { sequences += 1 }
            place = place ?? (sequences << 32 + count)
        }
        return place
    }

    /// Indices of the packets in the order in which their pictures are shown, and where those lie.
    func arranged() -> (order: [Int], timing: PacketTiming) {
        let isStamped = timeBase.isKnown && stamps.allSatisfy { $0 != nil }
        let keys =
            isStamped ? stamps.map { Int($0 ?? 0) } : counts.allSatisfy { $0 != nil } ? counts.map { $0 ?? 0 } : []
        let order = keys.isEmpty ? Array(stamps.indices) : stamps.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        guard isStamped else { return (order, PacketTiming(start: 0, step: frame, times: nil)) }
        let times = order.map { Double(stamps[$0] ?? 0) * timeBase.asDouble - zero }
        let start = times.first ?? 0
        let isConstant = times.indices.allSatisfy {
            abs(times[$0] - start - Double($0) * frame.asDouble) <= max(1.01 * timeBase.asDouble, 0.0011)
        }
        return (order, PacketTiming(start: start, step: frame, times: isConstant ? nil : times))
    }
}

/// Where pictures lie on the file's timeline, as their packets say.
struct PacketTiming {
    /// Seconds
    var start: Double
    var step: Rational
    /// Nil at a constant rate.
    var times: [Double]?

    func time(_ index: Int) -> Double {
        guard let times, !times.isEmpty else { return start + Double(index) * step.asDouble }
        return index < times.count
            ? times[index] : times[times.count - 1] + Double(index - times.count + 1) * step.asDouble
    }

    /// Runs of consecutive pictures as one moment each; at most a thousand.
    func moments(_ indices: [Int]) -> [Moment] {
        var runs: [(first: Int, last: Int)] = []
        for index in indices {
            if let last = runs.last, index == last.last + 1 {
                runs[runs.count - 1].last = index
            } else {
                runs.append((index, index))
            }
        }
        return runs.prefix(1000).map { Moment(rounded(time($0.first)), rounded(time($0.last + 1))) }
    }

    func series(_ metric: Metric, _ track: TrackID, _ values: [Float]) -> Series {
        Series(metric, track: track, start: start, step: step, values: values, times: times)
    }
}

import CKernels
import Model

/// Events of one kind: how many in which channel, and where.
struct Occurrences {
    private(set) var counts: [Int]
    private var spans: [[Range<Int64>]]
    /// Samples; events closer together are one moment.
    private let gap: Int64

    init(_ sound: TrackSound, joinedWithin seconds: Double = 0.1) {
        counts = Array(repeating: 0, count: sound.channels)
        spans = Array(repeating: [], count: sound.channels)
        gap = Int64(seconds * Double(sound.rate))
    }

    var total: Int { counts.reduce(0, +) }

    mutating func add(_ channel: Int, _ first: Int64, _ end: Int64) {
        guard counts.indices.contains(channel), end > first else { return }
        counts[channel] += 1
        guard let last = spans[channel].last, first - last.upperBound < gap else {
            return spans[channel].append(first..<end)
        }
        spans[channel][spans[channel].count - 1] =
            min(last.lowerBound, first)..<max(last.upperBound, end)
    }

    /// Of all channels together, in order.
    func moments(_ heard: Heard) -> [Moment] {
        var joined: [Range<Int64>] = []
        for span in spans.joined().sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = joined.last, span.lowerBound - last.upperBound < gap {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
        return joined.map { heard.moment($0.lowerBound, $0.upperBound) }
    }

    /// `FL 3, FR 1`; nil where there is nothing to say.
    func note(_ sound: TrackSound) -> String? {
        guard sound.channels > 1, total > 0 else { return nil }
        return zip(sound.labels, counts).filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}

extension Log {
    /// A count of events, with where they are. A reading never carries more moments than anyone will look at.
    mutating func add(_ metric: Metric, _ occurrences: Occurrences, _ heard: Heard) {
        let moments = occurrences.moments(heard)
        let left = moments.count - Self.mostMoments
        let notes = [
            occurrences.note(heard.sound), left > 0 ? "the first \(Self.mostMoments) of \(moments.count) places" : nil,
        ]
        .compactMap { $0 }
        add(
            metric, heard.sound.track, .number(Double(occurrences.total)),
            note: notes.isEmpty ? nil : notes.joined(separator: "; "), moments: Array(moments.prefix(Self.mostMoments)))
    }

    static let mostMoments = 500
}

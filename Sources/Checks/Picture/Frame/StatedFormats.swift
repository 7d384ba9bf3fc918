import Bitstreams
import Measuring
import Media
import Model

/// The active format description of each picture of a track, −1 where it has none of its own: one holds until the next
/// (ATSC A/53 part 4 §6.2.4).
struct StatedFormats {
    private(set) var codes: [Int8]

    init(_ codes: [Int8] = []) { self.codes = codes }

    mutating func reserve(_ count: Int) { codes.reserveCapacity(count) }
    mutating func add(_ code: Int?) { codes.append(Int8(code ?? -1)) }

    /// - Parameter moments: of the pictures named.
    func write(_ track: TrackID, into log: inout Log, moments: ([Bool]) -> [Moment]) {
        let counts = Dictionary(grouping: codes.filter { $0 >= 0 }) { $0 }.mapValues(\.count)
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            return log.add(ActivePictureCheck.format, track, nil, note: "the pictures carry none")
        }
        let others = counts.keys.filter { $0 != most }.sorted().map(String.init)
        log.add(
            ActivePictureCheck.format, track, .number(Double(most)),
            note: others.isEmpty ? nil : "also " + others.joined(separator: ", "),
            moments: others.isEmpty ? [] : moments(held.map { $0 >= 0 && $0 != most }).longest(20))
    }

    private var held: [Int8] {
        var last: Int8 = -1
        return codes.map { code in
            if code >= 0 { last = code }
            return last
        }
    }
}

/// Reads the active format description out of the packets, for codings whose decoder keeps it to itself.
final class ActiveFormatPackets: PacketAnalyser {
    /// Codings that carry one and are read here.
    static func reads(_ track: Track) -> Bool { track.facts.codec == "hevc" }

    private let track: Track
    private let reader: AccessUnitReader
    private var timeline: PacketTimeline
    /// In the order of the packets.
    private var codes: [Int8] = []

    init(_ track: Track, zero: Double) {
        self.track = track
        reader = AccessUnitReader(track)
        timeline = PacketTimeline(track, reader, zero: zero)
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        let (behind, own) = reader.parts(packet)
        if let code = behind?.activeFormat, !codes.isEmpty { codes[codes.count - 1] = code }
        guard let own, !facts.isDiscarded else { return }
        timeline.add(packet, facts)
        codes.append(own.activeFormat ?? -1)
    }

    func finish(into log: inout Log) {
        let (order, timing) = timeline.arranged()
        StatedFormats(order.map { codes[$0] }).write(track.id, into: &log) { wanted in
            timing.moments(wanted.indices.filter { wanted[$0] })
        }
    }
}

extension AccessUnitMetadata {
    fileprivate var activeFormat: Int8? { userData.lazy.compactMap(\.activeFormat).last.map { Int8($0) } }
}

import Media
import Model

/// Reads packets, counts them, shows them to the packet analysers and feeds the decoders.
struct PacketReader {
    /// A header-only reading gives up on first pictures after this many packets.
    private static let headerPackets = 2000

    private static let largestFirstPacket = 1 << 24

    private(set) var facts: [TrackID: PassFacts.OfTrack] = [:]
    private(set) var firstPackets: [TrackID: FirstPacket] = [:]
    private(set) var reachedEnd = false
    private let plan: Plan
    private let lanes: Lanes
    private let byStream: [Int: Track]
    private let headers: Headers
    private var analysers: [Int: [any PacketAnalyser]] = [:]
    private var lastProgress = 0.0

    init(_ headers: Headers, _ plan: Plan, _ lanes: Lanes) {
        self.plan = plan
        self.lanes = lanes
        self.headers = headers
        byStream = Dictionary(uniqueKeysWithValues: headers.tracks.map { ($0.stream.index, $0) })
        for track in headers.tracks {
            facts[track.id] = PassFacts.OfTrack()
            guard plan.wants.contains(.packets) else { continue }
            analysers[track.stream.index] = plan.listening.compactMap {
                $0.packetAnalyser(for: track, zero: headers.zero)
            }
        }
    }

    /// Returns the demuxer's complaint when reading ended before the end of the file.
    mutating func readAll(
        _ file: borrowing MediaFile, _ feed: any Feed, _ progress: (@Sendable (Double) -> Void)?
    ) -> String? {
        let packet = Packet()
        var count = 0
        do {
            while try file.read(into: packet) {
                count += 1
                note(packet, progress)
                feed.feed(packet)
                if !plan.readsWholeFile, lanes.haveFirstPictures || count >= Self.headerPackets { return nil }
            }
            reachedEnd = true
            return nil
        } catch {
            return error.text
        }
    }

    private mutating func note(_ packet: Packet, _ progress: (@Sendable (Double) -> Void)?) {
        let packetFacts = packet.facts
        guard let track = byStream[packetFacts.stream] else { return }
        let base = track.facts.timeBase.asDouble
        if let stamp = packetFacts.pts ?? packetFacts.dts {
            let end = Double(stamp + max(0, packetFacts.duration)) * base - headers.zero
            if end > facts[track.id]?.end ?? 0 { facts[track.id]?.end = end }
            report(end, progress)
        }
        facts[track.id]?.packets += 1
        if track.kind == .video, firstPackets[track.id] == nil, packetFacts.size <= Self.largestFirstPacket {
            firstPackets[track.id] = FirstPacket(packet)
        }
        for analyser in analysers[packetFacts.stream] ?? [] { analyser.consume(packet, packetFacts) }
    }

    private mutating func report(_ time: Double, _ progress: (@Sendable (Double) -> Void)?) {
        guard let progress, let duration = headers.duration, duration > 0 else { return }
        let share = min(1, time / duration)
        guard share >= lastProgress + 0.005 else { return }
        lastProgress = share
        progress(share)
    }

    func finish(into log: inout Log) {
        for (_, list) in analysers.sorted(by: { $0.key < $1.key }) {
            for analyser in list { analyser.finish(into: &log) }
        }
    }
}

import Media
import Model

/// Reads a file once and feeds everyone who listens. Demuxing stays on the calling thread; with more than one thread,
/// each video track decodes on a second and is analysed on a third, and sound is decoded on a fourth. Results do not
/// depend on the number of threads.
struct Pass {
    let plan: Plan
    let threads: Int
    let progress: (@Sendable (Double) -> Void)?

    struct Outcome {
        var facts = PassFacts()
        var firstPictures: [TrackID: PictureFacts] = [:]
        var firstPackets: [TrackID: FirstPacket] = [:]
    }

    func run(_ file: borrowing MediaFile, _ headers: Headers, into log: inout Log) -> Outcome {
        let lanes = Lanes(file, headers, plan, threads: threads)
        var reader = PacketReader(headers, plan, lanes)
        let feed: any Feed = threads > 1 ? ThreadedFeed(lanes, threads: threads) : InlineFeed(lanes)
        var outcome = Outcome()
        outcome.facts.readError = reader.readAll(file, feed, progress)
        feed.finish()
        outcome.facts.isComplete = reader.reachedEnd
        outcome.facts.tracks = reader.facts
        outcome.firstPackets = reader.firstPackets
        reader.finish(into: &log)
        collect(lanes, into: &outcome, &log)
        return outcome
    }

    private func collect(_ lanes: Lanes, into outcome: inout Outcome, _ log: inout Log) {
        for lane in lanes.pictures.values.sorted(by: { $0.track.stream.index < $1.track.stream.index }) {
            outcome.firstPictures[lane.track.id] = lane.firstPicture
            guard !lane.onlyFirst else { continue }
            lane.finish(into: &log)
            outcome.facts.tracks[lane.track.id]?.merge(lane.facts)
        }
        for lane in lanes.sound.values.sorted(by: { $0.track.stream.index < $1.track.stream.index }) {
            lane.finish(into: &log)
            outcome.facts.tracks[lane.track.id]?.merge(lane.facts)
        }
        for (track, reason) in lanes.failures { outcome.facts.tracks[track]?.failure = reason }
    }
}

extension PassFacts.OfTrack {
    /// Takes the decoding side's facts into the reading side's.
    mutating func merge(_ other: PassFacts.OfTrack) {
        decoded = other.decoded
        decodeErrors = other.decodeErrors
        damagedPictures = other.damagedPictures
        messages = other.messages
        obstacle = other.obstacle
        formatChanges = other.formatChanges
        depthChanges = other.depthChanges
        failure = other.failure
    }
}

/// The decoders of one pass.
final class Lanes: @unchecked Sendable {
    private(set) var pictures: [Int: PictureLane] = [:]
    private(set) var sound: [Int: SoundLane] = [:]
    /// Tracks whose decoder could not be opened, and why.
    private(set) var failures: [TrackID: String] = [:]

    init(_ file: borrowing MediaFile, _ headers: Headers, _ plan: Plan, threads: Int) {
        for track in headers.tracks {
            do {
                switch track.kind {
                case .video:
                    pictures[track.stream.index] = try PictureLane(
                        file, track, plan.listening, onlyFirst: !plan.decodesPictures, threads: threads,
                        zero: headers.zero)
                case .audio where plan.decodesSound:
                    sound[track.stream.index] = try SoundLane(file, track, plan.listening, zero: headers.zero)
                default: break
                }
            } catch {
                let name = track.facts.codec.isEmpty ? "of an unknown kind" : track.facts.codec
                failures[track.id] = "the track (\(name)) cannot be decoded: \(error.text.lowercased())"
            }
        }
    }

    /// Whether every video track has shown its first picture.
    var haveFirstPictures: Bool { pictures.values.allSatisfy(\.hasFirstPicture) }
}

import Measuring
import Media
import Model

/// Length and kind of the groups of pictures.
struct GroupOfPicturesCheck: Check {
    let id = "group-of-pictures"
    let version = 1
    let guide = Guide(
        title: "Groups of pictures",
        what: "Counts the pictures from one random-access point to the next in coding order, and reads from the "
            + "bitstream whether the groups are closed: the closed_gop flag of MPEG-2, IDR pictures in H.264, IDR "
            + "against CRA pictures in HEVC. Also the longest run of B pictures.",
        why: "Editing, splicing and adaptive streaming start at group boundaries. Groups that are too long or open "
            + "cannot be cut where the receiver needs to cut.",
        cause: "Encoder presets for playback (\"keyframe interval auto\") used for a delivery.",
        mend: "Encode again with a fixed group length and closed groups, for x264 `-g 50 -keyint_min 50 -flags +cgop "
            + "-sc_threshold 0`.",
        references: ["ITU-T H.262 §6.3.8", "ITU-T H.264 §7.4.1.2.4", "ITU-T H.265 §7.4.2.2"])

    static let length = Metric("video.gop.max-length", unit: "frames", effort: .packets)
    static let closed = Metric("video.gop.closed", effort: .packets)
    static let bFrames = Metric("video.b-frames", unit: "frames", effort: .decode)

    let metrics = [length, closed, bFrames]
    let wants: Wants = [.packets, .pictures]
    let takesAnyFormat = true

    func packetAnalyser(for track: Track) -> (any PacketAnalyser)? {
        track.kind == .video ? GroupCounter(track) : nil
    }

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? { BPictureRuns(track) }
}

final class GroupCounter: PacketAnalyser {
    private let track: Track
    private let reader: RandomAccessReader
    private var sinceKey = 0
    private var longest = 0
    private var keys = 0
    private var openGroups = 0
    private var unknownGroups = 0
    private var keyPTS: Int64?
    private var hasLeading = false

    init(_ track: Track) {
        self.track = track
        reader = RandomAccessReader(track)
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        if facts.isKey {
            closeGroup()
            keys += 1
            switch packet.withBytes({ reader.isClosed($0) }) {
            case true?: break
            case false?: openGroups += 1
            case nil: unknownGroups += 1
            }
            keyPTS = facts.pts
        } else if let pts = facts.pts, let keyPTS, pts < keyPTS {
            hasLeading = true
        }
        sinceKey += 1
    }

    private func closeGroup() {
        if keys > 0 { longest = max(longest, sinceKey) }
        sinceKey = 0
    }

    func finish(into log: inout Log) {
        closeGroup()
        guard keys > 0 else {
            log.cannotMeasure(
                [GroupOfPicturesCheck.length, GroupOfPicturesCheck.closed], track.id,
                because: "no packet is marked as a random-access point")
            return
        }
        log.add(GroupOfPicturesCheck.length, track.id, .number(Double(longest)), note: keys == 1 ? "one group" : nil)
        // Where the bitstream says nothing, pictures shown before the key picture they follow make a group open.
        let isClosed = openGroups == 0 && (unknownGroups == 0 || !hasLeading)
        log.add(
            GroupOfPicturesCheck.closed, track.id, .flag(isClosed),
            note: openGroups > 0 ? "\(openGroups) of \(keys) groups are open" : nil)
    }
}

/// The longest run of B pictures in display order.
final class BPictureRuns: PictureAnalyser {
    private let track: Track
    private var run = 0
    private var longest = 0

    init(_ track: Track) { self.track = track }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        run = picture.type == "B" ? run + 1 : 0
        longest = max(longest, run)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        log.add(GroupOfPicturesCheck.bFrames, track.id, .number(Double(longest)))
    }
}

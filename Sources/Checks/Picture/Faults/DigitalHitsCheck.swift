import CKernels
import Measuring
import Media
import Model

/// Blocks that flash up in one picture.
struct DigitalHitsCheck: Check {
    let id = "picture-digital-hits"
    let version = 1
    let guide = Guide(
        title: "Digital hits",
        what:
            "Where the mean luma of 16 × 16 tiles jumps by at least six (8-bit) codes, four times what is usual in the "
            + "picture and twice as far as in the picture before, blocks of 8 × 8 on the coding grid are held against "
            + "the pictures before and after. Blocks that differ from both by at least ten codes, while these agree, "
            + "are gathered. A group is a hit where half of its border to every side and 70 % of it in all is steep, in "
            + "the picture or in its difference from the neighbours (75 % to every side at the edge of the picture), "
            + "where it differs by 16 codes in the mean and eight times as much as the 16 pixels around it, and where "
            + "its content is not found within 32 pixels in either neighbour. Counted are pictures with hits; the note "
            + "gives picture (counted from 0), size and position. Left out are what comes back to the same place more "
            + "than twice within 50 pictures, groups of more than 64 lines, and the first and the last picture. Hits "
            + "that stay for more than one picture, and hits off the grid of the file (burnt in before scaling or "
            + "cropping), are not found.",
        why: "Blocks of garbage for a single picture are the mark of a transmission, tape or disk error, and are "
            + "refused by every broadcaster.",
        cause:
            "Uncorrected errors of a digital tape, lost packets of a feed that was recorded, a damaged file that was "
            + "decoded and encoded again, memory faults of a renderer.",
        mend: "Capture or decode the source again; single pictures can be painted out from their neighbours. Where the "
            + "note says that the decoder marked the picture, the file itself is damaged.",
        references: ["EBU QC 0039B (digital tape dropouts)", "AV Artifact Atlas (digital hits)"])

    static let hits = Metric("picture.digital-hits", effort: .decode)

    let metrics = [hits]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        DigitalHitsAnalyser(track, first)
    }
}

final class DigitalHitsAnalyser: PictureAnalyser {
    private let track: Track
    private let spots: PassingSpots
    private let work: OpaquePointer?

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        spots = PassingSpots(track, first, least: fgk_jump(sum: 6 * 256, times: 4, alone: 0))
        work = fgk_hit_work_create(Int32(first.width), Int32(first.height))
    }

    deinit { fgk_hit_work_destroy(work) }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .tiles
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let work else { return }
        spots.consume(picture, statistics) { fgk_hits_find($0, $1, $2, work, $3, $4) }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        spots.finish(DigitalHitsCheck.hits, track.id, timing, within: 6, into: &log)
    }
}

import CKernels
import Measuring
import Media
import Model

/// Parts of a line that flash up in one picture.
struct LineDropoutsCheck: Check {
    let id = "picture-line-dropouts"
    let version = 1
    let guide = Guide(
        title: "Line dropouts",
        what:
            "Where the mean luma of a 16 × 16 tile jumps by three times what is usual in the picture, and by twice what "
            + "it did in the picture before and what the tile above or below does, runs of at least 20 pixels in one "
            + "line or two (of one field in interlaced pictures) are looked for that are brighter, or darker, than the "
            + "lines above and below and than the pictures before and after: every pixel by at least 16 (8-bit) codes "
            + "and the run by 24 in the mean. Left out are runs around which more changes than the line, such as digits "
            + "and captions, runs that stand within 24 lines and pixels of the same place in the picture before or "
            + "after, such as wires and rolling titles, runs of 70 % of the width and more, which are stray lines, and "
            + "what comes back to the same place more than twice within 50 pictures. The first and the last picture "
            + "are not judged. Counted are pictures with dropouts; the note gives picture (counted from 0), size and "
            + "position.",
        why: "Bright or dark streaks for a single picture are the commonest damage of video tape, and the eye catches "
            + "every one of them.",
        cause: "Worn or dirty tape, dirt on the heads, and a player whose dropout compensation was off or could not "
            + "keep up.",
        mend:
            "Clean the tape and the heads, and capture again with dropout compensation; single streaks can be painted out "
            + "from the neighbouring pictures.",
        references: ["EBU QC, catalogue of video items (qc.ebu.io)", "AV Artifact Atlas (dropout)"])

    static let dropouts = Metric("picture.line-dropouts", effort: .decode)

    let metrics = [dropouts]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        LineDropoutsAnalyser(track, first)
    }
}

final class LineDropoutsAnalyser: PictureAnalyser {
    private let track: Track
    private let spots: PassingSpots

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        // Ten pixels by 32 codes: the least that a run of twenty leaves in one of the tiles it crosses.
        spots = PassingSpots(track, first, least: fgk_jump(sum: 320, times: 3, alone: 1))
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .tiles
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        let interlaced: Int32 = picture.facts.isInterlaced ? 1 : 0
        spots.consume(picture, statistics) { fgk_dropouts_find($0, interlaced, $1, $2, $3, $4) }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        spots.finish(LineDropoutsCheck.dropouts, track.id, timing, within: 1, into: &log)
    }
}

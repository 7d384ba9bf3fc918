import CKernels
import Measuring
import Media
import Model

/// Cuts, and pictures that stand between two cuts alone.
struct SceneCutCheck: Check {
    let id = "picture-cuts"
    let version = 1
    let guide = Guide(
        title: "Scene cuts and flash frames",
        what: "For every picture, the share of its 60 blocks that are not found again in the picture before it, within "
            + "5 % of the width and 9 % of the height and whatever the change of brightness (per cent, on the "
            + "480 × 270 grid; blocks without detail are told apart by their level). A cut is a picture where more than "
            + "45 % are new and at least 25 points more than is usual around it, so that neither pans, fades nor "
            + "flashing lights count; a picture that mixes its neighbours makes one cut with the next, and several in a row are a dissolve. A flash frame is a shot of one or two pictures that is no mixture of its "
            + "neighbours.",
        why:
            "A frame or two of another shot are an editing fault that everyone sees and nobody can name; they are also "
            + "the commonest reason for a rejected programme.",
        cause: "A clip trimmed one frame short or long, a transition rendered over the wrong media, a stray frame left "
            + "on a lower track, or frames of handles after a conform. Some flash frames are meant: trailers and music "
            + "videos cut that fast.",
        mend: "Look at the times given, close or trim the cut in the edit, and export again. Intended flashes belong "
            + "into the delivery notes.",
        references: [
            "EBU QC 0016B (constant colour frames, alias flash frames)", "FFmpeg scdet (mean difference of pictures)",
        ])

    static let cut = Metric("picture.cut", unit: "%", effort: .decode)
    static let cuts = Metric("picture.cuts", effort: .decode, summary: .count)
    static let flashFrames = Metric("picture.flash-frames", effort: .decode, summary: .count)

    let metrics = [cut, cuts, flashFrames]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        SceneCutAnalyser(track, first)
    }
}

final class SceneCutAnalyser: PictureAnalyser {
    private let track: Track
    private let depth: Int32
    /// The picture, the one before and the one before that, by turns.
    private let small: [OpaquePointer]
    /// Share of new blocks against the picture before and against the one two before, per cent.
    private var scores: [Float]
    private var returns: [Float]
    /// Whether the picture before is a mixture of its neighbours.
    private var blends: [Bool] = []
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        depth = Int32(first.pixelFormat?.depth ?? 8)
        small = (0..<3).compactMap { _ in fgk_small_create() }
        scores = .reserving(track)
        returns = .reserving(track)
        blends.reserveCapacity(scores.capacity)
    }

    deinit { for one in small { fgk_small_destroy(one) } }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .tiles
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard small.count == 3, let grid = statistics?.result.pointee.tiles.luma_grid else {
            unreadable += 1
            return
        }
        let index = scores.count
        let now = small[index % 3]
        let before = small[(index + 2) % 3]
        fgk_small_fill(now, grid, depth)
        scores.append(index < 1 ? .nan : Float(fgk_small_unlike(now, before)) / 10)
        let isSuspect =
            index >= 2 && scores[index] > ShotList.least / 2 && scores[index - 1] > ShotList.least / 2
        let earlier = small[(index + 1) % 3]
        returns.append(isSuspect ? Float(fgk_small_unlike(now, earlier)) / 10 : 100)
        blends.append(isSuspect && fgk_small_is_blend(earlier, before, now) != 0)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !scores.isEmpty else {
            let metrics = [SceneCutCheck.cut, SceneCutCheck.cuts, SceneCutCheck.flashFrames]
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        let shots = ShotList(scores, returns: returns, blends: blends)
        log.series.append(timing.series(SceneCutCheck.cut, track.id, scores))
        log.add(
            SceneCutCheck.cuts, track.id, .number(Double(shots.cuts.count)), moments: shots.cuts.map(timing.moment))
        let flashes = shots.flashes
        let orphans = flashes.count { $0.returns }
        log.add(
            SceneCutCheck.flashFrames, track.id, .number(Double(flashes.count)),
            note: orphans > 0 ? "\(orphans) of them inside one shot" : nil,
            moments: flashes.map { Moment(timing.time($0.pictures.lowerBound), timing.time($0.pictures.upperBound)) })
    }
}

/// Where shots begin.
struct ShotList {
    /// Per cent of new blocks that a cut has at least, and how many more than the pictures around it.
    static let least: Float = 45
    static let rise: Float = 25
    /// Pictures on either side that it is held against.
    private static let around = 5
    /// The longest shot that is a flash.
    private static let flash = 2

    struct Flash: Equatable {
        var pictures: Range<Int>
        /// The shot before goes on after it.
        var returns: Bool
    }

    private(set) var cuts: [Int] = []
    private(set) var flashes: [Flash] = []

    init(_ scores: [Float], returns: [Float], blends: [Bool]) {
        let found = Self.changes(blends, scores.count).compactMap { change in
            change.count <= 2 && change.contains { Self.isCut(scores, $0, besides: change) }
                ? change.upperBound - 1 : nil
        }
        for (first, second) in zip(found, found.dropFirst()) where second - first <= Self.flash {
            let goesOn = second - first == 1 && returns[second] < Self.least
            flashes.append(Flash(pictures: first..<second, returns: goesOn))
        }
        cuts = found
    }

    /// Pictures that change together: a picture that mixes its neighbours belongs to one cut with the next, and more than
    /// one in a row to a fade or dissolve.
    private static func changes(_ blends: [Bool], _ count: Int) -> [Range<Int>] {
        var all: [Range<Int>] = []
        for index in 1..<max(1, count) {
            if blends[index], let last = all.last {
                all[all.count - 1] = last.lowerBound..<index + 1
            } else {
                all.append(index..<index + 1)
            }
        }
        return all
    }

    private static func isCut(_ scores: [Float], _ index: Int, besides change: Range<Int>) -> Bool {
        guard scores[index] >= least else { return false }
        let near = max(1, index - around)...min(scores.count - 1, index + around)
        let usual = near.filter { !change.contains($0) }.map { scores[$0] }.median ?? 0
        return scores[index] >= usual + rise
    }
}

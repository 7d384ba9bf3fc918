import CKernels
import Measuring
import Media
import Model

/// Blocks of the codec that break out of the picture all of a sudden.
struct BlockHitsCheck: Check {
    let id = "picture-block-hits"
    let version = 1
    let guide = Guide(
        title: "Block errors",
        what:
            "For every picture, the edges of the 16 × 16 grid between a tile that changed by more than six (8-bit) codes "
            + "on average and one that changed less than half as much, at which the picture breaks off: the mean step "
            + "across the edge is more than ten codes and three times as large as any other within three samples. A "
            + "picture has a block error when it has at least six broken edges, four times as many as at any of four "
            + "places five and seven samples beside the grid, and three times as many as is usual in the second before "
            + "and after. Errors that go on are counted once, until half a second passes without. Not looked at are "
            + "cuts (60 % of the tiles change) and errors in pictures that were scaled afterwards, whose blocks lie on no "
            + "grid of 16. The note gives the place of the first.",
        why:
            "Blocks of another place or moment in the picture are damage that everyone sees, and mean that data was lost.",
        cause: "Lost packets of a link or a recording, a damaged file, an encoder that ran out of time, a decoder that "
            + "hides errors silently. A file without errors of its own can hold those of its source.",
        mend: "Get the file or the recording again; where the errors are burnt in, go back to the source before them.",
        references: [
            "AV Artifact Atlas (macroblocking)", "MovieLabs QC Vocabulary (HITS-CONCEALMENT-ERROR)",
        ])

    static let hits = Metric("picture.block-errors", effort: .decode)

    let metrics = [hits]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        BlockHitsAnalyser(track, first)
    }
}

final class BlockHitsAnalyser: PictureAnalyser {
    private static let moved = 6.0
    private static let step = 10.0
    private static let least = 6

    private let track: Track
    private let scale: PictureScale
    private let changeRows: Int
    private var onGrid: [UInt16] = []
    private var beside: [UInt16] = []
    /// Tile of the first edge, where there are any.
    private var places: [Int: (x: Int, y: Int)] = [:]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        changeRows = first.changeRows
        let capacity = [Float].reserving(track).capacity
        onGrid.reserveCapacity(capacity)
        beside.reserveCapacity(capacity)
        places.reserveCapacity(1024)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .change
        request.changeRows = changeRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let change = statistics?.result.pointee.change else {
            unreadable += 1
            return
        }
        var edges = fgk_broken_edges()
        if change.valid != 0, let sums = change.tile_sad {
            let isRead = picture.withComponents { components in
                guard components.count > (scale.isRGB ? 1 : 0) else { return false }
                withUnsafePointer(to: fgk_picture_component(components[scale.isRGB ? 1 : 0])) {
                    edges = fgk_broken_edges_find(
                        $0, sums, change.tile_columns, change.tile_rows, UInt32(Self.moved * 256 * scale.step),
                        Int32(Self.step * scale.step))
                }
                return true
            }
            unreadable += isRead ? 0 : 1
        }
        if edges.on_grid >= Self.least, places.count < 1024 {
            places[onGrid.count] = (Int(edges.x) * 16, Int(edges.y) * 16)
        }
        onGrid.append(UInt16(clamping: edges.on_grid))
        beside.append(UInt16(clamping: edges.beside))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !onGrid.isEmpty else {
            return log.cannotMeasure([BlockHitsCheck.hits], track.id, because: Unreadable.reason)
        }
        let step = timing.step.asDouble
        let second = step > 0 ? max(5, Int((1 / step).rounded())) : 25
        var stretches: [Range<Int>] = []
        for index in onGrid.indices where isHit(index, second) {
            if let last = stretches.last, index - last.upperBound < second / 2 {
                stretches[stretches.count - 1] = last.lowerBound..<index + 1
            } else {
                stretches.append(index..<index + 1)
            }
        }
        let place = stretches.first.flatMap { places[$0.lowerBound] }
        log.add(
            BlockHitsCheck.hits, track.id, .number(Double(stretches.count)),
            note: place.map { "the first at \($0.x),\($0.y)" },
            moments: stretches.map { Moment(timing.time($0.lowerBound), timing.time($0.upperBound)) })
    }

    private func isHit(_ index: Int, _ second: Int) -> Bool {
        let own = Int(onGrid[index])
        guard own >= Self.least, own >= 4 * Int(beside[index]) else { return false }
        let near = max(0, index - second)...min(onGrid.count - 1, index + second)
        return own >= 3 * Int(near.map { onGrid[$0] }.median ?? 0)
    }
}

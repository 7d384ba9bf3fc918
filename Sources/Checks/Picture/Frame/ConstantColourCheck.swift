import CKernels
import Measuring
import Media
import Model

/// How much of each picture is of one colour.
struct ConstantColourCheck: Check {
    let id = "picture-constant-colour"
    let version = 3
    let guide = Guide(
        title: "Pictures of one colour",
        what:
            "For every picture, the share of its samples (60 × 270 points, all components) that lie within 10.5 % of "
            + "the range of the commonest colour, in per cent. The commonest colour is the mean of the fullest cell of a "
            + "16 × 16 × 16 histogram. 100 is a picture of one colour; a spec says from which share and for how long "
            + "that is a fault.",
        why: "Single pictures of black, white, green or any other flat colour are a classic fault of edits and "
            + "renders, and black frames are only one kind of them.",
        cause: "A gap in the edit, missing media (red or green in many editors), a failed frame of a render, a flash "
            + "frame, a decoder that lost its reference.",
        mend: "Look at the times given; relink or render again. Title cards and fades to a colour are meant to be so.",
        references: ["EBU QC 0016B (constant colour frames: area 90 %, tolerance 10.5 %)"])

    static let constant = Metric("picture.constant-colour", unit: "%", effort: .decode)
    /// Of the nominal range.
    static let tolerance = 0.105

    let metrics = [constant]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        ConstantColourAnalyser(track, first)
    }
}

final class ConstantColourAnalyser: PictureAnalyser {
    /// One in so many points of the grid: every column of 60, in every row.
    private static let pace: Int32 = 8

    private let track: Track
    private let depth: Int32
    private let components: Int32
    private let cells = UnsafeMutablePointer<UInt32>.allocate(capacity: 4096)
    private let picked: UnsafeMutablePointer<UInt16>
    private let tolerance = UnsafeMutablePointer<Int32>.allocate(capacity: 3)
    private var values: [Float]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let scale = PictureScale(track, first)
        depth = Int32(scale.depth)
        components = (first.pixelFormat?.components ?? 1) >= 3 ? 3 : 1
        let range = scale.isFull ? scale.white : 219 * scale.step
        let swing = scale.isFull ? scale.white : 224 * scale.step
        for index in 0..<3 {
            let whole = index == 0 || scale.isRGB ? range : swing
            tolerance[index] = Int32((whole * ConstantColourCheck.tolerance).rounded())
        }
        let samples = Int((FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS + Self.pace - 1) / Self.pace)
        picked = .allocate(capacity: 4 * samples)
        picked.initialize(repeating: 0, count: 4 * samples)
        values = .reserving(track)
    }

    deinit {
        cells.deallocate()
        picked.deallocate()
        tolerance.deallocate()
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .grid
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let statistics, statistics.result.pointee.tiles.valid != 0 else {
            unreadable += 1
            return
        }
        let count = FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS
        let within = withUnsafePointer(to: statistics.result.pointee.tiles.component_grid) { grids in
            grids.withMemoryRebound(to: UnsafePointer<UInt16>?.self, capacity: 3) {
                fgk_modal_colour($0, components, count, Self.pace, depth, tolerance, cells, picked).within
            }
        }
        values.append(Float(within) * 100 / Float(count / Self.pace))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !values.isEmpty else {
            return log.cannotMeasure([ConstantColourCheck.constant], track.id, because: Unreadable.reason)
        }
        log.series.append(timing.series(ConstantColourCheck.constant, track.id, values))
    }
}

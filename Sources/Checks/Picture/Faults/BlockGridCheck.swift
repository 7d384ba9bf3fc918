import CKernels
import Measuring
import Media
import Model

/// How strongly the coding blocks show.
struct BlockGridCheck: Check {
    let id = "picture-block-grid"
    let version = 1
    let guide = Guide(
        title: "Blockiness",
        what: "Every twelfth picture, and in it every column and row of luma: its mean difference from the next, held "
            + "against the six around it; then, for block sides of 4 to 24 pixels and every position of the grid, the "
            + "median of this on the grid divided by the median beside it, so that single edges do not count. 1 is a "
            + "picture without blocks. Read are the ratio that 95 % of the pictures looked at stay below, "
            + "with the worst picture as its moment, and the block side found most often in pictures above 1.5. Test "
            + "charts with a regular grid have it too.",
        why: "Visible blocks are the mark of too low a bit rate. A block side that the file's own codec does not have "
            + "tells of an earlier, harder compression, or of a picture that was scaled after it.",
        cause: "A source from a preview or a streaming copy, a bit rate too low for motion or grain, several "
            + "generations of compression.",
        mend: "Go back to a better source and encode again at a higher rate. Filters hide blocks but take detail.",
        references: [
            "Muijs and Kirenko, A no-reference blocking artifact measure for adaptive video processing, EUSIPCO 2005",
            "FFmpeg blockdetect",
        ])

    static let blockiness = Metric("picture.blockiness", effort: .decode)
    static let side = Metric("picture.block-side", unit: "px", effort: .decode)
    static let pace = 12

    let metrics = [blockiness, side]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        BlockGridAnalyser(track, first)
    }
}

final class BlockGridAnalyser: PictureAnalyser {
    private let track: Track
    private let width, height: Int
    private let isRGB: Bool
    private let step: Double
    private let columns, rows: UnsafeMutablePointer<UInt64>
    private let work, lines: UnsafeMutablePointer<UInt16>
    private let sums: UnsafeMutablePointer<UInt32>
    private var found: [(index: Int, ratio: Double, side: Int)] = []
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        width = first.width
        height = first.height
        let scale = PictureScale(track, first)
        isRGB = scale.isRGB
        step = scale.step
        columns = .allocate(capacity: width)
        rows = .allocate(capacity: height)
        work = .allocate(capacity: 2 * width)
        lines = .allocate(capacity: max(width, height))
        lines.initialize(repeating: 0, count: max(width, height))
        columns.initialize(repeating: 0, count: width)
        rows.initialize(repeating: 0, count: height)
        work.initialize(repeating: 0, count: 2 * width)
        sums = .allocate(capacity: width)
        sums.initialize(repeating: 0, count: width)
        found.reserveCapacity(min(1 << 17, max(1024, track.facts.frames / BlockGridCheck.pace + 1)))
    }

    deinit {
        columns.deallocate()
        rows.deallocate()
        work.deallocate()
        lines.deallocate()
        sums.deallocate()
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        defer { count += 1 }
        guard count.isMultiple(of: BlockGridCheck.pace), width >= 64, height >= 64 else { return }
        let isRead = picture.withComponents { components in
            guard components.count > (isRGB ? 1 : 0) else { return false }
            withUnsafePointer(to: fgk_picture_component(components[isRGB ? 1 : 0])) {
                fgk_gradients($0, columns, rows, work, sums)
            }
            return true
        }
        guard isRead else {
            unreadable += 1
            return
        }
        let across = fgk_block_grid_find(columns, Int32(width), floor(over: height), lines)
        let down = fgk_block_grid_find(rows, Int32(height), floor(over: width), lines)
        let larger = across.per_mille > down.per_mille ? across : down
        found.append((count, Double(larger.per_mille) / 1000, Int(larger.side)))
    }

    /// A quarter of an 8-bit code: lines that differ less say nothing.
    private func floor(over length: Int) -> UInt64 { UInt64(Double(length) * step / 4) }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let metrics = [BlockGridCheck.blockiness, BlockGridCheck.side]
        guard unreadable == 0, count > 0 else {
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        guard let worst = found.max(by: { $0.ratio < $1.ratio }) else {
            return log.cannotMeasure(metrics, track.id, because: "the picture is smaller than 64 by 64")
        }
        let sorted = found.map(\.ratio).sorted()
        let high = sorted[(sorted.count * 95 + 99) / 100 - 1]
        log.add(
            BlockGridCheck.blockiness, track.id, .number((high * 100).rounded() / 100),
            note: "every twelfth picture", moments: [timing.moment(worst.index)])
        let sides = Dictionary(grouping: found.filter { $0.ratio > 1.5 }, by: \.side).mapValues(\.count)
        let side = sides.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        log.add(
            BlockGridCheck.side, track.id, side.map { .number(Double($0)) },
            note: side == nil ? "no picture shows blocks" : nil)
    }
}

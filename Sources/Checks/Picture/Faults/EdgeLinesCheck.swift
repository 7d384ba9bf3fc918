import CKernels
import Measuring
import Media
import Model

/// What analogue video leaves in the first and last lines.
struct EdgeLinesCheck: Check {
    let id = "picture-edge-lines"
    let version = 1
    let guide = Guide(
        title: "Half lines and head switching",
        what:
            "Every twelfth picture. Half lines: of the first two and the last two lines those of which one half is black "
            + "(at most 1 % of its samples more than 4 % above black) and the other is picture (60 % of them), while the "
            + "next line of the same field is picture in both halves, in 60 % of at least ten pictures that tell. Head "
            + "switching: the last sixteen lines, each held against the line two above it at shifts of up to 32 samples; "
            + "displaced are the lines from the first on that fits best when shifted by four samples or more, twice as "
            + "well as unshifted, at the same line in 60 % of at least ten pictures in which the lines above it fit "
            + "without a shift. The reading is how many lines at the bottom are displaced.",
        why:
            "Half lines and torn lines at the bottom show on screens without overscan, and are refused in pictures that "
            + "are blown up or sent on as streams.",
        cause:
            "The first and last lines of analogue 625 and 525 line pictures are halves; helical-scan tapes switch heads "
            + "in the last lines of a field.",
        mend: "Blank the lines, or crop and blow up by the few lines given, before any scaling or deinterlacing.",
        references: [
            "ITU-R BT.1700 (half lines of 525 and 625 line systems)", "AV Artifact Atlas (head switching noise)",
        ])

    static let halves = Metric("picture.half-lines", effort: .decode)
    static let switching = Metric("picture.head-switching", unit: "line", effort: .decode)
    static let pace = 12

    let metrics = [halves, switching]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        EdgeLinesAnalyser(track, first)
    }
}

final class EdgeLinesAnalyser: PictureAnalyser {
    /// Lines at the bottom that are held against those above.
    private static let bottom = 16
    private static let leastShift = 4
    private static let leastPictures = 10

    private let track: Track
    private let scale: PictureScale
    private let width, height: Int
    private let work: UnsafeMutablePointer<UInt16>
    /// First, second, last but one and last line: pictures that tell, and those with a half line, left and right.
    private var told = [0, 0, 0, 0]
    private var left = [0, 0, 0, 0]
    private var right = [0, 0, 0, 0]
    private var textured = 0
    /// Pictures by the first displaced line, counted from the bottom.
    private var displaced: [Int]
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        width = first.width
        height = first.height
        work = .allocate(capacity: 2 * width)
        work.initialize(repeating: 0, count: 2 * width)
        displaced = Array(repeating: 0, count: Self.bottom + 1)
    }

    deinit { work.deallocate() }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        defer { count += 1 }
        guard count.isMultiple(of: EdgeLinesCheck.pace), height >= 64, width >= 128 else { return }
        let isRead = picture.withComponents { components in
            guard components.count > (scale.isRGB ? 1 : 0) else { return false }
            withUnsafePointer(to: fgk_picture_component(components[scale.isRGB ? 1 : 0])) {
                lookAtHalves($0)
                lookAtBottom($0)
            }
            return true
        }
        unreadable += isRead ? 0 : 1
    }

    private func lookAtHalves(_ luma: UnsafePointer<fgk_picture_component>) {
        let threshold = Int32(scale.black + 0.04 * (scale.isFull ? scale.white : 219 * scale.step))
        func halves(_ line: Int) -> (left: Int32, right: Int32) {
            var found: (Int32, Int32) = (0, 0)
            withUnsafeMutableBytes(of: &found) {
                fgk_row_halves(luma, Int32(line), threshold, work, $0.bindMemory(to: Int32.self).baseAddress)
            }
            return found
        }
        for (index, line) in [0, 1, height - 2, height - 1].enumerated() {
            let inner = halves(index < 2 ? line + 2 : line - 2)
            guard inner.left >= 600, inner.right >= 600 else { continue }
            let own = halves(line)
            told[index] += 1
            left[index] += own.left <= 10 && own.right >= 600 ? 1 : 0
            right[index] += own.right <= 10 && own.left >= 600 ? 1 : 0
        }
    }

    private func lookAtBottom(_ luma: UnsafePointer<fgk_picture_component>) {
        let code = Int32(16 * scale.step)
        // The lines above have to say something, and to hang together.
        for line in [height - Self.bottom - 4, height - Self.bottom - 3] {
            let above = fgk_row_shift_find(luma, Int32(line), Int32(line - 2), work)
            let far = fgk_row_shift_find(luma, Int32(line), Int32(line - 16), work)
            guard abs(above.shift) <= 1, far.plain >= 4 * code, above.best * 2 < far.plain else { return }
        }
        textured += 1
        for line in height - Self.bottom..<height {
            let found = fgk_row_shift_find(luma, Int32(line), Int32(line - 2), work)
            if abs(found.shift) >= Self.leastShift, found.best * 2 < found.plain, found.plain >= 2 * code {
                displaced[height - line] += 1
                return
            }
        }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let metrics = [EdgeLinesCheck.halves, EdgeLinesCheck.switching]
        guard unreadable == 0, count > 0 else {
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        addHalves(into: &log)
        guard textured >= Self.leastPictures else {
            return log.add(
                EdgeLinesCheck.switching, track.id, nil, note: "\(textured) of the pictures looked at tell")
        }
        // The line may be one of either field.
        let lines = (1..<Self.bottom).first { (displaced[$0] + displaced[$0 + 1]) * 10 >= textured * 6 }
        let most = lines.map { displaced[$0 + 1] > displaced[$0] ? $0 + 1 : $0 }
        log.add(
            EdgeLinesCheck.switching, track.id, .number(Double(most ?? 0)),
            note: "\(textured) of the pictures looked at tell")
    }

    private func addHalves(into log: inout Log) {
        guard let tell = told.max(), tell >= Self.leastPictures else {
            return log.add(EdgeLinesCheck.halves, track.id, nil, note: "too few pictures tell")
        }
        var names: [String] = []
        for index in 0..<4 where told[index] >= Self.leastPictures {
            let line = [1, 2, height - 1, height][index]
            if left[index] * 10 >= told[index] * 6 { names.append("line \(line), left half") }
            if right[index] * 10 >= told[index] * 6 { names.append("line \(line), right half") }
        }
        log.add(
            EdgeLinesCheck.halves, track.id, .number(Double(names.count)),
            note: names.isEmpty ? nil : names.joined(separator: "; "))
    }
}

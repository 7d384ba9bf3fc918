import CKernels
import Measuring
import Media
import Model

/// Lines that do not belong to the picture they stand in.
struct StrayLinesCheck: Check {
    let id = "picture-stray-lines"
    let version = 1
    let guide = Guide(
        title: "Stray lines",
        what:
            "Runs of one to four lines across the whole picture that differ from the lines above and below by more than "
            + "six (8-bit) codes and five times what is usual in the picture, while the lines on both sides of the run "
            + "agree; in 70 % of the width, and in one picture only: a line within eight lines of it in the picture "
            + "before or after is part of what is shown. Interlaced pictures are looked at field by field. Of wide "
            + "pictures a quarter of every line is looked at.",
        why: "A line of noise or of another picture for a single frame is the mark of a damaged tape, file or render, "
            + "and is seen as a flash.",
        cause:
            "Tape dropouts, errors in a capture or in a copy, a decoder that lost a slice, a renderer's memory fault.",
        mend: "Capture or render the pictures given again; a single line can be painted out from the picture before.",
        references: ["EBU QC, catalogue of video items (qc.ebu.io)", "FFmpeg signalstats (TOUT, VREP)"])

    static let lines = Metric("picture.stray-lines", effort: .decode, summary: .count)

    let metrics = [lines]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        StrayLinesAnalyser(track, first)
    }
}

final class StrayLinesAnalyser: PictureAnalyser {
    private static let capacity = 8
    private let track: Track
    private let work: OpaquePointer?
    /// What was found in the picture before last, the last and this one, by turns.
    private var found: [[fgk_stray_lines]]
    private let buffer = UnsafeMutablePointer<fgk_stray_lines>.allocate(capacity: capacity)
    private var hits: [Int] = []
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        work = fgk_line_work_create(Int32(first.width), Int32(first.height))
        found = (0..<3).map { _ in
            var list: [fgk_stray_lines] = []
            list.reserveCapacity(2 * Self.capacity)
            return list
        }
        hits.reserveCapacity(4096)
    }

    deinit {
        fgk_line_work_destroy(work)
        buffer.deallocate()
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .rows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        let distances = statistics?.result.pointee.rows.distance
        let isInterlaced = picture.facts.isInterlaced
        let isRGB = picture.facts.pixelFormat?.isRGB == true
        let isRead = picture.withComponents { components in
            guard let work, components.count > (isRGB ? 1 : 0) else { return false }
            found[count % 3].removeAll(keepingCapacity: true)
            withUnsafePointer(to: fgk_picture_component(components[isRGB ? 1 : 0])) { luma in
                for field in isInterlaced ? Int32(0)...1 : -1...(-1) {
                    let many = fgk_stray_lines_find(luma, field, distances, work, buffer, Int32(Self.capacity))
                    found[count % 3].append(contentsOf: UnsafeBufferPointer(start: buffer, count: Int(many)))
                }
            }
            return true
        }
        guard isRead else {
            unreadable += 1
            return
        }
        count += 1
        if count >= 3 { decide(count - 2) }
    }

    /// The first and the last picture have one neighbour only and are not judged.
    private func decide(_ index: Int) {
        let lines = found[index % 3]
        guard !lines.isEmpty, lines.count <= Self.capacity / 2, hits.count < hits.capacity else { return }
        let near = [found[(index + 1) % 3], found[(index + 2) % 3]]
        let isAlone = lines.allSatisfy { line in
            near.allSatisfy { $0.allSatisfy { abs($0.y - line.y) > 8 } }
        }
        if isAlone { hits.append(index) }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, count > 0 else {
            return log.cannotMeasure([StrayLinesCheck.lines], track.id, because: Unreadable.reason)
        }
        log.add(StrayLinesCheck.lines, track.id, .number(Double(hits.count)), moments: hits.map(timing.moment))
    }
}

extension fgk_picture_component {
    init(_ component: PictureComponent) {
        self.init(
            data: component.data, stride: component.stride, step: Int32(component.step),
            width: Int32(component.width), height: Int32(component.height), bytes: Int32(component.bytes),
            shift: Int32(component.shift), depth: Int32(component.depth), big_endian: component.isBigEndian ? 1 : 0,
            is_clean: 0)
    }
}

import CKernels
import Measuring
import Media
import Model

/// Lines that do not belong to the picture they stand in.
struct StrayLinesCheck: Check {
    let id = "picture-stray-lines"
    let version = 2
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

    private let dropoutGuide = Guide(
        title: "Dropouts in lines",
        what:
            "Parts of a single line, at least 32 samples long, that differ from the lines above and below by more than 20 "
            + "(8-bit) codes and four times as much as these differ from each other, in one picture only, with nothing of "
            + "the kind (down to 8 codes) within eight lines of it there in the picture before or after, nor elsewhere "
            + "within six lines in the same picture, so that fine patterns and combing do not count. Up to eight in a "
            + "picture; a whole line is a stray line. Interlaced pictures are looked at field by field. Of wide pictures a "
            + "quarter of every line is looked at: a dropout of 160 samples is always seen, a shorter one sometimes. "
            + "Counted are pictures.",
        why: "Short white, black or torn streaks are the mark of a tape that was played with worn heads or lost oxide, "
            + "and of lost data on a link.",
        cause: "Tape dropouts that the player's compensator did not hide, bit errors of a serial digital link.",
        mend:
            "Clean the heads and play the tape again, on another machine if need be; paint single streaks out from the "
            + "picture before.",
        references: ["EBU QC 0039B (digital tape dropouts)", "FFmpeg signalstats (TOUT)"])

    static let lines = Metric("picture.stray-lines", effort: .decode)
    static let dropouts = Metric("picture.line-dropouts", effort: .decode)

    let metrics = [lines, dropouts]
    let wants: Wants = .pictures

    func guide(for metric: Metric) -> Guide { metric == Self.dropouts ? dropoutGuide : guide }

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
    private var pieces: LinePieces
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        work = fgk_line_work_create(Int32(first.width), Int32(first.height))
        pieces = LinePieces(width: first.width)
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

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        let isInterlaced = picture.facts.isInterlaced
        let isRGB = picture.facts.pixelFormat?.isRGB == true
        let isRead = picture.withComponents { components in
            guard let work, components.count > (isRGB ? 1 : 0) else { return false }
            found[count % 3].removeAll(keepingCapacity: true)
            pieces.begin(count)
            withUnsafePointer(to: fgk_picture_component(components[isRGB ? 1 : 0])) { luma in
                for field in isInterlaced ? Int32(0)...1 : -1...(-1) {
                    let many = fgk_stray_lines_find(luma, field, work, buffer, Int32(Self.capacity))
                    found[count % 3].append(contentsOf: UnsafeBufferPointer(start: buffer, count: Int(many)))
                    pieces.look(luma, field, work)
                }
            }
            return true
        }
        guard isRead else {
            unreadable += 1
            return
        }
        count += 1
        if count >= 3 {
            decide(count - 2)
            pieces.decide(count - 2)
        }
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
            return log.cannotMeasure(
                [StrayLinesCheck.lines, StrayLinesCheck.dropouts], track.id, because: Unreadable.reason)
        }
        log.add(
            StrayLinesCheck.dropouts, track.id, .number(Double(pieces.hits.count)),
            note: pieces.places.isEmpty ? nil : "lines " + pieces.places.map(String.init).joined(separator: ", "),
            moments: pieces.hits.map(timing.moment))
        log.add(StrayLinesCheck.lines, track.id, .number(Double(hits.count)), moments: hits.map(timing.moment))
    }
}

/// Parts of lines that are there for one picture only.
struct LinePieces {
    private static let capacity = 64
    /// Parts that dropouts have in one picture at most.
    private static let most = 8

    /// The picture before last, the last and this one, by turns.
    private var found: [[fgk_line_piece]]
    private var isBusy = [false, false, false]
    private var now = 0
    private var buffer: [fgk_line_piece]
    /// Chunks across 70 % of the width: more is a whole line.
    private let wholeLine: Int
    private(set) var hits: [Int] = []
    /// Lines of the first dropouts.
    private(set) var places: [Int] = []

    init(width: Int) {
        found = (0..<3).map { _ in
            var list: [fgk_line_piece] = []
            list.reserveCapacity(2 * Self.capacity)
            return list
        }
        buffer = Array(repeating: fgk_line_piece(), count: Self.capacity)
        wholeLine = max(1, (width <= 512 ? width / 32 : width / 128) * 7 / 10)
        hits.reserveCapacity(4096)
        places.reserveCapacity(8)
    }

    mutating func begin(_ picture: Int) {
        now = picture % 3
        found[now].removeAll(keepingCapacity: true)
        isBusy[now] = false
    }

    mutating func look(_ luma: UnsafePointer<fgk_picture_component>, _ field: Int32, _ work: OpaquePointer) {
        let many = buffer.withUnsafeMutableBufferPointer {
            Int(fgk_line_pieces_find(luma, field, work, $0.baseAddress, Int32(Self.capacity)))
        }
        isBusy[now] = isBusy[now] || many > Self.capacity
        found[now].append(contentsOf: buffer.prefix(min(many, Self.capacity)))
    }

    /// The picture before the one looked at last.
    mutating func decide(_ index: Int) {
        let own = found[index % 3]
        guard !isBusy.contains(true), hits.count < hits.capacity else { return }
        let before = found[(index + 1) % 3]
        let after = found[(index + 2) % 3]
        var many = 0
        var first = -1
        for piece in own where piece.is_strong != 0 {
            let isAlone =
                !before.contains { Self.isNear($0, piece, 8) } && !after.contains { Self.isNear($0, piece, 8) }
                && !own.contains { $0.y != piece.y && Self.isNear($0, piece, 6) }
                && own.count { $0.y == piece.y } < wholeLine
            many += isAlone ? 1 : 0
            if isAlone, first < 0 { first = Int(piece.y) }
        }
        guard (1...Self.most).contains(many) else { return }
        hits.append(index)
        if places.count < 8 { places.append(first) }
    }

    private static func isNear(_ one: fgk_line_piece, _ other: fgk_line_piece, _ lines: Int32) -> Bool {
        abs(one.y - other.y) <= lines && abs(one.chunk - other.chunk) <= 1
    }
}

extension fgk_picture_component {
    init(_ component: PictureComponent) {
        self.init(
            data: component.data, stride: component.stride, step: Int32(component.step),
            width: Int32(component.width), height: Int32(component.height), bytes: Int32(component.bytes),
            shift: Int32(component.shift), depth: Int32(component.depth), big_endian: component.isBigEndian ? 1 : 0)
    }
}

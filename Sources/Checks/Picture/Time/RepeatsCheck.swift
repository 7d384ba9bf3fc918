import CKernels
import Measuring
import Media
import Model

/// Pictures shown twice, pictures left out, and the pattern in which pictures repeat.
struct RepeatsCheck: Check {
    let id = "picture-repeats"
    let version = 3
    let guide = Guide(
        title: "Repeated and dropped pictures, cadence",
        what:
            "The difference of both fields of each picture from the same fields of the picture before, held against the "
            + "pictures around it; from 720 lines up every fourth line of each field is compared. A duplicate is a single picture that changes less than a quarter as much as usual "
            + "around it, with motion before and after. A drop is a jump by three tenths within twelve pictures of a "
            + "duplicate or, in steady motion, a picture that changes by three tenths more than any of the five on either "
            + "side, in most of the moving tiles, that is no cut and no intra picture among predicted ones (which "
            + "differ by their coding). The cadence is the pattern that repeats through at least "
            + "60 % of the moving stretches: 3:2 (film in fields or at 60 pictures a second), 2:2 and 3:3 (every "
            + "picture two or three times), 4:1 (every fifth picture repeated), 24:1; else none. Repeats that belong to "
            + "a cadence are not counted as duplicates.",
        why: "A repeated or missing picture is a hitch in every pan; a hidden cadence means that the file does not "
            + "hold the frame rate it is labelled with, and that conversions will judder.",
        cause: "A render or capture that could not keep up, frame-rate conversion by repeating or dropping pictures, "
            + "pulldown baked in, an edit inside a pulldown sequence.",
        mend:
            "Render the shots at the times given again; for a cadence go back to the source at its own rate or remove "
            + "the pulldown before the edit. Animation drawn on twos is meant to be so.",
        references: [
            "FFmpeg decimate, mpdecimate, idet (repeated fields)"
        ])

    static let duplicates = Metric("picture.duplicates", effort: .decode, summary: .count)
    static let dropped = Metric("picture.dropped", effort: .decode, summary: .count)
    static let cadence = Metric("picture.cadence", effort: .decode)

    let metrics = [duplicates, dropped, cadence]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        RepeatsAnalyser(track, first)
    }
}

final class RepeatsAnalyser: PictureAnalyser {
    private let track: Track
    /// Samples of one field's luma times codes per 8-bit code.
    private let unit: Double
    private let still: UInt32
    private let changeRows: Int
    private var changes: [FieldChange] = []
    private let tilesBefore: UnsafeMutablePointer<UInt32>
    private let tiles: Int
    private let depth: Int32
    /// This picture and the one before, by turns.
    private let small: [OpaquePointer]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let step = PictureScale(track, first).step
        unit = Double(first.width * first.height) / 2 * step
        // A tile moves when its mean difference is more than one 8-bit code.
        still = UInt32(256 * step)
        changeRows = first.changeRows
        changes.reserveCapacity([Float].reserving(track).capacity)
        let side = Int(FGK_PICTURE_TILE)
        tiles = ((first.width + side - 1) / side) * ((first.height + side - 1) / side)
        tilesBefore = .allocate(capacity: tiles)
        tilesBefore.initialize(repeating: 0, count: tiles)
        depth = Int32(first.pixelFormat?.depth ?? 8)
        small = (0..<2).compactMap { _ in fgk_small_create() }
    }

    deinit {
        tilesBefore.deallocate()
        for one in small { fgk_small_destroy(one) }
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = [.change, .tiles]
        request.changeRows = changeRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard small.count == 2, let result = statistics?.result, let grid = result.pointee.tiles.luma_grid else {
            unreadable += 1
            return
        }
        let change = result.pointee.change
        let now = small[changes.count % 2]
        fgk_small_fill(now, grid, depth)
        var one = FieldChange()
        one.isIntra = picture.type == "I"
        if change.valid != 0, let sums = change.tile_sad {
            one.top = Float(Double(change.field_sad.0) / unit)
            one.bottom = Float(Double(change.field_sad.1) / unit)
            one.risen = Float(fgk_tiles_risen(sums, tilesBefore, Int32(tiles), still)) / 1000
            // Only what may be a jump is looked at more closely.
            if let last = changes.last, one.larger > 1.2 * last.larger {
                one.isNew = fgk_small_unlike(now, small[(changes.count + 1) % 2]) > 300
            }
            tilesBefore.update(from: sums, count: tiles)
        }
        changes.append(one)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !changes.isEmpty else {
            let metrics = [RepeatsCheck.duplicates, RepeatsCheck.dropped, RepeatsCheck.cadence]
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        let cadence = Cadence(changes)
        let repeats = RepeatList(changes, cadence)
        log.add(
            RepeatsCheck.duplicates, track.id, .number(Double(repeats.duplicates.count)),
            moments: repeats.duplicates.map(timing.moment))
        log.add(
            RepeatsCheck.dropped, track.id, .number(Double(repeats.drops.count)),
            moments: repeats.drops.map(timing.moment))
        log.add(
            RepeatsCheck.cadence, track.id, .text(cadence.name ?? "none"), note: cadence.note,
            moments: cadence.name == nil
                ? [] : cadence.stretches.map { Moment(timing.time($0.lowerBound), timing.time($0.upperBound)) })
    }
}

/// What changed from one picture to the next, in 8-bit codes of mean difference.
struct FieldChange {
    var top: Float = .nan
    var bottom: Float = .nan
    /// Share of the moving tiles that change by 15 % more than in the picture before.
    var risen: Float = 0
    /// Coded by itself: its own mistakes differ from those of the pictures before.
    var isIntra = false
    /// Another shot begins.
    var isNew = false

    var larger: Float { max(top, bottom) }
    var isKnown: Bool { !top.isNaN }
}

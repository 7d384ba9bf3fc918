import CKernels
import Foundation

/// A state with its owner.
final class PictureMeter {
    let state: OpaquePointer
    init(_ width: Int, _ height: Int, _ depth: Int, plain: Bool = false) {
        state = fgk_picture_state_create(Int32(width), Int32(height), Int32(depth))!
        fgk_picture_state_use_plain(state, plain ? 1 : 0)
    }
    convenience init(_ picture: PictureFixture, plain: Bool = false) {
        self.init(picture.width, picture.height, picture.format.depth, plain: plain)
    }
    deinit { fgk_picture_state_destroy(state) }

    /// The result is valid while the meter lives.
    func measure(_ request: inout fgk_picture_request, _ result: inout fgk_picture_result) -> Int32 {
        fgk_picture_measure(state, &request, &result)
    }
}

/// Tables of a curve of its own, for codes of narrow range.
final class Gamuts: @unchecked Sendable {
    static let shared = Gamuts()
    let tables: OpaquePointer?
    private init() {
        let light = (0...Int(FGK_OCCUPANCY_STEPS)).map { pow(Double($0) / Double(FGK_OCCUPANCY_STEPS), 4) }
        tables = light.withUnsafeBufferPointer {
            var colour = fgk_occupancy_colour()
            colour.light = $0.baseAddress
            (colour.black, colour.white) = (256, 3760)
            colour.matrix.0 = (1.34, -0.28, -0.06, -0.07, 1.08, -0.01, 0, -0.02, 1.02)
            colour.matrix.1 = (1.66, -0.59, -0.07, -0.12, 1.13, -0.01, -0.02, -0.1, 1.12)
            (colour.slack, colour.darkest) = (0.01, 0.0001)
            return fgk_occupancy_create(&colour)
        }
    }
}

/// What to ask of a picture, with limits that random pictures cross.
struct PictureQuestion {
    var groups: UInt32 = 0xFFF
    var histogramRows = 1
    var filterPace = 1
    var active = fgk_picture_rectangle()
    var change: (inout fgk_picture_request) -> Void = { _ in }

    /// Measures `now`, in bands when `splits` names rows, each band on a state of its own.
    func ask<T>(
        _ now: PictureFixture, previous: PictureFixture? = nil, next: PictureFixture? = nil, plain: Bool = false,
        splits: [Int] = [], _ read: (fgk_picture_result) -> T
    ) -> T {
        var (a, b, c) = (now.picture, previous?.picture ?? fgk_picture(), next?.picture ?? fgk_picture())
        return withUnsafePointer(to: &a) { a in
            withUnsafePointer(to: &b) { b in
                withUnsafePointer(to: &c) { c in
                    var request = basicRequest(now.format)
                    request.now = a
                    request.previous = previous == nil ? nil : b
                    request.next = next == nil ? nil : c
                    change(&request)
                    return measure(now, request, plain: plain, splits: splits, read)
                }
            }
        }
    }

    private func basicRequest(_ format: PictureFormat) -> fgk_picture_request {
        var request = fgk_picture_request()
        let unit = UInt16(1) << UInt16(format.depth - 8)
        request.groups = groups
        request.histogram_rows = Int32(histogramRows)
        request.light_rows = Int32(histogramRows)
        request.comb_rows = Int32(histogramRows)
        request.change_rows = Int32(histogramRows)
        request.filter_pace = Int32(filterPace)
        request.per_signal = 1
        request.lo = (16 * unit, 16 * unit, 16 * unit, 0)
        request.hi = (235 * unit, 240 * unit, 240 * unit, 255 * unit)
        (request.gamut_lo, request.gamut_hi) = (5 * unit, 246 * unit)
        request.line_threshold = 25 * unit
        request.active = active
        request.occupancy = Gamuts.shared.tables
        request.occupancy_rows = Int32(histogramRows)
        request.occupancy_pace = Int32(filterPace)
        return request
    }

    private func measure<T>(
        _ now: PictureFixture, _ request: fgk_picture_request, plain: Bool, splits: [Int],
        _ read: (fgk_picture_result) -> T
    ) -> T {
        var request = request
        var result = fgk_picture_result()
        let first = PictureMeter(now, plain: plain)
        guard !splits.isEmpty else {
            precondition(fgk_picture_measure(first.state, &request, &result) == 0)
            return withExtendedLifetime(first) { read(result) }
        }
        let edges = [0] + splits + [now.height]
        let meters = [first] + (1..<edges.count - 1).map { _ in PictureMeter(now, plain: plain) }
        for (index, meter) in meters.enumerated() {
            precondition(fgk_picture_begin(meter.state, &request) == 0)
            fgk_picture_band(meter.state, Int32(edges[index]), Int32(edges[index + 1]))
        }
        meters.dropFirst().forEach { fgk_picture_merge(first.state, $0.state) }
        fgk_picture_finish(first.state, &result)
        return withExtendedLifetime(meters) { read(result) }
    }
}

/// Elements of a C array that Swift sees as a tuple.
func elements<Tuple, Element>(_ tuple: Tuple, as type: Element.Type = Element.self) -> [Element] {
    withUnsafeBytes(of: tuple) { Array($0.bindMemory(to: Element.self)) }
}

/// A fingerprint of an array, because arrays of the size of a grid are slow to compare in a debug build.
private func list<T: BinaryInteger>(_ start: UnsafePointer<T>?, _ count: some BinaryInteger) -> [UInt64] {
    guard let start else { return [] }
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(start: start, count: Int(count))))
    return [UInt64(bitPattern: Int64(hasher.finalize()))]
}

extension fgk_picture_result {
    /// Every number of the result in a fixed order; `size` is the luma raster.
    func numbers(_ size: PictureFixture) -> [[UInt64]] {
        let tileCount = ((size.width + 15) / 16) * ((size.height + 15) / 16)
        let cells = FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS
        var all: [[UInt64]] = []
        for l in elements(levels, as: fgk_picture_levels.self) {
            all.append(
                [
                    UInt64(l.valid), l.samples, l.sum, l.stray, UInt64(l.min), UInt64(l.max), UInt64(l.used),
                    UInt64(l.histogram_samples),
                ] + list(l.histogram, l.bins))
        }
        for l in elements(limits, as: fgk_picture_limits.self) {
            all.append([UInt64(l.valid), l.samples, l.below, l.above, l.reserved_low, l.reserved_high])
        }
        for g in [gamut, gamut_filtered] {
            all.append([UInt64(g.valid)])
            for e in [g.raster, g.active] {
                all.append([e.pixels, e.out] + elements(e.below) + elements(e.above))
                all.append(
                    (elements(e.lowest, as: Int32.self) + elements(e.highest)).map { UInt64(bitPattern: Int64($0)) })
            }
        }
        all.append([UInt64(light.valid), light.pixels, UInt64(light.highest), UInt64(light.deepest)])
        all.append([UInt64(occupancy.valid), occupancy.pixels] + elements(occupancy.outside))
        all.append(list(light.brightest, FGK_PICTURE_LIGHT_BINS))
        all.append(list(light.excursion, FGK_PICTURE_LIGHT_BINS))
        all.append(
            [UInt64(change.valid), UInt64(change.is_repeat), change.luma_sad, UInt64(change.tile_sad_p99)]
                + elements(change.sad) + elements(change.field_sad))
        all.append(list(change.tile_sad, tileCount))
        all.append(list(tiles.luma_sum, tileCount))
        all.append(list(tiles.luma_grid, cells))
        for grid in elements(tiles.component_grid, as: UnsafePointer<UInt16>?.self) { all.append(list(grid, cells)) }
        all.append([UInt64(rows.valid), UInt64(rows.pitch)] + list(rows.distance, size.height))
        all.append(list(lines.row_max, size.height) + list(lines.row_count, size.height))
        all.append(list(lines.column_max, size.width) + list(lines.column_count, size.width))
        for sums in [comb.total]
            + (comb.band.map { Array(UnsafeBufferPointer(start: $0, count: Int(comb.bands))) } ?? [])
        {
            all.append([sums.delta, sums.samples] + elements(sums.alpha) + elements(sums.gamma))
        }
        return all
    }
}

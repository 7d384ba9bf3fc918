import CKernels
import Measuring
import Media
import Model

/// What stands in one picture only, where the mean luma of tiles jumps: the part that digital hits and line dropouts share.
final class PassingSpots {
    struct Spot: Equatable {
        var picture: Int
        var place: fgk_spot
        var isDamaged: Bool

        static func == (one: Self, other: Self) -> Bool {
            one.picture == other.picture && one.place.x == other.place.x && one.place.y == other.place.y
        }

        /// Whether both begin or end at the same column, within six pixels, and lie within so many lines of each other.
        func isAt(_ other: Self, lines: Int32) -> Bool {
            let (a, b) = (place, other.place)
            return abs(a.y - b.y) <= lines && (abs(a.x - b.x) <= 6 || abs(a.x + a.width - b.x - b.width) <= 6)
        }
    }

    /// Spots in one picture, and in all, that are kept.
    private static let capacity: Int32 = 32
    private static let most = 1 << 14
    /// What comes back to the same place within so many pictures, more often than twice, is part of what is shown.
    private static let near = 50

    let scale: PictureScale
    private var least: fgk_jump
    private var history: fgk_tile_history
    private let columns, tileCount: Int
    /// More tiles than this jump at cuts and flashes; no spot can be told then.
    private let mostTiles: Int32
    private let tiles: UnsafeMutablePointer<Int32>
    private let sums: UnsafeMutablePointer<UInt32>
    private let three = UnsafeMutablePointer<fgk_picture_component>.allocate(capacity: 3)
    private let buffer = UnsafeMutablePointer<fgk_spot>.allocate(capacity: Int(capacity))
    private var spots: [Spot] = []
    private(set) var count = 0
    private(set) var unreadable = 0

    /// - Parameter least: how far a 16 × 16 tile has to jump, its sum in 8-bit codes.
    init(_ track: Track, _ first: PictureFacts, least: fgk_jump) {
        scale = PictureScale(track, first)
        self.least = least
        self.least.sum = UInt32(Double(least.sum) * scale.step)
        columns = (first.width + 15) / 16
        tileCount = columns * ((first.height + 15) / 16)
        mostTiles = Int32(max(16, tileCount / 5))
        tiles = .allocate(capacity: Int(mostTiles))
        sums = .allocate(capacity: 3 * tileCount)
        sums.initialize(repeating: 0, count: 3 * tileCount)
        history = fgk_tile_history(sum: sums, jump: (sums + tileCount, sums + 2 * tileCount), turn: 0)
        spots.reserveCapacity(1024)
    }

    deinit {
        tiles.deallocate()
        sums.deallocate()
        three.deallocate()
        buffer.deallocate()
    }

    /// Calls `find` with the three pictures and the tiles that jumped, and keeps what it writes.
    func consume(
        _ picture: borrowing Picture, _ statistics: PictureStatistics?,
        find: (
            UnsafePointer<fgk_picture_component>, UnsafePointer<Int32>, Int32, UnsafeMutablePointer<fgk_spot>, Int32
        ) -> Int32
    ) {
        guard let now = statistics?.result.pointee.tiles.luma_sum else {
            unreadable += 1
            return
        }
        defer { count += 1 }
        if count == 0 { return sums.update(from: now, count: tileCount) }
        let jumped = fgk_tiles_jumped(
            now, &history, Int32(columns), Int32(tileCount), &least, tiles, mostTiles)
        guard jumped > 0, picture.describe(component: scale.isRGB ? 1 : 0, intoThree: three) else { return }
        let found = find(three, tiles, jumped, buffer, Self.capacity)
        for index in 0..<Int(found) where spots.count < Self.most {
            spots.append(Spot(picture: count, place: buffer[index], isDamaged: picture.isDamaged))
        }
    }

    /// Writes the pictures with spots that do not come back to their place.
    /// - Parameter lines: how far apart the same place may be.
    func finish(_ metric: Metric, _ track: TrackID, _ timing: PictureTiming, within lines: Int32, into log: inout Log) {
        guard unreadable == 0, count > 0 else {
            return log.cannotMeasure([metric], track, because: Unreadable.reason)
        }
        let passing = spots.indices.filter { !comesBack($0, lines) }.map { spots[$0] }
        let pictures = passing.map(\.picture).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        log.add(
            metric, track, .number(Double(pictures.count)), note: note(passing),
            moments: pictures.map(timing.moment))
    }

    private func comesBack(_ index: Int, _ lines: Int32) -> Bool {
        let spot = spots[index]
        func isThere(_ other: Spot) -> Bool { other.picture != spot.picture && other.isAt(spot, lines: lines) }
        let before = spots[..<index].reversed().prefix { spot.picture - $0.picture <= Self.near }
        let after = spots[index...].prefix { $0.picture - spot.picture <= Self.near }
        return before.count(where: isThere) + after.count(where: isThere) >= 2
    }

    private func note(_ passing: [Spot]) -> String? {
        guard !passing.isEmpty else { return nil }
        let first = passing.prefix(10).map {
            "picture \($0.picture): \($0.place.width) × \($0.place.height) at \($0.place.x),\($0.place.y)"
                + ($0.isDamaged ? " (damaged, the decoder says)" : "")
        }
        let rest = passing.count - first.count
        return first.joined(separator: "; ") + (rest > 0 ? "; \(rest) more" : "")
    }
}

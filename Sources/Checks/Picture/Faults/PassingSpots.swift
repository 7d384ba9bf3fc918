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

        /// Whether both stand within `margin` pixels of each other.
        func isNear(_ other: Self, margin: Int32) -> Bool {
            let (a, b) = (place, other.place)
            return a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin
                && b.y < a.y + a.height + margin
        }
    }

    /// Spots in one picture, and in all, that are kept.
    private static let capacity: Int32 = 32
    private static let most = 1 << 14
    /// What comes back to the same place within so many pictures, more often than twice, is part of what is shown.
    private static let near = 50

    let scale: PictureScale
    private let least, times: UInt32
    /// More tiles than this jump at cuts and flashes; no spot can be told then.
    private let mostTiles: Int32
    private let tiles: UnsafeMutablePointer<Int32>
    private var before: [UInt32]
    private let three = UnsafeMutablePointer<fgk_picture_component>.allocate(capacity: 3)
    private let buffer = UnsafeMutablePointer<fgk_spot>.allocate(capacity: Int(capacity))
    private var spots: [Spot] = []
    private(set) var count = 0
    private(set) var unreadable = 0

    /// - Parameters:
    ///   - least: what the luma of a 16 × 16 tile has to change by, in 8-bit codes over all its pixels.
    ///   - times: and so many times what is usual in the picture.
    init(_ track: Track, _ first: PictureFacts, least: Double, times: UInt32) {
        scale = PictureScale(track, first)
        self.least = UInt32(least * scale.step)
        self.times = times
        let count = (first.width + 15) / 16 * ((first.height + 15) / 16)
        mostTiles = Int32(max(16, count / 5))
        tiles = .allocate(capacity: Int(mostTiles))
        before = Array(repeating: 0, count: count)
        spots.reserveCapacity(1024)
    }

    deinit {
        tiles.deallocate()
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
        guard let sums = statistics?.result.pointee.tiles.luma_sum else {
            unreadable += 1
            return
        }
        defer { count += 1 }
        let jumped = fgk_tiles_jumped(sums, &before, Int32(before.count), least, times, tiles, mostTiles)
        guard jumped > 0, count > 0, picture.describe(component: scale.isRGB ? 1 : 0, intoThree: three) else { return }
        let found = find(three, tiles, jumped, buffer, Self.capacity)
        for index in 0..<Int(found) where spots.count < Self.most {
            spots.append(Spot(picture: count, place: buffer[index], isDamaged: picture.isDamaged))
        }
    }

    /// Writes the pictures with spots that do not come back to their place.
    func finish(_ metric: Metric, _ track: TrackID, _ timing: PictureTiming, margin: Int32, into log: inout Log) {
        guard unreadable == 0, count > 0 else {
            return log.cannotMeasure([metric], track, because: Unreadable.reason)
        }
        let passing = spots.indices.filter { !comesBack($0, margin) }.map { spots[$0] }
        let pictures = passing.map(\.picture).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        log.add(
            metric, track, .number(Double(pictures.count)), note: note(passing),
            moments: pictures.map(timing.moment))
    }

    private func comesBack(_ index: Int, _ margin: Int32) -> Bool {
        let spot = spots[index]
        func isNear(_ other: Spot) -> Bool { other.picture != spot.picture && other.isNear(spot, margin: margin) }
        let before = spots[..<index].reversed().prefix { spot.picture - $0.picture <= Self.near }
        let after = spots[index...].prefix { $0.picture - spot.picture <= Self.near }
        return before.count(where: isNear) + after.count(where: isNear) >= 2
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

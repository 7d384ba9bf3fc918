import CKernels
import Measuring
import Media
import Model

/// Pixels that stand out from their surroundings wherever the camera looks.
struct StuckPixelsCheck: Check {
    let id = "picture-stuck-pixels"
    let version = 1
    let guide = Guide(
        title: "Stuck, hot and dead pixels",
        what: "Every sixth picture is looked at. A pixel stands out when its luma (of R'G'B', green) is more than 12 "
            + "(8-bit) codes above or below all eight samples at a distance of two pixels, so that spots of up to three "
            + "pixels are found. Spots that stand out in 80 % of at least 50 pictures looked at (twelve seconds at 25 a "
            + "second), with no other such spot within 32 pixels, are counted, where the picture around them changed "
            + "by at least 40 codes. Groups of spots are captions or logos and are left out. The moment is the stretch "
            + "that was looked at; the note gives positions.",
        why: "A bright dot that stays while the picture moves is easily seen, and once it has been seen it is all one "
            + "sees.",
        cause:
            "A photosite of the camera's sensor that leaks or has died, most visible in long exposures, in the warm, "
            + "and at high gain.",
        mend: "Paint the spot out from its neighbours in the shots of that camera; let the camera map its pixels anew "
            + "(black balance).",
        references: ["EBU QC, catalogue of video items (qc.ebu.io)"])

    static let pixels = Metric("picture.stuck-pixels", effort: .decode)
    static let pace = 6
    static let leastPictures = 50

    let metrics = [pixels]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        StuckPixelsAnalyser(track, first)
    }
}

final class StuckPixelsAnalyser: PictureAnalyser {
    private let track: Track
    private let scale: PictureScale
    private let width, height: Int
    private let hits: UnsafeMutablePointer<UInt16>
    private let rows: UnsafeMutablePointer<UInt16>
    /// Lowest and highest luma of each 16 × 16 tile so far, for how much the surroundings changed.
    private var lowest, highest: [UInt16]
    private let tileColumns: Int
    private var looked = 0
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        width = first.width
        height = first.height
        hits = .allocate(capacity: width * height)
        hits.initialize(repeating: 0, count: width * height)
        rows = .allocate(capacity: 5 * width)
        rows.initialize(repeating: 0, count: 5 * width)
        tileColumns = (width + 15) / 16
        lowest = Array(repeating: .max, count: tileColumns * ((height + 15) / 16))
        highest = Array(repeating: 0, count: lowest.count)
    }

    deinit {
        hits.deallocate()
        rows.deallocate()
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .tiles
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        defer { count += 1 }
        guard count.isMultiple(of: StuckPixelsCheck.pace), looked < Int(UInt16.max) else { return }
        guard let sums = statistics?.result.pointee.tiles.luma_sum else {
            unreadable += 1
            return
        }
        let margin = Int32(12 * scale.step)
        let isRead = picture.withComponents { components in
            guard components.count > (scale.isRGB ? 1 : 0) else { return false }
            withUnsafePointer(to: fgk_picture_component(components[scale.isRGB ? 1 : 0])) {
                fgk_outliers_count($0, margin, hits, rows)
            }
            return true
        }
        unreadable += isRead ? 0 : 1
        looked += 1
        lowest.withUnsafeMutableBufferPointer { lowest in
            for tile in lowest.indices { lowest[tile] = min(lowest[tile], UInt16(clamping: sums[tile] / 256)) }
        }
        highest.withUnsafeMutableBufferPointer { highest in
            for tile in highest.indices { highest[tile] = max(highest[tile], UInt16(clamping: sums[tile] / 256)) }
        }
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, looked > 0 else {
            return log.cannotMeasure([StuckPixelsCheck.pixels], track.id, because: Unreadable.reason)
        }
        guard looked >= StuckPixelsCheck.leastPictures else {
            let reason = "it takes \(StuckPixelsCheck.leastPictures * StuckPixelsCheck.pace) pictures to tell"
            return log.add(StuckPixelsCheck.pixels, track.id, nil, note: reason)
        }
        let spots = self.spots()
        let places = spots.prefix(10).map { "\($0.x),\($0.y)" }.joined(separator: " ")
        log.add(
            StuckPixelsCheck.pixels, track.id, .number(Double(spots.count)), note: spots.isEmpty ? nil : "at \(places)",
            moments: spots.isEmpty ? [] : [Moment(timing.time(0), timing.time(count))])
    }

    private typealias Spot = (x: Int, y: Int)

    private func spots() -> [Spot] {
        let least = looked * 8 / 10
        var all: [Spot] = []
        for place in 0..<width * height where Int(hits[place]) >= least {
            let spot = (x: place % width, y: place / width)
            // The pixels of one spot count once.
            if !all.contains(where: { Self.distance($0, spot) <= 3 }) { all.append(spot) }
            // A picture with so many is no camera's.
            if all.count > 200 { return [] }
        }
        return all.filter { spot in
            let tile = spot.y / 16 * tileColumns + spot.x / 16
            let isAlone = all.allSatisfy { $0 == spot || Self.distance($0, spot) > 32 }
            return isAlone && Double(highest[tile]) - Double(lowest[tile]) >= 40 * scale.step
        }
    }

    private static func distance(_ one: Spot, _ other: Spot) -> Int { max(abs(one.x - other.x), abs(one.y - other.y)) }
}

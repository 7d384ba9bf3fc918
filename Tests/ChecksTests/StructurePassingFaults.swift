import Media
import Model

@testable import Synth

/// Faults that stand in one picture only, and not in all of it.
extension StructureFault {
    static let passingFaults = [digitalHits, lineDropouts]

    private static let digitalHits = StructureFault(
        name: "blocks of the coding grid in one picture", metric: "picture.digital-hits",
        severities: ["8 × 8, 40 codes off", "16 × 16, plain", "48 × 16, garbage"],
        put: { pictures, seed, severity in
            for (index, place) in [20, 41, 62].enumerated() {
                let spot = HitSpot.random(
                    seed: seed &* 31 &+ UInt64(index), Size([8, 16, 48][severity], severity == 0 ? 8 : 16))
                pictures[place].hit(spot, severity: severity, seed: seed &+ UInt64(index))
            }
            return [20, 41, 62]
        }, report: frames("picture.digital-hits"))

    private static let lineDropouts = StructureFault(
        name: "part of a line in one picture", metric: "picture.line-dropouts",
        severities: [
            "24 pixels of one line, 60 codes off", "50 pixels of one line, white", "120 pixels of two lines, white",
        ],
        put: { pictures, seed, severity in
            var random = SplitMix64(seed: seed)
            for place in [20, 41, 62] {
                let (width, lines) = [(24, 1), (50, 1), (120, 2)][severity]
                let x = Int(random.next() % UInt64(256 - width))
                let y = 8 + Int(random.next() % 126)
                pictures[place].streak(x..<x + width, y..<y + lines, by: severity == 0 ? 60 : nil)
            }
            return [20, 41, 62]
        }, report: frames("picture.line-dropouts"), isMissed: [.h264, .mpeg2, .prores])
}

/// A place on the coding grid, inside of a picture of 256 × 144.
struct HitSpot {
    var x, y: Int
    var size: Size

    static func random(seed: UInt64, _ size: Size) -> HitSpot {
        var random = SplitMix64(seed: seed)
        let x = Int(random.next() % UInt64((256 - size.width) / 8)) * 8
        return HitSpot(x: x, y: Int(random.next() % UInt64((144 - size.height) / 8)) * 8, size: size)
    }
}

extension Canvas {
    private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Int {
        let sum = rows.reduce(0) { sum, y in columns.reduce(sum) { $0 + Int(planes[0].samples[y * width + $1]) } }
        return sum / (columns.count * rows.count)
    }

    /// 0 moves the luma of the block by 40 codes, 1 fills it with a plain colour far from its mean, 2 with stripes of noise.
    mutating func hit(_ spot: HitSpot, severity: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let step = step
        let (columns, rows) = (spot.x..<spot.x + spot.size.width, spot.y..<spot.y + spot.size.height)
        let mean = mean(columns, rows)
        let way = mean > 126 * step ? -1 : 1
        for y in rows {
            for x in columns {
                let old = Int(planes[0].samples[y * width + x])
                let noise = Int(random.next() % UInt64(60 * step)) - 30 * step
                let code = [old + way * 40 * step, mean + way * 70 * step, mean + way * 70 * step + noise][severity]
                planes[0].samples[y * width + x] = UInt16(min(max(code, 16 * step), 235 * step))
            }
        }
    }

    /// Moves luma to white, or by so many 8-bit codes away from the nearer end of the range.
    mutating func streak(_ columns: Range<Int>, _ rows: Range<Int>, by distance: Int?) {
        let step = step
        let way = mean(columns, rows) > 126 * step ? -1 : 1
        for y in rows {
            for x in columns {
                let code = Int(planes[0].samples[y * width + x]) + way * (distance ?? 255) * step
                planes[0].samples[y * width + x] = UInt16(min(max(code, 16 * step), 235 * step))
            }
        }
    }
}

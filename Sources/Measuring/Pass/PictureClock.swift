import Media
import Model

/// Notes when each picture of a track is shown, and finds out at the end whether the rate was constant.
final class PictureClock {
    private var stamps: [Int64] = []
    private let timeBase: Ratio
    private let rate: Rational
    private let zero: Double

    init(_ track: Track, zero: Double) {
        timeBase = track.facts.timeBase
        rate = track.frameRate ?? Rational(25, 1)
        self.zero = zero
    }

    /// Pictures without a timestamp are one frame after the one before.
    func note(_ picture: borrowing Picture) {
        let guess = (stamps.last ?? 0) + (stamps.isEmpty ? 0 : ticksPerFrame)
        stamps.append(picture.pts ?? guess)
    }

    var lastTime: Double { stamps.last.map(seconds) ?? 0 }

    var timing: PictureTiming {
        let start = stamps.first.map(seconds) ?? 0
        let step = Rational(rate.denominator, rate.numerator)
        return PictureTiming(start: start, step: step, times: isConstant ? nil : stamps.map(seconds))
    }

    private func seconds(_ stamp: Int64) -> Double { Double(stamp) * timeBase.asDouble - zero }

    private var ticksPerFrame: Int64 {
        guard timeBase.isKnown else { return 1 }
        return max(1, Int64((1 / rate.asDouble / timeBase.asDouble).rounded()))
    }

    /// No picture is further than one tick (or half a frame, in containers that round to milliseconds) off the grid.
    private var isConstant: Bool {
        guard let first = stamps.first, timeBase.isKnown else { return true }
        let frame = 1 / rate.asDouble / timeBase.asDouble
        let slack = max(1.01, min(frame / 2, 0.0011 / timeBase.asDouble))
        return stamps.indices.allSatisfy { abs(Double(stamps[$0] - first) - Double($0) * frame) <= slack }
    }
}

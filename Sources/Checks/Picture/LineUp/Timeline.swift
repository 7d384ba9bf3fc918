import Measuring

/// A track as lead-in, programme and tail, in picture numbers.
struct Timeline {
    private(set) var start = 0
    private(set) var end: Int
    private(set) var slates: [Range<Int>] = []
    /// Those of the slates that count seconds.
    private(set) var countdowns: [Range<Int>] = []
    private(set) var headBlack = 0..<0
    private(set) var tailBlack: Range<Int>

    /// Pictures that a state lasts at least.
    private static let shortest = 5
    /// Seconds that a slate or countdown lasts.
    private static let slate = 2.0...90.0

    private enum Kind { case black, bars, picture }

    /// - Parameter changes: mean change of luma of each picture, share of full scale.
    init(_ states: [PictureState], _ changes: [Float], _ timing: PictureTiming) {
        let stretches = Self.stretches(states)
        end = states.count
        tailBlack = end..<end
        leadIn(stretches, states, changes, timing)
        if let last = stretches.last, last.kind == .black, last.span.lowerBound >= start {
            tailBlack = last.span
            end = last.span.lowerBound
        }
    }

    private mutating func leadIn(
        _ stretches: [(kind: Kind, span: Range<Int>)], _ states: [PictureState], _ changes: [Float],
        _ timing: PictureTiming
    ) {
        var hasBars = false
        for (index, stretch) in stretches.enumerated() {
            switch stretch.kind {
            case .bars:
                hasBars = true
                headBlack = stretch.span.upperBound..<stretch.span.upperBound
            case .black: headBlack = stretch.span
            case .picture:
                let isBeforeBlack = index + 1 < stretches.count - 1 && stretches[index + 1].kind == .black
                let isCountdown = isBeforeBlack && Beats(changes[stretch.span], timing).areSeconds
                guard
                    isBeforeBlack,
                    isCountdown || Self.isSlate(states[stretch.span], stretch.span, timing, afterBars: hasBars)
                else {
                    start = stretch.span.lowerBound
                    return
                }
                slates.append(stretch.span)
                if isCountdown { countdowns.append(stretch.span) }
            }
        }
        start = states.count
    }

    private static func isSlate(
        _ states: ArraySlice<PictureState>, _ span: Range<Int>, _ timing: PictureTiming, afterBars: Bool
    ) -> Bool {
        guard slate.contains(timing.time(span.upperBound) - timing.time(span.lowerBound)) else { return false }
        let still = states.count { $0 == .still }
        let quiet = states.count { $0 == .still || $0 == .quiet }
        return still * 10 >= states.count * 9 || afterBars && quiet * 10 >= states.count * 8
    }

    /// Runs of black, bars and anything else; what is too short joins the run before it, or at the head the one after.
    private static func stretches(_ states: [PictureState]) -> [(kind: Kind, span: Range<Int>)] {
        var all: [(kind: Kind, span: Range<Int>)] = []
        for (index, state) in states.enumerated() {
            let kind: Kind = state == .black ? .black : state == .bars ? .bars : .picture
            if let last = all.last, last.kind == kind {
                all[all.count - 1].span = last.span.lowerBound..<index + 1
            } else {
                all.append((kind, index..<index + 1))
            }
        }
        return all.reduce(into: []) { joined, stretch in
            guard let last = joined.last else { return joined.append(stretch) }
            if stretch.kind == last.kind || stretch.span.count < shortest {
                joined[joined.count - 1].span = last.span.lowerBound..<stretch.span.upperBound
            } else {
                joined.append(stretch)
            }
        }
    }
}

/// Pictures of a stretch that change far more than those around them.
struct Beats {
    private let places: [Int]
    private let pictures: Int
    private let perSecond: Double

    /// Seconds that a countdown lasts.
    private static let length = 3.0...30.0
    private static let least = 4
    private static let change: Float = 0.003

    init(_ changes: ArraySlice<Float>, _ timing: PictureTiming) {
        pictures = changes.count
        let step = timing.step.asDouble
        perSecond = step > 0 ? 1 / step : 0
        // The first picture changes from what stood before.
        let inside = changes.dropFirst()
        let usual = Array(inside).median ?? 0
        let reach = max(1, Int(perSecond / 3))
        places = inside.indices.filter { index in
            let near = max(inside.startIndex, index - reach)..<min(inside.endIndex, index + reach + 1)
            return changes[index] >= max(Self.change, 3 * usual) && near.allSatisfy { changes[$0] <= changes[index] }
        }
    }

    /// At least four beats, a second apart within a picture, in a stretch as long as a countdown.
    var areSeconds: Bool {
        guard perSecond > 0, Self.length.contains(Double(pictures) / perSecond), places.count >= Self.least else {
            return false
        }
        let gaps = zip(places, places.dropFirst()).map { Double($1 - $0) }
        let seconds = gaps.count { abs($0 - perSecond) <= 1.01 }
        return seconds * 10 >= gaps.count * 8 && Double(places.count + 2) * perSecond >= 0.6 * Double(pictures)
    }
}

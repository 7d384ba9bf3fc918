import Measuring

/// A track as lead-in, programme and tail, in picture numbers.
struct Timeline {
    private(set) var start = 0
    private(set) var end: Int
    private(set) var slates: [Range<Int>] = []
    private(set) var headBlack = 0..<0
    private(set) var tailBlack: Range<Int>

    /// Pictures that a state lasts at least.
    private static let shortest = 5
    /// Seconds that a slate or countdown lasts.
    private static let slate = 2.0...90.0

    private enum Kind { case black, bars, picture }

    init(_ states: [PictureState], _ timing: PictureTiming) {
        let stretches = Self.stretches(states)
        end = states.count
        tailBlack = end..<end
        leadIn(stretches, states, timing)
        if let last = stretches.last, last.kind == .black, last.span.lowerBound >= start {
            tailBlack = last.span
            end = last.span.lowerBound
        }
    }

    private mutating func leadIn(
        _ stretches: [(kind: Kind, span: Range<Int>)], _ states: [PictureState], _ timing: PictureTiming
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
                guard isBeforeBlack, Self.isSlate(states[stretch.span], stretch.span, timing, afterBars: hasBars) else {
                    start = stretch.span.lowerBound
                    return
                }
                slates.append(stretch.span)
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

/// Which pictures repeat what came before, wholly or in one field.
struct RepeatMarks {
    enum Field { case both, top, bottom }

    /// A picture or field repeats when it changes less than this share of what is usual.
    private static let share: Float = 0.25
    /// Pictures on either side that say what is usual, and the least change that counts as motion, in 8-bit codes.
    static let around = 6
    private static let motion: Float = 0.5

    private(set) var marks: [Field?] = []
    /// What the moving pictures around each picture change: the upper quartile, so that repeats do not count.
    private(set) var usual: [Float] = []

    init(_ changes: [FieldChange]) {
        usual = changes.indices.map { Self.usual(changes, $0) }
        marks = zip(changes, usual).map(Self.mark)
    }

    var count: Int { marks.count }

    func moves(_ index: Int) -> Bool { usual[index] >= Self.motion }

    private static func usual(_ changes: [FieldChange], _ index: Int) -> Float {
        let near = max(0, index - around)...min(changes.count - 1, index + around)
        let known = near.filter { $0 != index && changes[$0].isKnown }.map { changes[$0].larger }.sorted()
        return known.isEmpty ? 0 : known[known.count * 3 / 4]
    }

    private static func mark(_ change: FieldChange, _ usual: Float) -> Field? {
        guard change.isKnown, usual >= motion else { return nil }
        if change.larger <= share * usual { return .both }
        guard change.larger >= 0.5 * usual else { return nil }
        if change.top * 3 < change.bottom { return .top }
        return change.bottom * 3 < change.top ? .bottom : nil
    }
}

/// The pattern in which pictures repeat, and where it holds.
struct Cadence {
    /// The pattern of at least 60 % of the moving stretches.
    private(set) var name: String?
    private(set) var note: String?
    private(set) var stretches: [Range<Int>] = []
    /// Pictures that are part of any pattern.
    private(set) var isPatterned: [Bool]
    let marks: RepeatMarks

    /// Pictures that a pattern is looked for in; a rare repeat needs more.
    private static let window = 50
    private static let longWindow = 100
    private static let hop = 10

    init(_ changes: [FieldChange]) {
        marks = RepeatMarks(changes)
        var names = [String?](repeating: nil, count: changes.count)
        var moving = [Bool](repeating: false, count: changes.count)
        for length in [Self.longWindow, Self.window] {
            // The last one ends with the track.
            let starts = Array(stride(from: 1, to: changes.count - length, by: Self.hop)) + [changes.count - length]
            for start in starts where start > 0 {
                let span = start..<start + length
                guard span.count(where: marks.moves) * 10 >= length * 9 else { continue }
                for index in span { moving[index] = true }
                guard let found = Self.pattern(marks, span, isLong: length == Self.longWindow) else { continue }
                for index in span { names[index] = found }
            }
        }
        isPatterned = names.map { $0 != nil }
        decide(names, moving: moving.count { $0 })
    }

    private mutating func decide(_ names: [String?], moving: Int) {
        let counts = Dictionary(grouping: names.compactMap { $0 }) { $0 }.mapValues(\.count)
        guard let (most, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
            if moving == 0 { note = "no stretch of two seconds moves throughout" }
            return
        }
        let share = "\(most) in \(count * 100 / max(1, moving)) % of the moving pictures"
        note = share
        guard count * 10 >= moving * 6 else { return }
        name = most
        stretches = names.map { $0 == most }.runs()
    }

    private static func pattern(_ marks: RepeatMarks, _ span: Range<Int>, isLong: Bool) -> String? {
        if isLong { return phases(marks, span, 25, .both)?.count == 1 ? "24:1" : nil }
        if phases(marks, span, 2, .both)?.count == 1 { return "2:2" }
        if phases(marks, span, 3, .both)?.count == 2 { return "3:3" }
        if let top = phases(marks, span, 5, .top), let bottom = phases(marks, span, 5, .bottom), top.count == 1,
            bottom.count == 1
        {
            let distance = abs(top[0] - bottom[0])
            return distance == 2 || distance == 3 ? "3:2" : nil
        }
        switch phases(marks, span, 5, .both)?.count {
        case 1: return "4:1"
        case 3: return "3:2"
        default: return nil
        }
    }

    /// The phases of a period in which pictures repeat; nil when some repeat now and then.
    private static func phases(
        _ marks: RepeatMarks, _ span: Range<Int>, _ period: Int, _ field: RepeatMarks.Field
    ) -> [Int]? {
        var on: [Int] = []
        for phase in 0..<period {
            let places = stride(from: span.lowerBound + phase, to: span.upperBound, by: period)
            let all = places.reduce(0) { count, _ in count + 1 }
            let hits = places.count { marks.marks[$0] == field }
            if hits * 10 >= all * 8 { on.append(phase) } else if hits * 10 > all * 2 { return nil }
        }
        return on
    }
}

/// Single repeats and jumps outside any cadence.
struct RepeatList {
    private(set) var duplicates: [Int] = []
    private(set) var drops: [Int] = []

    /// Pictures on either side of a repeat that have to move, and of a jump that have to move evenly.
    private static let movingSide = 4
    private static let steadySide = 5
    /// Pictures between a repeat and the jump that makes up for it.
    private static let reach = 12

    init(_ changes: [FieldChange], _ cadence: Cadence) {
        let marks = cadence.marks
        for index in changes.indices where !cadence.isPatterned[index] && marks.marks[index] == .both {
            if Self.isAlone(changes, marks, index) { duplicates.append(index) }
        }
        for index in changes.indices where !cadence.isPatterned[index] {
            if isJump(changes, index) { drops.append(index) }
        }
    }

    private static func isAlone(_ changes: [FieldChange], _ marks: RepeatMarks, _ index: Int) -> Bool {
        guard index > movingSide, index + movingSide < changes.count else { return false }
        return (index - movingSide...index + movingSide).allSatisfy {
            $0 == index || changes[$0].larger >= 0.4 * marks.usual[index]
        }
    }

    private func isJump(_ changes: [FieldChange], _ index: Int) -> Bool {
        let change = changes[index]
        let side = Self.steadySide
        guard index > side, index + side < changes.count, !change.isNew, change.risen >= 0.6 else { return false }
        let places = (index - side...index + side).filter { $0 != index }
        if change.isIntra, !places.allSatisfy({ changes[$0].isIntra }) { return false }
        let near = places.filter { !duplicates.contains($0) }.map { changes[$0].larger }
        guard let usual = near.median, usual >= 0.5, change.larger <= 3 * usual else { return false }
        let isPaired = duplicates.contains { abs($0 - index) <= Self.reach }
        let deviation = near.map { abs($0 - usual) }.max() ?? 0
        return deviation <= (isPaired ? 0.3 : 0.2) * usual
            && change.larger >= 1.3 * usual + (isPaired ? 0 : deviation)
    }
}

import Model

/// The moments of a finding in words: timecode, frame, seconds and length, as far as they are known.
struct Places {
    /// More than these are counted instead of listed.
    static let limit = 5

    private let moments: [Moment]
    private let timeline: Timeline

    init(_ finding: Finding, in log: Log?) {
        moments = finding.moments
        timeline = Timeline(log, track: finding.track)
    }

    /// One aligned line per place, then a line that counts the rest.
    var lines: [String] {
        let rows = moments.prefix(Self.limit).map(cells)
        return Columns.aligned(rows, right: [1, 2]) + [rest].compactMap { $0 }
    }

    /// The same places for formats without columns.
    var sentences: [String] {
        moments.prefix(Self.limit).map { cells($0).filter { !$0.isEmpty }.joined(separator: ", ") }
            + [rest].compactMap { $0 }
    }

    private func cells(_ moment: Moment) -> [String] {
        let lasts = moment.duration > 0 ? "lasts \(Words.duration(moment.duration))" : ""
        let frame = timeline.frame(at: moment.start).map { "frame \($0)" } ?? ""
        return [timeline.timecode(at: moment.start) ?? "", frame, "at " + seconds(moment.start), lasts]
    }

    /// Long times without a timecode also get their minutes.
    private func seconds(_ time: Double) -> String {
        let text = Words.fixed(time, places: 3) + " s"
        return time >= 60 && timeline.start == nil ? text + " (\(Words.duration(time)))" : text
    }

    private var rest: String? {
        let more = moments.count - Self.limit
        guard more > 0 else { return nil }
        let total = moments.map(\.duration).reduce(0, +)
        return "and \(more) more" + (total > 0 ? ", \(Words.duration(total)) in all" : "")
    }
}

extension Finding {
    /// `10:00:00:00 to 10:24:00:00`, or in seconds where the file states no timecode; nil where all of it was judged.
    func judgedOver(in log: Log?) -> String? {
        let timeline = Timeline(log, track: track)
        func place(_ time: Double) -> String { timeline.timecode(at: time) ?? Words.fixed(time, places: 3) + " s" }
        let parts = stretches.map { "\(place($0.start)) to \(place($0.end))" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

/// Cells in columns, two spaces apart; columns that are empty in every row vanish.
enum Columns {
    /// Cells wider than `widest` push the rest of their row to the right.
    static func aligned(_ rows: [[String]], right: Set<Int> = [], widest: Int = .max) -> [String] {
        let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
            min(widest, rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0)
        }
        return rows.map { row in
            let cells = row.indices.filter { widths[$0] > 0 }.map {
                pad(row[$0], to: widths[$0], left: right.contains($0))
            }
            return cells.joined(separator: "  ")
        }
    }

    private static func pad(_ cell: String, to width: Int, left: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - cell.columns))
        return left ? space + cell : cell + space
    }
}

import Foundation
import Model

/// Small pieces of English, in words that a reader with little English knows.
enum Words {
    /// `1 rule`, `2 rules`.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// At most `places` decimals, without idle zeros; `−0` is `0`.
    static func number(_ value: Double, places: Int = 3) -> String {
        guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "minus infinity" : "infinity" }
        var text = fixed(value, places: places)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text == "-0" ? "0" : text
    }

    static func fixed(_ value: Double, places: Int) -> String { String(format: "%.\(places)f", value) }

    /// `4.5 s`, `1 min 4.5 s`, `1 h 2 min 3.48 s`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, (60..<1e9).contains(seconds) else { return number(seconds) + " s" }
        let milliseconds = Int((seconds * 1000).rounded())
        let minutes = milliseconds / 60_000
        let rest = number(Double(milliseconds % 60_000) / 1000) + " s"
        return minutes < 60 ? "\(minutes) min \(rest)" : "\(minutes / 60) h \(minutes % 60) min \(rest)"
    }

    /// Decimal units, as disk makers and file managers count.
    static func size(_ bytes: Int) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]
        var (value, step) = (Double(bytes), 0)
        while value >= 1000, step < units.count - 1 { (value, step) = (value / 1000, step + 1) }
        return number(value, places: step == 0 ? 0 : 1) + " " + units[step]
    }

    static func value(_ value: Value) -> String {
        switch value {
        case .number(let number): self.number(number)
        case .text(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        }
    }

    /// The text with a capital at its start and a full stop at its end.
    static func sentence(_ text: String) -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let last = text.last else { return "" }
        return text.prefix(1).uppercased() + text.dropFirst() + (".!?:".contains(last) ? "" : ".")
    }

    /// `audio:0`, `audio:0 and video:0`, `audio:0 to audio:5`.
    static func tracks(_ tracks: [TrackID]) -> String {
        var runs: [[TrackID]] = []
        for track in tracks {
            if let last = runs.last?.last, follows(track, last) {
                runs[runs.count - 1].append(track)
            } else {
                runs.append([track])
            }
        }
        return list(runs.flatMap { $0.count > 2 ? ["\($0[0]) to \($0[$0.count - 1])"] : $0.map(\.text) })
    }

    private static func follows(_ track: TrackID, _ before: TrackID) -> Bool {
        guard track.kind == before.kind, let index = Int(track.name), let other = Int(before.name) else { return false }
        return other < Int.max && index == other + 1
    }
}

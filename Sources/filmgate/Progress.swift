import Foundation

/// Shows how far a run has come: a bar with the time left on a terminal, a line per file elsewhere. On standard error.
final class Progress: @unchecked Sendable {
    private let lock = NSLock()
    private let isBar: Bool
    private let isQuiet: Bool
    private var shares: [Double]
    private var weights: [Double]
    private let started = Date()
    private var lastDrawn = Date.distantPast
    private var done = 0

    /// - Parameter sizes: bytes of each file; a large file counts for more of the bar.
    init(sizes: [Int], quiet: Bool) {
        isQuiet = quiet
        isBar = !quiet && Console.isTerminal(2) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        shares = Array(repeating: 0, count: sizes.count)
        weights = sizes.map { Double(max(1, $0)) }
    }

    func update(_ index: Int, _ share: Double) {
        lock.withLock {
            shares[index] = max(shares[index], share)
            if isBar, Date().timeIntervalSince(lastDrawn) > 0.1 { draw() }
        }
    }

    func finished(_ index: Int, _ path: String) {
        lock.withLock {
            shares[index] = 1
            done += 1
            if isBar { return draw() }
            if !isQuiet, shares.count > 1 { Console.note("[\(done)/\(shares.count)] \(path)") }
        }
    }

    /// Removes the bar.
    func end() { lock.withLock { if isBar { erase() } } }

    private func draw() {
        lastDrawn = Date()
        let share = zip(shares, weights).map(*).reduce(0, +) / max(1, weights.reduce(0, +))
        let filled = Int(share * 30)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        let files = shares.count > 1 ? "  \(done) of \(shares.count) files" : ""
        FileHandle.standardError.write(Data("\r\u{1B}[2K[\(bar)] \(Int(share * 100)) %\(files)\(left(share))".utf8))
    }

    private func left(_ share: Double) -> String {
        let spent = Date().timeIntervalSince(started)
        guard share > 0.02, spent > 1 else { return "" }
        let seconds = Int((spent / share - spent).rounded())
        return "  \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
    }

    private func erase() { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
}

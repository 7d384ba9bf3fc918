import Foundation

/// Shares the machine's cores between files and inside them.
struct ThreadBudget {
    /// Files measured side by side.
    let jobs: Int
    /// Threads for each of them.
    let perFile: Int

    /// - Parameter threads: all that may be used; nil takes every core.
    init(files: Int, threads: Int?) {
        let all = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
        jobs = max(1, min(files, all))
        perFile = max(1, all / jobs)
    }
}

import Foundation

/// Runs independent jobs on a fixed number of threads of our own; results come in the order of the jobs.
enum ParallelWork {
    static func map<Result: Sendable>(
        _ count: Int, threads: Int, _ job: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let shelf = Shelf<Result>(count)
        let group = DispatchGroup()
        for _ in 0..<max(1, min(threads, count)) {
            group.enter()
            let thread = Thread {
                while let index = shelf.take() { shelf.put(index, job(index)) }
                group.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
        return shelf.results
    }

    private final class Shelf<Result>: @unchecked Sendable {
        private let lock = NSLock()
        private var next = 0
        private var slots: [Result?]

        init(_ count: Int) { slots = Array(repeating: nil, count: count) }

        func take() -> Int? {
            lock.withLock {
                guard next < slots.count else { return nil }
                defer { next += 1 }
                return next
            }
        }

        func put(_ index: Int, _ result: Result) { lock.withLock { slots[index] = result } }

        var results: [Result] { lock.withLock { slots.compactMap { $0 } } }
    }
}

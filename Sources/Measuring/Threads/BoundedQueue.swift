import Foundation

/// Hands reusable objects from one thread to another. Holds a fixed number of them: when all are taken the producer
/// waits, when all are free the consumer waits. Nothing is allocated after `init`.
final class BoundedQueue<Slot: AnyObject>: @unchecked Sendable {
    private let condition = NSCondition()
    private var free: [Slot]
    private var full: [Slot] = []
    private var head = 0
    private var isClosed = false

    init(capacity: Int, _ make: () -> Slot) {
        free = (0..<capacity).map { _ in make() }
        full.reserveCapacity(2 * capacity)
    }

    /// An empty slot to fill; waits for one.
    func take() -> Slot {
        condition.lock()
        defer { condition.unlock() }
        while free.isEmpty { condition.wait() }
        return free.removeLast()
    }

    /// Passes a filled slot on.
    func put(_ slot: Slot) {
        condition.lock()
        full.append(slot)
        condition.broadcast()
        condition.unlock()
    }

    /// The next filled slot in order; nil once the queue is closed and drained.
    func next() -> Slot? {
        condition.lock()
        defer { condition.unlock() }
        while head == full.count {
            if isClosed { return nil }
            condition.wait()
        }
        let slot = full[head]
        head += 1
        if head == full.count {
            full.removeAll(keepingCapacity: true)
            head = 0
        }
        return slot
    }

    /// Gives an emptied slot back.
    func recycle(_ slot: Slot) {
        condition.lock()
        free.append(slot)
        condition.broadcast()
        condition.unlock()
    }

    /// Nothing more will be put.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}

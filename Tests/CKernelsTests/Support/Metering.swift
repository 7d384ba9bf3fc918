import CKernels
import Model
import Synchronization

/// What the meter wrote, channel by channel.
struct Metered: Equatable {
    var energies: [[Float]]
    var truePeaks: [[Float]]
    var samplePeaks: [[Float]]
    var nonFinite = 0
    var path = ""
}

enum Metering {
    /// The choice of code path is global; held while a meter is made.
    private static let choice = Mutex(())

    /// Runs planes of equal length through a meter, in blocks of the sizes `block` yields.
    static func run(
        _ planes: [[Float]], rate: Double = 48000, portable: Bool = false, block: () -> Int = { 4800 }
    ) -> Metered {
        let meter = make(rate, planes.count, portable)
        defer { fgk_meter_destroy(meter) }
        var out = Output(channels: planes.count)
        withPointers(planes) { pointers in
            var done = 0
            while done < planes[0].count {
                let frames = min(block(), planes[0].count - done)
                out.consume(meter, pointers.map { $0 + done }, frames)
                done += frames
            }
        }
        out.finish(meter)
        out.result.nonFinite = fgk_meter_non_finite(meter)
        out.result.path = String(cString: fgk_meter_path(meter))
        return out.result
    }

    /// Feeds the same mono plane `times` times over.
    static func run(repeating plane: [Float], times: Int) -> Metered {
        let meter = make(48000, 1, false)
        defer { fgk_meter_destroy(meter) }
        var out = Output(channels: 1)
        plane.withUnsafeBufferPointer { plane in
            for _ in 0..<times { out.consume(meter, [plane.baseAddress!], plane.count) }
        }
        out.finish(meter)
        return out.result
    }

    private static func make(_ rate: Double, _ channels: Int, _ portable: Bool) -> OpaquePointer {
        choice.withLock { _ in
            fgk_meter_force_portable(portable ? 1 : 0)
            defer { fgk_meter_force_portable(0) }
            return fgk_meter_create(rate, Int32(channels))!
        }
    }

    private static func withPointers(_ planes: [[Float]], _ body: ([UnsafePointer<Float>]) -> Void) {
        func open(_ index: Int, _ pointers: [UnsafePointer<Float>]) {
            guard index < planes.count else { return body(pointers) }
            planes[index].withUnsafeBufferPointer { open(index + 1, pointers + [$0.baseAddress!]) }
        }
        open(0, [])
    }
}

private struct Output {
    var result: Metered
    private let channels: Int

    init(channels: Int) {
        self.channels = channels
        let none = [[Float]](repeating: [], count: channels)
        result = Metered(energies: none, truePeaks: none, samplePeaks: none)
    }

    mutating func consume(_ meter: OpaquePointer, _ planes: [UnsafePointer<Float>], _ frames: Int) {
        let capacity = fgk_meter_capacity(meter, frames)
        collect(capacity) { energies, truePeaks, samplePeaks in
            let planes = planes.map { Optional($0) }
            return fgk_meter_consume(meter, planes, frames, energies, truePeaks, samplePeaks, capacity)
        }
    }

    mutating func finish(_ meter: OpaquePointer) { collect(2) { fgk_meter_finish(meter, $0, $1, $2, 2) } }

    private mutating func collect(
        _ capacity: Int,
        _ write: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Int
    ) {
        let size = capacity * channels
        var bins = [Float](repeating: 0, count: 3 * size)
        let count = bins.withUnsafeMutableBufferPointer { bins in
            write(bins.baseAddress!, bins.baseAddress! + size, bins.baseAddress! + 2 * size)
        }
        precondition(count >= 0)
        for channel in 0..<channels {
            let written = channel * capacity..<channel * capacity + count
            result.energies[channel] += bins[written]
            result.truePeaks[channel] += bins[(written.lowerBound + size)..<(written.upperBound + size)]
            result.samplePeaks[channel] += bins[(written.lowerBound + 2 * size)..<(written.upperBound + 2 * size)]
        }
    }
}

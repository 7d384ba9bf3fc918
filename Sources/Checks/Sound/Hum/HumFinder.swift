import CKernels

/// Follows the hum of one channel in its low sound.
struct HumFinder {
    private static let size = 4096
    private static let hop = 2048
    /// Low samples that are kept, to find the edges in: 17 rounds of spectra.
    private static let kept = 17 * 2048

    /// Spectra for which hum may be hidden by loud sound before it has ended.
    private static let patience = 4

    private let rate: Double
    private let spectrum: SpectrumHandle
    private var lines: HumLines
    private var ring = [Float](repeating: 0, count: kept)
    private var scratch = [Float](repeating: 0, count: size)
    private var power = [Float](repeating: 0, count: size / 2 + 1)
    private var samples = 0
    /// Spectra since the lines were last there in nine of ten.
    private var misses = 0
    private var current: (start: Double, line: HumLines.Found)?
    private(set) var hums: [Hum] = []

    init(lowRate: Double) {
        rate = lowRate
        spectrum = SpectrumHandle(size: Self.size)
        lines = HumLines(resolution: self.rate / Double(Self.size))
    }

    mutating func add(_ low: UnsafeBufferPointer<Float>) {
        for sample in low {
            ring[samples % Self.kept] = sample
            samples += 1
            if samples >= Self.size, (samples - Self.size) % Self.hop == 0 { takeSpectrum() }
        }
    }

    private mutating func takeSpectrum() {
        for index in 0..<Self.size { scratch[index] = ring[(samples - Self.size + index) % Self.kept] }
        spectrum.power(&scratch, &power)
        lines.add(power)
        let found = lines.find()
        if let found, current == nil { begin(found) }
        guard let line = current?.line else { return }
        if let found, found.mains == line.mains {
            misses = 0
            current?.line = found.level > line.level ? found : line
        } else {
            misses += 1
            if found != nil || misses > Self.patience { end(at: edge(line, isStart: false)) }
        }
    }

    /// Hum is known ten spectra after it has begun.
    private mutating func begin(_ line: HumLines.Found) {
        current = (edge(line, isStart: true), line)
        misses = 0
    }

    mutating func finish() {
        guard let line = current?.line else { return }
        end(at: misses > 0 ? edge(line, isStart: false) : Double(samples) / rate)
    }

    private mutating func end(at time: Double) {
        guard let (start, line) = current else { return }
        current = nil
        lines.clear()
        hums.append(
            Hum(start: start, end: max(start, time), mains: line.mains, harmonics: line.harmonics, level: line.level))
    }

    /// The edge lies in what is kept, for hum is seen to begin and to end with some delay.
    private func edge(_ line: HumLines.Found, isStart: Bool) -> Double {
        // To find the end, what lies before the beginning must not be looked at.
        let first = isStart ? 0 : Int((current?.start ?? 0) * rate)
        let count = min(samples - first, Self.kept)
        let recent = (samples - count..<samples).map { ring[$0 % Self.kept] }
        let place = HumEdge(recent, rate: rate, line: line).place(isStart: isStart)
        return Double(samples - count + place) / rate
    }
}

/// Owns the kernel's spectrum.
final class SpectrumHandle {
    private let handle: OpaquePointer?

    init(size: Int) { handle = fgk_spectrum_create(Int32(size)) }
    deinit { fgk_spectrum_destroy(handle) }

    func power(_ samples: UnsafePointer<Float>, _ power: UnsafeMutablePointer<Float>) {
        if let handle { fgk_spectrum_power(handle, samples, power) }
    }
}

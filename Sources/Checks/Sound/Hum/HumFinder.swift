import CKernels

/// Follows the hum of one channel in its low sound.
struct HumFinder {
    private static let size = 4096
    private static let hop = 2048
    /// Low samples that are kept, to find the edges in: 17 rounds of spectra.
    private static let kept = 17 * 2048
    /// Low samples of the last ten spectra in which a line that was found hums for certain: 8 s.
    private static let certain = 8 * 2000
    /// Low samples by which hum may have ended before it was last found: one spectrum may miss it.
    private static let late = 5 * 1000

    /// Spectra for which hum may be hidden by loud sound before it has ended.
    private static let patience = 4

    private let rate: Double
    private let spectrum: SpectrumHandle
    private var lines: HumLines
    private var ring = [Float](repeating: 0, count: kept)
    private var scratch = [Float](repeating: 0, count: size)
    private var power = [Float](repeating: 0, count: size / 2 + 1)
    private var samples = 0
    /// Sample at which the lines were last there in nine of ten.
    private var lastFound = 0
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
            lastFound = samples
            current?.line = found.level > line.level ? found : line
        } else if found != nil || samples - lastFound > Self.patience * Self.hop {
            end()
        }
    }

    /// Hum is known ten spectra after it has begun.
    private mutating func begin(_ line: HumLines.Found) {
        lastFound = samples
        // The second hum of a channel does not begin before the first has ended.
        let recent = recent(since: hums.last.map { Int($0.end * rate) } ?? 0)
        let certain = max(0, recent.count - Self.certain)..<recent.count
        let place = HumEdge(recent, certain: certain, rate: rate, line: line).start
        current = (Double(samples - recent.count + place) / rate, line)
    }

    mutating func finish() { end() }

    private mutating func end() {
        guard let (start, line) = current else { return }
        current = nil
        lines.clear()
        let recent = recent(since: Int(start * rate))
        let last = recent.count - (samples - lastFound) - Self.late
        let place = HumEdge(
            recent, certain: max(0, last - Self.certain)..<max(0, last), rate: rate, line: line
        ).end
        let end = Double(samples - recent.count + place) / rate
        hums.append(
            Hum(start: start, end: max(start, end), mains: line.mains, harmonics: line.harmonics, level: line.level))
    }

    /// What is kept of the low sound, from a sample on.
    private func recent(since first: Int) -> [Float] {
        let count = min(samples - first, Self.kept)
        return (samples - count..<samples).map { ring[$0 % Self.kept] }
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

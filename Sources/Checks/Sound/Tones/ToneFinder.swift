import CKernels

/// Follows the pure tones of one channel.
struct ToneFinder {
    struct Span {
        /// Samples
        var first, end: Int64
        var hertz: Double
        /// Linear, of the peak.
        var amplitude: Double
        fileprivate var steps: Double
    }

    /// Share of the energy that may be something else.
    private static let mostImpurity = 0.01
    /// Hz, and 0.3 dB as a ratio: a tone that moves farther is another one.
    private static let sameHertz = 1.0
    private static let sameLevel = 1.035
    /// 1 dB as a ratio of powers: bins of 10 ms next to a tone that may belong to it. A low tone does not fill its bins
    /// evenly.
    private static let belongs = 1.26

    private(set) var spans: [Span] = []
    /// Hz for each step of 100 ms, NaN without a tone.
    private(set) var frequencies: [Float] = []
    private var open: Span?
    /// Bins of this step and the one before: first sample and mean square.
    private var bins = [(first: Int64, power: Double)](repeating: (0, 0), count: 20)
    private var count = 0

    mutating func add(_ bin: HeardBin, _ channel: fgk_ears_channel) {
        bins[count % 20] = (bin.start, channel.square / Double(max(1, bin.length)))
        count += 1
        guard bin.endsStep else { return }
        let tone = channel.tone
        let isTone = tone.hertz > 0 && tone.impurity < Self.mostImpurity
        frequencies.append(isTone ? Float(tone.hertz) : .nan)
        let end = bin.start + Int64(bin.length)
        if isTone, var span = open, Self.isSame(span, tone) {
            span.end = end
            span.hertz += (tone.hertz - span.hertz) / (span.steps + 1)
            span.steps += 1
            open = span
        } else {
            close(upTo: end)
            if isTone { begin(tone, end) }
        }
    }

    private static func isSame(_ span: Span, _ tone: fgk_ears_tone) -> Bool {
        let ratio = max(span.amplitude, tone.amplitude) / min(span.amplitude, tone.amplitude)
        return abs(span.hertz - tone.hertz) < sameHertz && ratio < sameLevel
    }

    /// The tone may have begun within the step before.
    private mutating func begin(_ tone: fgk_ears_tone, _ end: Int64) {
        var first = bins[max(0, count - 10) % 20].first
        for back in 11...20 where back <= count {
            let bin = bins[(count - back) % 20]
            guard Self.belong(bin.power, tone.amplitude), bin.first >= spans.last?.end ?? 0 else { break }
            first = bin.first
        }
        open = Span(first: first, end: end, hertz: tone.hertz, amplitude: tone.amplitude, steps: 1)
    }

    /// The tone may have gone on into the step that shows none.
    private mutating func close(upTo end: Int64) {
        guard var span = open else { return }
        open = nil
        for back in stride(from: min(10, count), to: 0, by: -1) {
            let bin = bins[(count - back) % 20]
            guard bin.first >= span.end else { continue }
            guard Self.belong(bin.power, span.amplitude) else { break }
            span.end = back > 1 ? bins[(count - back + 1) % 20].first : end
        }
        spans.append(span)
    }

    private static func belong(_ power: Double, _ amplitude: Double) -> Bool {
        let expected = amplitude * amplitude / 2
        return power < expected * belongs && power > expected / belongs
    }

    mutating func finish() {
        if let span = open { spans.append(span) }
        open = nil
    }
}

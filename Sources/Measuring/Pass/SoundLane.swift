import Media
import Model

/// Decodes one sound track and hands every block to its analysers.
final class SoundLane: @unchecked Sendable {
    let track: Track
    private let decoder: Decoder
    private let frame = Frame()
    private let buffer = SoundBuffer()
    private let analysers: [any SoundAnalyser]
    private let zero: Double
    private(set) var facts = PassFacts.OfTrack()
    private var start: Double?
    private var time = 0.0
    private var shape: (rate: Int, channels: Int)?

    init(_ file: borrowing MediaFile, _ track: Track, _ checks: [any Check], zero: Double) throws(MediaError) {
        self.track = track
        self.zero = zero
        decoder = try Decoder(file, stream: track.stream.index, threads: 1)
        analysers = checks.compactMap { $0.soundAnalyser(for: track) }
    }

    /// Feeds a packet; nil flushes.
    func decode(_ packet: Packet?) {
        while true {
            let sent = decoder.send(packet)
            drain()
            if case .failed(_, let text) = sent { facts.decodeErrors.append((time, text)) }
            if sent != .needsPacket { return }
        }
    }

    private func drain() {
        while true {
            switch decoder.receive(into: frame) {
            case .frame: analyse()
            case .failed(_, let text): facts.decodeErrors.append((time, text))
            case .needsPacket, .end: return
            }
        }
    }

    private func analyse() {
        defer { frame.clear() }
        do {
            let block = try SoundBlock(frame, in: buffer)
            guard block.samples > 0, block.sampleRate > 0 else { return }
            note(block)
            if facts.formatChanges.isEmpty { for analyser in analysers { analyser.consume(block) } }
        } catch {
            facts.decodeErrors.append((time, error.text))
        }
    }

    private func note(_ block: borrowing SoundBlock) {
        if start == nil { start = block.pts.map { Double($0) * track.facts.timeBase.asDouble - zero } ?? 0 }
        let now = (rate: block.sampleRate, channels: block.channels)
        if let shape, shape != now {
            func text(_ shape: (rate: Int, channels: Int)) -> String { "\(shape.channels) ch at \(shape.rate) Hz" }
            facts.formatChanges.append((time, "\(text(shape)) to \(text(now))"))
        }
        shape = now
        facts.decoded += block.samples
        time = (start ?? 0) + Double(facts.decoded) / Double(block.sampleRate)
    }

    func finish(into log: inout Log) {
        facts.messages = decoder.messages.messages
        if facts.decoded == 0 {
            facts.failure = facts.decodeErrors.first.map { "decoding failed: \($0.text)" } ?? "it holds no sound"
        }
        for analyser in analysers { analyser.finish(start: start ?? 0, into: &log) }
    }
}

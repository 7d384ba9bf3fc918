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
    private var shape: Shape?
    private var depth = 0

    /// What has to stay as it is for the channels to mean what they meant.
    private struct Shape {
        var rate, channels: Int
        var loudspeakers: UInt64
        var layout: String

        func differs(from block: borrowing SoundBlock) -> Bool {
            rate != block.sampleRate || channels != block.channels
                || loudspeakers != block.loudspeakers && loudspeakers != 0 && block.loudspeakers != 0
        }

        var text: String { "\(channels) ch\(loudspeakers == 0 ? "" : " (\(layout))") at \(rate) Hz" }
    }

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
        noteShape(block)
        noteDepth(block)
        facts.decoded += block.samples
        time = (start ?? 0) + Double(facts.decoded) / Double(block.sampleRate)
    }

    private func noteShape(_ block: borrowing SoundBlock) {
        guard shape?.differs(from: block) ?? true else { return }
        let now = Shape(
            rate: block.sampleRate, channels: block.channels, loudspeakers: block.loudspeakers,
            layout: frame.layoutName)
        if let shape { facts.formatChanges.append((time, "\(shape.text) to \(now.text)")) }
        shape = now
    }

    /// Lossy coding has no bit depth, and is decoded to floating point.
    private func noteDepth(_ block: borrowing SoundBlock) {
        guard block.integerBits > 0 else { return }
        let now = decoder.sampleBits > 0 ? decoder.sampleBits : block.integerBits
        if depth > 0, now != depth { facts.depthChanges.append((time, "\(depth) bits to \(now) bits")) }
        depth = now
    }

    func finish(into log: inout Log) {
        facts.messages = decoder.messages.messages
        if facts.decoded == 0 {
            facts.failure = facts.decodeErrors.first.map { "decoding failed: \($0.text)" } ?? "it holds no sound"
        }
        for analyser in analysers { analyser.finish(start: start ?? 0, into: &log) }
    }
}

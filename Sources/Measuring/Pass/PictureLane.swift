import Media
import Model
import Synchronization

/// Decodes one video track and hands every picture to its analysers.
final class PictureLane: @unchecked Sendable {
    let track: Track
    private let checks: [any Check]
    private let decoder: Decoder
    /// Only the first picture is wanted.
    let onlyFirst: Bool
    private(set) var firstPicture: PictureFacts?
    private(set) var facts = PassFacts.OfTrack()
    private let clock: PictureClock
    private var analysers: [any PictureAnalyser] = []
    private var hasChanged = false
    private var spare: Frame?
    private var errors: [(picture: Int, text: String)] = []
    private var emitted = 0
    private let hasFirst = Atomic(false)

    init(
        _ file: borrowing MediaFile, _ track: Track, _ checks: [any Check], onlyFirst: Bool, threads: Int, zero: Double
    )
        throws(MediaError)
    {
        self.track = track
        self.checks = checks
        self.onlyFirst = onlyFirst
        decoder = try Decoder(file, stream: track.stream.index, threads: onlyFirst ? 1 : threads)
        clock = PictureClock(track, zero: zero)
    }

    /// Feeds a packet (nil flushes) and passes each frame that comes out to `emit`. Errors are noted at the time of
    /// the last picture that came out: that order does not depend on the decoder's threads.
    func decode(_ packet: Packet?, into frame: () -> Frame, emit: (Frame) -> Void) {
        while true {
            let sent = decoder.send(packet)
            drain(into: frame, emit: emit)
            if case .failed(_, let text) = sent { noteDecodeError(text) }
            if sent != .needsPacket { return }
        }
    }

    private func drain(into frame: () -> Frame, emit: (Frame) -> Void) {
        while true {
            let target = spare ?? frame()
            spare = nil
            switch decoder.receive(into: target) {
            case .frame: emit(target)
            case .failed(_, let text):
                spare = target
                noteDecodeError(text)
            case .needsPacket, .end:
                spare = target
                return
            }
        }
    }

    private func noteDecodeError(_ text: String) { errors.append((emitted, text)) }

    /// Called once per frame by the decoding side, before the frame is passed on.
    func countEmitted() { emitted += 1 }

    func analyse(_ frame: Frame) {
        let picture = Picture(frame, index: facts.decoded)
        clock.note(picture)
        facts.decoded += 1
        if picture.isDamaged { facts.damagedPictures.append(clock.lastTime) }
        if firstPicture == nil { start(with: picture) }
        if let first = firstPicture, !first.hasSameShape(as: picture.facts) {
            if !hasChanged { facts.formatChanges.append(clock.lastTime) }
            hasChanged = true
        }
        if !hasChanged { for analyser in analysers { analyser.consume(picture) } }
    }

    /// The first picture is there, and nobody wants more.
    var isSatisfied: Bool { onlyFirst && hasFirst.load(ordering: .acquiring) }

    /// Read once ``hasFirstPicture`` is true.
    var hasFirstPicture: Bool { hasFirst.load(ordering: .acquiring) }

    private func start(with picture: borrowing Picture) {
        var first = picture.facts
        first.icc = picture.icc()
        firstPicture = first
        hasFirst.store(true, ordering: .releasing)
        if onlyFirst { return }
        analysers = checks.compactMap { $0.pictureAnalyser(for: track, like: first) }
    }

    /// Where each picture lies; complete only after the last one.
    var timing: PictureTiming { clock.timing }

    func finish(into log: inout Log) {
        let timing = clock.timing
        facts.decodeErrors = errors.map { (timing.time(max(0, $0.picture - 1)), $0.text) }
        if facts.decoded == 0 {
            facts.failure = errors.first.map { "decoding failed: \($0.text)" } ?? "no picture could be decoded"
        }
        for analyser in analysers { analyser.finish(timing, into: &log) }
    }
}

extension PictureFacts {
    /// Whether analysers sized for one picture can take the other.
    func hasSameShape(as other: PictureFacts) -> Bool {
        width == other.width && height == other.height && pixelFormat == other.pixelFormat
    }
}

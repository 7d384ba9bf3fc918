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
    /// Those made for the first picture, and those that take any.
    private var analysers: [any PictureAnalyser] = []
    private var watchers: [any PictureAnalyser] = []
    private var shape: PictureShape?
    private var spare: Frame?
    private var errors: [(picture: Int, text: String)] = []
    private var emitted = 0
    private let hasFirst = Atomic(false)
    private var scanner: PictureScanner?
    private var colour = Colour.unspecified
    private var previous: Frame?
    private var now: Frame?

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

    /// Takes over a decoded frame; returns one that is no longer needed. Measuring a picture takes its neighbours, so
    /// it waits for the next one.
    func take(_ frame: Frame) -> Frame? {
        if firstPicture == nil { start(with: Picture(frame, index: 0)) }
        defer { now = frame }
        guard let current = now else { return nil }
        defer { previous = current }
        analyse(current, next: frame)
        return previous
    }

    /// Measures the picture that is still waiting; returns the frames that were held.
    func flush() -> [Frame] {
        if let current = now { analyse(current, next: nil) }
        defer { (previous, now) = (nil, nil) }
        return [previous, now].compactMap { $0 }
    }

    private func analyse(_ frame: Frame, next: Frame?) {
        let picture = Picture(frame, index: facts.decoded, previous: previous, next: next)
        clock.note(picture)
        facts.decoded += 1
        if picture.isDamaged { facts.damagedPictures.append(clock.lastTime) }
        for watcher in watchers { watcher.consume(picture, nil) }
        noteShape(of: picture.facts)
        guard facts.formatChanges.isEmpty else { return }
        let isScanned = scanner?.scan(picture, previous: previous, next: next, as: colour) ?? false
        let statistics = isScanned ? scanner?.statistics : nil
        for analyser in analysers { analyser.consume(picture, statistics) }
    }

    private func noteShape(of picture: PictureFacts) {
        guard let shape, !shape.fits(picture, track) else { return }
        let next = PictureShape(picture, track)
        facts.formatChanges.append((clock.lastTime, "\(shape.text) to \(next.text)"))
        self.shape = next
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
        shape = PictureShape(first, track)
        watchers = checks.filter(\.takesAnyFormat).compactMap { $0.pictureAnalyser(for: track, like: first) }
        facts.obstacle = first.obstacle
        guard facts.obstacle == nil else { return }
        analysers = checks.filter { !$0.takesAnyFormat }.compactMap { $0.pictureAnalyser(for: track, like: first) }
        let request = PictureRequest(uniting: analysers.map(\.request))
        if !request.groups.isEmpty { scanner = PictureScanner(like: first, request) }
        colour = track.codedColour(first)
    }

    /// Where each picture lies; complete only after the last one.
    var timing: PictureTiming { clock.timing }

    func finish(into log: inout Log) {
        facts.messages = decoder.messages.messages
        let timing = clock.timing
        facts.decodeErrors = errors.map { (timing.time(max(0, $0.picture - 1)), $0.text) }
        if facts.decoded == 0 {
            facts.failure = errors.first.map { "decoding failed: \($0.text)" } ?? "no picture could be decoded"
        }
        for analyser in watchers + analysers { analyser.finish(timing, into: &log) }
    }
}

extension PictureRequest {
    /// One pass that answers all; the finest histogram anyone asks for.
    init(uniting requests: [PictureRequest]) {
        self.init()
        for request in requests {
            func finest(_ group: PictureGroups, _ rows: WritableKeyPath<Self, Int>) {
                guard request.groups.contains(group) else { return }
                self[keyPath: rows] =
                    groups.contains(group) ? min(self[keyPath: rows], request[keyPath: rows]) : request[keyPath: rows]
            }
            finest(.levels, \.histogramRows)
            finest(.light, \.lightRows)
            finest(.occupancy, \.gamutRows)
            finest(.occupancy, \.gamutPace)
            finest(.comb, \.combRows)
            finest(.change, \.changeRows)
            finest(.gamutFiltered, \.filterPace)
            if !request.groups.isDisjoint(with: [.gamut, .gamutFiltered]) { gamutRange = request.gamutRange }
            if request.groups.contains(.lines) { lineThreshold = request.lineThreshold }
            if request.groups.contains(.occupancy) { gamuts = request.gamuts }
            groups.formUnion(request.groups)
        }
    }
}

extension Track {
    /// How the code values of a picture are to be read: as the bitstream says, else as the container says, else by the
    /// raster (BT.709 from 720 lines up, BT.601 below).
    public func codedColour(_ picture: PictureFacts) -> Colour {
        let stated = container?.colour ?? .unspecified
        var colour = picture.colour
        if colour.matrix == 2 { colour.matrix = stated.matrix }
        if colour.matrix == 2 { colour.matrix = picture.height >= 720 ? 1 : 5 }
        if colour.transfer == 2 { colour.transfer = stated.transfer }
        if colour.primaries == 2 { colour.primaries = stated.primaries }
        if colour.range == 0 { colour.range = stated.range }
        if colour.location == 0 { colour.location = stated.location }
        return colour
    }
}

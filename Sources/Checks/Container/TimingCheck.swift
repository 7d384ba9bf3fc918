import Measuring
import Media
import Model

/// Declared against found duration, timestamps, decode errors.
struct TimingCheck: Check {
    let id = "timing"
    let version = 1
    let guide = Guide(
        title: "Durations, timestamps and decode errors",
        what: "Holds the declared duration against what is really in the file, sound against picture in start and "
            + "length, looks for timestamps that jump, repeat or go backwards (a bare stream of pictures has none), and counts what the decoder could "
            + "not decode, with the time, and where size, sample format or colour of the picture, or rate, number or "
            + "layout of the channels of the sound change on the way. Where they do, samples are measured up to there "
            + "and the rest is called not measured. A change of the bit depth of sound is told too, but measured "
            + "across, for full scale stays full scale. FLAC that changes its bit depth does not decode behind it and "
            + "is told as that.",
        why: "A file that is shorter than it says, drifts out of sync or breaks in the decoder is sent back at once; "
            + "many players hide such faults, playout servers do not.",
        cause: "A copy or upload that was cut off, an export that crashed, parts joined without a common time base, "
            + "disk or transfer damage.",
        mend: "Copy the file again and compare checksums. If the original has the fault, export again; a stream with "
            + "broken timestamps but sound essence can be re-wrapped.",
        references: ["EBU QC 0009X (track durations)", "ISO/IEC 14496-12 §8.6 (time to sample)", "RFC 9559 §11"])

    static let difference = Metric("file.duration-difference", unit: "s", effort: .packets)
    static let startOffset = Metric("container.av-start-offset", unit: "s")
    static let lengthDifference = Metric("container.av-duration-difference", unit: "s", effort: .packets)
    static let hasTimes = Metric("video.has-timestamps")
    static let videoFaults = Metric("video.timestamp-faults", effort: .packets)
    static let constantRate = Metric("video.constant-frame-rate", effort: .packets)
    static let audioFaults = Metric("audio.timestamp-faults", effort: .packets)
    static let videoErrors = Metric("video.decode-errors", effort: .decode)
    static let audioErrors = Metric("audio.decode-errors", effort: .decode)
    static let videoChanges = Metric("video.format-changes", effort: .decode)
    static let audioChanges = Metric("audio.format-changes", effort: .decode)
    static let depthChanges = Metric("audio.bit-depth-changes", effort: .decode)

    let metrics = [
        difference, startOffset, lengthDifference, hasTimes, videoFaults, constantRate, audioFaults, videoErrors,
        audioErrors,
        videoChanges, audioChanges, depthChanges,
    ]
    let wants: Wants = [.packets, .pictures, .sound]
    let takesAnyFormat = true

    func packetAnalyser(for track: Track) -> (any PacketAnalyser)? {
        switch track.kind {
        case .video: VideoTimestamps(track)
        case .audio: AudioTimestamps(track)
        default: nil
        }
    }

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) { log.add(Self.hasTimes, track.id, .flag(track.stream.carriesTimes)) }
        guard let picture = headers.tracks(.video).first, let sound = headers.tracks(.audio).first else { return }
        log.add(
            Self.startOffset, nil, .number(rounded(headers.start(of: sound) - headers.start(of: picture))),
            note: "\(sound.id) against \(picture.id); positive: sound starts late")
    }

    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        guard pass.isComplete else { return }
        concludeDurations(headers, pass, into: &log)
        for track in headers.tracks where track.kind == .video || track.kind == .audio {
            guard let facts = pass.tracks[track.id], facts.decoded > 0 else { continue }
            concludeErrors(track, facts, into: &log)
            concludeChanges(track, facts, into: &log)
        }
    }

    private func concludeDurations(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        let found = pass.tracks.values.map(\.end).max() ?? 0
        if let declared = headers.duration {
            log.add(
                Self.difference, nil, .number(rounded(abs(declared - found))),
                note: "declared \(rounded(declared)) s, found \(rounded(found)) s")
        } else {
            log.add(Self.difference, nil, nil, note: "the container declares no duration")
        }
        let picture = headers.tracks(.video).compactMap { pass.tracks[$0.id]?.end }.max()
        let sound = headers.tracks(.audio).compactMap { pass.tracks[$0.id]?.end }.max()
        guard let picture, let sound else { return }
        log.add(
            Self.lengthDifference, nil, .number(rounded(abs(picture - sound))),
            note: "picture ends at \(rounded(picture)) s, sound at \(rounded(sound)) s")
    }

    private func concludeChanges(_ track: Track, _ facts: PassFacts.OfTrack, into log: inout Log) {
        func add(_ metric: Metric, _ changes: [(time: Double, text: String)]) {
            log.add(
                metric, track.id, .number(Double(changes.count)), note: changes.first.map { "from \($0.text)" },
                moments: changes.prefix(1000).map { Moment(rounded($0.time), rounded($0.time)) })
        }
        add(track.kind == .video ? Self.videoChanges : Self.audioChanges, facts.formatChanges)
        if track.kind == .audio { add(Self.depthChanges, facts.depthChanges) }
    }

    /// Decoders report damage in three ways: a packet that fails, a picture marked as damaged, and, where they conceal
    /// it, only a message. The message has no time.
    private func concludeErrors(_ track: Track, _ facts: PassFacts.OfTrack, into log: inout Log) {
        let times = facts.decodeErrors.map(\.time) + facts.damagedPictures
        let complaints = facts.messages.filter { $0.level != .warning }
        let count = max(times.count, complaints.reduce(0) { $0 + $1.count })
        let texts = Set(facts.decodeErrors.map(\.text)).sorted() + complaints.prefix(5).map(\.text)
        let moments = times.sorted().prefix(1000).map { Moment(rounded($0), rounded($0)) }
        log.add(
            track.kind == .video ? Self.videoErrors : Self.audioErrors, track.id, .number(Double(count)),
            note: texts.isEmpty ? nil : texts.map(\.trimmed).joined(separator: "; "), moments: Array(moments))
    }
}

extension String {
    /// Without the line ends and dots that libraries close their messages with.
    fileprivate var trimmed: String {
        var text = self[...]
        while let last = text.last, ".\n ".contains(last) { text = text.dropLast() }
        return String(text)
    }
}

/// Milliseconds are all a container's times can carry; more digits would be noise of the arithmetic.
func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }

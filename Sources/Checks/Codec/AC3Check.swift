import Bitstreams
import Measuring
import Media
import Model

/// What AC-3 and E-AC-3 say of themselves, frame by frame.
struct AC3Check: Check {
    let id = "ac3-metadata"
    let version = 1
    let guide = Guide(
        title: "Dialnorm and other AC-3 metadata",
        what: "Reads the bit stream information of every AC-3 and E-AC-3 frame: the dialogue level (dialnorm) of the "
            + "first programme with the times where it changes, the number of programmes (independent substreams, or "
            + "the two of a 1+1 frame), the kind of service, the loudspeakers, whether heavy compression is sent, and "
            + "frames that cannot be read or that change layout or sample rate. Held against the measured loudness by a "
            + "profile: a dialnorm of -24 says that the dialogue is at -24 LKFS. The sound itself is decoded without "
            + "dynamic range control and without dialnorm, as loudness has to be measured.",
        why: "A decoder turns the programme down by the dialnorm. A value left at the encoder's default of -31 or -27 "
            + "makes the programme too loud or too quiet at every viewer by exactly the error.",
        cause: "An encoder preset that was never set, a value taken from another version, joined parts with different "
            + "values.",
        mend:
            "Measure the dialogue, or the whole mix where the spec says so, and set the dialnorm to it in the encoder. "
            + "The value can be changed in the frames without encoding again.",
        references: [
            "ATSC A/52:2018 §5.4.2 and Annex E", "ETSI TS 102 366", "ATSC A/85 (dialnorm and loudness)",
            "EBU QC 0010X (loudness against dialnorm)",
        ])

    static let dialnorm = Metric("audio.dialnorm", unit: "dB", effort: .packets)
    static let changes = Metric("audio.dialnorm.changes", effort: .packets)
    static let programmes = Metric("audio.ac3.programmes", effort: .packets)
    static let service = Metric("audio.ac3.service", effort: .packets)
    static let layout = Metric("audio.ac3.layout", effort: .packets)
    static let compression = Metric("audio.ac3.compression", effort: .packets)
    static let layoutChanges = Metric("audio.ac3.layout-changes", effort: .packets)
    static let faults = Metric("audio.ac3.faults", effort: .packets)

    let metrics = [dialnorm, changes, programmes, service, layout, compression, layoutChanges, faults]
    let wants: Wants = .packets

    static let codecs: Set<String> = ["ac3", "eac3"]

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.audio) where !Self.codecs.contains(track.facts.codec) {
            log.add(Self.dialnorm, track.id, nil, note: "\(track.facts.codec) carries no dialnorm")
        }
    }

    func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)? {
        track.kind == .audio && Self.codecs.contains(track.facts.codec) ? AC3Analyser(track, zero: zero) : nil
    }
}

final class AC3Analyser: PacketAnalyser {
    private let track: Track
    private let zero: Double
    private var faults = NamedFaults()
    private var faultTimes: [Moment] = []
    /// Stretches of one dialogue level of the first programme, and their blocks of 256 samples.
    private var levels: [(level: Int, start: Double, blocks: Int)] = []
    private var first: AC3.Frame?
    private var last: AC3.Frame?
    private var layoutChanges: [Moment] = []
    /// Dialogue level of every other programme when it was first seen.
    private var others: [Int: Int] = [:]
    private var hasDependent = false
    private var compressed = 0
    private var frames = 0
    private var packets = 0

    init(_ track: Track, zero: Double) {
        self.track = track
        self.zero = zero
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        let time = rounded(Double(facts.pts ?? facts.dts ?? 0) * track.facts.timeBase.asDouble - zero)
        packets += 1
        let (frames, error) = packet.withBytes { AC3.frames($0) }
        for frame in frames { note(frame, time) }
        if let error { fault("unreadable", error.text, time) }
    }

    private func fault(_ name: String, _ text: String, _ time: Double) {
        faults.note(name, text, packets - 1)
        if faultTimes.count < 1000, faultTimes.last?.start != time { faultTimes.append(Moment(time, time)) }
    }

    private func note(_ frame: AC3.Frame, _ time: Double) {
        if frame.dialnorms.contains(0) { fault("dialnorm-reserved", "dialnorm is 0, which is reserved", time) }
        guard frame.kind != .dependent else {
            hasDependent = true
            return
        }
        let level = frame.dialogueLevels[0]
        guard frame.substream == 0 else {
            if others[frame.substream] == nil { others[frame.substream] = level }
            return
        }
        if frame.dialogueLevels.count > 1, others[0] == nil { others[0] = frame.dialogueLevels[1] }
        frames += 1
        compressed += frame.compression == nil ? 0 : 1
        if first == nil { first = frame }
        if let last, (last.layout, last.sampleRate) != (frame.layout, frame.sampleRate), layoutChanges.count < 1000 {
            layoutChanges.append(Moment(time, time))
        }
        last = frame
        if levels.last?.level != level { levels.append((level, time, 0)) }
        levels[levels.count - 1].blocks += frame.blocks
    }

    func finish(into log: inout Log) {
        guard let first else {
            return log.cannotMeasure(
                AC3Check.ofFrames, track.id, because: packets == 0 ? "the track is empty" : "no frame could be read")
        }
        reportDialnorm(into: &log)
        log.add(
            AC3Check.programmes, track.id, .number(Double(1 + others.count)),
            note: others.isEmpty ? nil : "the others: \(otherLevels); only the first is decoded")
        log.add(AC3Check.service, track.id, text: service(first), otherwise: "E-AC-3 does not send it here")
        log.add(
            AC3Check.layout, track.id, .text(first.layout),
            note: hasDependent ? "more loudspeakers in a dependent substream" : nil)
        log.add(
            AC3Check.compression, track.id, .flag(compressed > 0),
            note: compressed > 0 && compressed < frames ? "in \(compressed) of \(frames) frames" : nil)
        log.add(
            AC3Check.layoutChanges, track.id, .number(Double(layoutChanges.count)),
            note: layoutChanges.isEmpty ? nil : "from \(first.layout) at \(first.sampleRate) Hz", moments: layoutChanges
        )
        log.add(
            AC3Check.faults, track.id, .number(Double(faults.count)), note: faults.summary, moments: faultTimes)
    }

    private var otherLevels: String {
        others.sorted { $0.key < $1.key }.map { "dialnorm \($0.value)" }.joined(separator: ", ")
    }

    /// The level that holds longest.
    private func reportDialnorm(into log: inout Log) {
        var lengths: [Int: Int] = [:]
        for stretch in levels { lengths[stretch.level, default: 0] += stretch.blocks }
        let all = lengths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let note = all.count > 1 ? "also \(all.dropFirst().map { "\($0.key)" }.joined(separator: ", "))" : nil
        let times = levels.dropFirst().prefix(1000).map { Moment($0.start, $0.start) }
        log.add(AC3Check.dialnorm, track.id, .number(Double(all[0].key)), note: note, moments: Array(times))
        log.add(AC3Check.changes, track.id, .number(Double(levels.count - 1)), moments: Array(times))
    }

    /// bsmod (A/52 table 5.7).
    private func service(_ frame: AC3.Frame) -> String? {
        guard let kind = frame.serviceKind else { return nil }
        if kind == 7 { return frame.codingMode == 1 ? "voice over" : "karaoke" }
        return [
            "complete main", "music and effects", "visually impaired", "hearing impaired", "dialogue", "commentary",
            "emergency",
        ][kind]
    }
}

extension AC3Check {
    fileprivate static let ofFrames = [
        dialnorm, changes, programmes, service, layout, compression, layoutChanges, faults,
    ]
}

import Bitstreams
import Measuring
import Media
import Model

/// Reads the ST 2094-40 message of every packet of a track.
final class HDR10PlusAnalyser: PacketAnalyser {
    private struct Entry {
        /// cd/m²
        var maxSCL, average: Float
        /// Of everything that is kept over a scene.
        var statistics: [Int]
    }

    private let track: Track
    private let reader: AccessUnitReader
    private var timeline: PacketTimeline
    private var entries: [Entry?] = []
    private var isCarried: [Bool] = []
    private var faults = NamedFaults()
    private var profiles: [String: Int] = [:]
    private var targets: Set<Int> = []
    /// Knee and anchors.
    private var curves: Set<[Int]> = []

    init(_ track: Track, zero: Double) {
        self.track = track
        reader = AccessUnitReader(track)
        timeline = PacketTimeline(track, reader, zero: zero)
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        guard let metadata = reader.parts(packet).own, !facts.isDiscarded else { return }
        let messages = metadata.userData(.hdr10Plus)
        let index = timeline.count
        timeline.add(packet, facts)
        isCarried.append(!messages.isEmpty)
        if messages.count > 1 { faults.note("repeated", "\(messages.count) messages on one picture", index) }
        entries.append(messages.last.flatMap { read($0, index) })
    }

    private func read(_ message: RegisteredUserData, _ index: Int) -> Entry? {
        do {
            guard let metadata = try HDR10Plus.Metadata(message) else { return nil }
            for fault in metadata.validate() { faults.note(fault.name, fault.text, index) }
            profiles[metadata.profile?.rawValue ?? "none", default: 0] += 1
            targets.insert(metadata.targetedMaxLuminance)
            guard let window = metadata.windows.first else { return nil }
            if let curve = window.toneMapping { curves.insert([curve.kneePointX, curve.kneePointY] + curve.anchors) }
            let statistics =
                window.maxscl + [window.averageMaxRGB, window.fractionBrightPixels] + window.distribution.map(\.value)
            return Entry(
                maxSCL: Float(window.maxscl.max() ?? 0) / 10, average: Float(window.averageMaxRGB) / 10,
                statistics: statistics)
        } catch {
            faults.note("unreadable", error.text, index)
            return nil
        }
    }

    func finish(into log: inout Log) {
        guard isCarried.contains(true) else {
            for metric in HDR10PlusCheck.ofPackets {
                let none: Value? = metric == HDR10PlusCheck.frames ? .number(0) : nil
                log.add(metric, track.id, none, note: "the stream carries no HDR10+ metadata")
            }
            return
        }
        let (order, timing) = timeline.arranged()
        writePresence(order, timing, into: &log)
        writeProfile(into: &log)
        writeStatistics(order, timing, into: &log)
    }

    private func writePresence(_ order: [Int], _ timing: PacketTiming, into log: inout Log) {
        let without = order.indices.filter { !isCarried[order[$0]] }
        let share = Double(order.count - without.count) / Double(max(1, order.count)) * 100
        let moments = timing.moments(without)
        let note = "\(order.count - without.count) of \(order.count) pictures"
        // A single picture of a feature must not be rounded away.
        let percent = without.isEmpty ? 100 : min(99.9999, (share * 1e4).rounded() / 1e4)
        log.add(HDR10PlusCheck.frames, track.id, .number(percent), note: note, moments: moments)
        log.add(HDR10PlusCheck.missing, track.id, .number(Double(without.count)), moments: moments)
        log.add(
            HDR10PlusCheck.faults, track.id, .number(Double(faults.count)), note: faults.summary,
            moments: timing.moments(order.indices.filter { faults.places.contains(order[$0]) }))
    }

    private func writeProfile(into log: inout Log) {
        let known = profiles.keys.sorted()
        let mixed = known.map { "\($0) on \(profiles[$0] ?? 0) pictures" }.joined(separator: ", ")
        let isOne = known.count == 1 && known[0] != "none"
        log.add(
            HDR10PlusCheck.profile, track.id, isOne ? .text(known[0]) : nil,
            note: isOne
                ? nil
                : known.isEmpty
                    ? "no message could be read"
                    : known.count == 1 ? "the metadata fits neither profile" : "the profile changes: \(mixed)")
        log.add(
            HDR10PlusCheck.target, track.id, targets.max().map { .number(Double($0)) },
            note: targets.count > 1 ? "the largest of \(targets.sorted())" : targets.isEmpty ? "not read" : nil)
        log.add(
            HDR10PlusCheck.curves, track.id, .number(Double(curves.count)),
            note: curves.isEmpty
                ? "no picture has a tone-mapping curve"
                : curves.count == 1 ? curves.first.map(Self.words) : "different tone-mapping curves in the track")
    }

    private static func words(_ curve: [Int]) -> String {
        "knee \(curve[0])/\(curve[1]), "
            + (curve.count == 2 ? "no anchors" : "anchors \(curve.dropFirst(2).map { "\($0)" }.joined(separator: " "))")
    }

    private func writeStatistics(_ order: [Int], _ timing: PacketTiming, into log: inout Log) {
        let shown = order.map { entries[$0] }
        let starts = shown.indices.filter { place in
            guard let now = shown[place] else { return false }
            return place == 0 || shown[place - 1]?.statistics != now.statistics
        }
        log.add(
            HDR10PlusCheck.scenes, track.id, .number(Double(starts.count)), note: "runs of equal statistics",
            moments: starts.prefix(1000).map { Moment(rounded(timing.time($0)), rounded(timing.time($0 + 1))) })
        for (metric, value) in [(HDR10PlusCheck.maxSCL, \Entry.maxSCL), (HDR10PlusCheck.average, \.average)] {
            let values = shown.map { $0.map { $0[keyPath: value] } ?? .nan }
            log.series.append(timing.series(metric, track.id, values))
            let top = values.indices.filter { !values[$0].isNaN }.max { values[$0] < values[$1] }
            log.add(
                metric, track.id, top.map { .number((Double(values[$0]) * 10).rounded() / 10) },
                note: top == nil ? "no message could be read" : "the largest of all pictures",
                moments: timing.moments(top.map { [$0] } ?? []))
        }
    }
}

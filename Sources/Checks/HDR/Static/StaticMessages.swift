import Bitstreams
import Measuring
import Media
import Model

/// Where the static messages of a bitstream are missing or change.
///
/// A decoder keeps the last values over entry points that do not repeat them, so its pictures hide both.
final class StaticMessages: PacketAnalyser {
    private let track: Track
    private let reader: AccessUnitReader
    private var timeline: PacketTimeline
    private var inventory = MetadataInventory()
    private var faults = NamedFaults()

    init(_ track: Track, zero: Double) {
        self.track = track
        reader = AccessUnitReader(track)
        timeline = PacketTimeline(track, reader, zero: zero)
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) {
        guard AccessUnitReader.reads(track.facts.codec), let metadata = reader.parts(packet).own else { return }
        for fault in metadata.faults where Self.isMessage(fault.structure) {
            faults.note(fault.structure, fault.text, timeline.count)
        }
        timeline.add(packet, facts)
        inventory.add(metadata)
    }

    /// Faults of other structures are not of metadata.
    private static func isMessage(_ structure: String) -> Bool {
        structure.hasPrefix("SEI") || structure == "content light level" || structure.hasPrefix("ITU-T T.35")
    }

    func finish(into log: inout Log) {
        guard AccessUnitReader.reads(track.facts.codec) else {
            let reason = "messages inside \(track.facts.codec) streams are not read"
            let metrics = [StaticHDRCheck.gaps, StaticHDRCheck.changes, StaticHDRCheck.messageFaults]
            return log.cannotMeasure(metrics, track.id, because: reason)
        }
        writeFaults(into: &log)
        guard inventory.mastering.accessUnits + inventory.light.accessUnits > 0 else {
            for metric in [StaticHDRCheck.gaps, StaticHDRCheck.changes] {
                log.add(metric, track.id, nil, note: "the bitstream carries no static metadata")
            }
            return
        }
        let (order, timing) = timeline.arranged()
        var places = [Int](repeating: 0, count: order.count)
        for (place, index) in order.enumerated() { places[index] = place }
        writeGaps(places, timing, into: &log)
        writeChanges(places, timing, into: &log)
    }

    private func writeFaults(into log: inout Log) {
        let (order, timing) = timeline.arranged()
        let places = order.indices.filter { faults.places.contains(order[$0]) }
        log.add(
            StaticHDRCheck.messageFaults, track.id, .number(Double(faults.count)), note: faults.summary,
            moments: timing.moments(places))
    }

    private func writeGaps(_ places: [Int], _ timing: PacketTiming, into log: inout Log) {
        let outside = reader.configuration.staticMetadata
        var gaps: Set<Int> = []
        var notes: [String] = []
        if inventory.mastering.accessUnits > 0, outside.mastering == nil, !inventory.mastering.gaps.isEmpty {
            gaps.formUnion(inventory.mastering.gaps)
            notes.append("the mastering display is missing at \(inventory.mastering.gaps.count)")
        }
        if inventory.light.accessUnits > 0, outside.light == nil, !inventory.light.gaps.isEmpty {
            gaps.formUnion(inventory.light.gaps)
            notes.append("MaxCLL and MaxFALL are missing at \(inventory.light.gaps.count)")
        }
        let points = "\(inventory.randomAccessUnits) points where decoding can start"
        log.add(
            StaticHDRCheck.gaps, track.id, .number(Double(gaps.count)),
            note: notes.isEmpty ? "of \(points)" : notes.joined(separator: ", ") + " of \(points)",
            moments: timing.moments(gaps.map { places[$0] }.sorted()))
    }

    private func writeChanges(_ places: [Int], _ timing: PacketTiming, into log: inout Log) {
        let mastering = inventory.mastering.changes.dropFirst()
        let light = inventory.light.changes.dropFirst()
        let all = Set(mastering.map(\.accessUnit) + light.map(\.accessUnit))
        var notes: [String] = []
        if let change = light.first, let before = inventory.light.changes.first?.value {
            notes.append(
                "MaxCLL \(before.maxCLL), MaxFALL \(before.maxFALL) become \(change.value.maxCLL), "
                    + "\(change.value.maxFALL)")
        }
        if !mastering.isEmpty { notes.append("the mastering display changes \(mastering.count) times") }
        log.add(
            StaticHDRCheck.changes, track.id, .number(Double(all.count)),
            note: notes.isEmpty ? nil : notes.joined(separator: "; "),
            moments: timing.moments(all.map { places[$0] }.sorted()))
    }
}

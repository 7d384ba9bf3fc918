import Bitstreams
import Measuring
import Media
import Model

private typealias Metrics = DolbyVisionMetrics

/// The configuration record of a track, and what its profile asks of the base layer.
struct DolbyVisionRecord {
    private let track: Track
    private let record: DolbyVisionConfiguration?
    private let boxes: [ISOBMFF.DolbyVisionBox]
    private let identity: DolbyVisionIdentity?
    private let colour: EffectiveColour

    init(_ track: Track, _ headers: Headers) {
        self.track = track
        record = track.container?.dolbyVision ?? track.facts.dolbyVision
        boxes = record == nil ? [] : WrapperMetadata(track, headers).dolbyVision
        colour = EffectiveColour(track, headers)
        identity = DolbyVisionIdentity(track, headers, colour)
    }

    func write(into log: inout Log) {
        guard let identity else {
            for metric in Metrics.ofRecord {
                log.add(metric, track.id, nil, note: "no Dolby Vision configuration record and no RPU")
            }
            return
        }
        let guess = record == nil ? "guessed from the RPU and the colour of the base layer; there is no record" : nil
        log.add(Metrics.profile, track.id, .number(Double(identity.profile)), note: guess)
        log.add(
            Metrics.compatibility, track.id, identity.compatibility.map { .number(Double($0)) },
            note: guess ?? (identity.compatibility == nil ? "not known" : nil))
        log.add(
            Metrics.level, track.id, record.map { .number(Double($0.level)) },
            note: record == nil ? "no Dolby Vision configuration record" : nil)
        writeBox(into: &log)
        let contradiction = identity.contradiction(with: colour)
        log.add(Metrics.baseLayer, track.id, contradiction.text.map { .text($0) }, note: contradiction.note)
        writeLevel(into: &log)
    }

    private func writeBox(into log: inout Log) {
        let none = record == nil ? "no Dolby Vision configuration record" : "the container has no boxes of that kind"
        let box = boxes.first
        let parts = box.map { Self.describe($0.record) }
        let several = boxes.count > 1 ? "; \(boxes.count) records: \(boxes.map(\.type.description))" : ""
        log.add(
            Metrics.record, track.id, box.map { .text($0.type.description) }, note: parts.map { $0 + several } ?? none)
        log.add(
            Metrics.expectedRecord, track.id, box.map { .text($0.record.expectedBox.description) },
            note: box == nil ? none : nil)
    }

    private static func describe(_ record: DolbyVision.ConfigurationRecord) -> String {
        let layers = [
            (record.hasBaseLayer, "base layer"), (record.hasEnhancementLayer, "enhancement layer"),
            (record.hasRPU, "RPU"),
        ].filter(\.0).map(\.1)
        return "version \(record.versionMajor).\(record.versionMinor), profile \(record.profile), level "
            + "\(record.level), compatibility \(record.compatibility), \(layers.joined(separator: " + "))"
    }

    private func writeLevel(into log: inout Log) {
        let rate = track.frameRate?.asDouble ?? 0
        let needed = DolbyVisionLevel.needed(width: track.facts.width, height: track.facts.height, rate: rate)
        log.add(
            Metrics.levelNeeded, track.id, needed.map { .number(Double($0)) },
            note: needed == nil ? "no level covers raster and rate" : nil)
        guard let record else {
            log.add(Metrics.isLevelSufficient, track.id, nil, note: "no Dolby Vision configuration record")
            return
        }
        let covers = needed.map { record.level >= $0 } ?? false
        log.add(
            Metrics.isLevelSufficient, track.id, .flag(covers),
            note: covers ? nil : "level \(record.level) declared, \(needed.map { "\($0)" } ?? "none") needed")
    }

    /// Whether the record's profile is one that such RPUs belong to.
    static func agreement(
        _ record: DolbyVisionConfiguration?, rpu: Int?, hasLayer: Bool
    ) -> (agrees: Bool?, note: String?) {
        guard let record else { return (nil, "no Dolby Vision configuration record") }
        guard let rpu else { return (nil, "the RPUs do not tell one profile") }
        let fitting: Set<Int> =
            switch rpu {
            case 5: record.compatibility == 0 ? [5, 10] : [5]
            case 8: [8, 9, 10]
            default: [rpu]
            }
        let fits = fitting.contains(record.profile)
        return (fits, fits ? nil : "the record says profile \(record.profile), the RPUs are those of profile \(rpu)")
    }
}

/// Levels by pixels per second and width (Dolby Vision profiles and levels).
enum DolbyVisionLevel {
    private static let limits: [(rate: Double, width: Int)] = [
        (22_118_400, 1280), (27_648_000, 1280), (49_766_400, 1920), (62_208_000, 2560), (124_416_000, 3840),
        (199_065_600, 3840), (248_832_000, 3840), (398_131_200, 3840), (497_664_000, 3840), (995_328_000, 3840),
        (995_328_000, 7680), (1_990_656_000, 7680), (3_981_312_000, 7680),
    ]

    /// The lowest level that covers raster and rate; nil when none does or they are not known.
    static func needed(width: Int, height: Int, rate: Double) -> Int? {
        guard width > 0, height > 0, rate > 0 else { return nil }
        let pixels = Double(width) * Double(height) * rate
        return limits.firstIndex { pixels <= $0.rate * 1.000001 && width <= $0.width }.map { $0 + 1 }
    }
}

import Bitstreams
import Measuring
import Media
import Model

/// Level 6 against ST 2086 and the content light level, wherever those stand.
struct Level6Agreement {
    private let track: Track
    private let level: DolbyVision.Level6?
    private let changes: Bool
    private let differences: [String]
    private let isComparable: Bool

    init(_ track: Track, _ pictures: RPUPictures) {
        self.track = track
        let levels = pictures.entries.compactMap { $0?.level6 }
        level = levels.first
        changes = levels.contains { $0 != levels.first }
        let container = track.container
        let places: [(String, max: Double?, min: Double?, cll: Int?, fall: Int?)] = [
            (
                "bitstream", pictures.mastering?.maxLuminance, pictures.mastering?.minLuminance, pictures.light?.maxCLL,
                pictures.light?.maxFALL
            ),
            (
                "container", container?.mastering?.maxLuminance, container?.mastering?.minLuminance,
                container?.light?.maxCLL, container?.light?.maxFALL
            ),
        ]
        isComparable = places.contains { $0.max != nil || $0.cll != nil }
        guard let level else {
            differences = []
            return
        }
        differences = places.flatMap { place in
            Self.differences(
                level, place.0, [place.max, place.min, place.cll.map(Double.init), place.fall.map(Double.init)])
        }
    }

    /// - Parameter values: mastering maximum and minimum, MaxCLL, MaxFALL of one place.
    private static func differences(_ level: DolbyVision.Level6, _ place: String, _ values: [Double?]) -> [String] {
        let mine = [
            Double(level.maxMasteringLuminance), Double(level.minMasteringLuminance) / 10000, Double(level.maxCLL),
            Double(level.maxFALL),
        ]
        let names = ["mastering maximum", "mastering minimum", "MaxCLL", "MaxFALL"]
        return names.indices.compactMap { index in
            guard let value = values[index] else { return nil }
            // Level 6 has steps of 1 cd/m², and of 0.0001 for the minimum.
            let step = index == 1 ? 0.00011 : 0.51
            return abs(value - mine[index]) > step
                ? "\(names[index]): level 6 \(short(mine[index])), \(place) \(short(value))" : nil
        }
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\((value * 1e4).rounded() / 1e4)"
    }

    func write(into log: inout Log) {
        guard let level else {
            for metric in DolbyVisionMetrics.level6 { log.add(metric, track.id, nil, note: "no level 6") }
            return
        }
        let note = changes ? "the first of several that differ" : nil
        func add(_ metric: Metric, _ value: Double, _ note: String?) {
            log.add(metric, track.id, .number(value), note: note)
        }
        add(DolbyVisionMetrics.level6MaxLuminance, Double(level.maxMasteringLuminance), note)
        add(DolbyVisionMetrics.level6MinLuminance, Double(level.minMasteringLuminance) / 10000, note)
        add(DolbyVisionMetrics.level6MaxCLL, Double(level.maxCLL), level.maxCLL == 0 ? "0 means unknown" : note)
        add(DolbyVisionMetrics.level6MaxFALL, Double(level.maxFALL), level.maxFALL == 0 ? "0 means unknown" : note)
        log.add(
            DolbyVisionMetrics.level6Agrees, track.id, isComparable ? .flag(differences.isEmpty) : nil,
            note: isComparable
                ? (differences.isEmpty ? nil : differences.joined(separator: "; "))
                : "neither container nor bitstream carries static metadata")
    }
}

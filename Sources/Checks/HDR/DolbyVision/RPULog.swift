import Bitstreams
import ColourScience
import Measuring
import Media
import Model

private typealias Metrics = DolbyVisionMetrics

/// Writes what the RPUs of a track say, in the order in which the pictures are shown.
struct RPULog {
    let track: Track
    let pictures: RPUPictures
    let order: [Int]
    let timing: PacketTiming

    private func entry(_ place: Int) -> RPUEntry? { pictures.entries[order[place]] }

    func write(into log: inout Log) {
        writePresence(into: &log)
        writeProfile(into: &log)
        writeScenes(into: &log)
        writeLevel1(into: &log)
        writeLevel5(into: &log)
        let targets = pictures.targets.sorted().map { Self.threeDigits(PQ.luminance(Double($0) / 4095)) }
        log.add(
            Metrics.targets, track.id, targets.isEmpty ? nil : .text(targets.joined(separator: ", ")),
            note: targets.isEmpty ? "no trim of level 2" : "cd/m²")
        Level6Agreement(track, pictures).write(into: &log)
    }

    /// Codes hit the round numbers of displays only nearly: 3079 is 1000.6 cd/m².
    private static func threeDigits(_ light: Double) -> String {
        let step = light >= 10000 ? 100.0 : light >= 1000 ? 10 : 1
        return "\(Int((light / step).rounded() * step))"
    }

    private func count(_ metric: Metric, _ places: [Int], _ note: String? = nil, into log: inout Log) {
        log.add(metric, track.id, .number(Double(places.count)), note: note, moments: timing.moments(places))
    }

    private func writePresence(into log: inout Log) {
        log.add(Metrics.frames, track.id, .number(Double(pictures.carried)), note: "of \(order.count) pictures")
        count(Metrics.missing, order.indices.filter { !pictures.isCarried[order[$0]] }, into: &log)
        let faulty = order.indices.filter { pictures.faults.places.contains(order[$0]) }
        log.add(
            Metrics.faults, track.id, .number(Double(pictures.faults.count)), note: pictures.faults.summary,
            moments: timing.moments(faulty))
    }

    private func writeProfile(into log: inout Log) {
        let found = pictures.profiles.keys.sorted()
        let profile = found.count == 1 && found[0] != 0 ? found[0] : nil
        let note =
            found.isEmpty
            ? "no RPU could be read"
            : found.count > 1
                ? "it changes: \(found.map { $0 == 0 ? "unknown" : "\($0)" }.joined(separator: ", "))"
                : profile == nil ? "the header fits no profile" : "guessed from the header of the RPU"
        log.add(Metrics.rpuProfile, track.id, profile.map { .number(Double($0)) }, note: note)
        let agreement = DolbyVisionRecord.agreement(
            track.container?.dolbyVision ?? track.facts.dolbyVision, rpu: profile, hasLayer: hasEnhancementLayer)
        log.add(Metrics.profileAgrees, track.id, agreement.agrees.map { .flag($0) }, note: agreement.note)
        let management = pictures.first?.displayManagement
        log.add(
            Metrics.mappingVersion, track.id, management.map { .text($0.contentMappingVersion) },
            note: management == nil ? "the first RPU has no display management" : nil)
        log.add(
            Metrics.enhancementLayer, track.id, .text(pictures.first?.enhancementLayer?.rawValue ?? "none"),
            note: pictures.enhancementUnits > 0 ? "\(pictures.enhancementUnits) units in the same stream" : nil)
    }

    private var hasEnhancementLayer: Bool { pictures.first?.enhancementLayer != nil }

    private func writeScenes(into log: inout Log) {
        let scenes = order.indices.filter { entry($0)?.isScene == true }
        log.add(
            Metrics.scenes, track.id, .number(Double(scenes.count)), note: "scene_refresh_flag",
            moments: scenes.prefix(1000).map { Moment(rounded(timing.time($0)), rounded(timing.time($0 + 1))) })
        let marks = order.indices.map { entry($0).map { $0.isScene ? Float(1) : 0 } ?? .nan }
        log.series.append(timing.series(Metrics.sceneMarks, track.id, marks))
        let changes = order.indices.dropFirst().filter {
            guard let now = entry($0), let before = entry($0 - 1) else { return false }
            return !now.isScene && now.trims != before.trims
        }
        count(Metrics.changesInScenes, changes, into: &log)
    }

    private func writeLevel1(into log: inout Log) {
        let levels = order.indices.map { entry($0)?.level1 }
        let without = order.indices.filter { entry($0) != nil && levels[$0] == nil }
        count(Metrics.level1Missing, without, into: &log)
        let zero = order.indices.filter {
            levels[$0].map { $0.minPQ == 0 && $0.maxPQ == 0 && $0.averagePQ == 0 } ?? false
        }
        count(Metrics.level1Zero, zero, "level 1 of minimum, average and maximum 0", into: &log)
        let different = Set(levels.compactMap { $0.map { [$0.minPQ, $0.averagePQ, $0.maxPQ] } })
        log.add(
            Metrics.level1Values, track.id, .number(Double(different.count)), note: "different levels 1 in the track")
        for (metric, value) in [
            (Metrics.level1Min, \DolbyVision.Level1.minPQ), (Metrics.level1Max, \.maxPQ),
            (Metrics.level1Average, \.averagePQ),
        ] {
            let values = levels.map { $0.map { Float($0[keyPath: value]) } ?? .nan }
            log.series.append(timing.series(metric, track.id, values))
            let known = values.indices.filter { !values[$0].isNaN }
            let place =
                metric == Metrics.level1Min
                ? known.min { values[$0] < values[$1] } : known.max { values[$0] < values[$1] }
            addExtreme(metric, place, values, into: &log)
        }
    }

    private func addExtreme(_ metric: Metric, _ place: Int?, _ values: [Float], into log: inout Log) {
        let light: Metric? =
            metric == Metrics.level1Max
            ? Metrics.level1MaxCLL : metric == Metrics.level1Average ? Metrics.level1MaxFALL : nil
        guard let place else {
            for metric in [metric, light].compactMap({ $0 }) { log.add(metric, track.id, nil, note: "no level 1") }
            return
        }
        let moments = timing.moments([place])
        log.add(metric, track.id, .number(Double(values[place])), moments: moments)
        guard let light else { return }
        let nits = (PQ.luminance(Double(values[place]) / 4095) * 100).rounded() / 100
        log.add(light, track.id, .number(nits), note: "the light that the PQ code stands for", moments: moments)
    }

    /// `left 0, right 0, top 20, bottom 20`; where it varies, the widest area, and all of them in the note.
    private func writeLevel5(into log: inout Log) {
        let areas = order.indices.compactMap { entry($0)?.level5 }
        guard let first = areas.first else {
            log.add(Metrics.level5, track.id, nil, note: "no level 5: the whole raster is active")
            return
        }
        let changes = order.indices.dropFirst().filter {
            guard let now = entry($0)?.level5, let before = entry($0 - 1)?.level5 else { return false }
            return now != before
        }
        let widest = areas.dropFirst().reduce(ActiveBorders(first)) { $0.union(ActiveBorders($1)) }
        let different = Set(areas.map { ActiveBorders($0).text }).sorted()
        log.add(
            Metrics.level5, track.id, .text(widest.text),
            note: different.count == 1
                ? nil : "the widest of \(different.count) areas: \(different.prefix(6).joined(separator: "; "))",
            moments: timing.moments(Array(changes)))
    }
}

/// Distances of the active picture from the sides of the raster, pixels.
struct ActiveBorders: Equatable {
    var left, right, top, bottom: Int

    init(left: Int, right: Int, top: Int, bottom: Int) {
        (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
    }

    init(_ level: DolbyVision.Level5) {
        self.init(left: level.left, right: level.right, top: level.top, bottom: level.bottom)
    }

    /// Reads what ``text`` writes.
    init?(_ text: String) {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 4 else { return nil }
        self.init(left: numbers[0], right: numbers[1], top: numbers[2], bottom: numbers[3])
    }

    var text: String { "left \(left), right \(right), top \(top), bottom \(bottom)" }

    func union(_ other: ActiveBorders) -> ActiveBorders {
        ActiveBorders(
            left: min(left, other.left), right: min(right, other.right), top: min(top, other.top),
            bottom: min(bottom, other.bottom))
    }

    /// The largest distance between two sides of the same name.
    func difference(from other: ActiveBorders) -> Int {
        [left - other.left, right - other.right, top - other.top, bottom - other.bottom].map(abs).max() ?? 0
    }
}

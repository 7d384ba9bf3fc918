import Measuring
import Media
import Model

private typealias Metrics = DolbyVisionMetrics

/// Holds levels 1 and 5 against the pixels of a PQ base layer.
final class DolbyVisionPictures: PictureAnalyser {
    private let track: Track
    private let hasMetadata: Bool
    private var light: PictureLight

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        hasMetadata = (track.container?.dolbyVision ?? track.facts.dolbyVision) != nil || first.hasDolbyVisionRPU
        let obstacle =
            hasMetadata
            ? LightAnalyser.obstacle(track, first, track.codedColour(first)) : "the track has no Dolby Vision metadata"
        light = PictureLight(track, first, obstacle, borders: hasMetadata, LightBins.codes)
    }

    var request: PictureRequest { light.request }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) { light.add(statistics) }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        if hasMetadata {
            writeBorders(into: &log)
        } else {
            log.add(Metrics.level5Difference, track.id, nil, note: "the track has no Dolby Vision metadata")
        }
        if let reason = light.failure {
            let metrics = [Metrics.level1MaxDifference, Metrics.level1AverageDifference]
            return log.cannotMeasure(metrics, track.id, because: reason)
        }
        write(Metrics.level1MaxDifference, Metrics.level1Max, light.brightest, clamps: [2081], timing, into: &log)
        write(
            Metrics.level1AverageDifference, Metrics.level1Average, light.averages, clamps: [819, 1229], timing,
            into: &log)
    }

    private func write(
        _ metric: Metric, _ stated: Metric, _ measured: [Float], clamps: Set<Float>, _ timing: PictureTiming,
        into log: inout Log
    ) {
        guard let values = log.series(stated.id, track.id)?.values else {
            return log.cannotMeasure([metric], track.id, because: "no level 1 was read")
        }
        guard values.count == measured.count else {
            let reason = "\(values.count) pictures in the stream, \(measured.count) decoded"
            return log.cannotMeasure([metric], track.id, because: reason)
        }
        let isClamped = values.indices.map { clamps.contains(values[$0]) && measured[$0] < values[$0] }
        let differences = values.indices.map { isClamped[$0] ? Float.nan : values[$0] - measured[$0] }
        log.series.append(timing.series(metric, track.id, differences))
        let known = differences.indices.filter { !differences[$0].isNaN }
        let clamped = isClamped.count { $0 }
        guard let worst = known.max(by: { abs(differences[$0]) < abs(differences[$1]) }) else {
            return log.add(metric, track.id, nil, note: "every level 1 stands at a bound that tools clamp to")
        }
        log.add(
            metric, track.id, .number((Double(differences[worst]) * 10).rounded() / 10),
            note: "level 1 says \(Int(values[worst])), the picture has \(Int(measured[worst].rounded()))"
                + (clamped > 0 ? "; \(clamped) pictures at a clamp left out" : ""),
            moments: [timing.moment(worst)])
    }

    private func writeBorders(into log: inout Log) {
        guard case .text(let text)? = log.reading(Metrics.level5.id, track.id)?.value,
            let stated = ActiveBorders(text.split(separator: ";").first.map(String.init) ?? text)
        else { return log.cannotMeasure([Metrics.level5Difference], track.id, because: "the metadata has no level 5") }
        guard let measured = light.active.borders else {
            return log.cannotMeasure([Metrics.level5Difference], track.id, because: "every picture is black")
        }
        log.add(
            Metrics.level5Difference, track.id, .number(Double(stated.difference(from: measured))),
            note: "level 5: \(stated.text); picture: \(measured.text)")
    }
}

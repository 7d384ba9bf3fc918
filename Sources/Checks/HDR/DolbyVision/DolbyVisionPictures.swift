import CKernels
import Measuring
import Media
import Model

private typealias Metrics = DolbyVisionMetrics

/// Holds levels 1 and 5 against the pixels of a PQ base layer.
final class DolbyVisionPictures: PictureAnalyser {
    private let track: Track
    private let obstacle: String?
    /// PQ code of 12 bits of each of the kernel's bins.
    private let codes: [Double]
    private var active: ActiveArea
    private var brightest: [Float]
    private var average: [Float]

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let colour = track.codedColour(first)
        let record = track.container?.dolbyVision ?? track.facts.dolbyVision
        obstacle =
            record == nil && !first.hasDolbyVisionRPU
            ? "the track has no Dolby Vision metadata"
            : LightAnalyser.obstacle(track, first, colour)
        codes = PQ.codesOfBins(isFullRange: colour.range == 2 || first.pixelFormat?.isRGB == true)
        active = ActiveArea(first, colour)
        brightest = .reserving(track)
        average = .reserving(track)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        guard obstacle == nil else { return request }
        request.groups = [.light, .lines]
        request.lineThreshold = active.threshold
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard obstacle == nil, let result = statistics?.result, result.pointee.light.valid != 0,
            let histogram = result.pointee.light.brightest
        else { return }
        active.widen(by: result.pointee.lines)
        var sum = 0.0
        var top = 0.0
        for bin in 0..<Int(FGK_PICTURE_LIGHT_BINS) where histogram[bin] != 0 {
            sum += Double(histogram[bin]) * codes[bin]
            top = codes[bin]
        }
        brightest.append(Float(top))
        average.append(Float(sum / Double(max(1, result.pointee.light.pixels))))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard obstacle == nil, !brightest.isEmpty else {
            let reason = obstacle ?? "its samples cannot be read one by one"
            return log.cannotMeasure(Metrics.ofPictures, track.id, because: reason)
        }
        let averages = average.map { $0 * Float(active.scale) }
        write(Metrics.level1MaxDifference, Metrics.level1Max, brightest, clamps: [2081], timing, into: &log)
        write(
            Metrics.level1AverageDifference, Metrics.level1Average, averages, clamps: [819, 1229], timing, into: &log)
        writeBorders(into: &log)
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
        guard let measured = active.borders else {
            return log.cannotMeasure([Metrics.level5Difference], track.id, because: "every picture is black")
        }
        log.add(
            Metrics.level5Difference, track.id, .number(Double(stated.difference(from: measured))),
            note: "level 5: \(stated.text); picture: \(measured.text)")
    }
}

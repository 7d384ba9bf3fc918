import Measuring
import Media
import Model

/// Holds the scene statistics of HDR10+ against the pixels.
final class HDR10PlusPictures: PictureAnalyser {
    private let track: Track
    private var light: PictureLight

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let colour = track.codedColour(first)
        light = PictureLight(track, first, LightAnalyser.obstacle(track, first, colour))
    }

    var request: PictureRequest { light.request }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) { light.add(statistics) }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard let maxSCL = log.series(HDR10PlusCheck.maxSCL.id, track.id)?.values,
            let average = log.series(HDR10PlusCheck.average.id, track.id)?.values
        else {
            for metric in HDR10PlusCheck.ofPictures {
                log.add(metric, track.id, nil, note: "the stream carries no HDR10+ metadata")
            }
            return
        }
        let obstacle =
            light.failure
            ?? (maxSCL.count == light.brightest.count
                ? nil : "\(maxSCL.count) pictures in the stream, \(light.brightest.count) decoded")
        if let obstacle { return log.cannotMeasure(HDR10PlusCheck.ofPictures, track.id, because: obstacle) }
        let scenes = Self.scenes(maxSCL, average)
        write(HDR10PlusCheck.maxDifference, maxSCL, light.brightest, scenes, timing, into: &log)
        write(HDR10PlusCheck.averageDifference, average, light.averages, scenes, timing, into: &log)
    }

    /// Runs of pictures with equal statistics; pictures without any belong to no scene.
    private static func scenes(_ first: [Float], _ second: [Float]) -> [Range<Int>] {
        var scenes: [Range<Int>] = []
        for index in first.indices where !first[index].isNaN {
            if let last = scenes.last, last.upperBound == index, first[index] == first[index - 1],
                second[index] == second[index - 1]
            {
                scenes[scenes.count - 1] = last.lowerBound..<index + 1
            } else {
                scenes.append(index..<index + 1)
            }
        }
        return scenes
    }

    private func write(
        _ metric: Metric, _ stated: [Float], _ measured: [Float], _ scenes: [Range<Int>], _ timing: PictureTiming,
        into log: inout Log
    ) {
        var series = [Float](repeating: .nan, count: stated.count)
        var worst: (scene: Range<Int>, stated: Float, found: Float)?
        for scene in scenes {
            let found = measured[scene].max() ?? 0
            let value = stated[scene.lowerBound]
            for index in scene { series[index] = value - found }
            if worst.map({ abs(value - found) > abs($0.stated - $0.found) }) ?? true { worst = (scene, value, found) }
        }
        log.series.append(timing.series(metric, track.id, series))
        guard let worst else { return log.add(metric, track.id, nil, note: "no message could be read") }
        log.add(
            metric, track.id, .number(Self.tenth(worst.stated - worst.found)),
            note: "the metadata says \(Self.tenth(worst.stated)), the scene has \(Self.tenth(worst.found))",
            moments: [Moment(timing.time(worst.scene.lowerBound), timing.time(worst.scene.upperBound))])
    }

    private static func tenth(_ value: Float) -> Double { (Double(value) * 10).rounded() / 10 }
}

import CKernels
import Measuring
import Media
import Model

/// MaxCLL and MaxFALL from the pixels of PQ pictures.
struct MeasuredLightCheck: Check {
    let id = "hdr-measured-light"
    let version = 3
    let guide = Guide(
        title: "Measured light levels",
        what: "Converts the largest of R, G and B of every pixel of a PQ picture to light and gives, per picture, the "
            + "brightest pixel and the average over the active picture (CTA-861.3). Their maxima over the programme "
            + "are MaxCLL and MaxFALL. The strict value counts every pixel; the robust one leaves out the brightest "
            + "0.01 % of each picture, which coding overshoot and noise own. That one and the average are taken from every "
            + "fourth line from 720 lines up, from every eighth from 1440 up, of both fields in turn. Chroma is "
            + "interpolated to every pixel; against double precision both values are within 0.5 %. What the codes "
            + "themselves hold is coarser: a step of 10 bits is 1.1 % at 1000 cd/m², so a pixel meant to have 1000 may be "
            + "coded 0.6 % off, and in 4:2:0 a lone coloured pixel shares its colour with its neighbours.",
        why: "A screen tone-maps by the signalled values. Values that are not those of the picture make it too dark or "
            + "clip it, and reviewers measure them.",
        cause: "Values of another grade or version, placeholders of a template, a measurement with the letterbox "
            + "included, overshoot of an encoder or a scaler.",
        mend: "Measure the graded master, not the encode, and write those values into encoder and wrapper. If single "
            + "pixels are the cause, limit the grade to the peak of the mastering display.",
        references: ["CTA-861.3-A Annex P (MaxCLL, MaxFALL)", "SMPTE ST 2084 (PQ)", "ITU-R BT.2100"])

    static let maxCLL = Metric(
        "hdr.measured.max-cll", unit: "cd/m²", effort: .decode, summary: .maximum("hdr.measured.brightest"))
    static let robustCLL = Metric(
        "hdr.measured.max-cll-robust", unit: "cd/m²", effort: .decode, summary: .maximum("hdr.measured.max-cll-robust"))
    static let maxFALL = Metric(
        "hdr.measured.max-fall", unit: "cd/m²", effort: .decode, summary: .maximum("hdr.measured.average"))
    static let brightest = Metric("hdr.measured.brightest", unit: "cd/m²", effort: .decode)
    static let average = Metric("hdr.measured.average", unit: "cd/m²", effort: .decode)

    let metrics = [maxCLL, robustCLL, maxFALL, brightest, average]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        LightAnalyser(track, first)
    }
}

final class LightAnalyser: PictureAnalyser {
    private let track: Track
    private let obstacle: String?
    private let lightRows: Int
    /// Light of each of the kernel's 4096 bins, cd/m².
    private let light: [Double]
    private var active: ActiveArea
    private var brightest: [Float]
    private var robust: [Float]
    private var average: [Float]

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let colour = track.codedColour(first)
        obstacle = Self.obstacle(track, first, colour)
        light = LightBins.light(
            isFullRange: colour.isFull(first.pixelFormat),
            depth: first.pixelFormat?.depth ?? 8)
        lightRows = first.lightRows
        active = ActiveArea(first, colour)
        brightest = .reserving(track)
        robust = .reserving(track)
        average = .reserving(track)
    }

    static func obstacle(_ track: Track, _ first: PictureFacts, _ colour: Colour) -> String? {
        if track.facts.dolbyVision?.profile == 5 { return "the base layer of Dolby Vision 5 is no R'G'B' in PQ" }
        guard colour.transfer == 16 else { return "light levels are defined for PQ pictures only" }
        return first.pixelFormat?.isRGB == true || colour.lumaCoefficients != nil
            ? nil : "its matrix has no R'G'B' of the ordinary kind"
    }

    var request: PictureRequest {
        var request = PictureRequest()
        guard obstacle == nil else { return request }
        request.groups = [.light, .lines]
        request.lightRows = lightRows
        request.lineThreshold = active.threshold
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard obstacle == nil, let result = statistics?.result, result.pointee.light.valid != 0,
            let histogram = result.pointee.light.brightest
        else { return }
        active.widen(by: result.pointee.lines)
        let pixels = result.pointee.light.pixels
        var sum = 0.0
        var top = -1
        for bin in 0..<Int(FGK_PICTURE_LIGHT_BINS) where histogram[bin] != 0 {
            sum += Double(histogram[bin]) * light[bin]
            top = bin
        }
        brightest.append(Float(light[Int(result.pointee.light.highest)]))
        robust.append(Float(robustTop(histogram, leavingOut: pixels / 10_000, from: max(0, top))))
        average.append(Float(sum / Double(max(1, pixels))))
    }

    private func robustTop(_ histogram: UnsafePointer<UInt32>, leavingOut count: UInt64, from top: Int) -> Double {
        var left = count
        var bin = top
        while bin > 0, UInt64(histogram[bin]) <= left {
            left -= UInt64(histogram[bin])
            bin -= 1
        }
        return light[bin]
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard obstacle == nil, !brightest.isEmpty else {
            let metrics = MeasuredLightCheck().metrics
            log.cannotMeasure(metrics, track.id, because: obstacle ?? "its samples cannot be read one by one")
            return
        }
        let averages = average.map { $0 * Float(active.scale) }
        log.series.append(timing.series(MeasuredLightCheck.brightest, track.id, brightest))
        log.series.append(timing.series(MeasuredLightCheck.average, track.id, averages))
        log.series.append(timing.series(MeasuredLightCheck.robustCLL, track.id, robust))
        add(MeasuredLightCheck.maxCLL, brightest, nil, timing, into: &log)
        add(MeasuredLightCheck.robustCLL, robust, "without the brightest 0.01 % of each picture", timing, into: &log)
        add(MeasuredLightCheck.maxFALL, averages, active.note, timing, into: &log)
    }

    private func add(_ metric: Metric, _ values: [Float], _ note: String?, _ timing: PictureTiming, into log: inout Log)
    {
        guard let place = values.indices.max(by: { values[$0] < values[$1] }) else { return }
        let value = (Double(values[place]) * 100).rounded() / 100
        log.add(metric, track.id, .number(value), note: note, moments: [timing.moment(place)])
    }
}

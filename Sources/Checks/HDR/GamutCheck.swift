import CKernels
import Measuring
import Media
import Model

/// How much of a BT.2020 picture lies outside of the smaller gamuts.
struct GamutCheck: Check {
    let id = "hdr-gamut"
    let version = 3
    let guide = Guide(
        title: "Gamut occupancy",
        what:
            "The share of pixels, picture by picture, whose colour lies outside of P3-D65 and outside of BT.709, for "
            + "pictures in BT.2020. Every pixel of the raster counts below 720 lines, from there on every second pixel of "
            + "every fourth line, from 1440 lines on of every eighth, of both fields in turn; chroma is interpolated. A pixel "
            + "is outside when, after linearisation and conversion, a component is below minus 1 % of the largest one; "
            + "pixels darker than 1 cd/m² are inside, for there the rounding of codes decides. The reading is the worst "
            + "picture. For the pixels looked at the share equals double precision to a hundredth of a per cent. Leaving "
            + "out lines moved shares of 27, 8 and 1.7 % in real pictures by 0.1, 0.01 and 0.01 %.",
        why:
            "Most masters are graded on P3 displays and specs ask for P3 inside of BT.2020. What lies outside was "
            + "seen by nobody and comes out differently on every screen.",
        cause:
            "Graphics or stock footage in full BT.2020, a conversion without gamut mapping, saturation pushed after "
            + "the P3 limiter, or a picture that is in another gamut than it is tagged.",
        mend: "Put the P3-D65 gamut limiter last in the grade, check inserts and titles, and render again.",
        references: [
            "ITU-R BT.2020, BT.2100 (primaries)", "SMPTE EG 432-1 (P3-D65)", "ITU-R BT.709", "SMPTE ST 2084",
        ])

    static let outsideP3 = Metric(
        "hdr.gamut.outside-p3", unit: "%", effort: .decode, summary: .maximum("hdr.gamut.outside-p3"))
    static let outsideBT709 = Metric(
        "hdr.gamut.outside-bt709", unit: "%", effort: .decode, summary: .maximum("hdr.gamut.outside-bt709"))

    let metrics = [outsideP3, outsideBT709]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        GamutAnalyser(track, first)
    }
}

final class GamutAnalyser: PictureAnalyser {
    private let track: Track
    private let obstacle: String?
    private let tables: GamutTables?
    private let rows: Int
    private var outsideP3: [Float]
    private var outsideBT709: [Float]

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let colour = track.codedColour(first)
        obstacle = Self.obstacle(track, first, colour)
        tables = obstacle == nil ? GamutModel.tables(first, colour) : nil
        rows = first.lightRows
        outsideP3 = .reserving(track)
        outsideBT709 = .reserving(track)
    }

    private static func obstacle(_ track: Track, _ first: PictureFacts, _ colour: Colour) -> String? {
        if (track.container?.dolbyVision ?? track.facts.dolbyVision)?.profile == 5 {
            return "the base layer of Dolby Vision 5 has a colour of its own"
        }
        guard colour.primaries == 9 else { return "gamut occupancy is measured on BT.2020 pictures only" }
        guard [1, 6, 14, 15, 16, 18].contains(colour.transfer) else {
            return "its transfer is not one of BT.2020 or BT.2100"
        }
        let isPlain = first.pixelFormat?.isRGB == true || colour.matrix == 9
        return isPlain && first.pixelFormat?.components ?? 0 >= 3
            ? nil : "its matrix has no R'G'B' of the ordinary kind"
    }

    var request: PictureRequest {
        var request = PictureRequest()
        guard let tables else { return request }
        request.groups = .occupancy
        request.gamuts = tables
        request.gamutRows = rows
        request.gamutPace = rows == 1 ? 1 : 2
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let found = statistics?.result.pointee.occupancy, found.valid != 0 else { return }
        outsideP3.append(Float(Double(found.outside.0) / Double(found.pixels) * 100))
        outsideBT709.append(Float(Double(found.outside.1) / Double(found.pixels) * 100))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard obstacle == nil, !outsideP3.isEmpty else {
            let reason = obstacle ?? "its samples cannot be read one by one"
            return log.cannotMeasure([GamutCheck.outsideP3, GamutCheck.outsideBT709], track.id, because: reason)
        }
        for (metric, values) in [(GamutCheck.outsideP3, outsideP3), (GamutCheck.outsideBT709, outsideBT709)] {
            log.series.append(timing.series(metric, track.id, values))
            guard let worst = values.indices.max(by: { values[$0] < values[$1] }) else { continue }
            log.add(
                metric, track.id, .number((Double(values[worst]) * 1000).rounded() / 1000),
                note: rows == 1 ? "worst picture" : "worst picture, every second pixel of one line in \(rows)",
                moments: [timing.moment(worst)])
        }
    }
}

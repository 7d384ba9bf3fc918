import Measuring
import Media
import Model

/// Colour bars, wherever they stand, and whether their codes are right.
struct BarsCheck: Check {
    let id = "picture-line-up"
    let version = 1
    let guide = Guide(
        title: "Colour bars",
        what: "Pictures that show colour bars: EBU 100/0/75/0 (ebu-75), 75/0/75/0 (ebu-75-white-75) and 100/0/100/0 "
            + "(ebu-100), SMPTE RP 219-1 (rp219) and SMPTE EG 1 (smpte-eg1). A picture is recognised when every patch "
            + "of the pattern is flat within 6 (8-bit) codes and within 20 codes of its nominal colour, in the matrix and "
            + "range of the file; at least five pictures in a row count. The error is the largest difference from "
            + "nominal of the mean of any patch, in codes at the file's depth. A note says when the codes fit the other "
            + "matrix of BT.601 and BT.709 better.",
        why: "Bars are the yardstick that the receiver sets levels by. Bars with wrong codes mean that the picture "
            + "after them went through the same mistake: a range or matrix conversion too many.",
        cause: "Bars generated for another standard, a range conversion at export, a conversion between SD and HD that "
            + "left the matrix alone, bars in files that must not have any.",
        mend: "Generate the bars in the standard of the delivery, and find the step that changed their codes: it "
            + "changed the programme too.",
        references: [
            "ITU-R BT.471-1 (nomenclature)", "EBU Tech 3320", "SMPTE RP 219-1", "SMPTE EG 1-1990",
        ])

    static let bars = Metric("lineup.bars", effort: .decode)
    static let error = Metric("lineup.bars-error", unit: "code", effort: .decode)

    let metrics = [bars, error]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        BarsAnalyser(track, first)
    }
}

final class BarsAnalyser: PictureAnalyser {
    private let track: Track
    private let finder: BarsFinder
    private var matches: [BarsFinder.Match?] = []
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        finder = BarsFinder(track, first)
        matches.reserveCapacity([Float].reserving(track).capacity)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .grid
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let tiles = statistics?.result.pointee.tiles, tiles.valid != 0 else {
            unreadable += 1
            return
        }
        matches.append(finder.match(tiles))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !matches.isEmpty else {
            return log.cannotMeasure([BarsCheck.bars, BarsCheck.error], track.id, because: Unreadable.reason)
        }
        let runs = BarsTemplate.all.indices.flatMap { template in
            matches.map { $0?.template == template }.runs().filter { $0.count >= 5 }
        }
        guard let longest = runs.max(by: { $0.count < $1.count }), let first = matches[longest.lowerBound] else {
            for metric in [BarsCheck.bars, BarsCheck.error] { log.add(metric, track.id, nil, note: "no colour bars") }
            return
        }
        let moments = runs.sorted { $0.lowerBound < $1.lowerBound }.map {
            Moment(timing.time($0.lowerBound), timing.time($0.upperBound))
        }
        log.add(BarsCheck.bars, track.id, .text(BarsTemplate.all[first.template].name), moments: moments)
        let all = runs.flatMap { $0.compactMap { matches[$0] } }
        let worst = all.map(\.error).max() ?? 0
        let isOther = all.count { $0.isOtherMatrix } * 2 > all.count
        log.add(
            BarsCheck.error, track.id, .number((Double(worst) * 10).rounded() / 10),
            note: isOther ? "the codes fit the other matrix of BT.601 and BT.709" : nil, moments: moments)
    }
}

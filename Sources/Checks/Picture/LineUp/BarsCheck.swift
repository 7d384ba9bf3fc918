import Measuring
import Media
import Model

/// Colour bars, wherever they stand, and whether their codes are right.
struct BarsCheck: Check {
    let id = "picture-line-up"
    let version = 2
    let guide = Guide(
        title: "Colour bars",
        what: "Pictures that show colour bars: EBU 100/0/75/0 (ebu-75), 75/0/75/0 (ebu-75-white-75) and 100/0/100/0 "
            + "(ebu-100), SMPTE RP 219-1 (rp219, and ARIB STD-B28, which has the same fields), SMPTE EG 1 (smpte-eg1), "
            + "and the HDR bars of ITU-R BT.2111 (bt2111-hlg, bt2111-pq, full range too). A picture is recognised when every patch "
            + "of the pattern is flat within 6 (8-bit) codes and within 20 codes of its nominal colour, in the matrix and "
            + "range of the file; at least five pictures in a row count. The error is the largest difference from "
            + "nominal of the mean of any patch, in codes at the file's depth. A note says when the codes fit the other "
            + "matrix of BT.601 and BT.709 better, or only with Cb and Cr exchanged, and when HDR bars stand in a file "
            + "of another transfer.",
        why: "Bars are the yardstick that the receiver sets levels by. Bars with wrong codes mean that the picture "
            + "after them went through the same mistake: a range or matrix conversion too many.",
        cause: "Bars generated for another standard, a range conversion at export, a conversion between SD and HD that "
            + "left the matrix alone, bars in files that must not have any.",
        mend: "Generate the bars in the standard of the delivery, and find the step that changed their codes: it "
            + "changed the programme too.",
        references: [
            "ITU-R BT.471-1 (nomenclature)", "SMPTE RP 219-1", "SMPTE EG 1-1990", "ITU-R BT.2111-2",
            "ARIB STD-B28",
        ])

    static let bars = Metric("lineup.bars", effort: .decode)
    static let error = Metric("lineup.bars-error", unit: "code", effort: .decode)

    /// The largest and the mean ΔE2000 of the patches.
    static let difference = Metric("lineup.bars-delta-e", unit: "ΔE2000", effort: .decode)
    static let meanDifference = Metric("lineup.bars-delta-e-mean", unit: "ΔE2000", effort: .decode)
    static let differenceITP = Metric("lineup.bars-delta-e-itp", unit: "ΔE ITP", effort: .decode)
    static let ofColours = [difference, meanDifference, differenceITP]

    let metrics = [bars, error] + ofColours
    let wants: Wants = .pictures
    /// Told the stretch whose colours count, of every track with bars.
    private let report: @Sendable (BarsColours.Stretch) -> Void

    init(report: @escaping @Sendable (BarsColours.Stretch) -> Void = { _ in }) { self.report = report }

    func guide(for metric: Metric) -> Guide {
        Self.ofColours.contains(metric) ? Self.colourGuide : guide
    }

    private static let colourGuide = Guide(
        title: "Colour of the bars",
        what: "How far the colour of each patch of recognised bars lies from the standard's, in ΔE2000: the largest of "
            + "the patches, which the note names with what was found and what should be there, and the mean of all. "
            + "The mean codes of a patch over a stretch of bars, and its nominal codes, become R'G'B' with the matrix "
            + "and range of the file, light on a reference display and CIE L*a*b*. The display is BT.1886 with black "
            + "at 0; PQ as ST 2084; HLG at 1000 cd/m². White is signal 1, and 203 cd/m² (ITU-R BT.2408) for PQ and "
            + "HLG. Of several stretches the one with the largest difference counts. Exact codes give 0. "
            + "For HDR, where ΔE2000 was never tried, the largest ΔE_ITP (ITU-R BT.2124) of the same light stands beside it.",
        why:
            "Codes say that bars are wrong, and not whether it can be seen. About 1 is the least difference an eye can "
            + "tell side by side, and one number holds for luma, saturation and hue alike.",
        cause: "Bars made with the other matrix (BT.601 for BT.709): green, yellow and magenta are off, white is not. "
            + "A wrong gain: all patches but black are off. A wrong saturation: white and greys are right, the "
            + "colours are not. A range converted twice: black and white are off.",
        mend:
            "See in the note which patches are off, find the step that did it, and export again; whatever changed the "
            + "bars changed the programme too.",
        references: [
            "ISO/CIE 11664-6 (ΔE2000)", "ITU-R BT.1886", "ITU-R BT.2100", "ITU-R BT.2408", "ITU-R BT.2124 (ΔE_ITP)",
            "SMPTE RP 219-1",
        ])

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        BarsAnalyser(track, first, report)
    }
}

final class BarsAnalyser: PictureAnalyser {
    private let track: Track
    private let finder: BarsFinder
    private var matches: [BarsFinder.Match?] = []
    private var colours: BarsColours
    private let transfer: Int
    private let report: (BarsColours.Stretch) -> Void
    private var unreadable = 0

    /// Pictures in a row that make bars.
    static let shortest = 5

    init(_ track: Track, _ first: PictureFacts, _ report: @escaping (BarsColours.Stretch) -> Void) {
        self.track = track
        self.report = report
        finder = BarsFinder(track, first)
        transfer = track.codedColour(first).transfer
        colours = BarsColours(finder, PatchColours(track, first))
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
        let match = finder.match(tiles)
        matches.append(match)
        colours.add(match, tiles)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let metrics = [BarsCheck.bars, BarsCheck.error] + BarsCheck.ofColours
        guard unreadable == 0, !matches.isEmpty else {
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        let runs = BarsTemplate.all.indices.flatMap { template in
            matches.map { $0?.template == template }.runs().filter { $0.count >= Self.shortest }
        }
        guard let longest = runs.max(by: { $0.count < $1.count }), let first = matches[longest.lowerBound] else {
            for metric in metrics { log.add(metric, track.id, nil, note: "no colour bars") }
            return
        }
        let moments = runs.sorted { $0.lowerBound < $1.lowerBound }.map {
            Moment(timing.time($0.lowerBound), timing.time($0.upperBound))
        }
        let template = BarsTemplate.all[first.template]
        let isElsewhere = template.transfer.map { $0 != transfer } ?? false
        log.add(
            BarsCheck.bars, track.id, .text(template.name),
            note: isElsewhere ? "the file is not labelled with the transfer that these bars are made for" : nil,
            moments: moments)
        let all = runs.flatMap { $0.compactMap { matches[$0] } }
        let worst = all.map(\.error).max() ?? 0
        log.add(
            BarsCheck.error, track.id, .number((Double(worst) * 10).rounded() / 10),
            note: Self.note(all), moments: moments)
        addColours(moments, into: &log)
    }

    private static func note(_ matches: [BarsFinder.Match]) -> String? {
        if matches.count(where: \.isSwapped) * 2 > matches.count { return "Cb and Cr are exchanged" }
        return matches.count(where: \.isOtherMatrix) * 2 > matches.count
            ? "the codes fit the other matrix of BT.601 and BT.709" : nil
    }

    private func addColours(_ moments: [Moment], into log: inout Log) {
        colours.endStretch()
        guard colours.isMeasurable, let stretch = colours.worst else {
            return log.cannotMeasure(
                BarsCheck.ofColours, track.id,
                because: "its matrix has no R'G'B' of the ordinary kind")
        }
        report(stretch)
        for (metric, value, note) in [
            (BarsCheck.difference, stretch.worst, stretch.worstPatch),
            (BarsCheck.meanDifference, stretch.mean, stretch.table),
            (BarsCheck.differenceITP, stretch.worstITP, stretch.worstPatchITP),
        ] {
            log.add(metric, track.id, .number((value * 100).rounded() / 100), note: note, moments: moments)
        }
    }
}

import CKernels
import Measuring
import Media
import Model

/// Whether the picture itself is interlaced, and in which order its fields come.
struct ScanCheck: Check {
    let id = "picture-scan"
    let version = 3
    let guide = Guide(
        title: "Measured scan and combing",
        what:
            "Whether the fields of the pictures were taken one after the other, found by holding each line against its "
            + "neighbours in the pictures before and after (the sums of FFmpeg's idet, on luma, for every band of 64 "
            + "lines that moves, weighed by its motion; from 720 lines up over every fourth line, from 1440 up over every eighth, of both fields in turn). A picture counts when 60 % of its motion agree, the reading "
            + "when 60 % of these pictures do: progressive, tff, bff, mixed, or undetermined where fewer than ten "
            + "pictures tell. Fine patterns that jump by a line look like fields, of one order and "
            + "then of the other, while their lines fit each other 1.4 times better than those of any neighbour: where "
            + "most pictures that look like fields are of this kind and of both orders, no picture tells one, and only "
            + "lines that fit a neighbour as well comb. The series is the share of the motion in each picture whose lines comb, that is, fit "
            + "the field of one neighbouring picture clearly better than that of the other, in per cent. A note says when "
            + "pictures flagged interlaced have no motion between their fields (segmented frames).",
        why: "Interlaced pictures labelled progressive show teeth on everything that moves; fields in the wrong order "
            + "judder; a progressive master with combed shots is refused by every streaming service.",
        cause: "Archive or news material edited into a progressive sequence without deinterlacing, a field order "
            + "changed by one line in a resize, a wrong flag at export, film with pulldown.",
        mend:
            "Deinterlace or remove the pulldown of the shots at the times given; where the whole file is in the other "
            + "order, shift it by one line or correct the flag.",
        references: [
            "FFmpeg idet", "ITU-R BT.709 (interlaced and progressive systems)", "SMPTE RP 211 (segmented frames)",
        ])

    static let scan = Metric("picture.scan", effort: .decode)
    static let combing = Metric("picture.combing", unit: "%", effort: .decode)

    let metrics = [scan, combing]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        ScanAnalyser(track, first)
    }
}

final class ScanAnalyser: PictureAnalyser {
    private let track: Track
    private let step: Double
    private let rows: Int
    private var labels: [FieldVotes.Label?] = []
    /// Pictures whose order rests on lines that fit each other far better.
    private var isDoubtful: [Bool] = []
    private var combing: [Float]
    private var sureCombing: [Float]
    private var flagged = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        step = PictureScale(track, first).step
        rows = first.combRows
        combing = .reserving(track)
        sureCombing = .reserving(track)
        labels.reserveCapacity(combing.capacity)
        isDoubtful.reserveCapacity(combing.capacity)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .comb
        request.combRows = rows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let comb = statistics?.result.pointee.comb else {
            unreadable += 1
            return
        }
        flagged += picture.facts.isInterlaced ? 1 : 0
        var votes = FieldVotes()
        if comb.valid != 0, let bands = comb.band {
            for index in 0..<Int(comb.bands) { votes.add(bands[index], step) }
        }
        labels.append(votes.label)
        isDoubtful.append(votes.isDoubtful)
        combing.append(comb.valid != 0 ? Float(votes.combed) : .nan)
        sureCombing.append(comb.valid != 0 ? Float(votes.surelyCombed) : .nan)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !labels.isEmpty else {
            return log.cannotMeasure([ScanCheck.scan, ScanCheck.combing], track.id, because: Unreadable.reason)
        }
        let isPattern = FieldPattern.isThere(labels, isDoubtful)
        log.series.append(timing.series(ScanCheck.combing, track.id, isPattern ? sureCombing : combing))
        let labels = isPattern ? labels.map { $0 == .progressive ? $0 : nil } : labels
        let told = labels.compactMap { $0 }
        let counts = Dictionary(grouping: told) { $0 }.mapValues(\.count)
        guard told.count >= 10 else {
            log.add(ScanCheck.scan, track.id, .text("undetermined"), note: "\(told.count) pictures tell")
            return
        }
        let most = FieldVotes.Label.allCases.first { counts[$0, default: 0] * 10 >= told.count * 6 }
        let shares = FieldVotes.Label.allCases.map { "\($0.rawValue) \(counts[$0, default: 0] * 100 / told.count) %" }
        let isSegmented = most == .progressive && flagged * 2 > labels.count
        log.add(
            ScanCheck.scan, track.id, .text(most?.rawValue ?? "mixed"),
            note: isSegmented
                ? "flagged interlaced, without motion between the fields: progressive segmented frames"
                : shares.joined(separator: ", "),
            moments: most == nil ? [] : timing.moments(labels.map { $0 != nil && $0 != most }).longest(20))
    }
}

extension [Moment] {
    /// So many of the longest, in order of time.
    func longest(_ count: Int) -> [Moment] {
        self.count <= count
            ? self : sorted { $0.duration > $1.duration }.prefix(count).sorted { $0.start < $1.start }
    }
}

/// What the moving bands of one picture say.
struct FieldVotes {
    enum Label: String, CaseIterable { case progressive, tff, bff }

    /// How much better the lines of one moment fit each other than those of a neighbour.
    private static let oneMoment = 1.4

    private var progressive = 0.0
    private var topFirst = 0.0
    private var bottomFirst = 0.0
    /// Of those that tell an order, the motion of bands that may be of one moment.
    private var doubtful = 0.0
    private var motion = 0.0
    private var combs = 0.0
    private var surelyCombs = 0.0

    /// Motion that a band has at least, in 8-bit codes of mean difference.
    private static let least = 0.75

    mutating func add(_ sums: fgk_picture_comb_sums, _ step: Double) {
        let moved = Double(sums.gamma.0 + sums.gamma.1) / 2
        guard moved >= Self.least * step * Double(max(1, sums.samples)) else { return }
        motion += moved
        let delta = Double(sums.delta)
        let top = Double(sums.alpha.0)
        let bottom = Double(sums.alpha.1)
        if max(top, bottom) > 1.15 * min(top, bottom), delta > 0.5 * min(top, bottom) {
            combs += moved
            if Self.oneMoment * delta > min(top, bottom) { surelyCombs += moved }
        }
        let larger = max(top, bottom)
        let smaller = min(top, bottom)
        // Lines that fit each other far better than those of either neighbour are of one moment.
        if smaller > 1.15 * delta, larger < 1.25 * smaller || smaller > 4 * delta {
            progressive += moved
        } else if larger > 1.04 * smaller {
            if top > bottom { topFirst += moved } else { bottomFirst += moved }
            if smaller > Self.oneMoment * delta { doubtful += moved }
        }
    }

    /// Nil where the picture does not tell.
    var label: Label? {
        let told = progressive + topFirst + bottomFirst
        guard told > 0, told * 2 > motion else { return nil }
        if progressive >= 0.6 * told { return .progressive }
        return topFirst >= 0.6 * told ? .tff : bottomFirst >= 0.6 * told ? .bff : nil
    }

    /// Whether the order rests on bands that may be of one moment.
    var isDoubtful: Bool { doubtful * 2 > topFirst + bottomFirst }

    /// Share of the motion that combs, per cent.
    var combed: Double { motion > 0 ? combs / motion * 100 : 0 }
    /// The same without bands that may be of one moment.
    var surelyCombed: Double { motion > 0 ? surelyCombs / motion * 100 : 0 }
}

/// Fine patterns that jump by single lines look like fields of one order, then of the other.
enum FieldPattern {
    /// Pictures that look like it, before a pattern is suspected.
    private static let least = 10

    /// Nothing that was taken in fields looks like both orders in turn, with lines that fit each other better than those
    /// of either neighbour.
    static func isThere(_ labels: [FieldVotes.Label?], _ isDoubtful: [Bool]) -> Bool {
        func count(_ label: FieldVotes.Label, doubtful: Bool) -> Int {
            labels.indices.count { labels[$0] == label && isDoubtful[$0] == doubtful }
        }
        let doubted = [count(.tff, doubtful: true), count(.bff, doubtful: true)]
        let all = doubted[0] + doubted[1]
        let trusted = count(.tff, doubtful: false) + count(.bff, doubtful: false)
        return all >= least && all > trusted && doubted.allSatisfy { $0 * 5 >= all }
    }
}

import Measuring
import Media
import Model

/// Scene marks of the RPUs against the cuts that the picture has.
struct DolbyVisionScenesCheck: Check {
    let id = "dolby-vision-scenes"
    let version = 1
    let guide = Guide(
        title: "Dolby Vision scene marks against the cuts",
        what:
            "Holds the pictures with scene_refresh_flag against the cuts found in the picture (`picture.cuts`), picture "
            + "by picture. Counts marks where the picture does not cut, and cuts without a mark; the note says how many "
            + "of those marks stand within five pictures of a cut that has none, and how far off most of them are. The "
            + "first picture of the programme is a scene of its own; marks in black are left out, and so are streams that mark "
            + "every picture, as phones do. Dissolves, fades and trims that change within a "
            + "shot may have marks where nothing cuts, and a cut may be made on purpose without one: it takes a look.",
        why:
            "Level 1 and the trims belong to a shot. Marks that lie a picture beside the cut map that picture by the "
            + "values of its neighbour, which flashes; marks that are missing let the values of one shot run into the "
            + "next.",
        cause:
            "Metadata of another version of the cut, pictures dropped or doubled after the analysis, a rate conversion, "
            + "an EDL that is off by a picture.",
        mend: "Detect or conform the cuts anew from the final picture, analyse again, and inject the new metadata.",
        references: [
            "ETSI GS CCM 001 (scene_refresh_flag)", "SMPTE ST 2094-10", "Netflix Dolby Vision metadata checks",
        ])

    static let marksOffCuts = Metric("hdr.dolby-vision.marks-off-cuts", unit: "frames", effort: .decode)
    static let cutsUnmarked = Metric("hdr.dolby-vision.cuts-unmarked", unit: "frames", effort: .decode)

    let metrics = [marksOffCuts, cutsUnmarked]
    let basis = [SceneCutCheck.cuts, BlackCheck.black, DolbyVisionMetrics.sceneMarks]
    let wants: Wants = .pictures

    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        for track in headers.tracks(.video) { conclude(track.id, into: &log) }
    }

    private func conclude(_ track: TrackID, into log: inout Log) {
        guard let marks = log.series(DolbyVisionMetrics.sceneMarks.id, track) else {
            for metric in metrics { log.add(metric, track, nil, note: "the stream has no RPU") }
            return
        }
        guard let cuts = log.reading(SceneCutCheck.cuts.id, track) else {
            return log.cannotMeasure(metrics, track, because: "the cuts of the picture were not found")
        }
        // Phones mark every picture, for each has values of its own.
        guard marks.values.contains(0) else {
            for metric in metrics { log.add(metric, track, nil, note: "every picture is marked, as live sources do") }
            return
        }
        let found = SceneMarks(
            marks, cuts: cuts.moments.map(\.start), black: log.series(BlackCheck.black.id, track))
        log.add(
            Self.marksOffCuts, track, .number(Double(found.marksOffCuts.count)), note: found.note,
            moments: found.marksOffCuts.map(found.moment))
        log.add(
            Self.cutsUnmarked, track, .number(Double(found.cutsUnmarked.count)),
            moments: found.cutsUnmarked.map(found.moment))
    }
}

/// Marks and cuts of one track, by the number of the picture.
struct SceneMarks {
    /// Pictures on either side of a mark within which it may belong to a cut.
    private static let around = 5
    /// Per cent of the nominal range up to which a picture is so dark that no cut can be seen in it.
    private static let dark: Float = 2

    private let series: Series
    private(set) var marksOffCuts: [Int] = []
    private(set) var cutsUnmarked: [Int] = []
    private(set) var marksInBlack = 0

    /// - Parameters:
    ///   - cuts: starts of the pictures that begin a shot, seconds.
    ///   - black: level of every picture, per cent.
    init(_ marks: Series, cuts: [Double], black: Series?) {
        series = marks
        let cutting = Set(cuts.compactMap { Self.picture(at: $0, marks) })
        let marked = Set(marks.values.indices.filter { marks.values[$0] == 1 })
        let off = marked.subtracting(cutting).filter { $0 > 0 }.sorted()
        marksOffCuts = off.filter { mark in
            guard let black, let place = Self.picture(at: Self.start(of: mark, marks), black) else { return true }
            return black.values[place] > Self.dark
        }
        marksInBlack = off.count - marksOffCuts.count
        cutsUnmarked = cutting.subtracting(marked).sorted()
    }

    /// Nearest picture that starts within half a frame of a time.
    private static func picture(at time: Double, _ series: Series) -> Int? {
        let step = series.step.asDouble
        let count = series.values.count
        guard count > 0, step > 0 else { return nil }
        var index = min(max(0, Int(((time - series.start) / step).rounded())), count - 1)
        if let times = series.times, times.count == count {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if times[middle] < time { low = middle + 1 } else { high = middle }
            }
            index =
                [low - 1, low].filter { times.indices.contains($0) }
                .min { abs(times[$0] - time) < abs(times[$1] - time) } ?? index
        }
        return abs(start(of: index, series) - time) <= step / 2 ? index : nil
    }

    private static func start(of index: Int, _ series: Series) -> Double {
        if let times = series.times, times.indices.contains(index) { return times[index] }
        return series.start + Double(index) * series.step.asDouble
    }

    func moment(_ picture: Int) -> Moment {
        let start = Self.start(of: picture, series)
        return Moment(rounded(start), rounded(start + series.step.asDouble))
    }

    var note: String? {
        let black = marksInBlack > 0 ? "\(marksInBlack) in black left out, where no cut can be seen" : nil
        let parts = [shift, black].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// `3 of them within 5 pictures of an unmarked cut, most 1 picture late`; nil when none is.
    private var shift: String? {
        let free = Set(cutsUnmarked)
        let offsets = marksOffCuts.compactMap { mark in
            (-Self.around...Self.around).filter { free.contains(mark - $0) }.min { abs($0) < abs($1) }
        }
        guard !offsets.isEmpty else { return nil }
        let counts = Dictionary(grouping: offsets) { $0 }.mapValues(\.count)
        let usual = counts.max { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }?.key ?? 0
        let pictures = abs(usual) == 1 ? "1 picture" : "\(abs(usual)) pictures"
        return "\(offsets.count) of them within \(Self.around) pictures of an unmarked cut, most \(pictures) "
            + (usual > 0 ? "late" : "early")
    }
}

import CKernels
import Measuring
import Media
import Model

/// Whether colour lies where its luma lies.
struct ChromaShiftCheck: Check {
    let id = "picture-chroma-shift"
    let version = 2
    let guide = Guide(
        title: "Displaced chroma",
        what: "Every twelfth picture, and in it a quarter of the rows and 96 columns: the gradients of chroma "
            + "(|ΔCb| + |ΔCr|, to 10 bits at most) are correlated with those of luma at offsets of up to 12 luma "
            + "samples, and the offset of the best fit is read between the samples by a parabola. A picture tells when at least 200 of the "
            + "places looked at have an edge of 24 (8-bit) codes, the correlation is at least 0.35 and stands out from "
            + "that at other offsets. The reading is the median of the pictures that tell (at least eight, which agree "
            + "within half a sample), in luma samples, to the right and downwards, against the siting that the file "
            + "states (left, between the lines, where it states none). Interlaced pictures are measured field by field. "
            + "Where edges have no colour of their own nothing is read.",
        why: "Colour that is displaced against its outlines makes fringes on every edge, red ones first. A shift of "
            + "half a sample comes from a wrong siting at a conversion and adds up with every generation.",
        cause: "A wrong chroma siting in a scaler or an encoder, a delay of the colour signal of an analogue source, "
            + "interlaced 4:2:0 converted as if it were progressive, composite tapes of several generations.",
        mend: "Shift chroma back by the amount given; repair the conversion that moved it; state the siting that the "
            + "picture really has.",
        references: [
            "ITU-T H.273 (chroma sample location types)", "ITU-T H.264, figure 6-1 and table 6-1 (4:2:0 in fields)",
            "EBU QC, catalogue of video items (qc.ebu.io)",
        ])

    static let across = Metric("picture.chroma-shift.horizontal", unit: "px", effort: .decode)
    static let down = Metric("picture.chroma-shift.vertical", unit: "px", effort: .decode)
    static let pace = 12

    let metrics = [across, down]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        ChromaShiftAnalyser(track, first)
    }
}

final class ChromaShiftAnalyser: PictureAnalyser {
    private let track: Track
    private let scale: PictureScale
    private let siting: ChromaSiting
    private let work: OpaquePointer?
    private var sums = fgk_chroma_edges()
    private var across: [Double] = []
    private var down: [Double] = []
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        siting = ChromaSiting(track.codedColour(first).location, first.pixelFormat)
        work = fgk_chroma_work_create(Int32(first.width), Int32(first.height))
        across.reserveCapacity(1 << 16)
        down.reserveCapacity(1 << 16)
    }

    deinit { fgk_chroma_work_destroy(work) }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        defer { count += 1 }
        guard count.isMultiple(of: ChromaShiftCheck.pace), scale.hasChroma, across.count < 1 << 16 else { return }
        let isInterlaced = picture.facts.isInterlaced
        let isRead = picture.withComponents { components in
            guard let work, components.count >= 3 else { return false }
            let three = (
                fgk_picture_component(components[0]), fgk_picture_component(components[1]),
                fgk_picture_component(components[2])
            )
            withUnsafePointer(to: three) {
                $0.withMemoryRebound(to: fgk_picture_component.self, capacity: 3) {
                    measure($0, isInterlaced: isInterlaced, work)
                }
            }
            return true
        }
        unreadable += isRead ? 0 : 1
    }

    private func measure(
        _ components: UnsafePointer<fgk_picture_component>, isInterlaced: Bool, _ work: OpaquePointer
    ) {
        sums = fgk_chroma_edges()
        fgk_chroma_edges_across(components, isInterlaced ? 1 : 0, work, &sums)
        if let offset = EdgeFit(sums).offset { across.append(siting.x - offset) }
        guard isInterlaced else {
            sums = fgk_chroma_edges()
            fgk_chroma_edges_down(components, -1, work, &sums)
            if let offset = EdgeFit(sums).offset { down.append(siting.y - offset) }
            return
        }
        // A line of a field is two lines of the picture. What the two fields have in opposite directions is no shift.
        var both = 0.0
        for field in 0..<2 {
            sums = fgk_chroma_edges()
            fgk_chroma_edges_down(components, Int32(field), work, &sums)
            guard let offset = EdgeFit(sums).offset else { return }
            both += siting.y(field: field) - 2 * offset
        }
        down.append(both / 2)
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let metrics = [ChromaShiftCheck.across, ChromaShiftCheck.down]
        guard scale.hasChroma else {
            let reason = scale.isRGB ? "the picture is R'G'B', not luma and chroma" : "the picture has no chroma"
            return log.cannotMeasure(metrics, track.id, because: reason)
        }
        guard unreadable == 0, count > 0 else {
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        add(ChromaShiftCheck.across, across, into: &log)
        add(ChromaShiftCheck.down, down, into: &log)
    }

    private func add(_ metric: Metric, _ values: [Double], into log: inout Log) {
        let sorted = values.sorted()
        guard sorted.count >= 8, let median = sorted.median else {
            return log.add(
                metric, track.id, nil, note: "\(sorted.count) of the pictures looked at have edges that tell")
        }
        guard sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4] <= 0.5 else {
            return log.add(metric, track.id, nil, note: "the \(sorted.count) pictures that tell do not agree")
        }
        // Adding zero takes the sign from a zero.
        let value = (median * 10).rounded() / 10 + 0
        log.add(metric, track.id, .number(value), note: "\(sorted.count) of the pictures looked at tell")
    }
}

/// Where the samples of chroma lie, in luma samples from the first of those that share one.
struct ChromaSiting {
    let x, y: Double
    private let isHalved: Bool

    /// - Parameter location: libavutil's chroma location, 0 where nothing is stated.
    init(_ location: Int, _ format: PixelFormat?) {
        let ratioX = Double(1 << (format?.chromaShiftX ?? 0))
        let ratioY = Double(1 << (format?.chromaShiftY ?? 0))
        let isCentred = [2, 4, 6].contains(location)
        x = isCentred ? (ratioX - 1) / 2 : 0
        y = location >= 5 ? ratioY - 1 : location >= 3 ? 0 : (ratioY - 1) / 2
        isHalved = ratioY > 1
    }

    /// The same from the first line of a field, in lines of the picture.
    func y(field: Int) -> Double { isHalved ? y + Double(field) : y }
}

/// The offset at which edges of luma fit those of chroma best.
struct EdgeFit {
    /// Luma samples; nil where the edges do not tell.
    private(set) var offset: Double?

    private static let leastEdges = 200
    private static let leastFit = 0.35

    init(_ sums: fgk_chroma_edges) {
        guard sums.strong >= Self.leastEdges else { return }
        let fits = Self.correlations(sums)
        guard let best = fits.indices.max(by: { fits[$0] < fits[$1] }), best > 0, best < fits.count - 1,
            fits[best] >= Self.leastFit, let usual = fits.median, usual <= 0.7 * fits[best]
        else { return }
        let bend = fits[best - 1] - 2 * fits[best] + fits[best + 1]
        let between = bend < 0 ? (fits[best - 1] - fits[best + 1]) / (2 * bend) : 0
        offset = Double(best - fits.count / 2) + between
    }

    private static func correlations(_ sums: fgk_chroma_edges) -> [Double] {
        let many = Double(sums.many)
        let spread = many * Double(sums.cc) - Double(sums.c) * Double(sums.c)
        return withUnsafePointer(to: sums) { sums in
            let lags = Int(FGK_CHROMA_LAGS)
            func at(_ list: KeyPath<fgk_chroma_edges, LagSums>, _ index: Int) -> Double {
                withUnsafeBytes(of: sums.pointee[keyPath: list]) { Double($0.bindMemory(to: Int64.self)[index]) }
            }
            return (0..<lags).map { lag in
                let y = at(\.y, lag)
                let own = many * at(\.yy, lag) - y * y
                guard spread > 0, own > 0 else { return 0 }
                return (many * at(\.cy, lag) - Double(sums.pointee.c) * y) / (spread * own).squareRoot()
            }
        }
    }

    private typealias LagSums = (
        Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64,
        Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64
    )
}

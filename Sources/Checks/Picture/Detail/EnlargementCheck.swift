import CKernels
import Measuring
import Media
import Model

/// Traces of an enlargement.
struct EnlargementCheck: Check {
    let id = "picture-enlargement"
    let version = 1
    let guide = Guide(
        title: "Enlarged pictures",
        what:
            "At most 240 pictures of a file, at least one in 24: whether rows and columns of luma (columns of one field in "
            + "interlaced pictures) hold each frequency a second time, mirrored at the sampling frequency of a smaller "
            + "picture and in step with it, as interpolation leaves it. The phases of what lies below half that frequency "
            + "and its images are compared for sizes from 17 % to 92 % (1 is full agreement). A trace is an agreement of 0.4 "
            + "that is five times that of the sizes around it. Coding blocks agree in the same way at multiples of 1/16: there "
            + "only 3/8, 1/2 (0.48) and 3/4 (0.5) count, where they are 1.8 times as strong as all others, and none in "
            + "JPEG 2000. The reading is the size that the picture had, if three pictures and two neighbours among them "
            + "agree on it. It is an estimate: H.264, MPEG-2 and the like hide the trace, so that one not found proves "
            + "nothing, and what was rendered small or left by a coding of another kind may look like one. Softness "
            + "alone is none.",
        why:
            "Pictures enlarged from a smaller format have no more detail than that format, and specs that ask for native "
            + "resolution refuse them or limit their share.",
        cause: "Archive or consumer material, a smaller proxy left in the edit, HDV and DVCPRO HD with 1280 or 1440 "
            + "samples a row, cameras and effects that render at a smaller size, a crop blown up.",
        mend: "Find the source at its full resolution. Where there is none, name the stretches in the delivery notes.",
        references: [
            "Gallagher, Detection of linear and cubic interpolation in JPEG compressed images, CRV 2005",
            "Popescu and Farid, Exposing digital forgeries by detecting traces of resampling, IEEE TSP 53 (2005)",
        ])

    static let width = Metric("picture.enlarged-from.width", unit: "px", effort: .decode, isEstimate: true)
    static let height = Metric("picture.enlarged-from.height", unit: "px", effort: .decode, isEstimate: true)
    /// Pictures from one that is looked at to the next, at least.
    static let pace = 24
    static let mostPictures = 240

    let metrics = [width, height]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        EnlargementAnalyser(track, first)
    }
}

final class EnlargementAnalyser: PictureAnalyser {
    private let track: Track
    private let scale: PictureScale
    private let width, height: Int
    private let pace: Int
    private let hasWavelets: Bool
    private let work: OpaquePointer?
    private var across = EnlargementTraces()
    private var down = EnlargementTraces()
    private var count = 0
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        scale = PictureScale(track, first)
        width = first.width
        height = first.height
        pace = max(EnlargementCheck.pace, track.facts.frames / EnlargementCheck.mostPictures)
        hasWavelets = track.facts.codec == "jpeg2000"
        work = fgk_scaling_create(Int32(width), Int32(height))
    }

    deinit { fgk_scaling_destroy(work) }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        defer { count += 1 }
        guard count.isMultiple(of: pace) else { return }
        let isInterlaced = picture.facts.isInterlaced
        let isRead = picture.withComponents { components in
            guard work != nil, components.count > (scale.isRGB ? 1 : 0) else { return false }
            withUnsafePointer(to: fgk_picture_component(components[scale.isRGB ? 1 : 0])) {
                across.add(trace($0, down: false, isInterlaced), at: count)
                down.add(trace($0, down: true, isInterlaced), at: count)
            }
            return true
        }
        unreadable += isRead ? 0 : 1
    }

    /// The size in 512ths, 0 for none; nil where the picture does not tell.
    private func trace(_ luma: UnsafePointer<fgk_picture_component>, down: Bool, _ isInterlaced: Bool) -> Double? {
        var agreement: UnsafePointer<Float>?
        let lines = fgk_scaling_look(work, luma, down ? 1 : 0, isInterlaced ? 0 : -1, &agreement)
        guard lines >= FGK_SCALING_LEAST, let agreement else { return nil }
        return fgk_scaling_find(agreement, hasWavelets ? 1 : 0).size
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, count > 0 else {
            let metrics = [EnlargementCheck.width, EnlargementCheck.height]
            return log.cannotMeasure(metrics, track.id, because: Unreadable.reason)
        }
        add(across, EnlargementCheck.width, of: width, timing, into: &log)
        add(down, EnlargementCheck.height, of: height, timing, into: &log)
    }

    private func add(
        _ traces: EnlargementTraces, _ metric: Metric, of size: Int, _ timing: PictureTiming, into log: inout Log
    ) {
        let told = "\(traces.pictures.count) of the pictures looked at have the detail to tell"
        guard traces.pictures.count >= EnlargementTraces.leastPictures else {
            return log.cannotMeasure(
                [metric], track.id, because: "\(told); it takes \(EnlargementTraces.leastPictures)")
        }
        guard let found = traces.common else {
            return log.add(metric, track.id, nil, note: "no trace of an enlargement; \(told)")
        }
        let unit = Double(size) / Double(FGK_SCALING_SIZE)
        let value = (found.size * unit).rounded()
        log.add(
            metric, track.id, .number(value),
            note: "of \(size); in \(found.pictures.count) of \(traces.pictures.count) pictures that tell",
            moments: found.runs.map { Moment(timing.time($0.lowerBound), timing.time($0.upperBound + 1)) },
            within: value - (unit / 2).rounded(.up)...value + (unit / 2).rounded(.up))
    }
}

/// What single pictures tell of an enlargement in one direction.
struct EnlargementTraces {
    static let leastPictures = 3
    /// 512ths that sizes may differ by and be the same.
    private static let tolerance = 0.75

    /// Those that tell: number of the picture and size, 0 for none.
    private(set) var pictures: [(index: Int, size: Double)] = []

    init() { pictures.reserveCapacity(1 << 12) }

    mutating func add(_ size: Double?, at index: Int) {
        if let size, pictures.count < pictures.capacity { pictures.append((index, size)) }
    }

    /// The size that most pictures agree on, those pictures, and the runs that they make.
    var common: (size: Double, pictures: [Int], runs: [ClosedRange<Int>])? {
        let sizes = pictures.map(\.size).filter { $0 > 0 }
        func like(_ size: Double) -> [Double] { sizes.filter { abs($0 - size) <= Self.tolerance } }
        guard let centre = Set(sizes).sorted().max(by: { like($0).count < like($1).count }),
            like(centre).count >= Self.leastPictures
        else { return nil }
        let marks = pictures.map { abs($0.size - centre) <= Self.tolerance }
        let runs = marks.runs()
        guard runs.contains(where: { $0.count > 1 }) else { return nil }
        let size = like(centre).reduce(0, +) / Double(like(centre).count)
        return (
            size, zip(pictures, marks).filter(\.1).map(\.0.index),
            runs.map { pictures[$0.lowerBound].index...pictures[$0.upperBound - 1].index }
        )
    }
}

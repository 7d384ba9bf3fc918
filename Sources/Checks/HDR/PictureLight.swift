import CKernels
import Measuring
import Media

/// Brightest and average max(R', G', B') of every picture of a track, as light or as PQ codes.
struct PictureLight {
    private let obstacle: String?
    private let lightRows: Int
    /// What each bin of the kernel's histogram counts as.
    private let values: [Double]
    private(set) var active: ActiveArea
    private(set) var brightest: [Float]
    private var sums: [Float]

    /// Whether the borders are wanted where the light cannot be measured.
    private let measuresBorders: Bool

    /// - Parameters:
    ///   - obstacle: why the light cannot be measured; nil when it can.
    ///   - values: of each of the 4096 bins; nil for light in cd/m².
    init(
        _ track: Track, _ first: PictureFacts, _ obstacle: String?, borders: Bool = false,
        _ values: ((Bool, Int) -> [Double])? = nil
    ) {
        measuresBorders = borders || obstacle == nil
        let colour = track.codedColour(first)
        let isFullRange = colour.isFull(first.pixelFormat)
        self.obstacle = obstacle
        lightRows = first.lightRows
        self.values = (values ?? LightBins.light)(isFullRange, first.pixelFormat?.depth ?? 10)
        active = ActiveArea(first, colour)
        brightest = .reserving(track)
        sums = .reserving(track)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        guard measuresBorders else { return request }
        request.groups = obstacle == nil ? [.light, .lines] : .lines
        request.lightRows = lightRows
        request.lineThreshold = active.threshold
        return request
    }

    mutating func add(_ statistics: PictureStatistics?) {
        guard measuresBorders, let result = statistics?.result else { return }
        active.widen(by: result.pointee.lines)
        guard obstacle == nil, result.pointee.light.valid != 0, let histogram = result.pointee.light.brightest
        else { return }
        var sum = 0.0
        for bin in 0..<Int(FGK_PICTURE_LIGHT_BINS) where histogram[bin] != 0 {
            sum += Double(histogram[bin]) * values[bin]
        }
        brightest.append(Float(values[min(Int(result.pointee.light.highest), values.count - 1)]))
        sums.append(Float(sum / Double(max(1, result.pointee.light.pixels))))
    }

    /// Why nothing was measured; nil when something was.
    var failure: String? { obstacle ?? (brightest.isEmpty ? "its samples cannot be read one by one" : nil) }

    /// Over the active picture: borders are black and add nothing.
    var averages: [Float] { sums.map { $0 * Float(active.scale) } }
}

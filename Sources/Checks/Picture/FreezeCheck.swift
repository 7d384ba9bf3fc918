import CKernels
import Measuring
import Media
import Model

/// How much each picture differs from the one before, so that freezes of any length can be judged later.
struct FreezeCheck: Check {
    let id = "picture-freeze"
    let version = 3
    let guide = Guide(
        title: "Frozen pictures",
        what: "For every picture, its difference from the one before in per cent of full scale: the mean absolute "
            + "difference over all components, or a quarter of the difference that 99 % of the 16 × 16 tiles stay "
            + "below, whichever is larger. The second part keeps a talking mouth or a ticker from being called "
            + "frozen. While less than 0.1 % changes from picture to picture, the means of the tiles are also held "
            + "against those at the beginning of that stretch, and their difference counts where it is larger, so that "
            + "slow fades and zooms are not called frozen. From 720 lines up every fourth line is compared, of both "
            + "fields in turn. The first picture has no value.",
        why: "A frozen picture under running sound is one of the faults that viewers notice first.",
        cause: "A render that repeated a frame, a proxy that was still linked, a damaged source, a frame-rate "
            + "conversion that dropped its source.",
        mend: "Look at the times given, relink or render the shot again. Intended stills belong into the delivery "
            + "notes.",
        references: ["FFmpeg freezedetect (mean difference from the first picture of a freeze, 0.1 % by default)"])

    static let freeze = Metric("picture.freeze", unit: "%", effort: .decode)
    /// Below this change in per cent a picture may stand still, and is held against the beginning of the stretch.
    static let still = 0.1

    let metrics = [freeze]
    let wants: Wants = .pictures

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        FreezeAnalyser(track, first)
    }
}

final class FreezeAnalyser: PictureAnalyser {
    private let track: Track
    private let fullScale: Double
    private let samples: Double
    private let changeRows: Int
    private let pixels: Double
    /// Luma per tile at the beginning of a stretch of little change; not in use between such stretches.
    private var reference: [UInt32]
    private var hasReference = false
    private var values: [Float]
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        let format = first.pixelFormat
        changeRows = first.changeRows
        fullScale = Double(1 << (format?.depth ?? 8))
        let luma = Double(first.width * first.height)
        let chromaWidth = (first.width + (1 << (format?.chromaShiftX ?? 0)) - 1) >> (format?.chromaShiftX ?? 0)
        let chromaHeight = (first.height + (1 << (format?.chromaShiftY ?? 0)) - 1) >> (format?.chromaShiftY ?? 0)
        let colours = (format?.components ?? 1) >= 3 ? 2.0 : 0
        pixels = luma
        reference = Array(repeating: 0, count: (first.width + 15) / 16 * ((first.height + 15) / 16))
        samples = luma + colours * (format?.isRGB == true ? luma : Double(chromaWidth * chromaHeight))
        values = .reserving(track)
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = [.change, .tiles]
        request.changeRows = changeRows
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let result = statistics?.result else {
            unreadable += 1
            return
        }
        guard result.pointee.change.valid != 0 else {
            values.append(.nan)
            return
        }
        let sad = result.pointee.change.sad
        let mean = Double(sad.0 + sad.1 + sad.2) / samples / fullScale
        let tile = Double(result.pointee.change.tile_sad_p99) / 256 / fullScale
        let change = max(mean, tile / 4) * 100
        values.append(Float(max(change, drift(result.pointee.tiles, change))))
    }

    /// How far the picture has moved away from the beginning of a stretch of little change, per cent.
    private func drift(_ tiles: fgk_picture_tiles, _ change: Double) -> Double {
        guard change < FreezeCheck.still, tiles.valid != 0, let sums = tiles.luma_sum else {
            hasReference = false
            return 0
        }
        let difference = hasReference ? self.difference(sums) : 0
        if !hasReference || difference >= FreezeCheck.still {
            for tile in reference.indices { reference[tile] = sums[tile] }
            hasReference = true
        }
        return difference
    }

    /// Mean difference of the tiles from the reference, per cent of full scale.
    private func difference(_ sums: UnsafePointer<UInt32>) -> Double {
        var sum = 0
        for tile in reference.indices { sum += abs(Int(reference[tile]) - Int(sums[tile])) }
        return Double(sum) / pixels / fullScale * 100
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        guard unreadable == 0, !values.isEmpty else {
            log.cannotMeasure([FreezeCheck.freeze], track.id, because: "its samples cannot be read one by one")
            return
        }
        log.series.append(timing.series(FreezeCheck.freeze, track.id, values))
    }
}

import Foundation
import Measuring
import Media

/// What has to be known of a track before its flashes can be measured.
struct FlashPicture {
    /// How code values become light.
    enum Transfer { case sdr, linear, pq, hlg }

    var format: PixelFormat
    var colour: Colour
    var width, height: Int
    /// Width over height as displayed.
    var aspect: Double
    /// Pictures a second.
    var rate: Double

    init(format: PixelFormat, colour: Colour, width: Int, height: Int, sampleAspect: Ratio, rate: Double) {
        self.format = format
        self.colour = colour
        self.width = width
        self.height = height
        let sample = sampleAspect.isKnown ? sampleAspect.asDouble : 1
        aspect = Double(width) * sample / Double(height)
        self.rate = rate
    }

    init?(_ track: Track, _ first: PictureFacts) {
        guard let format = first.pixelFormat else { return nil }
        self.init(
            format: format, colour: track.codedColour(first), width: first.width, height: first.height,
            sampleAspect: first.sampleAspect.isKnown ? first.sampleAspect : track.facts.sampleAspect,
            rate: track.frameRate?.asDouble ?? 25)
    }

    /// H.273 transfer characteristics: 8 linear, 16 PQ, 18 HLG.
    var transfer: Transfer {
        switch colour.transfer {
        case 8: .linear
        case 16: .pq
        case 18: .hlg
        default: .sdr
        }
    }

    var isHDR: Bool { transfer == .pq || transfer == .hlg }
    var isFull: Bool { colour.isFull(format) }
    /// Whether R'G'B' can be worked out.
    var hasColour: Bool { format.isRGB || format.components < 3 || colour.lumaCoefficients != nil }
    /// 25, 50 or 100 pictures a second.
    var isFiftyHertz: Bool { [25.0, 50, 100].contains { abs(rate - $0) < 0.01 * $0 } }

    /// Samples of the grid that a rectangle of CSS pixels covers, when the picture fills a screen of 1920 × 1080 of them.
    func samples(width: Double, height: Double) -> (columns: Double, rows: Double) {
        let isWide = aspect > 16.0 / 9
        let shownWidth = isWide ? 1920 : 1080 * aspect
        let shownHeight = isWide ? 1920 / aspect : 1080
        return (min(480, width / shownWidth * 480), min(270, height / shownHeight * 270))
    }
}

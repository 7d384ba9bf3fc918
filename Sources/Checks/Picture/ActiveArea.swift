import CKernels
import Measuring
import Media

/// The part of the raster that ever holds picture, seen over a whole track: bars stay outside as long as they are dark.
struct ActiveArea {
    /// Luma above this code is picture.
    let threshold: UInt16
    private let width, height: Int
    private var left, right, top, bottom: Int

    init(_ first: PictureFacts, _ colour: Colour) {
        width = first.width
        height = first.height
        (left, right, top, bottom) = (width, 0, height, 0)
        let scale = Double(1 << max(0, (first.pixelFormat?.depth ?? 8) - 8))
        // 4 % over black; for PQ 0.03 cd/m², the code 96 of 10 bit.
        let overBlack = colour.transfer == 16 ? 8 : 0.04 * 219
        let black = colour.isFull(first.pixelFormat) ? 0 : 16 * scale
        threshold = UInt16(clamping: Int((black + overBlack * scale).rounded()))
    }

    /// A line of which more than one pixel in two hundred is over the threshold holds picture.
    mutating func widen(by lines: fgk_picture_lines) {
        guard lines.valid != 0, let rows = lines.row_count, let columns = lines.column_count else { return }
        let rowLimit = UInt16(width / 200)
        let columnLimit = UInt16(height / 200)
        top = min(top, (0..<top).first { rows[$0] > rowLimit } ?? top)
        left = min(left, (0..<left).first { columns[$0] > columnLimit } ?? left)
        bottom = max(bottom, (bottom..<height).last { rows[$0] > rowLimit }.map { $0 + 1 } ?? bottom)
        right = max(right, (right..<width).last { columns[$0] > columnLimit }.map { $0 + 1 } ?? right)
    }

    /// Distances from the sides of the raster; nil when no picture was anything but black.
    var borders: ActiveBorders? {
        isKnown ? ActiveBorders(left: left, right: width - right, top: top, bottom: height - bottom) : nil
    }

    private var isKnown: Bool { right > left && bottom > top }
    private var pixels: Int { isKnown ? (right - left) * (bottom - top) : width * height }

    /// Raster over active picture: turns a share of the one into a share of the other.
    var scale: Double { Double(width * height) / Double(max(1, pixels)) }

    /// Nil where the picture fills the raster.
    var note: String? {
        isKnown && pixels < width * height
            ? "over the active picture, \(right - left) × \(bottom - top) at \(left), \(top)" : nil
    }
}

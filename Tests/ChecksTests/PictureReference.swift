import ColourScience
import Media
import Testing

@testable import Synth

/// R'G'B' of every pixel of a BT.2020 picture in double precision, by the definitions and nothing else: BT.2100
/// quantisation, chroma interpolated linearly between its samples, which lie at the left (and, `isTopLeft`, at the upper)
/// luma sample of those they cover.
struct PictureReference {
    let width, height: Int
    /// Signals, 0 is black and 1 white, row by row.
    private(set) var red: [Double] = []
    private(set) var green: [Double] = []
    private(set) var blue: [Double] = []

    init(_ canvas: Canvas, _ format: PixelFormat, isTopLeft: Bool = false) {
        (width, height) = (canvas.width, canvas.height)
        let step = Double(1 << (format.depth - 8))
        let planes = canvas.planes.map { ReferencePlane($0, canvas, isTopLeft: isTopLeft) }
        let top = Double(1 << format.depth - 1)
        for y in 0..<height {
            for x in 0..<width {
                let code = planes.map { $0.value(x, y) }
                if format.isRGB {
                    add(code[0] / top, code[1] / top, code[2] / top)
                } else {
                    let luma = (code[0] - 16 * step) / (219 * step)
                    let (cb, cr) = ((code[1] - 128 * step) / (224 * step), (code[2] - 128 * step) / (224 * step))
                    add(
                        luma + 1.4746 * cr, luma - 0.0593 * 1.8814 / 0.6780 * cb - 0.2627 * 1.4746 / 0.6780 * cr,
                        luma + 1.8814 * cb)
                }
            }
        }
    }

    private mutating func add(_ r: Double, _ g: Double, _ b: Double) {
        red.append(r)
        green.append(g)
        blue.append(b)
    }

    /// Largest of the linear R, G, B of a pixel, cd/m².
    func light(_ index: Int) -> Double { PQ.luminance(max(red[index], green[index], blue[index])) }

    /// Brightest pixel, and the average over `rows`, cd/m².
    func light(rows: Range<Int>) -> (brightest: Double, average: Double) {
        let all = (rows.lowerBound * width..<rows.upperBound * width).map(light)
        return (all.max() ?? 0, all.reduce(0, +) / Double(max(1, all.count)))
    }
}

private struct ReferencePlane {
    let plane: Canvas.Plane
    let across, down: Int
    let isTopLeft: Bool

    init(_ plane: Canvas.Plane, _ canvas: Canvas, isTopLeft: Bool) {
        self.plane = plane
        across = plane.width == canvas.width ? 1 : 2
        down = plane.height == canvas.height ? 1 : 2
        self.isTopLeft = isTopLeft
    }

    private func along(_ row: Int, _ x: Int) -> Double {
        let start = min(max(row, 0), plane.height - 1) * plane.width
        let part = Double(x % across) / Double(across)
        let near = Double(plane.samples[start + x / across])
        return near * (1 - part) + Double(plane.samples[start + min(x / across + 1, plane.width - 1)]) * part
    }

    func value(_ x: Int, _ y: Int) -> Double {
        if down == 1 { return along(y, x) }
        let place = Double(y) / 2 - (isTopLeft ? 0 : 0.25)
        let near = place.rounded(.down)
        return along(Int(near), x) * (1 - (place - near)) + along(Int(near) + 1, x) * (place - near)
    }
}

/// One picture whose brightest pixel is known, as a file that loses nothing.
struct KnownLight: CustomTestStringConvertible, Sendable {
    var pixelFormat = "yuv420p10le"
    var encoder = "ffv1"
    /// Lines of black above and below.
    var borders = 0
    var isTopLeft = false
    /// Code of the brightest pixel in 10-bit steps over black; 876 is white.
    var peak = 736
    /// Codes of 10 bits of a field that is brighter than all else.
    var field: [Int] = []

    static let size = Size(320, 180)
    static let place = (x: 141, y: 87)

    var testDescription: String {
        "\(pixelFormat) \(encoder) \(field)\(borders > 0 ? " behind borders" : "")\(isTopLeft ? " top left" : "")"
    }

    var format: PixelFormat { get throws { try PixelFormat(named: pixelFormat) } }

    /// Colours that wander from pixel to pixel up to about 200 cd/m², and one white pixel far above them.
    func picture() throws -> Canvas {
        let format = try format
        var canvas = Canvas(format, Self.size)
        let scale = 1 << (format.depth - 10)
        var random = SplitMix64(seed: 5)
        for index in canvas.planes.indices {
            let middle = index == 0 || format.isRGB ? 350 : 512
            let spread = index == 0 || format.isRGB ? 200 : 60
            var code = middle
            for place in canvas.planes[index].samples.indices {
                code = min(max(code + Int(random.next() % 41) - 20, middle - spread), middle + spread)
                canvas.planes[index].samples[place] = UInt16(code * scale)
            }
        }
        let black: [UInt16] = format.isRGB ? [0, 0, 0] : [64, 512, 512].map { UInt16($0 * scale) }
        canvas.fill(columns: 0..<320, rows: 0..<borders, black)
        canvas.fill(columns: 0..<320, rows: 180 - borders..<180, black)
        // Grey around it, so that no interpolation of chroma reaches it.
        let (x, y) = Self.place
        let grey: [UInt16] = (format.isRGB ? [300, 300, 300] : [300, 512, 512]).map { UInt16($0 * scale) }
        canvas.fill(columns: x - 6..<x + 7, rows: y - 6..<y + 7, grey)
        if !field.isEmpty { canvas.fill(columns: 32..<64, rows: 64..<96, field.map { UInt16($0 * scale) }) }
        let white = format.isRGB ? peakCode(format) : UInt16((64 + peak) * scale)
        for index in canvas.planes.indices where index == 0 || format.isRGB {
            canvas.planes[index].samples[y * 320 + x] = white
        }
        return canvas
    }

    private func peakCode(_ format: PixelFormat) -> UInt16 {
        UInt16((Double(peak) / 876 * Double(1 << format.depth - 1)).rounded())
    }

    /// What the brightest pixel is by its code, cd/m².
    var brightest: Double {
        get throws {
            let format = try format
            let signal = Double(peak) / 876
            return PQ.luminance(
                format.isRGB ? Double(peakCode(format)) / Double(1 << format.depth - 1) : signal)
        }
    }

    var track: VideoTrack {
        var track = VideoTrack()
        track.size = Self.size
        track.encoder = encoder
        track.pixelFormat = pixelFormat
        track.colour = .pq
        track.scenes = [Scene(.black, frames: 1)]
        if isTopLeft { track.colour.location = "topleft" }
        if pixelFormat.hasPrefix("gbr") { (track.colour.matrix, track.colour.range) = ("gbr", "pc") }
        if encoder == "libx265" { track.options["x265-params"] = "lossless=1" }
        return track
    }

    /// Writes the picture three times.
    func write(in bench: Bench) throws -> String {
        let path = bench.path("light.mkv")
        let writer = try MediaWriter(path: path)
        let stream = try writer.addVideo(try track.settings())
        try writer.start()
        let planes = try picture().planes.map(\.samples)
        for frame in 0..<3 { try writer.write(picture: planes, frame: frame, to: stream) }
        try writer.finish()
        return path
    }
}

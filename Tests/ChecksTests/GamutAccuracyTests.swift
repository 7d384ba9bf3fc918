import ColourScience
import Media
import Model
import Testing

@testable import Checks
@testable import Synth

/// Gamut occupancy of every pixel against double precision.
@Suite struct GamutAccuracyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pixelFormat: String
        var colour = ColourNames.pq
        /// How far chroma may wander from grey, 10-bit codes.
        var spread = 300
        var testDescription: String { "\(pixelFormat) \(colour.transfer ?? "") \(colour.range ?? "") ±\(spread)" }
    }

    private static let sdr = ColourNames.bt2020
    static let cases = [
        Case(pixelFormat: "yuv420p10le"), Case(pixelFormat: "yuv422p10le"), Case(pixelFormat: "yuv444p10le"),
        Case(pixelFormat: "yuv444p12le"), Case(pixelFormat: "yuv420p12le"), Case(pixelFormat: "gbrp10le"),
        Case(pixelFormat: "gbrp12le"), Case(pixelFormat: "yuv420p10le", spread: 60),
        Case(pixelFormat: "yuv420p10le", colour: .hlg), Case(pixelFormat: "yuv444p10le", colour: .hlg, spread: 90),
        Case(pixelFormat: "yuv420p10le", colour: sdr), Case(pixelFormat: "yuv422p10le", colour: sdr, spread: 90),
        Case(pixelFormat: "yuv420p", colour: sdr),
    ]

    /// Colours that wander over the gamut from pixel to pixel.
    private func picture(_ one: Case, _ format: PixelFormat) -> Canvas {
        var canvas = Canvas(format, KnownLight.size)
        var random = SplitMix64(seed: 23)
        let unit = Double(1 << format.depth) / 1024
        for index in canvas.planes.indices {
            let isLuma = index == 0 || format.isRGB
            let (middle, spread) = isLuma ? (450, 380) : (512, one.spread)
            var code = middle
            for place in canvas.planes[index].samples.indices {
                code = min(max(code + Int(random.next() % 101) - 50, middle - spread), middle + spread)
                canvas.planes[index].samples[place] = UInt16(Double(code) * unit)
            }
        }
        return canvas
    }

    private func settings(_ one: Case) -> VideoTrack {
        var track = VideoTrack()
        track.size = KnownLight.size
        track.encoder = "ffv1"
        track.pixelFormat = one.pixelFormat
        track.colour = one.colour
        if one.pixelFormat.hasPrefix("gbr") { (track.colour.matrix, track.colour.range) = ("gbr", "pc") }
        track.scenes = [Scene(.black, frames: 1)]
        return track
    }

    private func light(_ signal: Double, _ one: Case) -> Double {
        switch one.colour.transfer {
        case "smpte2084": PQ.luminance(signal)
        case "arib-std-b67": HLG.sceneLight(min(signal, 1))
        default: BT1886(white: 100).luminance(min(signal, 1))
        }
    }

    /// Per cent of the pixels outside of P3-D65 and of BT.709.
    private func known(_ one: Case, _ reference: PictureReference) throws -> (p3: Double, bt709: Double) {
        let gamuts = try [RGBPrimaries.p3D65, .bt709].map { target in
            try #require(GamutMembership(of: .bt2020, in: target, tolerance: 0.01))
        }
        var outside = [0, 0]
        for index in reference.red.indices {
            let signals = [reference.red[index], reference.green[index], reference.blue[index]]
            let colour = Triple(signals.map { light($0, one) })
            let isHLG = one.colour.transfer == "arib-std-b67"
            let shown = isHLG ? HLG.displayLight(colour, peak: 1000, gamma: 1.2) : colour
            guard shown.max() > 1 else { continue }
            for gamut in 0..<2 where !gamuts[gamut].contains(colour) { outside[gamut] += 1 }
        }
        let all = Double(reference.red.count)
        return (100 * Double(outside[0]) / all, 100 * Double(outside[1]) / all)
    }

    @Test(arguments: cases) func equalsDoublePrecision(_ one: Case) throws {
        let format = try PixelFormat(named: one.pixelFormat)
        let canvas = picture(one, format)
        let bench = try Bench()
        let path = bench.path("gamut.mkv")
        let writer = try MediaWriter(path: path)
        let stream = try writer.addVideo(try settings(one).settings())
        try writer.start()
        try writer.write(picture: canvas.planes.map(\.samples), frame: 0, to: stream)
        try writer.finish()
        let log = try bench.log(path, only: ["hdr.gamut.outside-p3", "hdr.gamut.outside-bt709"])
        let known = try known(one, PictureReference(canvas, format))
        let p3 = try #require(log.number("hdr.gamut.outside-p3"))
        let bt709 = try #require(log.number("hdr.gamut.outside-bt709"))
        // A sharp test has pixels on both sides.
        #expect(known.bt709 > 1 && known.bt709 < 95, "\(known)")
        #expect(abs(p3 - known.p3) < 0.01, "P3 \(p3), known \(known.p3)")
        #expect(abs(bt709 - known.bt709) < 0.01, "BT.709 \(bt709), known \(known.bt709)")
    }
}

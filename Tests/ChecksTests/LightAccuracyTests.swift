import ColourScience
import Media
import Model
import Testing

@testable import Checks
@testable import Synth

/// Measured MaxCLL and MaxFALL against pictures whose codes are known, in files that lose nothing.
@Suite struct LightAccuracyTests {
    static let clips = [
        KnownLight(pixelFormat: "yuv420p10le"), KnownLight(pixelFormat: "yuv422p10le"),
        KnownLight(pixelFormat: "yuv444p10le"), KnownLight(pixelFormat: "yuv420p10le", isTopLeft: true),
        KnownLight(pixelFormat: "yuv420p10le", borders: 24), KnownLight(pixelFormat: "yuv422p10le", borders: 24),
        KnownLight(pixelFormat: "yuv444p10le", borders: 24), KnownLight(pixelFormat: "gbrp10le"),
        KnownLight(pixelFormat: "yuv422p12le"), KnownLight(pixelFormat: "gbrp12le", borders: 24),
        KnownLight(pixelFormat: "yuv420p10le", encoder: "libx265"),
        KnownLight(pixelFormat: "yuv422p10le", encoder: "libx265", borders: 24),
        KnownLight(pixelFormat: "yuv444p10le", encoder: "libx265"), KnownLight(peak: 876), KnownLight(peak: 600),
    ]

    private static let metrics: Set<String> = [
        "hdr.measured.max-cll", "hdr.measured.max-cll-robust", "hdr.measured.max-fall",
    ]

    @Test(arguments: clips) func withinHalfAPerCent(_ clip: KnownLight) throws {
        let bench = try Bench()
        let log = try bench.log(clip.write(in: bench), only: Self.metrics)
        let rows = clip.borders..<180 - clip.borders
        let known = PictureReference(try clip.picture(), try clip.format, isTopLeft: clip.isTopLeft).light(rows: rows)
        // The reference agrees with what the code of the one pixel says.
        let brightest = try clip.brightest
        #expect(abs(known.brightest / brightest - 1) < 1e-9)
        let found = (
            brightest: try #require(log.number("hdr.measured.max-cll")),
            average: try #require(log.number("hdr.measured.max-fall"))
        )
        #expect(abs(found.brightest / brightest - 1) < 0.005, "MaxCLL \(found.brightest), known \(brightest)")
        #expect(abs(found.average / known.average - 1) < 0.005, "MaxFALL \(found.average), known \(known.average)")
        // One pixel of 57 600 is under a hundredth of a per cent.
        #expect(log.number("hdr.measured.max-cll-robust") ?? .infinity < 0.99 * brightest)
        #expect((log.note("hdr.measured.max-fall").isEmpty) == (clip.borders == 0))
    }

    /// Saturated light: red of 2000 cd/m² that luma alone would take for 40.
    @Test(arguments: ["yuv420p10le", "yuv422p10le", "yuv444p10le"], [[400, 400, 800], [300, 850, 480]])
    func brightestOfOneComponent(_ pixelFormat: String, _ field: [Int]) throws {
        let clip = KnownLight(pixelFormat: pixelFormat, peak: 500, field: field)
        let bench = try Bench()
        let log = try bench.log(clip.write(in: bench), only: Self.metrics)
        let (luma, blue, red) = (Double(field[0] - 64), Double(field[1] - 512), Double(field[2] - 512))
        let known = PQ.luminance(luma / 876 + max(1.4746 * red, 1.8814 * blue) / 896)
        let found = try #require(log.number("hdr.measured.max-cll"))
        #expect(abs(found / known - 1) < 0.005, "MaxCLL \(found), known \(known)")
        let average = PictureReference(try clip.picture(), try clip.format).light(rows: 0..<180).average
        #expect(abs((log.number("hdr.measured.max-fall") ?? 0) / average - 1) < 0.005)
    }

    /// What the codes themselves allow: a step of 10 bit is 1.1 % of light at 1000 cd/m², so a pixel that was meant to
    /// have 1000 cd/m² can be up to 0.6 % off before anything is measured. In 12 bit it is a quarter of that.
    @Test(arguments: [(10, 0.010, 0.011), (12, 0.0025, 0.0028)])
    func stepOfACode(_ depth: Int, _ least: Double, _ most: Double) {
        let steps = Double(219 << (depth - 8))
        let code = (PQ.signal(1000) * steps).rounded()
        let step = PQ.luminance((code + 1) / steps) / PQ.luminance(code / steps) - 1
        #expect((least...most).contains(step), "\(step)")
    }
}

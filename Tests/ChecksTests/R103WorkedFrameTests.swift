import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

/// A frame made by hand, and its share after EBU R 103 v3 worked out in plain doubles from the definition: R', G', B' from
/// Y', Cb, Cr of BT.709 in 10-bit code units, the filter 1 2 3 4 3 2 1 along the line and 1 2 1 across the lines (of the
/// field, where there are fields), limits 20 and 984, and 1 % of the picture.
@Suite struct R103WorkedFrameTests {
    @Test func progressiveFrame() throws {
        let frame = Frame.worked
        let expected = frame.share(fields: false)
        let measured = try Self.measure(frame, .progressive)
        // 512 pixels in each of four fields, 16 single ones, 20 lines of 32.
        #expect(abs(expected.unfiltered - 2704.0 / 32768 * 100) < 1e-9)
        #expect(abs(measured.unfiltered - expected.unfiltered) < 1e-4)
        #expect(abs(measured.filtered - expected.filtered) < 1e-4)
        #expect(expected.filtered < expected.unfiltered)
        #expect(expected.nearest > 0.25)
    }

    /// Lines that alternate between white and grey are out of range in one field; the frame's filter would hide them.
    @Test(arguments: [MediaWriter.Scan.tff, .bff]) func interlacedFrameIsFilteredInsideTheField(
        scan: MediaWriter.Scan
    ) throws {
        let frame = Frame.worked
        let expected = frame.share(fields: true)
        let measured = try Self.measure(frame, scan)
        #expect(abs(measured.unfiltered - expected.unfiltered) < 1e-4)
        #expect(abs(measured.filtered - expected.filtered) < 1e-4)
        #expect(expected.filtered > frame.share(fields: false).filtered + 0.5)
        #expect(expected.nearest > 0.25)
    }

    /// The rule is about 1 % of the picture, edges of the filter included.
    @Test(arguments: [(20, 18, true), (22, 22, false)]) func onePerCent(width: Int, height: Int, passes: Bool) throws {
        var frame = Frame()
        frame.fill(64..<64 + width, 32..<32 + height, 1023, 512, 512)
        let expected = frame.share(fields: false)
        #expect((expected.filtered <= 1) == passes)
        let rule = Rule(
            id: "r", title: "t", metric: "picture.r103", track: .every(.video), expectation: .range(min: nil, max: 1),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        let profile = Profile(id: "p", title: "p", edition: "1", rules: [rule])
        let verdicts = judge(try Self.log(frame, .progressive), against: profile).findings.map(\.verdict)
        #expect(verdicts == [passes ? .passed : .failed])
    }

    /// From 720 lines up the filter runs on every second pixel of every second line: an estimate of the same share.
    @Test func largeFrameIsEstimated() throws {
        var frame = Frame(width: 1280, height: 720)
        for place in 0..<12 { frame.fill(37 + place * 100..<90 + place * 100, 41..<141, 1000, 512, 512) }
        let expected = frame.share(fields: false)
        let measured = try Self.measure(frame, .progressive)
        #expect(abs(measured.unfiltered - expected.unfiltered) < 1e-4)
        #expect(abs(measured.filtered - expected.filtered) < 0.2)
    }

    private static func measure(
        _ frame: Frame, _ scan: MediaWriter.Scan
    ) throws -> (filtered: Double, unfiltered: Double) {
        let log = try log(frame, scan)
        return (
            try #require(log.number("picture.r103")), try #require(log.number("picture.r103-unfiltered"))
        )
    }

    /// Three times the frame, without loss.
    private static func log(_ frame: Frame, _ scan: MediaWriter.Scan) throws -> Log {
        let bench = try Bench()
        let path = bench.path("a.mkv")
        let writer = try MediaWriter(path: path)
        var settings = MediaWriter.VideoSettings(
            encoder: "libx264", pixelFormat: "yuv444p10le", width: frame.width, height: frame.height, rate: Ratio(25, 1)
        )
        settings.options = ["qp": "0", "x264-params": "mbtree=0"]
        settings.codedScan = scan
        settings.containerScan = scan
        settings.codedColour = Colour(primaries: 1, transfer: 1, matrix: 1, range: 1, location: 0)
        let stream = try writer.addVideo(settings)
        try writer.start()
        for index in 0..<3 { try writer.write(picture: frame.planes, frame: index, to: stream) }
        try writer.finish()
        return try Measurement(catalogue, metrics: ["picture.r103", "picture.luma.max"], hashes: false).log(of: path)
    }
}

private struct Frame {
    let width, height: Int
    /// Y', Cb, Cr.
    var planes: [[UInt16]]

    init(width: Int = 256, height: Int = 128) {
        self.width = width
        self.height = height
        planes = [502, 512, 512].map { Array(repeating: $0, count: width * height) }
    }

    mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ codes: UInt16...) {
        for y in rows { for x in columns { for plane in 0..<3 { planes[plane][y * width + x] = codes[plane] } } }
    }

    /// One excursion of each kind on mid grey.
    static var worked: Frame {
        var frame = Frame()
        frame.fill(16..<48, 8..<24, 1000, 512, 512)  // Y', and with it all others, above
        frame.fill(64..<96, 8..<24, 400, 512, 912)  // R' 1015.9 above, Y' legal
        frame.fill(112..<144, 8..<24, 700, 112, 512)  // B' -25.7 below
        frame.fill(16..<48, 48..<64, 200, 900, 900)  // G' -48.6 below
        for y in stride(from: 8, to: 40, by: 8) {  // single pixels, which the filter takes away
            for x in stride(from: 160, to: 192, by: 8) { frame.fill(x..<x + 1, y..<y + 1, 1010, 512, 512) }
        }
        for y in stride(from: 8, to: 48, by: 2) { frame.fill(208..<240, y..<y + 1, 1000, 512, 512) }  // one field
        return frame
    }

    /// Per cent of the picture out of range, filtered and not, and how near any pixel comes to a limit, in codes.
    func share(fields: Bool) -> (filtered: Double, unfiltered: Double, nearest: Double) {
        var filtered = 0
        var unfiltered = 0
        var nearest = Double.infinity
        for y in 0..<height {
            for x in 0..<width {
                let plain = excess(signals(planes.map { Double($0[y * width + x]) }))
                let smooth = excess(signals(planes.map { filter($0, x, y, step: fields ? 2 : 1) }))
                unfiltered += plain > 0 ? 1 : 0
                filtered += smooth > 0 ? 1 : 0
                nearest = min(nearest, abs(plain), abs(smooth))
            }
        }
        let scale = 100 / Double(width * height)
        return (Double(filtered) * scale, Double(unfiltered) * scale, nearest)
    }

    private func filter(_ plane: [UInt16], _ x: Int, _ y: Int, step: Int) -> Double {
        var sum = 0.0
        for (dy, down) in [(-step, 0.25), (0, 0.5), (step, 0.25)] {
            // Beyond the edge the picture goes on as it ends.
            let row = y + dy < 0 || y + dy >= height ? y : y + dy
            for (dx, across) in zip(-3...3, [1.0, 2, 3, 4, 3, 2, 1]) {
                sum += down * across / 16 * Double(plane[row * width + min(max(x + dx, 0), width - 1)])
            }
        }
        return sum
    }

    /// Y', R', G', B' in code units; BT.709 (Kr 0.2126, Kb 0.0722), narrow range.
    private func signals(_ code: [Double]) -> [Double] {
        let (kr, kb) = (0.2126, 0.0722)
        let kg = 1 - kr - kb
        let cb = (code[1] - 512) * 219 / 224
        let cr = (code[2] - 512) * 219 / 224
        let green = code[0] - 2 * (1 - kb) * kb / kg * cb - 2 * (1 - kr) * kr / kg * cr
        return [code[0], code[0] + 2 * (1 - kr) * cr, green, code[0] + 2 * (1 - kb) * cb]
    }

    /// How far the worst signal is out of 20 … 984; negative inside.
    private func excess(_ signals: [Double]) -> Double { signals.map { max(20 - $0, $0 - 984) }.max()! }
}

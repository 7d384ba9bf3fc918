import Media
import Testing

@testable import Synth

@Suite struct PictureTests {
    /// The canvases of a track; gaps are left out.
    private func paint(
        _ scenes: Scene..., format: String = "yuv422p10le", size: Size = Size(320, 180), colour: ColourNames = .bt709,
        scan: MediaWriter.Scan = .progressive, pulldown: Bool = false
    ) throws -> [Canvas] {
        var track = VideoTrack()
        track.pixelFormat = format
        track.size = size
        track.colour = colour
        track.scan = scan
        track.pulldown = pulldown
        track.scenes = scenes
        var painter = try VideoPainter(track)
        var canvases: [Canvas] = []
        while let frame = painter.next() {
            if case .picture(let canvas) = frame { canvases.append(canvas) }
        }
        return canvases
    }

    /// Code values under a pixel of the picture.
    private func codes(_ canvas: Canvas, _ x: Int, _ y: Int) -> [Int] {
        canvas.planes.map { plane in
            let column = x * plane.width / canvas.width
            let row = y * plane.height / canvas.height
            return Int(plane.samples[row * plane.width + column])
        }
    }

    @Test func barsOfRP219HaveTheStandardsCodes() throws {
        let bars = try paint(.bars(seconds: 0.04), size: Size(1920, 1080))[0]
        // Row 1, in the order of the columns; 240, 206 … 204 … 206, 240 wide.
        let first = [
            [414, 512, 512], [721, 512, 512], [674, 176, 543], [581, 589, 176], [534, 253, 207], [251, 771, 817],
            [204, 435, 848], [111, 848, 481], [414, 512, 512],
        ]
        let edges = [0, 240, 446, 652, 858, 1062, 1268, 1474, 1680, 1920]
        for (index, expected) in first.enumerated() {
            #expect(codes(bars, edges[index], 0) == expected)
            #expect(codes(bars, edges[index + 1] - 1, 629) == expected)
        }
        #expect(codes(bars, 0, 640) == [754, 615, 64])
        #expect(codes(bars, 1919, 640) == [127, 960, 471])
        #expect(codes(bars, 0, 740) == [877, 64, 553])
        #expect(codes(bars, 1919, 740) == [250, 409, 960])
        #expect(codes(bars, 446, 740)[0] == 64)
        #expect(codes(bars, 1473, 740)[0] == 940)
        let fourth = Set((0..<1920).map { codes(bars, $0, 1000)[0] })
        #expect(fourth == [46, 64, 82, 99, 195, 940])
    }

    @Test func barsFollowDepthAndMatrix() throws {
        let eight = try paint(.bars(seconds: 0.04), format: "yuv420p", size: Size(1920, 1080))[0]
        #expect(codes(eight, 446, 0) == [168, 44, 136])
        let wide = try paint(.bars(seconds: 0.04), size: Size(1920, 1080), colour: .bt2020)[0]
        #expect(codes(wide, 446, 0) == [682, 176, 539])
        let standard = try paint(.bars(.ebu75, seconds: 0.04), size: Size(720, 576), colour: .bt601)[0]
        #expect(
            (0..<8).map { codes(standard, $0 * 90 + 45, 10) } == [
                [940, 512, 512], [646, 176, 567], [525, 625, 176], [450, 289, 231], [335, 735, 793], [260, 399, 848],
                [139, 848, 457], [64, 512, 512],
            ])
    }

    @Test func levelsAreQuantisedAsTheFormatAsks() throws {
        func level(_ level: Level, _ format: String, _ colour: ColourNames = .bt709) throws -> [Int] {
            codes(try paint(.flat(level, seconds: 0.04), format: format, size: Size(16, 16), colour: colour)[0], 0, 0)
        }
        #expect(try level(.white, "yuv420p") == [235, 128, 128])
        #expect(try level(.white, "yuv420p12le") == [3760, 2048, 2048])
        #expect(try level(.white, "yuvj420p") == [255, 128, 128])
        #expect(try level(.rgb([100, 0, 50]), "gbrp10le", .unspecified) == [1023, 0, 512])
        #expect(try level(.white, "gray10le") == [940])
        #expect(try level(.nits(203), "yuv420p10le", .pq) == [573, 512, 512])
        #expect(try level(.nits(10000), "yuv420p10le", .pq) == [940, 512, 512])
        #expect(try level(.code([4, 5, 1019]), "yuv422p10le") == [4, 5, 1019])
        #expect(throws: RecipeError.self) { try level(.code([4, 5, 1024]), "yuv422p10le") }
        #expect(throws: MediaError.self) { try level(.white, "no-such-format") }
    }

    @Test func aTextureMovesAndIsLegal() throws {
        let frames = try paint(.texture(seconds: 0.16))
        #expect(Set(frames.map { codes($0, 100, 100) }).count > 1)
        for plane in frames[0].planes.dropFirst() {
            #expect(plane.samples.allSatisfy { (64...960).contains($0) })
        }
        let luma = frames[0].planes[0].samples
        #expect(luma.min()! >= 283 && luma.max()! <= 721 && luma.max()! - luma.min()! > 200)
        // Four pixels across, two down: what stood at (x + 4, y + 2) comes to (x, y).
        #expect(codes(frames[1], 100, 100) == codes(frames[0], 104, 102))
        #expect(try paint(.texture(seconds: 0.16)) == frames)
        #expect(try paint(.texture(seconds: 0.16, seed: 2)) != frames)
    }

    @Test func scenesFollowEachOther() throws {
        let frames = try paint(
            .texture(seconds: 0.08), .frozen(seconds: 0.08), .gap(frames: 5), .flash(), .black(seconds: 0.04),
            .ramp(from: 0, to: 100, seconds: 0.04))
        #expect(frames.count == 7)
        #expect(frames[1] != frames[0] && frames[2] == frames[1] && frames[3] == frames[1])
        #expect(codes(frames[4], 5, 5) == [940, 512, 512])
        #expect(codes(frames[5], 5, 5) == [64, 512, 512])
        #expect(codes(frames[6], 0, 90)[0] == 64 && codes(frames[6], 319, 90)[0] == 940)
    }

    @Test func bordersAndPatchesLieOverThePicture() throws {
        let frame = try paint(
            .texture(seconds: 0.04).letterboxed(top: 22, bottom: 22, left: 8).patched(.white, area: 10))[0]
        #expect(codes(frame, 160, 21) == [64, 512, 512] && codes(frame, 160, 158) == [64, 512, 512])
        #expect(codes(frame, 160, 22) != [64, 512, 512] && codes(frame, 7, 90) == [64, 512, 512])
        #expect(codes(frame, 160, 90) == [940, 512, 512])
    }

    @Test func flickerKeepsItsFrequency() throws {
        // 25 pictures a second, 5 Hz: five pictures a turn, of which the first three begin in the bright half.
        let frames = try paint(.flicker(hertz: 5, area: 25, seconds: 0.4))
        #expect(
            frames.map { codes($0, 160, 90)[0] == 940 } == [
                true, true, true, false, false, true, true, true, false, false,
            ])
        #expect(codes(frames[0], 2, 2)[0] == 64)
    }

    @Test func fieldsAreApartInTime() throws {
        let still = try paint(.texture(seconds: 0.08))
        let top = try paint(.texture(seconds: 0.08), scan: .tff)
        let bottom = try paint(.texture(seconds: 0.08), scan: .bff)
        func row(_ canvas: Canvas, _ row: Int) -> ArraySlice<UInt16> {
            canvas.planes[0].samples[row * 320..<(row + 1) * 320]
        }
        #expect(row(top[1], 10) == row(still[1], 10) && row(top[1], 11) != row(still[1], 11))
        #expect(row(bottom[1], 11) == row(still[1], 11) && row(bottom[1], 10) != row(still[1], 10))
        // 2:3 repeats a field within five fields.
        let film = try paint(.texture(seconds: 0.2), scan: .tff, pulldown: true)
        #expect(row(film[0], 0) == row(film[1], 0))
    }
}

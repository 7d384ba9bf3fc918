import CKernels
import Testing

/// Photosensitivity kernels on grids made here: 480 × 270 codes, narrow range, 8 bit.
@Suite struct FlashTests {
    private static let columns = Int(FGK_PICTURE_GRID_COLUMNS), rows = Int(FGK_PICTURE_GRID_ROWS)
    private static let samples = Double(FGK_FLASH_SAMPLES)

    private final class Grid {
        let planes: [UnsafeMutablePointer<UInt16>]

        init(_ codes: [UInt16]) {
            planes = codes.map {
                let plane = UnsafeMutablePointer<UInt16>.allocate(capacity: columns * rows)
                plane.initialize(repeating: $0, count: columns * rows)
                return plane
            }
        }
        deinit { planes.forEach { $0.deallocate() } }

        var tiles: fgk_picture_tiles {
            var tiles = fgk_picture_tiles()
            tiles.valid = 1
            tiles.luma_grid = UnsafePointer(planes[0])
            tiles.component_grid = (UnsafePointer(planes[0]), UnsafePointer(planes[1]), UnsafePointer(planes[2]))
            return tiles
        }

        func fill(_ area: (columns: Range<Int>, rows: Range<Int>), _ codes: [UInt16]) {
            for (plane, code) in zip(planes, codes) {
                for y in area.rows { for x in area.columns { plane[y * columns + x] = code } }
            }
        }
    }

    /// Luma of 8 bit as SDR on 200 cd/m², R'G'B' as a plain power.
    private static let levels = (0..<256).map { code in
        fgk_flash_level(200 * Self.power(max(0, Float(code) - 16) / 219))
    }
    private static let linear = (0...4095).map { power(Float($0) / 4095) }
    /// About 2.4 without a library: x² · √x would be 2.5.
    private static func power(_ x: Float) -> Float { x * x * (0.6 + 0.4 * x) }

    private static func withReading<T>(_ body: (UnsafePointer<fgk_flash_reading>) -> T) -> T {
        levels.withUnsafeBufferPointer { levels in
            linear.withUnsafeBufferPointer { linear in
                var reading = fgk_flash_reading()
                reading.model = FGK_PICTURE_YCBCR
                reading.depth = 8
                (reading.kr, reading.kb) = (0.2126, 0.0722)
                reading.level_of_luma = levels.baseAddress
                reading.linear = linear.baseAddress
                reading.to_xyz = (0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505)
                reading.to_709 = (1, 0, 0, 0, 1, 0, 0, 0, 1)
                reading.peak = 200
                return withUnsafePointer(to: &reading, body)
            }
        }
    }

    private struct Seen: Equatable {
        var rising: [Int32] = [], falling: [Int32] = [], changes: [Int32] = [], samples: [Int32] = []
    }

    /// Shows pictures at 25 a second to a detector and a counter.
    private func watch(
        _ pictures: Int, _ plane: UInt32, limit: Double, window: (Int32, Int32)? = nil, _ draw: (Grid, Int) -> Void
    ) throws -> Seen {
        let history = try #require(Self.withReading { fgk_flash_history_create($0, plane, 4) })
        defer { fgk_flash_history_destroy(history) }
        var rule = fgk_flash_change_rule()
        rule.plane = plane
        rule.within = 0.0655
        (rule.dark, rule.step, rule.bright_step) = (fgk_flash_level(160), 20 * UInt16(FGK_FLASH_STEPS), .max)
        rule.distance = 0.2
        rule.least = 32
        let detector = try #require(fgk_flash_detector_create(&rule))
        defer { fgk_flash_detector_destroy(detector) }
        var counting = fgk_flash_count_rule()
        (counting.columns, counting.rows) = window ?? (FGK_FLASH_COLUMNS, FGK_FLASH_ROWS)
        counting.limit = limit
        counting.pictures = 30
        let counter = try #require(fgk_flash_counter_create(&counting))
        defer { fgk_flash_counter_destroy(counter) }
        let grid = Grid([60, 128, 128])
        var seen = Seen()
        for picture in 0..<pictures {
            draw(grid, picture)
            var tiles = grid.tiles
            var changes = fgk_flash_changes()
            var count = fgk_flash_count()
            fgk_flash_history_add(history, &tiles, Double(picture) / 25)
            fgk_flash_detect(detector, history, &changes)
            fgk_flash_counter_add(counter, Double(picture) / 25, &changes, &count)
            seen.rising.append(changes.rising)
            seen.falling.append(changes.falling)
            seen.changes.append(count.changes)
            seen.samples.append(count.samples)
        }
        return seen
    }

    /// A rectangle of that share of the screen that is bright in every second picture.
    private func flashing(_ share: Double, codes: [[UInt16]] = [[60, 128, 128], [180, 128, 128]]) -> (Grid, Int) -> Void
    {
        { grid, picture in
            grid.fill((0..<Int((Double(Self.columns) * share).rounded()), 0..<Self.rows), codes[picture % 2])
        }
    }

    @Test func aQuarterOfTheScreenDecides() throws {
        for (share, isSeen) in [(0.24, false), (0.26, true), (1, true)] {
            let seen = try watch(30, FGK_FLASH_LUMA, limit: 0.25 * Self.samples, flashing(share))
            #expect(abs(Double(seen.rising.max()!) / Self.samples - share) < 0.01, "\(share)")
            #expect((seen.changes.max()! >= 7) == isSeen, "\(share)")
            // 24 changes begin within less than a second of the 25th.
            #expect(seen.changes.max()! == (isSeen ? 25 : 0), "\(share): \(seen.changes)")
        }
    }

    @Test func lightAndSaturatedRedAreSeen() throws {
        let light = try watch(12, FGK_FLASH_LIGHT, limit: 0.25 * Self.samples, flashing(0.5))
        #expect(light.changes.last == 11)
        // R' from 0.1 to 0.9 with little else.
        let red = try watch(
            12, FGK_FLASH_RED, limit: 0.25 * Self.samples, flashing(0.5, codes: [[60, 128, 128], [63, 102, 240]]))
        #expect(red.changes.last == 11)
        let grey = try watch(12, FGK_FLASH_RED, limit: 0.25 * Self.samples, flashing(0.5))
        #expect(grey.changes.last == 0)
    }

    /// 341 × 256 CSS pixels of 1920 × 1080 are 43 × 32 samples, wherever they lie.
    @Test func aWindowIsFoundWhereverItLies() throws {
        let limit = 0.25 * 42.6 * 32
        for (x, y) in [(0, 0), (430, 220), (211, 97)] {
            for (side, isSeen) in [(30, false), (46, true)] {
                let seen = try watch(10, FGK_FLASH_LUMA, limit: limit, window: (43, 32)) { grid, picture in
                    grid.fill((x..<x + side, y..<y + side), [picture % 2 == 0 ? 60 : 180, 128, 128])
                }
                #expect((seen.changes.last! >= 7) == isSeen, "\(side) at \(x), \(y)")
            }
        }
    }

    @Test func singleSpecksHaveNoCompany() throws {
        let seen = try watch(10, FGK_FLASH_LUMA, limit: 100) { grid, picture in
            for y in stride(from: 0, to: Self.rows, by: 8) {
                for x in stride(from: 0, to: Self.columns, by: 8) {
                    grid.fill((x..<x + 2, y..<min(y + 2, Self.rows)), [picture % 2 == 0 ? 60 : 180, 128, 128])
                }
            }
        }
        #expect(seen.rising.max() == 0 && seen.falling.max() == 0)
    }

    /// Serialised by being one test: the choice is global.
    @Test func vectorsAgreeWithPlainLoops() throws {
        for plane in [FGK_FLASH_LUMA, FGK_FLASH_LIGHT, FGK_FLASH_RED] {
            func noise() throws -> Seen {
                var random = SplitMix(UInt64(plane))
                return try watch(12, plane, limit: 200) { grid, _ in
                    for (index, component) in grid.planes.enumerated() {
                        for i in 0..<Self.columns * Self.rows {
                            let wide = random.next() >> 56
                            component[i] = UInt16(index == 0 ? wide : index == 1 ? wide / 2 : wide / 2 + 127)
                        }
                    }
                }
            }
            _ = fgk_flash_force_plain(1)
            let plain = try noise()
            _ = fgk_flash_force_plain(0)
            #expect(try noise() == plain && plain.rising.max()! > 100, "\(plane)")
        }
    }
}

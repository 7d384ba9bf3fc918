import CKernels
import Foundation
import Testing

/// The flash kernels look closely only where quick tests say that something may have changed. They miss nothing.
@Suite struct FlashReferenceTests {
    /// Luma, luminance of linear light and saturated red; changes within 66 ms, and at any pace.
    @Test(
        arguments: [FlashReference.Coding.sdr, .pq, .hlg, .deep],
        [FGK_FLASH_LUMA, FGK_FLASH_LIGHT, FGK_FLASH_RED])
    func everyChangeIsFound(coding: FlashReference.Coding, plane: UInt32) {
        for within in plane == FGK_FLASH_RED ? [0.0655] : [0.0655, 0] {
            // Bright states count by their contrast in some rule sets, and in others not at all.
            let bright: UInt16 = (coding.bend == nil) == (plane == FGK_FLASH_LUMA) ? 20 * 64 + 1 : .max
            let rule = fgk_flash_change_rule(
                plane: plane, within: within, dark: fgk_flash_level(160), step: 20 * 64, bright_step: bright,
                distance: 0.2, columns: 240, rows: 135, least: 1)
            compare(coding, rule)
        }
    }

    private func compare(_ coding: FlashReference.Coding, _ rule: fgk_flash_change_rule) {
        let history = coding.withReading { fgk_flash_history_create($0, rule.plane, 4) }
        let detector = withUnsafePointer(to: rule, fgk_flash_detector_create)
        defer {
            fgk_flash_history_destroy(history)
            fgk_flash_detector_destroy(detector)
        }
        var reference = FlashReference(coding, rule)
        var most: Int32 = 0
        for picture in 0..<4 {
            let grids = Self.grids(picture, coding.depth)
            var changes = fgk_flash_changes()
            grids[0].withUnsafeBufferPointer { luma in
                grids[1].withUnsafeBufferPointer { blue in
                    grids[2].withUnsafeBufferPointer { red in
                        var tiles = fgk_picture_tiles()
                        tiles.luma_grid = luma.baseAddress
                        tiles.component_grid = (luma.baseAddress, blue.baseAddress, red.baseAddress)
                        fgk_flash_history_add(history, &tiles, Double(picture) / 30)
                    }
                }
            }
            fgk_flash_detect(detector, history, &changes)
            #expect([changes.rising, changes.falling] == reference.changes(grids))
            most = max(most, changes.rising, changes.falling)
        }
        #expect(most > 30, "there is something to miss")
    }

    /// Every luma, with noise from next to none to strong, in colours from grey to saturated; the lower half redder.
    private static func grids(_ picture: Int, _ depth: Int) -> [[UInt16]] {
        let unit = 1 << (depth - 8)
        var state = UInt64(picture) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func noise(_ range: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % (2 * range + 1) - range
        }
        var grids = [[UInt16]](repeating: [UInt16](repeating: 0, count: 480 * 270), count: 3)
        for place in 0..<480 * 270 {
            let (x, y) = (place % 480, place / 480)
            // Blocks of 8 × 8 move together, so that samples have company.
            let strength = x / 8 % 12 * 3 * unit + unit / 2
            if y % 8 != 0 { for plane in 0..<3 { grids[plane][place] = grids[plane][place - 480] } }
            if y % 8 != 0 { continue }
            if x % 8 != 0 { for plane in 0..<3 { grids[plane][place] = grids[plane][place - 1] } }
            if x % 8 != 0 { continue }
            let isRed = y > 135
            let codes = [
                (16 + x * 219 / 480) * unit, (isRed ? 100 : 128) * unit, (isRed ? 176 + x / 16 : 128) * unit,
            ]
            for plane in 0..<3 {
                let code = codes[plane] + noise(plane == 0 ? strength : strength * 2 / 3)
                grids[plane][place] = UInt16(min((1 << depth) - 1, max(0, code)))
            }
        }
        return grids
    }
}

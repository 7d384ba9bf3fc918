import CKernels
import Foundation
import Testing

private let sampleCount = 480 * 270

/// The vector code of the flash kernels finds what the plain code finds, sample by sample.
@Suite(.serialized) struct FlashAgreementTests {
    /// Luma, luminance of linear light and saturated red; changes within 66 ms, and at any pace.
    @Test(arguments: [FGK_FLASH_LUMA, FGK_FLASH_LIGHT, FGK_FLASH_RED], [0.0655, 0.0])
    func vectorAndPlainCodeAgree(plane: UInt32, within: Double) throws {
        guard plane != FGK_FLASH_RED || within > 0 else { return }
        let plain = run(plane, within, isPlain: true)
        let vector = run(plane, within, isPlain: false)
        #expect(plain.changes == vector.changes)
        #expect(plain.counts == vector.counts)
        #expect(plain.samples == vector.samples)
        // There is something to agree on.
        #expect(plain.changes.contains { $0 > 1000 })
        #expect(plain.counts.contains { $0 >= 4 })
    }

    private struct Outcome {
        var changes: [Int32] = []
        var counts: [Int32] = []
        var samples: [[UInt8]] = []
    }

    private func run(_ plane: UInt32, _ within: Double, isPlain: Bool) -> Outcome {
        fgk_flash_force_plain(isPlain ? 1 : 0)
        defer { fgk_flash_force_plain(0) }
        let levels = (0..<1024).map { code in
            fgk_flash_level(Float(200 * pow(max(0, (Double(code) - 64) / 876), 2.4)))
        }
        let linear = (0...4095).map { Float(pow(Double($0) / 4095, 2.2)) }
        var outcome = Outcome()
        levels.withUnsafeBufferPointer { levels in
            linear.withUnsafeBufferPointer { linear in
                var reading = Self.reading
                reading.level_of_luma = levels.baseAddress
                reading.linear = linear.baseAddress
                var change = fgk_flash_change_rule(
                    plane: plane, within: within, dark: fgk_flash_level(160), step: 20 * 64, bright_step: .max,
                    distance: 0.2, columns: 107, rows: 81, least: 128)
                var count = fgk_flash_count_rule(
                    columns: 107, rows: 81, limit: 107 * 81 / 4, either_way: 0, spacing: 0, pictures: 30)
                let history = fgk_flash_history_create(&reading, plane, 4)
                let detector = fgk_flash_detector_create(&change)
                let counter = fgk_flash_counter_create(&count)
                defer {
                    fgk_flash_history_destroy(history)
                    fgk_flash_detector_destroy(detector)
                    fgk_flash_counter_destroy(counter)
                }
                for picture in 0..<40 {
                    feed(picture, history, detector, counter, &outcome)
                }
            }
        }
        return outcome
    }

    private func feed(
        _ picture: Int, _ history: OpaquePointer?, _ detector: OpaquePointer?, _ counter: OpaquePointer?,
        _ outcome: inout Outcome
    ) {
        let grids = Self.grids(picture)
        var changes = fgk_flash_changes()
        var found = fgk_flash_count()
        grids[0].withUnsafeBufferPointer { luma in
            grids[1].withUnsafeBufferPointer { blue in
                grids[2].withUnsafeBufferPointer { red in
                    var tiles = fgk_picture_tiles()
                    tiles.valid = 1
                    tiles.luma_grid = luma.baseAddress
                    tiles.component_grid = (luma.baseAddress, blue.baseAddress, red.baseAddress)
                    fgk_flash_history_add(history, &tiles, Double(picture) / 30)
                }
            }
        }
        fgk_flash_detect(detector, history, &changes)
        fgk_flash_counter_add(counter, Double(picture) / 30, &changes, &found)
        outcome.changes += [changes.rising, changes.falling]
        outcome.counts += [found.changes, found.samples, found.events]
        outcome.samples.append(
            Array(UnsafeBufferPointer(start: fgk_flash_counter_samples(counter), count: sampleCount)))
    }

    /// Noise everywhere, a field that flashes in luma, and one that turns red.
    private static func grids(_ picture: Int) -> [[UInt16]] {
        var state = UInt64(picture) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func noise(_ range: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 40) % range
        }
        var grids = [[UInt16]](repeating: [UInt16](repeating: 0, count: sampleCount), count: 3)
        for place in 0..<sampleCount {
            let x = place % 480
            let isOn = picture / 3 % 2 == 0
            let isFlash = (100..<260).contains(x) && isOn
            let isRed = (280..<420).contains(x) && isOn
            grids[0][place] = UInt16((isFlash ? 700 : isRed ? 250 : 300) + noise(60))
            grids[1][place] = UInt16((isRed ? 410 : 512) + noise(8))
            grids[2][place] = UInt16((isRed ? 960 : 512) + noise(8))
        }
        return grids
    }

    private static var reading: fgk_flash_reading {
        var reading = fgk_flash_reading()
        reading.model = FGK_PICTURE_YCBCR
        reading.depth = 10
        reading.kr = 0.2126
        reading.kb = 0.0722
        reading.peak = 200
        reading.to_xyz = (
            0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322
        )
        reading.to_709 = (1, 0, 0, 0, 1, 0, 0, 0, 1)
        return reading
    }
}

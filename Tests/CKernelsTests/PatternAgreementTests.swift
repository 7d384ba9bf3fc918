import CKernels
import Foundation
import Testing

/// The vector code of the search for stripes finds what the plain code finds, to the last bit.
@Suite(.serialized) struct PatternAgreementTests {
    @Test func vectorAndPlainCodeAgree() {
        let plain = run(isPlain: true)
        #expect(plain == run(isPlain: false))
        #expect(plain.contains { $0[0] > 0.4 && abs($0[2] - 24) < 1 }, "stripes over much of the screen")
        #expect(plain.contains { $0[0] == 0 }, "and pictures without")
    }

    /// Area, pairs, pairs across and down, contrast, light and phase of each picture.
    private func run(isPlain: Bool) -> [[Double]] {
        fgk_flash_force_plain(isPlain ? 1 : 0)
        defer { fgk_flash_force_plain(0) }
        var rule = fgk_flash_pattern_rule(contrast: 20, light: 50, dark: 160)
        let pattern = FlashReference.Coding.sdr.withReading { fgk_flash_pattern_create($0, &rule) }
        defer { fgk_flash_pattern_destroy(pattern) }
        return (0..<4).map { picture in
            var stripes = fgk_flash_stripes()
            Self.luma(picture).withUnsafeBufferPointer {
                var tiles = fgk_picture_tiles()
                tiles.luma_grid = $0.baseAddress
                fgk_flash_pattern_look(pattern, &tiles, &stripes)
            }
            return [
                stripes.area, stripes.pairs, stripes.across, stripes.down, stripes.contrast, stripes.light,
                stripes.phase,
            ]
        }
    }

    /// Slanting stripes with noise in some pictures, noise alone in others.
    private static func luma(_ picture: Int) -> [UInt16] {
        var state = UInt64(picture) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        return (0..<480 * 270).map { place in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let (x, y) = (Double(place % 480), Double(place / 480))
            let wave = picture % 4 == 3 ? 0 : 60 * sin(2 * .pi * (24 * x / 480 + 5 * y / 270) + Double(picture))
            return UInt16(130 + wave + Double(state >> 40 & 31))
        }
    }
}

import CKernels

/// Searches pictures for stripes.
final class PatternFinder {
    private let handle: OpaquePointer

    init?(_ picture: FlashPicture) {
        guard !picture.format.isXYZ else { return nil }
        var rule = fgk_flash_pattern_rule(contrast: 20, light: 50, dark: 160)
        if picture.isHDR { rule.dark = .infinity }
        guard let handle = FlashLight(picture).withReading({ fgk_flash_pattern_create($0, &rule) }) else { return nil }
        self.handle = handle
    }

    deinit { fgk_flash_pattern_destroy(handle) }

    func stripes(in tiles: UnsafePointer<fgk_picture_tiles>) -> fgk_flash_stripes {
        var stripes = fgk_flash_stripes()
        fgk_flash_pattern_look(handle, tiles, &stripes)
        return stripes
    }
}

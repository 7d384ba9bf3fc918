import CFFmpeg

// The plain structs that the writer takes, and the values that only a writer makes up.

extension Ratio {
    var plain: fg_rational { fg_rational(num: Int32(numerator), den: Int32(denominator)) }
}

extension Colour {
    var plain: fg_colour {
        fg_colour(
            primaries: Int32(primaries), transfer: Int32(transfer), matrix: Int32(matrix), range: Int32(range),
            location: Int32(location))
    }

    /// Colour by names as libavutil spells them (`bt2020`, `smpte2084`, `bt2020nc`, `tv`, `left`), or by H.273 numbers for
    /// codes that have no name. Nil is "unspecified".
    public init(
        primaries: String? = nil, transfer: String? = nil, matrix: String? = nil, range: String? = nil,
        location: String? = nil
    ) throws(MediaError) {
        self = .unspecified
        if let primaries { self.primaries = try Self.code(primaries, "primaries", fg_primaries_code) }
        if let transfer { self.transfer = try Self.code(transfer, "transfer", fg_transfer_code) }
        if let matrix { self.matrix = try Self.code(matrix, "matrix", fg_matrix_code) }
        if let range { self.range = try Self.code(range, "range", fg_range_code) }
        if let location { self.location = try Self.code(location, "chroma location", fg_location_code) }
    }

    private static func code(
        _ name: String, _ what: String, _ find: (UnsafePointer<CChar>?) -> Int32
    ) throws(MediaError) -> Int {
        if let number = Int(name) { return number }
        let code = find(name)
        guard code >= 0 else { throw MediaError(operation: "colour", code: 0, text: "no \(what) named \(name)") }
        return Int(code)
    }
}

extension MasteringDisplay {
    /// - Parameter luminance: darkest and brightest of the display, cd/m².
    public init(
        red: Chromaticity, green: Chromaticity, blue: Chromaticity, white: Chromaticity,
        luminance: ClosedRange<Double>
    ) {
        self.red = red
        self.green = green
        self.blue = blue
        self.white = white
        minLuminance = luminance.lowerBound
        maxLuminance = luminance.upperBound
    }

    var plain: fg_mastering {
        let points = [red, green, blue, white].compactMap { $0 }
        var plain = fg_mastering()
        if points.count == 4 {
            plain.has_primaries = 1
            plain.x = (points[0].x, points[1].x, points[2].x, points[3].x)
            plain.y = (points[0].y, points[1].y, points[2].y, points[3].y)
        }
        if let maxLuminance, let minLuminance {
            plain.has_luminance = 1
            plain.max_luminance = maxLuminance
            plain.min_luminance = minLuminance
        }
        return plain
    }
}

extension ContentLight {
    /// cd/m²
    public init(maxCLL: Int, maxFALL: Int) {
        self.maxCLL = maxCLL
        self.maxFALL = maxFALL
    }

    var plain: fg_light { fg_light(present: 1, max_cll: Int32(maxCLL), max_fall: Int32(maxFALL)) }
}

extension DolbyVisionConfiguration {
    /// A single-layer stream with metadata.
    public init(profile: Int, level: Int, compatibility: Int) {
        self.profile = profile
        self.level = level
        self.compatibility = compatibility
        hasRPU = true
        hasEnhancementLayer = false
        hasBaseLayer = true
    }

    var plain: fg_dovi {
        fg_dovi(
            present: 1, version_major: 1, version_minor: 0, profile: Int32(profile), level: Int32(level),
            rpu: hasRPU ? 1 : 0, el: hasEnhancementLayer ? 1 : 0, bl: hasBaseLayer ? 1 : 0,
            compatibility: Int32(compatibility))
    }
}

extension PixelFormat {
    /// The format of libavutil's `name`.
    /// - Throws: ``MediaError`` for unknown names, palettes, floats, and formats packed below the byte.
    public init(named name: String) throws(MediaError) {
        var plain = fg_pixel_format()
        guard fg_pixel_format_named(name, &plain) >= 0, let format = PixelFormat(plain) else {
            throw MediaError(operation: "pixel format", code: 0, text: "no writable pixel format named \(name)")
        }
        self = format
    }

    /// The size of one component of a picture of `width` by `height`; subsampled sizes round up.
    public func size(component: Int, width: Int, height: Int) -> (width: Int, height: Int) {
        guard component == 1 || component == 2, components >= 3, !isRGB else { return (width, height) }
        return (-(-width >> chromaShiftX), -(-height >> chromaShiftY))
    }
}

/// Channel names (`FL`, `LFE`) of libavutil's layout `name`, in order.
/// - Throws: ``MediaError`` for an unknown name.
public func channelNames(layout name: String) throws(MediaError) -> [String] {
    let count = fg_layout_channels(name)
    guard count > 0 else { throw MediaError(operation: "layout", code: 0, text: "no channel layout named \(name)") }
    return (0..<count).map { channel in cText(capacity: 32) { fg_layout_channel_name(name, channel, $0, $1) } }
}

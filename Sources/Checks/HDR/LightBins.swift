import ColourScience

/// The 4096 bins of the picture kernels under the perceptual quantiser (SMPTE ST 2084): codes at 12 bit, narrow or full.
enum LightBins {
    /// PQ code of 12 bits, full range as Dolby Vision writes it, of each bin.
    static func codes(isFullRange: Bool, depth: Int) -> [Double] {
        signals(isFullRange, depth).map { 4095 * min(max($0, 0), 1) }
    }

    /// Light of each bin, cd/m².
    static func light(isFullRange: Bool, depth: Int) -> [Double] { signals(isFullRange, depth).map(PQ.luminance) }

    /// White of a full-range picture is its highest code, shifted up to 12 bit.
    private static func signals(_ isFullRange: Bool, _ depth: Int) -> [Double] {
        let white = Double(((1 << min(depth, 12)) - 1) << max(0, 12 - depth))
        return (0..<4096).map { isFullRange ? Double($0) / white : (Double($0) - 256) / 3504 }
    }
}

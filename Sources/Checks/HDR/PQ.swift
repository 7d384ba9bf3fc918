import ColourScience

/// The perceptual quantiser, SMPTE ST 2084, over the bins of the picture kernels.
enum PQ {
    /// Light in cd/m² of a signal from 0 to 1.
    static func light(_ signal: Double) -> Double { ColourScience.PQ.luminance(signal) }

    /// PQ code of 12 bits, full range as Dolby Vision writes it, of each of 4096 codes at 12 bit.
    static func codesOfBins(isFullRange: Bool, depth: Int) -> [Double] {
        let white = Self.white(depth)
        return (0..<4096).map { code in
            4095 * min(max(isFullRange ? Double(code) / white : (Double(code) - 256) / 3504, 0), 1)
        }
    }

    private static func white(_ depth: Int) -> Double {
        Double(((1 << min(depth, 12)) - 1) << max(0, 12 - depth))
    }

    /// Light of each of 4096 codes at 12 bit. White of a full-range picture is its highest code, shifted up to 12 bit.
    static func lightOfBins(isFullRange: Bool, depth: Int) -> [Double] {
        let white = Self.white(depth)
        return (0..<4096).map { code in
            light(isFullRange ? Double(code) / white : (Double(code) - 256) / 3504)
        }
    }
}

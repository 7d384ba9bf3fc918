#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Conversions between loudness, level and the linear quantities behind them.
enum Decibels {
    /// Loudness in LUFS of a weighted energy (BS.1770-5 Annex 1, equation 2); minus infinity for none.
    static func loudness(ofEnergy energy: Double) -> Double { -0.691 + 10 * log10(energy) }

    /// The inverse of ``loudness(ofEnergy:)``.
    static func energy(ofLoudness loudness: Double) -> Double { pow(10, (loudness + 0.691) / 10) }

    /// Ratio of two energies in LU.
    static func ratio(_ energy: Double, to reference: Double) -> Double { 10 * log10(energy / reference) }

    /// Level in dB of a linear amplitude, full scale being 1; minus infinity for none.
    static func level(ofAmplitude amplitude: Double) -> Double { 20 * log10(amplitude) }
}

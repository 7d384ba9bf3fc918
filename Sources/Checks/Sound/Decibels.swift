#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A power ratio in dB; minus infinity for none.
func decibels(power: Double) -> Double { power > 0 ? 10 * log10(power) : -.infinity }

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A power ratio in dB; minus infinity for none.
func decibels(power: Double) -> Double { power > 0 ? 10 * log10(power) : -.infinity }

/// The power of a level in dB.
func power(decibels: Double) -> Double { pow(10, decibels / 10) }

/// Of an angle in turns.
func cosine(_ turns: Double) -> Double { cos(2 * .pi * turns) }
func sine(_ turns: Double) -> Double { sin(2 * .pi * turns) }

func naturalLogarithm(_ ratio: Double) -> Double { log(ratio) }

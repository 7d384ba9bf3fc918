import Glibc

/// Perceptual quantizer, SMPTE ST 2084 and ITU-R BT.2100 table 4: signal to absolute luminance.
public enum PQ {
    /// cd/m² at signal 1.
    public static let peak = 10_000.0

    private static let m1 = 2610.0 / 16384
    private static let m2 = 2523.0 / 32
    private static let c1 = 3424.0 / 4096
    private static let c2 = 2413.0 / 128
    private static let c3 = 2392.0 / 128

    /// EOTF: cd/m² of a signal 0…1. Signals outside (foot room, head room) are taken to the nearest end.
    public static func luminance(_ signal: Double) -> Double {
        let power = pow(min(max(signal, 0), 1), 1 / m2)
        return peak * pow(max(power - c1, 0) / (c2 - c3 * power), 1 / m1)
    }

    /// Inverse EOTF: signal 0…1 of a luminance in cd/m².
    public static func signal(_ luminance: Double) -> Double {
        let power = pow(min(max(luminance / peak, 0), 1), m1)
        return pow((c1 + c2 * power) / (1 + c3 * power), m2)
    }
}

import Glibc

/// A transfer function between a signal 0…1 and linear light, normalised so that signal 1 is light 1 (ST 428 aside).
///
/// Camera curves (BT.709, HLG, …) give scene light, display curves (gammas, PQ) display light; which of the two a
/// number means depends on the curve and never changes by applying it.
public enum Transfer: Hashable, Sendable {
    case linear
    /// BT.709, BT.601 and BT.2020 OETF, inverted.
    case bt709
    /// IEC 61966-2-1
    case srgb
    /// A pure power. BT.1886 with a black of zero is `gamma(2.4)`.
    case gamma(Double)
    case smpte240m
    /// Two and two and a half decades of logarithm (H.273 codes 9 and 10).
    case log100, log316
    /// Light 1 is 10 000 cd/m².
    case pq
    /// Scene light.
    case hlg
    /// Signal 1 is 52.37/48 of the white of 48 cd/m².
    case smpte428
    /// CIE lightness as the signal.
    case lightness

    /// The curve of an H.273 code point (table 3); nil for reserved, unspecified and extended-range ones.
    public init?(h273 code: Int) {
        switch code {
        case 1, 6, 14, 15: self = .bt709
        case 4: self = .gamma(2.2)
        case 5: self = .gamma(2.8)
        case 7: self = .smpte240m
        case 8: self = .linear
        case 9: self = .log100
        case 10: self = .log316
        case 13: self = .srgb
        case 16: self = .pq
        case 17: self = .smpte428
        case 18: self = .hlg
        default: return nil
        }
    }

    /// Linear light of a signal. Signals below 0 give no negative light, and signals above 1 go on along the curve.
    public func light(_ signal: Double) -> Double {
        let signal = max(signal, 0)
        return switch self {
        case .linear: signal
        case .bt709: signal < 4.5 * Self.beta ? signal / 4.5 : pow((signal + Self.alpha - 1) / Self.alpha, 1 / 0.45)
        case .srgb: signal <= 0.04045 ? signal / 12.92 : pow((signal + 0.055) / 1.055, 2.4)
        case .gamma(let exponent): pow(signal, exponent)
        case .smpte240m: signal < 4 * 0.0228 ? signal / 4 : pow((signal + 0.1115) / 1.1115, 1 / 0.45)
        case .log100: signal <= 0 ? 0 : pow(10, 2 * (signal - 1))
        case .log316: signal <= 0 ? 0 : pow(10, 2.5 * (signal - 1))
        case .pq: PQ.luminance(signal) / PQ.peak
        case .hlg: HLG.sceneLight(signal)
        case .smpte428: 52.37 / 48 * pow(signal, 2.6)
        case .lightness: signal <= 0.08 ? signal * 100 / Self.kappa : pow((signal + 0.16) / 1.16, 3)
        }
    }

    /// The signal of linear light; the inverse of ``light(_:)``.
    public func signal(_ light: Double) -> Double {
        let light = max(light, 0)
        return switch self {
        case .linear: light
        case .bt709: light < Self.beta ? 4.5 * light : Self.alpha * pow(light, 0.45) - (Self.alpha - 1)
        case .srgb: light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
        case .gamma(let exponent): pow(light, 1 / exponent)
        case .smpte240m: light < 0.0228 ? 4 * light : 1.1115 * pow(light, 0.45) - 0.1115
        case .log100: light < 0.01 ? 0 : 1 + log10(light) / 2
        case .log316: light < 0.0031622776601683795 ? 0 : 1 + log10(light) / 2.5
        case .pq: PQ.signal(light * PQ.peak)
        case .hlg: HLG.signal(light)
        case .smpte428: pow(light * 48 / 52.37, 1 / 2.6)
        case .lightness: light <= 216.0 / 24389 ? light * Self.kappa / 100 : 1.16 * cbrt(light) - 0.16
        }
    }

    /// H.273 gives the constants of BT.709 with all digits that make the two segments meet.
    private static let alpha = 1.099296826809442
    private static let beta = 0.018053968510807
    /// CIE 15: L* = κ·Y below the knee.
    private static let kappa = 24389.0 / 27
}

/// Reference EOTF of flat panels in HDTV studios, ITU-R BT.1886: absolute, with the black of the display.
public struct BT1886: Sendable {
    /// cd/m² at signal 1 and at signal 0.
    public var white, black: Double

    public init(white: Double = 100, black: Double = 0) {
        self.white = white
        self.black = black
    }

    /// cd/m²
    public func luminance(_ signal: Double) -> Double {
        let top = pow(white, 1 / 2.4)
        let bottom = pow(max(black, 0), 1 / 2.4)
        return pow(max((top - bottom) * signal + bottom, 0), 2.4)
    }

    /// Signal that gives a luminance in cd/m²; the inverse of ``luminance(_:)``.
    public func signal(_ luminance: Double) -> Double {
        let top = pow(white, 1 / 2.4)
        let bottom = pow(max(black, 0), 1 / 2.4)
        return (pow(max(luminance, 0), 1 / 2.4) - bottom) / (top - bottom)
    }
}

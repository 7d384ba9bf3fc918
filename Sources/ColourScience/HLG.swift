import Glibc

/// Hybrid log-gamma, ITU-R BT.2100 table 5: signal to scene light, scene light to display light.
public enum HLG {
    private static let a = 0.17883277
    private static let b = 1 - 4 * a
    private static let c = 0.5 - a * log(4 * a)

    /// Inverse OETF: scene light of a signal; 1 gives 1. Negative signals give 0, super-white goes on along the curve.
    public static func sceneLight(_ signal: Double) -> Double {
        let signal = max(signal, 0)
        return signal <= 0.5 ? signal * signal / 3 : (exp((signal - c) / a) + b) / 12
    }

    /// OETF: signal of scene light 0…1.
    public static func signal(_ light: Double) -> Double {
        let light = max(light, 0)
        return light <= 1.0 / 12 ? (3 * light).squareRoot() : a * log(12 * light - b) + c
    }

    /// System gamma of a display with the given peak in cd/m² (BT.2100 note 5f): the formula with the logarithm from
    /// 400 to 2000 cd/m², the extended one outside.
    public static func systemGamma(peak: Double) -> Double {
        (400...2000).contains(peak) ? 1.2 + 0.42 * log10(peak / 1000) : 1.2 * pow(1.111, log2(peak / 1000))
    }

    /// OOTF: cd/m² of each of R, G, B on a display, from their scene light 0…1 in BT.2020 primaries.
    ///
    /// - Parameters:
    ///   - peak: nominal peak luminance of the display, cd/m².
    ///   - gamma: the system gamma; nil takes the one of the peak.
    public static func displayLight(_ scene: Triple, peak: Double, gamma: Double? = nil) -> Triple {
        let luminance = dot(scene, Triple(0.2627, 0.6780, 0.0593))
        guard luminance > 0 else { return Triple() }
        return scene * peak * pow(luminance, (gamma ?? systemGamma(peak: peak)) - 1)
    }
}

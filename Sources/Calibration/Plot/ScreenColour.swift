import ColourScience

/// Colours of a drawing: what a screen with sRGB shows.
enum ScreenColour {
    /// `#rrggbb` of a colour seen under D65; what sRGB cannot show is taken to the nearest edge.
    static func hex(_ lab: CIELab) -> String {
        let lab = CIELab(min(max(lab.L, 0), 100), lab.a, lab.b)
        return hex(linear(lab.xyz(white: White.d65.xyz())))
    }

    /// A light tint of a chromaticity, nil where it has no colour.
    static func tint(_ point: CIEuv) -> String? {
        guard let xy = point.xy, xy.y > 1e-6 else { return nil }
        let rgb = linear(xy.xyz())
        let lifted = rgb - min(rgb.min(), 0)
        guard lifted.max() > 0 else { return nil }
        return hex(lifted / lifted.max(), towardsWhite: 0.45)
    }

    private static func linear(_ xyz: Triple) -> Triple { (RGBPrimaries.bt709.fromXYZ ?? .identity) * xyz }

    private static func hex(_ linear: Triple, towardsWhite share: Double = 0) -> String {
        let digits = Array("0123456789abcdef")
        return [linear.x, linear.y, linear.z].reduce("#") { text, light in
            let signal = Transfer.srgb.signal(min(max(light, 0), 1))
            let code = Int(((signal + (1 - signal) * share) * 255).rounded())
            return text + String([digits[code >> 4], digits[code & 15]])
        }
    }
}

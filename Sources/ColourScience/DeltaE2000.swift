import Glibc

extension CIELab {
    /// Colour difference ΔE2000 (CIE 142, ISO/CIE 11664-6) with all parametric factors 1. Symmetric.
    ///
    /// Reads the hue branches as Sharma, Wu and Dalal (2005) do: a mean hue is taken on the shorter way round, and is
    /// the sum of both where one of the colours is neutral.
    public func deltaE2000(to other: CIELab) -> Double {
        let balance = Self.redBalance((chroma + other.chroma) / 2)
        let one = Cylinder(self, balance)
        let two = Cylinder(other, balance)
        let lightness = (L + other.L) / 2
        let chroma = (one.chroma + two.chroma) / 2
        let hue = one.meanHue(with: two)

        let offset = (lightness - 50) * (lightness - 50)
        let deltaL = (other.L - L) / (1 + 0.015 * offset / (20 + offset).squareRoot())
        let deltaC = (two.chroma - one.chroma) / (1 + 0.045 * chroma)
        let deltaH = one.hueDifference(to: two) / (1 + 0.015 * chroma * Self.hueWeight(hue))
        let rotation = Self.rotation(hue: hue, chroma: chroma)
        return max(0, deltaL * deltaL + deltaC * deltaC + deltaH * deltaH + rotation * deltaC * deltaH).squareRoot()
    }

    /// 1 + G: a* is stretched near the neutral axis.
    private static func redBalance(_ chroma: Double) -> Double {
        let power = pow(chroma, 7)
        return 1 + 0.5 * (1 - (power / (power + pow(25, 7))).squareRoot())
    }

    private static func hueWeight(_ hue: Double) -> Double {
        1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6)
            - 0.20 * cosine(4 * hue - 63)
    }

    /// Blues lean: the ellipses turn around 275°.
    private static func rotation(hue: Double, chroma: Double) -> Double {
        let distance = (hue - 275) / 25
        let power = pow(chroma, 7)
        let angle = 60 * exp(-distance * distance)
        return -2 * (power / (power + pow(25, 7))).squareRoot() * sin(angle * .pi / 180)
    }
}

private func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }

/// Chroma and hue (degrees, 0 up to 360) with the balanced a*.
private struct Cylinder {
    var chroma, hue: Double

    init(_ lab: CIELab, _ balance: Double) {
        let a = lab.a * balance
        chroma = hypot(a, lab.b)
        let angle = a == 0 && lab.b == 0 ? 0 : atan2(lab.b, a) * 180 / .pi
        hue = angle < 0 ? angle + 360 : angle
    }

    /// ΔH′ along the shorter way round.
    func hueDifference(to other: Cylinder) -> Double {
        guard chroma * other.chroma > 0 else { return 0 }
        var angle = other.hue - hue
        if angle > 180 { angle -= 360 } else if angle < -180 { angle += 360 }
        return 2 * (chroma * other.chroma).squareRoot() * sin(angle / 2 * .pi / 180)
    }

    func meanHue(with other: Cylinder) -> Double {
        let sum = hue + other.hue
        guard chroma * other.chroma > 0 else { return sum }
        if abs(hue - other.hue) <= 180 { return sum / 2 }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
    }
}

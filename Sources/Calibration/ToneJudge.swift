import ColourScience
import Media

/// How light follows the signal, channel by channel.
extension MonitorJudge {
    static func tone(_ profile: ICCProfile, _ target: MonitorTarget) -> [MonitorItem] {
        let curves = profile.responses
        guard !curves.isEmpty else {
            return [MonitorItem("tone", .notMeasured, note: "the profile describes no tone curve")]
        }
        return [main(curves, profile, target), spread(curves), rising(curves)].compactMap { $0 }
    }

    private static func main(_ curves: [SampledCurve], _ profile: ICCProfile, _ target: MonitorTarget) -> MonitorItem {
        let ideal = target.curve(peak: profile.luminance)
        let deviation = curves.map { $0.deviation(from: ideal) }
        let light = deviation.map(\.light).max() ?? 0
        let lightness = deviation.map(\.lightness).max() ?? 0
        switch target.tone {
        case .gamma, .srgb: return gamma(curves, ideal, target, "largest difference \(lightness.rounded(digits: 2)) L*")
        case .pq, .hlg:
            return MonitorItem(
                "tone", light <= 0.005 && lightness <= 0.5 ? .passed : .failed, light.rounded(digits: 5),
                unit: "of peak",
                expected: "\(target.toneName) within 0.005 in light and 0.5 in L*", basis: .starting,
                note: "largest difference \(lightness.rounded(digits: 2)) L*"
                    + (profile.luminance == nil ? "; the peak is not known (no 'lumi')" : ""))
        }
    }

    /// The target's own curve is fitted in the same way, so that the sRGB curve has a gamma too.
    private static func gamma(
        _ curves: [SampledCurve], _ ideal: (Double) -> Double, _ target: MonitorTarget, _ note: String
    ) -> MonitorItem {
        let samples = curves[0].light.count
        let wanted = SampledCurve((0..<samples).map { ideal(Double($0) / Double(samples - 1)) }).effectiveGamma
        let found = curves.compactMap(\.effectiveGamma)
        guard let wanted, found.count == curves.count else {
            return MonitorItem("tone", .notMeasured, note: "a tone curve has no light between 5 and 95 %")
        }
        let farthest = found.max { abs($0 - wanted) < abs($1 - wanted) } ?? wanted
        let gammas = found.map { "\($0.rounded(digits: 3))" }.joined(separator: ", ")
        return MonitorItem(
            "tone", abs(farthest - wanted) <= 0.1 ? .passed : .failed, farthest.rounded(digits: 3), unit: "gamma",
            expected: "\(target.toneName): \(wanted.rounded(digits: 2)) ± 0.1", basis: .starting,
            note: "gamma \(gammas); \(note)")
    }

    private static func spread(_ curves: [SampledCurve]) -> MonitorItem? {
        let gammas = curves.compactMap(\.effectiveGamma)
        guard curves.count > 1, gammas.count == curves.count, let least = gammas.min(), let most = gammas.max() else {
            return nil
        }
        return MonitorItem(
            "channel-spread", most - least <= 0.05 ? .passed : .failed, (most - least).rounded(digits: 4),
            unit: "gamma",
            expected: "up to 0.05", basis: .starting)
    }

    private static func rising(_ curves: [SampledCurve]) -> MonitorItem {
        let isRising = curves.allSatisfy { $0.isMonotonic() }
        return MonitorItem(
            "monotonic", isRising ? .passed : .failed, expected: "more signal never gives less light", basis: .starting)
    }
}

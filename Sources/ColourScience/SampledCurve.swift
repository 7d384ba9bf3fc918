import Glibc

/// A tone curve as samples: light at signals evenly spread from 0 to 1, both ends included.
public struct SampledCurve: Equatable, Sendable {
    /// 1 is full light.
    public let light: [Double]

    /// - Precondition: at least two samples.
    public init(_ light: [Double]) {
        precondition(light.count >= 2, "a curve has two ends")
        self.light = light
    }

    public init(_ transfer: Transfer, count: Int = 1024) {
        self.init((0..<count).map { transfer.light(Double($0) / Double(count - 1)) })
    }

    /// Straight lines between the samples; the ends go on outside 0…1.
    public func light(at signal: Double) -> Double {
        guard !signal.isNaN else { return .nan }
        let position = min(max(signal, 0), 1) * Double(light.count - 1)
        let index = min(Int(position), light.count - 2)
        return light[index] + (light[index + 1] - light[index]) * (position - Double(index))
    }

    /// Exponent of the power law that fits best between 5 and 95 % signal, by least squares of the logarithms.
    ///
    /// Nil where the curve has no light in that range to take a logarithm of.
    public var effectiveGamma: Double? {
        var product = 0.0
        var square = 0.0
        for (index, value) in light.enumerated() {
            let signal = Double(index) / Double(light.count - 1)
            guard (0.05...0.95).contains(signal) else { continue }
            guard value > 0, value.isFinite else { return nil }
            product += log(signal) * log(value)
            square += log(signal) * log(signal)
        }
        return square > 0 ? product / square : nil
    }

    /// Whether light never falls as the signal rises; steps smaller than `slack` are rounding.
    public func isMonotonic(slack: Double = 1e-5) -> Bool {
        var highest = -Double.infinity
        for value in light {
            if value < highest - slack { return false }
            highest = max(highest, value)
        }
        return true
    }

    /// How far this curve lies from another one.
    public func deviation(from other: (Double) -> Double) -> CurveDeviation {
        var worst = CurveDeviation()
        for (index, value) in light.enumerated() {
            let ideal = other(Double(index) / Double(light.count - 1))
            worst.light = max(worst.light, abs(value - ideal))
            worst.lightness = max(worst.lightness, abs(Self.lightness(value) - Self.lightness(ideal)))
        }
        return worst
    }

    private static func lightness(_ light: Double) -> Double { 100 * Transfer.lightness.signal(light) }
}

/// The largest differences between two tone curves.
public struct CurveDeviation: Equatable, Sendable {
    /// In linear light, of 1.
    public var light = 0.0
    /// In CIE L*.
    public var lightness = 0.0

    public init(light: Double = 0, lightness: Double = 0) {
        self.light = light
        self.lightness = lightness
    }

    func joined(with other: CurveDeviation) -> CurveDeviation {
        CurveDeviation(light: max(light, other.light), lightness: max(lightness, other.lightness))
    }
}

extension Transfer {
    /// Known curves by name: libavutil's spelling for those that colour tags know, `gamma-2.4` for pure powers.
    public static let named: [(name: String, transfer: Transfer)] = [
        ("bt709", .bt709), ("iec61966-2-1", .srgb), ("linear", .linear), ("gamma-1.8", .gamma(1.8)),
        ("gamma-1.961", .gamma(1.961)), ("gamma-2.2", .gamma(2.2)), ("gamma-2.4", .gamma(2.4)),
        ("gamma-2.6", .gamma(2.6)), ("gamma-2.8", .gamma(2.8)), ("smpte240m", .smpte240m), ("smpte2084", .pq),
        ("arib-std-b67", .hlg), ("l-star", .lightness),
    ]

    /// The known curve closest in linear light to all of the given ones together.
    ///
    /// - Precondition: at least one curve.
    public static func nearest(to curves: [SampledCurve]) -> (name: String, deviation: CurveDeviation) {
        precondition(!curves.isEmpty, "nothing to compare")
        return named.map { ($0.name, deviation(of: curves, from: $0.transfer)) }.min { $0.1.light < $1.1.light }!
    }

    /// The largest deviation of any of `curves` from `transfer`.
    public static func deviation(of curves: [SampledCurve], from transfer: Transfer) -> CurveDeviation {
        curves.map { $0.deviation(from: transfer.light) }.reduce(CurveDeviation()) { $0.joined(with: $1) }
    }
}

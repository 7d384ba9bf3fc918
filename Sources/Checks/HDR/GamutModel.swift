import Measuring
import Media

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// From the code values of a BT.2020 pixel to whether smaller gamuts hold its colour.
struct GamutModel {
    private let isRGB: Bool
    private let isHLG: Bool
    /// Codes to signals: (code - offset) · scale.
    private let lumaOffset, lumaScale, chromaOffset, chromaScale: Double
    /// Light of signals from 0 to 1: cd/m², and for HLG the scene's share of its peak.
    private let light: [Double]

    private static let steps = 16384
    /// Cd/m² under which the rounding of codes decides, and the share of the largest component that rounding moves.
    private static let darkest = 1.0
    private static let slack = 0.01
    /// BT.2020 luminance weights, and nominal peaks: HLG on a display of 1000 cd/m², SDR on one of 100.
    private static let weights = (0.2627, 0.6780, 0.0593)

    init(_ first: PictureFacts, _ colour: Colour) {
        let depth = first.pixelFormat?.depth ?? 10
        isRGB = first.pixelFormat?.isRGB ?? false
        isHLG = colour.transfer == 18
        let step = Double(1 << max(0, depth - 8))
        let top = Double((1 << depth) - 1)
        let isFull = colour.range == 2 || isRGB
        lumaOffset = isFull ? 0 : 16 * step
        lumaScale = isFull ? 1 / top : 1 / (219 * step)
        chromaOffset = isFull ? (top + 1) / 2 : 128 * step
        chromaScale = isFull ? 1 / top : 1 / (224 * step)
        let transfer = colour.transfer
        light = (0...Self.steps).map { Self.light(Double($0) / Double(Self.steps), transfer) }
    }

    private static func light(_ signal: Double, _ transfer: Int) -> Double {
        switch transfer {
        case 16: PQ.light(signal)
        // BT.2100: inverse OETF of HLG.
        case 18: signal <= 0.5 ? signal * signal / 3 : (exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
        // BT.1886
        default: 100 * pow(signal, 2.4)
        }
    }

    /// Between two entries of the table; the table is fine enough for one part in 10 000 above 1 cd/m².
    private func linear(_ signal: Double) -> Double {
        let place = min(max(signal, 0), 1) * Double(Self.steps)
        let index = min(Int(place), Self.steps - 1)
        return light[index] + (light[index + 1] - light[index]) * (place - Double(index))
    }

    func state(_ first: Double, _ second: Double, _ third: Double) -> (isOutsideP3: Bool, isOutsideBT709: Bool) {
        let (r, g, b) = rgb(first, second, third)
        let (red, green, blue) = (linear(r), linear(g), linear(b))
        var peak = max(red, green, blue)
        if isHLG {
            let luminance = Self.weights.0 * red + Self.weights.1 * green + Self.weights.2 * blue
            peak *= 1000 * pow(luminance, 0.2)
        }
        guard peak > Self.darkest else { return (false, false) }
        let p3 = (
            1.3435783 * red - 0.2821797 * green - 0.0613986 * blue,
            -0.0652975 * red + 1.0757879 * green - 0.0104905 * blue,
            0.0028218 * red - 0.0195985 * green + 1.0167767 * blue
        )
        let bt709 = (
            1.6604910 * red - 0.5876411 * green - 0.0728499 * blue,
            -0.1245505 * red + 1.1328999 * green - 0.0083494 * blue,
            -0.0181508 * red - 0.1005789 * green + 1.1187297 * blue
        )
        return (Self.isOutside(p3), Self.isOutside(bt709))
    }

    private func rgb(_ first: Double, _ second: Double, _ third: Double) -> (Double, Double, Double) {
        let luma = (first - lumaOffset) * lumaScale
        if isRGB { return (luma, (second - lumaOffset) * lumaScale, (third - lumaOffset) * lumaScale) }
        let blue = (second - chromaOffset) * chromaScale
        let red = (third - chromaOffset) * chromaScale
        // BT.2020 non-constant luminance.
        return (luma + 1.4746 * red, luma - 0.16455313 * blue - 0.57135313 * red, luma + 1.8814 * blue)
    }

    private static func isOutside(_ colour: (Double, Double, Double)) -> Bool {
        min(colour.0, colour.1, colour.2) < -slack * max(colour.0, colour.1, colour.2)
    }
}

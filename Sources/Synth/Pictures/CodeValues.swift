import Foundation
import Media

/// How per cents become code values in one pixel format and colour: BT.709, BT.2020 and BT.2100 quantisation.
struct CodeValues {
    enum Model { case grey, luma, rgb }

    let model: Model
    let depth: Int
    let isFull: Bool
    let kr, kb: Double

    init(_ format: PixelFormat, _ colour: Colour) {
        model = format.components < 3 ? .grey : format.isRGB || format.isXYZ ? .rgb : .luma
        depth = format.depth
        // R'G'B' files are full range unless they say otherwise, Y'CbCr ones narrow. The yuvj formats are full by name.
        let full = 2
        isFull = colour.range == full || (colour.range == 0 && model == .rgb) || format.name.hasPrefix("yuvj")
        let coefficients = colour.lumaCoefficients ?? (0.2126, 0.0722)
        kr = coefficients.red
        kb = coefficients.blue
    }

    private var top: Double { Double(1 << depth - 1) }
    private var step: Double { Double(1 << (depth - 8)) }

    /// Code of luma, or of one of R'G'B': 0 is black, 1 white.
    func luma(_ value: Double) -> UInt16 { clip(isFull ? value * top : (219 * value + 16) * step) }

    /// Code of a colour difference from -0.5 to 0.5.
    func chroma(_ value: Double) -> UInt16 {
        clip(isFull ? value * top + Double(1 << (depth - 1)) : (224 * value + 128) * step)
    }

    private func clip(_ code: Double) -> UInt16 { UInt16(max(0, min(top, code.rounded()))) }

    /// Codes of R'G'B' from 0 to 1, one for each component without alpha.
    func codes(red: Double, green: Double, blue: Double) -> [UInt16] {
        let y = kr * red + (1 - kr - kb) * green + kb * blue
        return switch model {
        case .grey: [luma(y)]
        case .rgb: [luma(red), luma(green), luma(blue)]
        case .luma: [luma(y), chroma((blue - y) / (2 * (1 - kb))), chroma((red - y) / (2 * (1 - kr)))]
        }
    }

    func codes(_ level: Level) throws(RecipeError) -> [UInt16] {
        switch level {
        case .code(let codes):
            let count = model == .grey ? 1 : 3
            guard codes.count == count, codes.allSatisfy({ (0..<1 << depth).contains($0) }) else {
                throw RecipeError("level: \(count) codes of \(depth) bits are needed")
            }
            return codes.map { UInt16($0) }
        case .rgb(let percents):
            guard percents.count == 3 else { throw RecipeError("level: rgb needs three values") }
            return codes(red: percents[0] / 100, green: percents[1] / 100, blue: percents[2] / 100)
        case .nits(let luminance):
            let signal = Self.pq(luminance)
            return codes(red: signal, green: signal, blue: signal)
        }
    }

    /// SMPTE ST 2084, inverse EOTF: cd/m² to signal.
    static func pq(_ luminance: Double) -> Double {
        let m1 = 2610.0 / 16384
        let m2 = 2523.0 / 32
        let c1 = 3424.0 / 4096
        let c2 = 2413.0 / 128
        let c3 = 2392.0 / 128
        let power = pow(luminance / 10000, m1)
        return pow((c1 + c2 * power) / (1 + c3 * power), m2)
    }
}

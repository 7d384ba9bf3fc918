import CKernels
import Foundation
import Media

/// Code values of a picture as light, for the kernels.
struct FlashLight {
    private let picture: FlashPicture
    /// cd/m² that SDR's white and the relative luminance 1.0 stand for, BT.1702-3 Annex 2.
    static let white = 200.0
    /// cd/m² of the display that HLG is shown on, BT.2100.
    static let hlgPeak = 1000.0

    init(_ picture: FlashPicture) { self.picture = picture }

    /// Lends the tables for the duration of a call.
    func withReading<Result>(_ body: (UnsafePointer<fgk_flash_reading>) -> Result) -> Result {
        let luma = (0..<1 << picture.format.depth).map { fgk_flash_level(Float(luminance(luma: value(ofCode: $0)))) }
        let linear = (0...4095).map { Float(self.linear(Double($0) / 4095)) }
        let bend = picture.transfer == .hlg ? (0...4096).map { Float(Self.hlg(scene: pow(Double($0) / 4096, 2))) } : nil
        return luma.withUnsafeBufferPointer { luma in
            linear.withUnsafeBufferPointer { linear in
                withPointer(bend) { bend in
                    var reading = plain
                    reading.level_of_luma = luma.baseAddress
                    reading.linear = linear.baseAddress
                    reading.bend = bend
                    return withUnsafePointer(to: reading, body)
                }
            }
        }
    }

    private var plain: fgk_flash_reading {
        var reading = fgk_flash_reading()
        let format = picture.format
        reading.model = format.isRGB ? FGK_PICTURE_RGB : format.components < 3 ? FGK_PICTURE_GRAY : FGK_PICTURE_YCBCR
        reading.depth = Int32(format.depth)
        reading.full_range = picture.isFull ? 1 : 0
        reading.kr = picture.colour.lumaCoefficients?.red ?? 0
        reading.kb = picture.colour.lumaCoefficients?.blue ?? 0
        reading.peak = Float(Self.white)
        let matrices = Primaries(code: picture.colour.primaries)
        copy(matrices.toXYZ, to: &reading.to_xyz)
        copy(matrices.to709, to: &reading.to_709)
        return reading
    }

    /// Signal from 0 (black) to 1 (white); beyond both where the codes are.
    private func value(ofCode code: Int) -> Double {
        let depth = picture.format.depth
        if picture.isFull { return Double(code) / Double(1 << depth - 1) }
        let unit = Double(1 << (depth - 8))
        return (Double(code) - 16 * unit) / (219 * unit)
    }

    /// cd/m² of a grey of that luma.
    private func luminance(luma value: Double) -> Double {
        let value = max(0, value)
        return switch picture.transfer {
        case .sdr: Self.white * pow(value, 2.4)
        case .linear: Self.white * value
        case .pq: Self.pq(min(1, value))
        case .hlg: Self.hlg(scene: Self.hlgInverse(value))
        }
    }

    /// R', G' or B' as light, 1 being 200 cd/m² (for HLG: scene light of the signal's peak). SDR is read as sRGB, which is
    /// what WCAG defines relative luminance and saturated red for.
    private func linear(_ value: Double) -> Double {
        switch picture.transfer {
        case .sdr: value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        case .linear: value
        case .pq: Self.pq(value) / Self.white
        case .hlg: Self.hlgInverse(value)
        }
    }

    /// SMPTE ST 2084: signal to cd/m².
    private static func pq(_ value: Double) -> Double {
        let power = pow(value, 32 / 2523.0)
        let base = max(power - 3424.0 / 4096, 0) / (2413.0 / 128 - 2392.0 / 128 * power)
        return 10000 * pow(base, 16384 / 2610.0)
    }

    /// BT.2100, inverse of the HLG OETF.
    private static func hlgInverse(_ value: Double) -> Double {
        let a = 0.17883277
        let b = 1 - 4 * a
        let c = 0.5 - a * log(4 * a)
        return value <= 0.5 ? value * value / 3 : (exp((value - c) / a) + b) / 12
    }

    /// BT.2100, the OOTF of HLG for a grey: system gamma 1.2 at 1000 cd/m².
    private static func hlg(scene: Double) -> Double { hlgPeak * pow(scene, 1.2) }
}

/// Linear R, G, B of some primaries with the white D65 to X, Y, Z and to BT.709; rows first.
private struct Primaries {
    var toXYZ: [Float]
    var to709: [Float]

    /// - Parameter code: H.273 ColourPrimaries: 9 BT.2020, 11 and 12 P3; all others are close enough to BT.709.
    init(code: Int) {
        switch code {
        case 9:
            toXYZ = [0.6369580, 0.1446169, 0.1688810, 0.2627002, 0.6779981, 0.0593017, 0, 0.0280727, 1.0609851]
            to709 = [
                1.6604910, -0.5876411, -0.0728499, -0.1245505, 1.1328999, -0.0083494, -0.0181508, -0.1005789, 1.1187297,
            ]
        case 11, 12:
            toXYZ = [0.4865709, 0.2656677, 0.1982173, 0.2289746, 0.6917385, 0.0792869, 0, 0.0451134, 1.0439444]
            to709 = [1.2249402, -0.2249402, 0, -0.0420570, 1.0420570, 0, -0.0196376, -0.0786361, 1.0982736]
        default:
            toXYZ = [0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322]
            to709 = [1, 0, 0, 0, 1, 0, 0, 0, 1]
        }
    }
}

private func copy<Tuple>(_ values: [Float], to tuple: inout Tuple) {
    withUnsafeMutableBytes(of: &tuple) { bytes in values.withUnsafeBytes { bytes.copyMemory(from: $0) } }
}

private func withPointer<Result>(_ values: [Float]?, _ body: (UnsafePointer<Float>?) -> Result) -> Result {
    guard let values else { return body(nil) }
    return values.withUnsafeBufferPointer { body($0.baseAddress) }
}

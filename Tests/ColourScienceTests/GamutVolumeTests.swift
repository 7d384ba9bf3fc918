import ColourScience
import Foundation
import Testing

/// Counted cell by cell of L*a*b*: another way to the same number, with nothing of the library but the colorants of the
/// profiles (D50, four digits).
private struct Counted {
    let inverse: [Double]

    /// - Parameter colorants: X Y Z of red, of green, of blue.
    init(_ colorants: [Double]) {
        let (a, b, c) = (colorants[0], colorants[3], colorants[6])
        let (d, e, f) = (colorants[1], colorants[4], colorants[7])
        let (g, h, i) = (colorants[2], colorants[5], colorants[8])
        let determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
        inverse = [
            e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g,
            b * g - a * h, a * e - b * d,
        ].map { $0 / determinant }
    }

    func contains(_ lightness: Double, _ a: Double, _ b: Double) -> Bool {
        func back(_ f: Double) -> Double { f > 6.0 / 29 ? f * f * f : 3 * 36.0 / 841 * (f - 4.0 / 29) }
        let y = (lightness + 16) / 116
        let (cx, cy, cz) = (0.9642 * back(y + a / 500), back(y), 0.8249 * back(y - b / 200))
        return (0..<3).allSatisfy { row in
            let light = inverse[3 * row] * cx + inverse[3 * row + 1] * cy + inverse[3 * row + 2] * cz
            return light >= 0 && light <= 1
        }
    }

    /// Volumes of the one and of what both share.
    static func volumes(_ one: Counted, _ other: Counted) -> (one: Double, shared: Double) {
        var counts = (0, 0)
        for lightness in stride(from: 1.25, to: 100, by: 2.5) {
            for a in stride(from: -198.0, to: 160, by: 4) {
                for b in stride(from: -138.0, to: 160, by: 4) where one.contains(lightness, a, b) {
                    counts.0 += 1
                    if other.contains(lightness, a, b) { counts.1 += 1 }
                }
            }
        }
        return (Double(counts.0) * 40, Double(counts.1) * 40)
    }
}

private let sRGB = [0.4360, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1430, 0.0606, 0.7139]
private let p3 = [0.5151, 0.2412, -0.0011, 0.2920, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841]
private let bt2020 = [0.6735, 0.2790, -0.0019, 0.1657, 0.6753, 0.0300, 0.1250, 0.0456, 0.7969]

@Suite struct GamutVolumeTests {
    /// B. Lindbloom's "Information about RGB working spaces" has 832 870 for sRGB and 1 208 631 for Adobe RGB (1998).
    @Test func publishedVolumes() throws {
        #expect(abs(try #require(GamutVolume.volume(of: .bt709)) / 832_870 - 1) < 0.005)
        #expect(abs(try #require(GamutVolume.volume(of: .adobeRGB)) / 1_208_631 - 1) < 0.005)
    }

    @Test func countedVolumes() throws {
        for (primaries, colorants) in [(RGBPrimaries.bt709, sRGB), (.p3D65, p3)] {
            let counted = Counted.volumes(Counted(colorants), Counted(sRGB)).one
            #expect(abs(try #require(GamutVolume.volume(of: primaries)) / counted - 1) < 0.01)
        }
    }

    @Test func countedCoverage() throws {
        let counted = Counted.volumes(Counted(p3), Counted(sRGB))
        let device = Matrix3(
            columns: Triple(sRGB[0], sRGB[1], sRGB[2]), Triple(sRGB[3], sRGB[4], sRGB[5]),
            Triple(sRGB[6], sRGB[7], sRGB[8]))
        let share = try #require(GamutVolume.coverage(of: .p3D65, by: device))
        #expect(abs(share - counted.shared / counted.one) < 0.01)
        #expect(try #require(GamutVolume.coverage(of: .bt709, by: device)) > 0.9999)
        let wide = Matrix3(
            columns: Triple(bt2020[0], bt2020[1], bt2020[2]), Triple(bt2020[3], bt2020[4], bt2020[5]),
            Triple(bt2020[6], bt2020[7], bt2020[8]))
        #expect(try #require(GamutVolume.coverage(of: .p3D65, by: wide)) > 0.995)
    }

    /// A cube of L*, a*, b* with edges of 10 has a volume of 1000, however finely it is cut.
    @Test func knownSolid() {
        for steps in [1, 4] {
            let volume = GamutVolume.volume(steps: steps) { $0.map { CIELab(40 + 10 * $0.x, 10 * $0.y, 10 * $0.z) } }
            #expect(abs((volume ?? 0) - 1000) < 1e-9)
        }
        #expect(GamutVolume.volume(steps: 2) { _ in nil } == nil)
    }
}

import ColourScience
import Foundation
import Testing

/// Light of signals 0, 0.1, … 1 as another implementation has it (colour-science 0.4.4 for Python), to ten digits.
private let tables: [(name: String, curve: @Sendable (Double) -> Double, light: [Double])] = [
    (
        "SMPTE ST 2084 EOTF, cd/m²", { PQ.luminance($0) },
        [
            0, 0.3245655915, 2.429263297, 10.03822631, 32.44791785, 92.24570899, 244.0051923, 620.8793816, 1555.178364,
            3905.644653, 10000,
        ]
    ),
    (
        "ITU-R BT.2100 HLG inverse OETF", { HLG.sceneLight($0) },
        [
            0, 0.003333333333, 0.01333333333, 0.03, 0.05333333333, 0.08333333333, 0.1279962448, 0.2061224135,
            0.3427838632, 0.581837591, 1.000000027,
        ]
    ),
    (
        "ITU-R BT.2100 HLG EOTF at 1000 cd/m²",
        { HLG.displayLight(Triple(repeating: HLG.sceneLight($0)), peak: 1000).y },
        [
            0, 1.065257239, 5.622461418, 14.87803259, 29.67552928, 50.69702849, 84.8470357, 150.296983, 276.7097378,
            522.1101447, 1000.000032,
        ]
    ),
    (
        "ITU-R BT.1886, 100 and 0.05 cd/m²", { BT1886(white: 100, black: 0.05).luminance($0) },
        [
            0.05, 0.8611307867, 3.053455615, 6.963380151, 12.84730571, 20.91888657, 31.36411178, 44.34923454,
            60.02554863, 78.53252502, 100,
        ]
    ),
    (
        "IEC 61966-2-1 (sRGB)", { Transfer.srgb.light($0) },
        [
            0, 0.01002282557, 0.03310476657, 0.07323895588, 0.1328683216, 0.2140411405, 0.3185467781, 0.4479884124,
            0.6038273389, 0.7874122894, 1,
        ]
    ),
    (
        "ITU-R BT.709 OETF, inverted", { Transfer.bt709.light($0) },
        [
            0, 0.02242795842, 0.05542668181, 0.1052366751, 0.1729841614, 0.2595894005, 0.3658370958, 0.4924150343,
            0.6399378181, 0.8089625839, 1,
        ]
    ),
    (
        "SMPTE ST 240", { Transfer.smpte240m.light($0) },
        [
            0, 0.02504198073, 0.05920115593, 0.109906417, 0.1782252649, 0.2650357336, 0.3710895714, 0.4970475125,
            0.6435011784, 0.8109876988, 1,
        ]
    ),
]

@Suite struct CurveTableTests {
    /// BT.709 differs by the digits of its constants: the table has 1.099 and 0.018.
    @Test(arguments: tables.indices) func curve(_ index: Int) {
        let table = tables[index]
        for (step, light) in table.light.enumerated() {
            let found = table.curve(Double(step) / 10)
            let slack = table.name.contains("BT.709") ? 3e-4 : 1e-9
            #expect(abs(found - light) <= slack * max(1, light), "\(table.name) at \(Double(step) / 10): \(found)")
        }
    }

    /// ITU-R BT.709-6 item 1.2 gives 1.099, 0.018 and 0.45; H.273 the digits that make the segments meet.
    @Test func oetfOfBT709() {
        for light in [0.018, 0.05, 0.18, 0.5, 0.9] {
            let written = light < 0.018 ? 4.5 * light : 1.099 * pow(light, 0.45) - 0.099
            #expect(abs(Transfer.bt709.signal(light) - written) < 3.1e-4)
        }
        #expect(Transfer.bt709.signal(0.01) == 0.045)
    }
}

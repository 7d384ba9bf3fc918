import ColourScience
import Testing

private func codes(_ rgb: Triple, _ matrix: LumaMatrix, bits: Int) -> [Int] {
    let quantiser = CodeValues(bits: bits, range: .narrow)
    let signal = matrix.encode(rgb)
    return [quantiser.code(signal.x), quantiser.chromaCode(signal.y), quantiser.chromaCode(signal.z)]
}

/// Colours of bars as R, G, B, each 1 or 0: yellow, cyan, green, magenta, red, blue.
private let colours: [Triple] = [
    Triple(1, 1, 0), Triple(0, 1, 1), Triple(0, 1, 0), Triple(1, 0, 1), Triple(1, 0, 0), Triple(0, 0, 1),
]

/// BT.709 to BT.2020 as ITU-R BT.2087 prints it. The patches of BT.2111 come from these four digits: with more of them
/// the green of the HLG row rounds to 707 and not to the 706 of the table.
private let bt2087 = Matrix3(
    Triple(0.6274, 0.3293, 0.0433), Triple(0.0691, 0.9195, 0.0114), Triple(0.0164, 0.0880, 0.8956))

@Suite struct CodeValueTests {
    /// SMPTE RP 219-1, 75 % bars, 10 bit, BT.709 and BT.2020.
    @Test func rp219Bars() {
        let bt709 = [
            [674, 176, 543], [581, 589, 176], [534, 253, 207], [251, 771, 817], [204, 435, 848], [111, 848, 481],
        ]
        let bt2020 = [
            [682, 176, 539], [548, 606, 176], [509, 270, 203], [276, 754, 821], [237, 418, 848], [103, 848, 485],
        ]
        for (index, colour) in colours.enumerated() {
            #expect(codes(colour * 0.75, .bt709, bits: 10) == bt709[index])
            #expect(codes(colour * 0.75, .bt2020, bits: 10) == bt2020[index])
        }
        #expect(codes(Triple(repeating: 0.75), .bt709, bits: 10) == [721, 512, 512])
        #expect(codes(Triple(repeating: 0.4), .bt709, bits: 10) == [414, 512, 512])
    }

    @Test func rp219BarsAtEightBits() {
        let bars = [
            [168, 44, 136], [145, 147, 44], [133, 63, 52], [63, 193, 204], [51, 109, 212], [28, 212, 120],
        ]
        for (index, colour) in colours.enumerated() { #expect(codes(colour * 0.75, .bt709, bits: 8) == bars[index]) }
    }

    /// SMPTE EG 1 and EBU 75 % bars, BT.601.
    @Test func standardDefinitionBars() {
        let bars = [
            [646, 176, 567], [525, 625, 176], [450, 289, 231], [335, 735, 793], [260, 399, 848], [139, 848, 457],
        ]
        for (index, colour) in colours.enumerated() { #expect(codes(colour * 0.75, .bt601, bits: 10) == bars[index]) }
    }

    /// ITU-R BT.2111-2: BT.709 colours at 75 % inside PQ, R, G, B at 10 bit narrow and full. 58 % PQ is their white.
    @Test func bt2111ColoursInPQ() {
        let narrow = [
            [568, 571, 381], [484, 566, 571], [474, 564, 368], [536, 361, 564], [530, 350, 256], [317, 236, 562],
        ]
        let full = [
            [589, 592, 370], [491, 586, 592], [478, 584, 355], [551, 347, 584], [544, 334, 225], [296, 201, 582],
        ]
        for (index, colour) in colours.enumerated() {
            let light = bt2087 * colour * PQ.luminance(0.58)
            let signal = [PQ.signal(light.x), PQ.signal(light.y), PQ.signal(light.z)]
            #expect(signal.map { CodeValues(bits: 10, range: .narrow).code($0) } == narrow[index])
            #expect(signal.map { CodeValues(bits: 10, range: .full).code($0) } == full[index])
        }
    }

    @Test func bt2111ColoursInHLG() {
        let narrow = [
            [713, 719, 316], [538, 709, 718], [512, 706, 296], [651, 286, 705], [639, 269, 164], [227, 147, 702],
        ]
        for (index, colour) in colours.enumerated() {
            let light = bt2087 * colour * HLG.sceneLight(0.75)
            let signal = [HLG.signal(light.x), HLG.signal(light.y), HLG.signal(light.z)]
            #expect(signal.map { CodeValues(bits: 10, range: .narrow).code($0) } == narrow[index])
        }
    }

    @Test func decodingUndoesEncoding() {
        let rgb = Triple(0.2, 0.9, 0.4)
        for matrix in [LumaMatrix.bt601, .bt709, .bt2020] {
            let back = matrix.decode(matrix.encode(rgb)) - rgb
            #expect(max(back.max(), -back.min()) < 1e-12)
        }
        let quantiser = CodeValues(bits: 12, range: .full)
        #expect(quantiser.signal(4095) == 1 && quantiser.chroma(2048) == 0 && quantiser.code(2) == 4095)
    }
}

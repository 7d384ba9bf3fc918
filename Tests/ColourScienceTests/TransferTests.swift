import ColourScience
import Testing

/// cd/m², 10-bit narrow, 10-bit full and 12-bit full codes; computed from ST 2084 apart from this code.
private let pqAnchors: [[Double]] = [
    [0.005, 77, 15, 62], [0.1, 119, 64, 255], [1, 195, 153, 614], [10, 327, 307, 1227], [26, 397, 389, 1556],
    [100, 509, 520, 2081], [160, 551, 569, 2277], [203, 573, 594, 2378], [400, 636, 668, 2672], [600, 674, 712, 2851],
    [1000, 723, 769, 3079], [2000, 789, 846, 3388], [4000, 855, 923, 3696], [10000, 940, 1023, 4095],
]

@Suite struct TransferTests {
    @Test(arguments: pqAnchors) func pqCodes(_ row: [Double]) {
        let signal = PQ.signal(row[0])
        #expect(CodeValues(bits: 10, range: .narrow).code(signal) == Int(row[1]))
        #expect(CodeValues(bits: 10, range: .full).code(signal) == Int(row[2]))
        #expect(CodeValues(bits: 12, range: .full).code(signal) == Int(row[3]))
        #expect(abs(PQ.luminance(signal) - row[0]) < row[0] * 1e-9)
    }

    @Test(arguments: [(0.1, 0.0623), (1, 0.1499), (100, 0.5081), (203, 0.5807), (1000, 0.7518), (4000, 0.9026)])
    func pqSignals(_ luminance: Double, _ signal: Double) { #expect(abs(PQ.signal(luminance) - signal) < 5.1e-5) }

    /// The reference row of BT.2111 is 58 % exactly, one code below 203 cd/m².
    @Test func fiftyEightPercentIsNot203() {
        #expect(CodeValues(bits: 10, range: .narrow).code(0.58) == 572)
        #expect(CodeValues(bits: 10, range: .full).code(0.58) == 593)
    }

    @Test func hlgAnchors() {
        let code = CodeValues(bits: 10, range: .narrow)
        #expect(abs(HLG.sceneLight(0.5) - 1.0 / 12) < 1e-12)
        #expect(code.code(0.5) == 502)
        #expect(code.code(0.75) == 721)
        #expect(abs(HLG.sceneLight(1) - 1) < 1e-6)
        #expect(abs(HLG.systemGamma(peak: 1000) - 1.2) < 1e-12)
        let white = HLG.sceneLight(0.75)
        #expect(abs(HLG.displayLight(Triple(repeating: white), peak: 1000).y - 203) < 0.5)
        let top = HLG.sceneLight(code.signal(1019))
        #expect(abs(HLG.displayLight(Triple(repeating: top), peak: 1000).y - 1809) < 2)
    }

    @Test func hlgGammaOutsideItsUsualRange() {
        #expect(abs(HLG.systemGamma(peak: 400) - 1.0329) < 1e-3)
        #expect(abs(HLG.systemGamma(peak: 4000) - 1.2 * 1.111 * 1.111) < 1e-12)
    }

    @Test func bt1886GivesTheLuminancesOfBT1702() {
        let display = BT1886(white: 200)
        let code = CodeValues(bits: 10, range: .narrow)
        #expect(abs(display.luminance(code.signal(400)) - 20.06) < 0.01)
        #expect(abs(display.luminance(code.signal(863)) - 160.37) < 0.01)
    }

    @Test func bt1886KeepsItsBlackAndWhite() {
        let display = BT1886(white: 100, black: 0.1)
        #expect(abs(display.luminance(0) - 0.1) < 1e-9)
        #expect(abs(display.luminance(1) - 100) < 1e-9)
        #expect(abs(display.signal(display.luminance(0.4)) - 0.4) < 1e-12)
    }

    static let all: [Transfer] = [
        .linear, .bt709, .srgb, .gamma(2.2), .gamma(2.6), .smpte240m, .pq, .hlg, .smpte428, .lightness,
    ]

    @Test(arguments: all) func everyCurveInverts(_ transfer: Transfer) {
        for step in 0...100 {
            let signal = Double(step) / 100
            #expect(abs(transfer.signal(transfer.light(signal)) - signal) < 2e-5, "\(transfer) at \(signal)")
        }
    }

    /// SMPTE ST 240 gives its constants to four digits and meets only to 2e-5.
    @Test(arguments: [Transfer.bt709, .srgb, .smpte240m, .lightness, .hlg]) func segmentsMeet(_ transfer: Transfer) {
        var previous = transfer.light(0)
        for step in 1...20000 {
            let light = transfer.light(Double(step) / 20000)
            #expect(light >= previous - 2e-5 && light - previous < 3e-4)
            previous = light
        }
    }

    @Test func digitalCinemaPeaksAbove48() { #expect(abs(Transfer.smpte428.light(1) * 48 - 52.37) < 1e-9) }

    @Test func logarithmsReachTheirFloor() {
        #expect(Transfer.log100.light(0) == 0 && abs(Transfer.log100.light(0.5) - 0.1) < 1e-12)
        #expect(Transfer.log316.signal(0.001) == 0 && Transfer.log316.signal(1) == 1)
    }

    @Test func codePoints() {
        #expect(Transfer(h273: 1) == Transfer(h273: 14))
        #expect(Transfer(h273: 16) == .pq && Transfer(h273: 18) == .hlg && Transfer(h273: 13) == .srgb)
        #expect(Transfer(h273: 2) == nil && Transfer(h273: 300) == nil)
    }
}

import ColourScience
import Testing

/// R, G, B of two colours in cd/m² and ΔE_ITP as another implementation has it (colour-science 0.4.4 for Python).
private let pairs: [(Triple, Triple, Double)] = [
    (Triple(100, 100, 100), Triple(110, 100, 95), 9.219258), (Triple(1000, 0, 0), Triple(900, 20, 5), 24.424142),
    (Triple(0.5, 0.4, 0.3), Triple(0.52, 0.4, 0.31), 1.417736), (Triple(203, 203, 203), Triple(203, 203, 203), 0),
]

@Suite struct ICtCpTests {
    @Test(arguments: pairs)
    func differences(_ one: Triple, _ other: Triple, _ expected: Double) {
        #expect(abs(ICtCp(bt2020: one).deltaE(to: ICtCp(bt2020: other)) - expected) < 1e-5)
    }

    /// A neutral of 100 cd/m² has the PQ signal as its intensity and no colour.
    @Test func neutral() {
        let grey = ICtCp(bt2020: Triple(repeating: 100))
        #expect(abs(grey.i - 0.50807842) < 1e-8 && abs(grey.t) < 1e-9 && abs(grey.p) < 1e-9)
        let red = ICtCp(bt2020: Triple(1000, 0, 0))
        #expect(abs(red.i - 0.60800245) < 1e-7 && abs(red.t + 0.16494832) < 1e-7 && abs(red.p - 0.4430925) < 1e-7)
    }
}

import ColourScience
import Testing

@Suite struct CurveTests {
    @Test(arguments: Transfer.named.map(\.name)) func everyNamedCurveIsFoundAgain(_ name: String) throws {
        let known = try #require(Transfer.named.first { $0.name == name })
        let nearest = Transfer.nearest(to: [SampledCurve(known.transfer)])
        #expect(nearest.name == name && nearest.deviation == CurveDeviation())
    }

    @Test(arguments: [1.8, 2.2, 2.4, 2.6]) func gammaIsRecovered(_ gamma: Double) throws {
        let fit = try #require(SampledCurve(.gamma(gamma)).effectiveGamma)
        #expect(abs(fit - gamma) < 1e-9)
    }

    @Test func darkCurveHasNoGamma() { #expect(SampledCurve(Array(repeating: 0, count: 64)).effectiveGamma == nil) }

    @Test func theWorstChannelCounts() {
        let curves = [SampledCurve(.gamma(2.4)), SampledCurve(.gamma(2.4)), SampledCurve(.gamma(2.2))]
        let deviation = Transfer.deviation(of: curves, from: .gamma(2.4))
        #expect(deviation.light > 0.03 && deviation.lightness > 2)
    }

    @Test func falling() {
        #expect(SampledCurve([0, 0.5, 0.5, 1]).isMonotonic())
        #expect(!SampledCurve([0, 0.5, 0.4, 1]).isMonotonic())
        #expect(!SampledCurve([0, 0.500, 0.499_995, 0.499_985, 1]).isMonotonic())
    }

    @Test func lineBetweenSamples() {
        let curve = SampledCurve([0, 1, 3])
        #expect(curve.light(at: 0.25) == 0.5 && curve.light(at: 0.75) == 2 && curve.light(at: 9) == 3)
    }

    @Test func labOfWhiteAndBack() {
        let white = White.d65.xyz()
        let lab = CIELab(white, white: white)
        #expect(abs(lab.L - 100) < 1e-12 && lab.chroma < 1e-12)
        let colour = Triple(0.2, 0.3, 0.004)
        let back = CIELab(colour, white: white).xyz(white: white) - colour
        #expect(max(back.max(), -back.min()) < 1e-12)
        #expect(abs(CIELab(50, 3, 4).distance(to: CIELab(50, 0, 0)) - 5) < 1e-12)
    }
}

import ColourScience
import Testing

/// Chromaticities of the spectrum, CIE 15:2004 table T.1 (CIE 1931 observer), to four digits.
private let published: [(Int, Double, Double)] = [
    (380, 0.1741, 0.0050), (420, 0.1714, 0.0051), (460, 0.1440, 0.0297), (480, 0.0913, 0.1327), (500, 0.0082, 0.5384),
    (520, 0.0743, 0.8338), (540, 0.2296, 0.7543), (560, 0.3731, 0.6245), (580, 0.5125, 0.4866), (600, 0.6270, 0.3725),
    (620, 0.6915, 0.3083), (640, 0.7190, 0.2809), (660, 0.7300, 0.2700), (700, 0.7347, 0.2653),
]

@Suite struct SpectralLocusTests {
    @Test func chromaticitiesOfTheSpectrum() throws {
        for (wavelength, x, y) in published {
            let xy = try #require(SpectralLocus.chromaticity(at: wavelength))
            #expect(abs(xy.x - x) < 6e-5 && abs(xy.y - y) < 6e-5, "\(wavelength) nm: \(xy)")
        }
        #expect(SpectralLocus.chromaticities.count == 65)
        #expect(SpectralLocus.chromaticity(at: 381) == nil && SpectralLocus.chromaticity(at: 705) == nil)
    }
}

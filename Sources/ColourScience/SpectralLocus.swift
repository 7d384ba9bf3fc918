/// The colours of single wavelengths: the horseshoe around a chromaticity diagram.
public enum SpectralLocus {
    /// Nanometres
    public static let first = 380
    public static let step = 5

    /// Chromaticities from 380 to 700 nm every 5 nm; beyond 700 nm they no longer change.
    public static let chromaticities: [CIExy] = observer.compactMap { CIExy($0) }

    /// - Parameter wavelength: nanometres, of the steps of the table; nil for others.
    public static func chromaticity(at wavelength: Int) -> CIExy? {
        let index = (wavelength - first) / step
        guard wavelength >= first, (wavelength - first) % step == 0, index < chromaticities.count else { return nil }
        return chromaticities[index]
    }

    /// Colour-matching functions of the CIE 1931 standard colorimetric observer (2°), x̄, ȳ, z̄, to six decimals
    /// (ISO/CIE 11664-1:2019, table 1).
    private static let observer: [Triple] = [
        Triple(0.001368, 0.000039, 0.00645), Triple(0.002236, 0.000064, 0.01055), Triple(0.004243, 0.00012, 0.02005),
        Triple(0.00765, 0.000217, 0.03621),
        Triple(0.01431, 0.000396, 0.06785), Triple(0.02319, 0.00064, 0.1102), Triple(0.04351, 0.00121, 0.2074),
        Triple(0.07763, 0.00218, 0.3713),
        Triple(0.13438, 0.004, 0.6456), Triple(0.21477, 0.0073, 1.03905), Triple(0.2839, 0.0116, 1.3856),
        Triple(0.3285, 0.01684, 1.62296),
        Triple(0.34828, 0.023, 1.74706), Triple(0.34806, 0.0298, 1.7826), Triple(0.3362, 0.038, 1.77211),
        Triple(0.3187, 0.048, 1.7441),
        Triple(0.2908, 0.06, 1.6692), Triple(0.2511, 0.0739, 1.5281), Triple(0.19536, 0.09098, 1.28764),
        Triple(0.1421, 0.1126, 1.0419),
        Triple(0.09564, 0.13902, 0.81295), Triple(0.05795, 0.1693, 0.6162), Triple(0.03201, 0.20802, 0.46518),
        Triple(0.0147, 0.2586, 0.3533),
        Triple(0.0049, 0.323, 0.272), Triple(0.0024, 0.4073, 0.2123), Triple(0.0093, 0.503, 0.1582),
        Triple(0.0291, 0.6082, 0.1117),
        Triple(0.06327, 0.71, 0.07825), Triple(0.1096, 0.7932, 0.05725), Triple(0.1655, 0.862, 0.04216),
        Triple(0.22575, 0.91485, 0.02984),
        Triple(0.2904, 0.954, 0.0203), Triple(0.3597, 0.9803, 0.0134), Triple(0.43345, 0.99495, 0.00875),
        Triple(0.51205, 1, 0.00575),
        Triple(0.5945, 0.995, 0.0039), Triple(0.6784, 0.9786, 0.00275), Triple(0.7621, 0.952, 0.0021),
        Triple(0.8425, 0.9154, 0.0018),
        Triple(0.9163, 0.87, 0.00165), Triple(0.9786, 0.8163, 0.0014), Triple(1.0263, 0.757, 0.0011),
        Triple(1.0567, 0.6949, 0.001),
        Triple(1.0622, 0.631, 0.0008), Triple(1.0456, 0.5668, 0.0006), Triple(1.0026, 0.503, 0.00034),
        Triple(0.9384, 0.4412, 0.00024),
        Triple(0.85445, 0.381, 0.00019), Triple(0.7514, 0.321, 0.0001), Triple(0.6424, 0.265, 0.00005),
        Triple(0.5419, 0.217, 0.00003),
        Triple(0.4479, 0.175, 0.00002), Triple(0.3608, 0.1382, 0.00001), Triple(0.2835, 0.107, -0),
        Triple(0.2187, 0.0816, 0),
        Triple(0.1649, 0.061, 0), Triple(0.1212, 0.04458, 0), Triple(0.0874, 0.032, 0), Triple(0.0636, 0.0232, 0),
        Triple(0.04677, 0.017, 0), Triple(0.0329, 0.01192, 0), Triple(0.0227, 0.00821, 0), Triple(0.01584, 0.005723, 0),
        Triple(0.011359, 0.004102, 0),
    ]
}

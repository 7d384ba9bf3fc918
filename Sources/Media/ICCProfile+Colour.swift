import CLittleCMS
import ColourScience
import ICC

/// What the device does with light.
extension ICCProfile {
    /// Samples of each curve.
    public static let curveSamples = 1024

    /// The curve of one channel, from signal to light.
    public struct ToneCurve: Equatable, Sendable {
        public var samples: SampledCurve
        /// Function of parametricCurveType, 0 to 4 (ICC.1:2022 §10.18); nil for a table.
        public var function: Int?
        /// g, a, b, c, d, e, f as far as the function has them; empty for a table.
        public var parameters: [Double]
        /// The library's estimate of the exponent; nil where the curve is no power law.
        public var gamma: Double?
    }

    /// Whether light is described by tables rather than by a matrix; they are the better description where both exist.
    public var hasTables: Bool {
        ["A2B0", "A2B1", "D2B0", "D2B1"].contains { structure.tag($0) != nil }
    }

    /// Red, green and blue, or the one of grey; empty where the profile has none.
    public var curves: [ToneCurve] {
        let names: [ICCSignature] = structure.tag("kTRC") != nil ? ["kTRC"] : ["rTRC", "gTRC", "bTRC"]
        let found = names.compactMap(curve)
        return found.count == names.count ? found : []
    }

    private func curve(_ tag: ICCSignature) -> ToneCurve? {
        var facts = fgl_curve()
        var samples = [Float](repeating: 0, count: Self.curveSamples)
        guard fgl_profile_curve(handle, tag.code, &facts, &samples, Int32(samples.count)) != 0,
            samples.allSatisfy(\.isFinite)
        else { return nil }
        let isFormula = (1...5).contains(facts.type)
        let all = withUnsafeBytes(of: facts.parameters) { Array($0.bindMemory(to: Double.self)) }
        return ToneCurve(
            samples: SampledCurve(samples.map { Double($0) }), function: isFormula ? Int(facts.type) - 1 : nil,
            parameters: isFormula ? Array(all.prefix([1, 3, 4, 5, 7][Int(facts.type) - 1])) : [],
            gamma: facts.gamma > 0 ? facts.gamma : nil)
    }

    /// How light follows a signal: the tone curves, or the neutral axis of tables, normalised to its white.
    public var responses: [SampledCurve] {
        if !hasTables { return curves.map(\.samples) }
        let last = Double(Self.curveSamples - 1)
        let ramp = (0..<Self.curveSamples).map { Triple(repeating: Double($0) / last) }
        guard let xyz = toXYZ(ramp), let white = xyz.last?.y, white > 0 else { return [] }
        return [SampledCurve(xyz.map { $0.y / white })]
    }

    /// Takes X, Y, Z under the native white to the D50 of the connection space: `chad`, or Bradford from the media white
    /// in profiles of version 2, which have no `chad`. Nil where neither says anything.
    public var adaptation: Matrix3? {
        if let chad { return chad }
        guard let white = xyz("wtpt"), white.min() > 0 else { return nil }
        return Bradford.matrix(from: white / white.y, to: White.pcs)
    }

    /// Chromaticity of the native white.
    public var white: CIExy? { adaptation?.inverse.flatMap { CIExy($0 * White.pcs) } }

    /// Chromaticities of an RGB device with the adaptation to D50 taken back; nil for other devices.
    public var primaries: RGBPrimaries? { adaptation.flatMap { primaries(adaptedBy: $0) } }

    /// The same, had the device this white and the profile been adapted from it with Bradford.
    public func primaries(underWhite white: CIExy) -> RGBPrimaries? {
        guard white.y > 0, let adaptation = Bradford.matrix(from: white.xyz(), to: White.pcs) else { return nil }
        return primaries(adaptedBy: adaptation)
    }

    private func primaries(adaptedBy adaptation: Matrix3) -> RGBPrimaries? {
        guard let back = adaptation.inverse, let colorants, let white = CIExy(back * White.pcs) else { return nil }
        let xy = colorants.compactMap { CIExy(back * $0) }
        guard xy.count == 3 else { return nil }
        return RGBPrimaries(red: xy[0], green: xy[1], blue: xy[2], white: white)
    }

    /// X, Y, Z of full red, green and blue in the connection space.
    public var colorants: [Triple]? {
        guard header.colourSpace == "RGB " else { return nil }
        if hasTables { return toXYZ([Triple(1, 0, 0), Triple(0, 1, 0), Triple(0, 0, 1)]) }
        let found = ["rXYZ", "gXYZ", "bXYZ"].compactMap { xyz($0) }
        return found.count == 3 ? found : nil
    }

    /// Volume of the colours of an RGB device in CIE L*a*b* under D50, ΔE³; nil for other devices.
    public var gamutVolume: Double? {
        guard header.colourSpace == "RGB " else { return nil }
        return GamutVolume.volume { toXYZ($0)?.map { CIELab($0, white: White.pcs) } }
    }

    /// Share of the volume of a gamut that an RGB device with a matrix reaches, 0 to 1; nil for other devices, and for
    /// tables, whose inside is not known without a way back.
    public func volumeCoverage(of target: RGBPrimaries) -> Double? {
        guard !hasTables, let colorants else { return nil }
        return GamutVolume.coverage(
            of: target, by: Matrix3(columns: colorants[0], colorants[1], colorants[2]))
    }

    /// The ramps for a graphics card (tag `vcgt`), red, green and blue; nil without them.
    public var ramps: [SampledCurve]? {
        var samples = [Float](repeating: 0, count: 3 * 256)
        guard fgl_profile_ramps(handle, &samples, 256) != 0, samples.allSatisfy(\.isFinite) else { return nil }
        return (0..<3).map { channel in SampledCurve(samples[channel * 256..<(channel + 1) * 256].map { Double($0) }) }
    }

    /// Device values 0…1 to X, Y, Z of the connection space, media-relative (white is D50).
    ///
    /// RGB devices take all three components, grey ones the first. Nil for others, and where the profile has no way.
    public func toXYZ(_ colours: [Triple]) -> [Triple]? {
        guard isLightDevice else { return nil }
        var xyz = [Double](repeating: 0, count: 3 * colours.count)
        guard fgl_profile_to_xyz(handle, deviceValues(colours), Int32(colours.count), &xyz) != 0 else { return nil }
        return triples(xyz)
    }

    /// Colour differences ΔE2000 between a colour and itself after a way through the profile, back and through it again.
    public struct RoundTrip: Equatable, Sendable {
        public var mean, maximum: Double
    }

    /// Over `steps` levels of each channel, relative colorimetric. Nil for devices other than RGB and grey, and for
    /// profiles that lead one way only.
    public func roundTrip(steps: Int = 9) -> RoundTrip? {
        guard isLightDevice, steps >= 2 else { return nil }
        let levels = (0..<steps).map { Double($0) / Double(steps - 1) }
        let colours =
            header.channels == 1
            ? levels.map { Triple(repeating: $0) }
            : levels.flatMap { red in levels.flatMap { green in levels.map { Triple(red, green, $0) } } }
        var first = [Double](repeating: 0, count: 3 * colours.count)
        var second = first
        let count = Int32(colours.count)
        guard fgl_profile_round_trip(handle, deviceValues(colours), count, &first, &second) != 0 else { return nil }
        let differences = zip(triples(first), triples(second)).map {
            CIELab($0.x, $0.y, $0.z).deltaE2000(to: CIELab($1.x, $1.y, $1.z))
        }
        guard differences.allSatisfy(\.isFinite) else { return nil }
        return RoundTrip(
            mean: differences.reduce(0, +) / Double(differences.count), maximum: differences.max() ?? 0)
    }

    /// Screens, cameras and colour encodings in R, G, B or grey.
    private var isLightDevice: Bool {
        ["mntr", "scnr", "spac"].contains(header.profileClass) && ["RGB ", "GRAY"].contains(header.colourSpace)
    }

    private func deviceValues(_ colours: [Triple]) -> [Double] {
        header.channels == 1 ? colours.map(\.x) : colours.flatMap { [$0.x, $0.y, $0.z] }
    }

    private func triples(_ values: [Double]) -> [Triple] {
        stride(from: 0, to: values.count - 2, by: 3).map { Triple(values[$0], values[$0 + 1], values[$0 + 2]) }
    }
}

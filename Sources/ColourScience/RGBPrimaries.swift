/// The chromaticities of an additive display or encoding: what R, G, B = 1 look like, and their sum.
public struct RGBPrimaries: Hashable, Sendable {
    public var red, green, blue, white: CIExy

    public init(red: CIExy, green: CIExy, blue: CIExy, white: CIExy) {
        self.red = red
        self.green = green
        self.blue = blue
        self.white = white
    }

    /// Linear R, G, B to X, Y, Z, so that white has Y = 1 (SMPTE RP 177).
    ///
    /// Nil when the primaries lie on one line, or the white has no luminance.
    public var toXYZ: Matrix3? {
        let primaries = Matrix3(columns: Self.direction(red), Self.direction(green), Self.direction(blue))
        guard white.y != 0, let inverse = primaries.inverse else { return nil }
        return primaries * Matrix3(diagonal: inverse * white.xyz())
    }

    /// X, Y, Z to linear R, G, B; nil where ``toXYZ`` is.
    public var fromXYZ: Matrix3? { toXYZ?.inverse }

    /// Luminance of linear R, G, B: the middle row of ``toXYZ``.
    public var luminanceWeights: Triple? { toXYZ?.second }

    /// Linear light of these primaries to linear light of `other`, both relative to the same white: no adaptation.
    public func matrix(to other: RGBPrimaries) -> Matrix3? {
        guard let up = toXYZ, let down = other.fromXYZ else { return nil }
        return down * up
    }

    /// Largest difference in x or y over the three primaries, white aside.
    public func maximumDifference(to other: RGBPrimaries) -> Double {
        max(
            red.maximumDifference(to: other.red), green.maximumDifference(to: other.green),
            blue.maximumDifference(to: other.blue))
    }

    /// X, Y, Z up to a factor; defined for y = 0 as well (ST 428-1 uses such primaries).
    private static func direction(_ xy: CIExy) -> Triple { Triple(xy.x, xy.y, 1 - xy.x - xy.y) }
}

extension RGBPrimaries {
    private init(
        _ rx: Double, _ ry: Double, _ gx: Double, _ gy: Double, _ bx: Double, _ by: Double, _ white: CIExy = White.d65
    ) {
        self.init(red: CIExy(rx, ry), green: CIExy(gx, gy), blue: CIExy(bx, by), white: white)
    }

    private static let illuminantC = CIExy(0.310, 0.316)

    /// ITU-R BT.709, IEC 61966-2-1 (sRGB)
    public static let bt709 = RGBPrimaries(0.640, 0.330, 0.300, 0.600, 0.150, 0.060)
    /// ITU-R BT.470 System M
    public static let bt470m = RGBPrimaries(0.67, 0.33, 0.21, 0.71, 0.14, 0.08, illuminantC)
    /// ITU-R BT.601-7 625 lines, EBU Tech 3213
    public static let bt601Lines625 = RGBPrimaries(0.640, 0.330, 0.290, 0.600, 0.150, 0.060)
    /// ITU-R BT.601-7 525 lines, SMPTE ST 170 and ST 240
    public static let bt601Lines525 = RGBPrimaries(0.630, 0.340, 0.310, 0.595, 0.155, 0.070)
    /// H.273 code 8, colour filters with illuminant C
    public static let film = RGBPrimaries(0.681, 0.319, 0.243, 0.692, 0.145, 0.049, illuminantC)
    /// ITU-R BT.2020, BT.2100
    public static let bt2020 = RGBPrimaries(0.708, 0.292, 0.170, 0.797, 0.131, 0.046)
    /// SMPTE ST 428-1, the D-Cinema distribution master in X, Y, Z
    public static let smpte428 = RGBPrimaries(1, 0, 0, 1, 0, 0, CIExy(1 / 3.0, 1 / 3.0))
    /// SMPTE RP 431-2, the reference projector
    public static let p3DCI = RGBPrimaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, White.dci)
    /// SMPTE EG 432-1, P3 with a D65 white
    public static let p3D65 = RGBPrimaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
    /// H.273 code 22
    public static let ebu3213 = RGBPrimaries(0.630, 0.340, 0.295, 0.605, 0.155, 0.077)
    /// Adobe RGB (1998)
    public static let adobeRGB = RGBPrimaries(0.64, 0.33, 0.21, 0.71, 0.15, 0.06)
    /// ISO 22028-2 (ROMM RGB)
    public static let romm = RGBPrimaries(0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001, White.d50)

    /// The primaries of an H.273 code point (table 2); nil for reserved and unspecified ones.
    public init?(h273 code: Int) {
        switch code {
        case 1: self = .bt709
        case 4: self = .bt470m
        case 5: self = .bt601Lines625
        case 6, 7: self = .bt601Lines525
        case 8: self = .film
        case 9: self = .bt2020
        case 10: self = .smpte428
        case 11: self = .p3DCI
        case 12: self = .p3D65
        case 22: self = .ebu3213
        default: return nil
        }
    }

    /// Known sets by name: libavutil's spelling for those of H.273, so that they compare with colour tags.
    public static let named: [(name: String, primaries: RGBPrimaries)] = [
        ("bt709", .bt709), ("bt2020", .bt2020), ("smpte432", .p3D65), ("smpte431", .p3DCI), ("bt470bg", .bt601Lines625),
        ("smpte170m", .bt601Lines525), ("ebu3213", .ebu3213), ("bt470m", .bt470m), ("film", .film),
        ("smpte428", .smpte428), ("adobe-rgb", .adobeRGB), ("romm-rgb", .romm),
    ]

    /// The known set closest to these, and how far R, G, B and white lie from it at most, in x or y.
    public var nearest: (name: String, difference: Double) {
        func distance(_ other: RGBPrimaries) -> Double {
            max(maximumDifference(to: other), white.maximumDifference(to: other.white))
        }
        return Self.named.map { ($0.name, distance($0.primaries)) }.min { $0.1 < $1.1 }!
    }
}

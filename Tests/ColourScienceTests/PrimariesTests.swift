import ColourScience
import Testing

/// Matrices row by row to the digits printed in the fact books.
private let matrices: [(RGBPrimaries, [Double])] = [
    (.bt2020, [0.6369580, 0.1446169, 0.1688810, 0.2627002, 0.6779981, 0.0593017, 0, 0.0280727, 1.0609851]),
    (.bt709, [0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322]),
    (.p3D65, [0.4865709, 0.2656677, 0.1982173, 0.2289746, 0.6917385, 0.0792869, 0, 0.0451134, 1.0439444]),
]

private let conversions: [(RGBPrimaries, RGBPrimaries, [Double])] = [
    (
        .bt2020, .p3D65,
        [1.3435783, -0.2821797, -0.0613986, -0.0652975, 1.0757879, -0.0104905, 0.0028218, -0.0195985, 1.0167767]
    ),
    (
        .bt2020, .bt709,
        [1.6604910, -0.5876411, -0.0728499, -0.1245505, 1.1328999, -0.0083494, -0.0181508, -0.1005789, 1.1187297]
    ),
    (.p3D65, .bt2020, [0.753833, 0.198597, 0.047570, 0.045744, 0.941777, 0.012479, -0.001210, 0.017602, 0.983609]),
    (.bt709, .bt2020, [0.6274, 0.3293, 0.0433, 0.0691, 0.9195, 0.0114, 0.0164, 0.0880, 0.8956]),
]

/// Colorants adapted to D50 as a profile of these primaries carries them: X Y Z of red, green, blue.
private let colorants: [(RGBPrimaries, [Double])] = [
    (.bt709, [0.4360, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1430, 0.0606, 0.7139]),
    (.p3D65, [0.5151, 0.2412, -0.0011, 0.2920, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841]),
    (.bt2020, [0.6735, 0.2790, -0.0019, 0.1657, 0.6753, 0.0300, 0.1250, 0.0456, 0.7969]),
    (.bt601Lines625, [0.4552, 0.2323, 0.0145, 0.3676, 0.7078, 0.1049, 0.1414, 0.0599, 0.7055]),
    (.bt601Lines525, [0.4163, 0.2217, 0.0136, 0.3932, 0.7033, 0.0913, 0.1547, 0.0750, 0.7199]),
]

private func numbers(_ matrix: Matrix3) -> [Double] { matrix.rows.flatMap { [$0.x, $0.y, $0.z] } }

private func agree(_ matrix: Matrix3?, _ expected: [Double], within tolerance: Double) -> Bool {
    guard let matrix else { return false }
    return zip(numbers(matrix), expected).allSatisfy { abs($0 - $1) <= tolerance }
}

@Suite struct PrimariesTests {
    @Test func matricesToXYZ() throws {
        for (primaries, expected) in matrices { #expect(agree(primaries.toXYZ, expected, within: 5.1e-8)) }
    }

    @Test func matricesBetweenPrimaries() throws {
        for (source, target, expected) in conversions {
            let digits = expected[0] == 0.6274 ? 5.1e-5 : expected[0] == 0.753833 ? 5.1e-7 : 5.1e-8
            #expect(agree(source.matrix(to: target), expected, within: digits))
        }
    }

    @Test func colorantsOfProfiles() throws {
        for (primaries, expected) in colorants {
            let adapt = try #require(Bradford.matrix(from: primaries.white.xyz(), to: White.pcs))
            let matrix = try #require(primaries.toXYZ)
            #expect(agree((adapt * matrix).transposed, expected, within: 6e-5))
        }
    }

    @Test func adaptationFromD65() throws {
        let chad = try #require(Bradford.matrix(from: White.d65.xyz(), to: White.pcs))
        let expected = [1.04789, 0.02292, -0.05022, 0.02958, 0.99048, -0.01708, -0.00925, 0.01507, 0.75168]
        #expect(agree(chad, expected, within: 2e-5))
    }

    @Test func luminanceWeights() throws {
        let dci = try #require(RGBPrimaries.p3DCI.luminanceWeights)
        #expect(abs(dci.x - 0.2095) < 5.1e-5 && abs(dci.y - 0.7216) < 5.1e-5 && abs(dci.z - 0.0689) < 5.1e-5)
    }

    @Test func primariesWithoutLuminanceHaveAMatrix() throws {
        let xyz = try #require(RGBPrimaries.smpte428.toXYZ)
        #expect(agree(xyz, [1, 0, 0, 0, 1, 0, 0, 0, 1], within: 1e-12))
    }

    @Test func primariesOnALineHaveNone() {
        let line = RGBPrimaries(red: CIExy(0.6, 0.3), green: CIExy(0.3, 0.3), blue: CIExy(0.1, 0.3), white: White.d65)
        #expect(line.toXYZ == nil)
    }

    @Test func chromaticitiesInBothDiagrams() throws {
        let uv = try #require(White.d65.uv)
        #expect(abs(uv.u - 0.19783) < 1e-5 && abs(uv.v - 0.46832) < 1e-5)
        let back = try #require(uv.xy)
        #expect(back.maximumDifference(to: White.d65) < 1e-12)
        let table: [(CIExy, Double, Double)] = [
            (RGBPrimaries.bt709.red, 0.4507, 0.5229), (RGBPrimaries.bt709.green, 0.1250, 0.5625),
            (RGBPrimaries.bt709.blue, 0.1754, 0.1579), (RGBPrimaries.p3D65.red, 0.4964, 0.5255),
            (RGBPrimaries.p3D65.green, 0.0986, 0.5777), (RGBPrimaries.bt2020.red, 0.5566, 0.5165),
            (RGBPrimaries.bt2020.green, 0.0556, 0.5868), (RGBPrimaries.bt2020.blue, 0.1593, 0.1258),
        ]
        for (xy, u, v) in table {
            let uv = try #require(xy.uv)
            #expect(abs(uv.u - u) < 5.1e-5 && abs(uv.v - v) < 5.1e-5)
        }
    }

    @Test func codePointsAndNames() {
        #expect(RGBPrimaries(h273: 9) == .bt2020 && RGBPrimaries(h273: 12) == .p3D65)
        #expect(RGBPrimaries(h273: 2) == nil && RGBPrimaries(h273: 3) == nil)
        #expect(RGBPrimaries.p3DCI.nearest.name == "smpte431")
        #expect(RGBPrimaries.bt601Lines525.nearest == ("smpte170m", 0))
        #expect(White.name(CIExy(0.3128, 0.3289)) == "D65" && White.name(CIExy(0.4, 0.4)) == nil)
    }
}

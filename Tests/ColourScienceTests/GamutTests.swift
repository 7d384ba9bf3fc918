import ColourScience
import Testing

@Suite struct GamutTests {
    @Test func areas() throws {
        let table: [(RGBPrimaries, Double, Double)] = [
            (.bt709, 0.112050, 0.064892), (.p3D65, 0.152000, 0.081480), (.bt2020, 0.211866, 0.111823),
        ]
        for (primaries, xy, uv) in table {
            #expect(abs(primaries.triangleXY.area - xy) < 5.1e-7)
            let triangle = try #require(primaries.triangleUV)
            #expect(abs(triangle.area - uv) < 5.1e-7)
        }
    }

    @Test func coverageOfNestedGamuts() throws {
        let bt709InP3 = try #require(RGBPrimaries.bt709.coverage(of: .p3D65))
        #expect(abs(bt709InP3 - 0.064892 / 0.081480) < 2e-4)
        #expect(RGBPrimaries.bt709.coverage(of: .bt709) == 1)
        let wide = try #require(RGBPrimaries.bt2020.coverage(of: .bt709))
        #expect(wide > 0.9999999)
    }

    @Test func coverageOfGamutsThatCross() throws {
        let adobe = RGBPrimaries.adobeRGB
        let shared = try #require(adobe.triangleUV).sharedArea(with: try #require(RGBPrimaries.p3D65.triangleUV))
        let counted = try sampledShare(of: adobe, in: .p3D65)
        #expect(abs(shared / 0.081480 - counted) < 2e-3)
    }

    /// The same share by counting points of a fine grid.
    private func sampledShare(of gamut: RGBPrimaries, in target: RGBPrimaries) throws -> Double {
        let mine = try #require(gamut.triangleUV)
        let theirs = try #require(target.triangleUV)
        var inside = 0
        var both = 0
        for u in stride(from: 0.0, to: 0.6, by: 0.0005) {
            for v in stride(from: 0.0, to: 0.6, by: 0.0005) where theirs.contains(SIMD2(u, v)) {
                inside += 1
                if mine.contains(SIMD2(u, v)) { both += 1 }
            }
        }
        return Double(both) / Double(inside)
    }

    @Test func trianglesApartShareNothing() {
        let one = Triangle(SIMD2(0, 0), SIMD2(1, 0), SIMD2(0, 1))
        let other = Triangle(SIMD2(5, 5), SIMD2(5, 6), SIMD2(6, 5))
        #expect(one.sharedArea(with: other) == 0 && one.coverage(of: other) == 0)
        #expect(one.coverage(of: Triangle(SIMD2(0, 0), SIMD2(1, 1), SIMD2(2, 2))) == nil)
    }

    @Test func cornersMayComeInAnyOrder() {
        let a = SIMD2(0.0, 0.0)
        let b = SIMD2(4.0, 0.0)
        let c = SIMD2(0.0, 3.0)
        #expect(Triangle(a, b, c).area == 6 && Triangle(c, b, a).area == 6)
        #expect(Triangle(c, b, a).contains(SIMD2(1, 1)) && !Triangle(a, b, c).contains(SIMD2(3, 3)))
    }

    @Test func membership() throws {
        let inP3 = try #require(GamutMembership(of: .bt2020, in: .p3D65))
        #expect(inP3.contains(Triple(1, 1, 1)) && inP3.contains(Triple(0, 0, 0)))
        #expect(!inP3.contains(Triple(0, 1, 0)) && !inP3.contains(Triple(1, 0, 0)))
        let edge = try #require(RGBPrimaries.p3D65.matrix(to: .bt2020)) * Triple(0, 203, 0)
        #expect(inP3.contains(edge))
        let in709 = try #require(GamutMembership(of: .bt2020, in: .bt709))
        #expect(!in709.contains(edge))
    }
}

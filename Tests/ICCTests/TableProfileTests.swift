import ColourScience
import ICC
import Media
import Testing

/// A screen described by tables, as calibration tools write it, instead of by a matrix.
@Suite struct TableProfileTests {
    private static let grid = 17

    /// Y′ is taken out of the tables by leaving the device values linear: the grid then is exact.
    private static func writer(_ primaries: RGBPrimaries) throws -> ProfileWriter {
        let adapt = try #require(Bradford.matrix(from: primaries.white.xyz(), to: White.pcs))
        let forward = adapt * (try #require(primaries.toXYZ))
        let back = try #require(forward.inverse)
        var writer = ProfileWriter.display
        for tag in ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"] { writer[tag] = nil }
        let chad = adapt.rows.flatMap { [$0.x, $0.y, $0.z] }
        writer["chad"] = matrix(chad)
        // PCSXYZ of 16 bits ends at 1 + 32767/32768.
        let scale = 1 + 32767.0 / 32768
        writer["A2B0"] = table(grid: grid) { forward * $0 / scale }
        writer["B2A0"] = table(grid: grid) { back * ($0 * scale) }
        return writer
    }

    @Test(arguments: [RGBPrimaries.bt709, .adobeRGB]) func primariesComeFromTheTable(_ known: RGBPrimaries) throws {
        let profile = try ICCProfile(ICCStructure(try Self.writer(known).bytes))
        #expect(profile.structure.faults.isEmpty && profile.hasTables && !profile.header.isMatrix)
        let found = try #require(profile.primaries)
        #expect(found.maximumDifference(to: known) < 2e-3)
        #expect(found.white.maximumDifference(to: known.white) < 1e-4)
    }

    @Test func toneComesFromTheNeutralAxis() throws {
        let profile = try ICCProfile(ICCStructure(try Self.writer(.bt709).bytes))
        #expect(profile.curves.isEmpty && profile.responses.count == 1)
        let nearest = Transfer.nearest(to: profile.responses)
        #expect(nearest.name == "linear" && nearest.deviation.light < 1e-3)
    }

    /// The way back clips what a table of XYZ cannot hold, so that the round trip shows an error of the profile.
    @Test func roundTripShowsWhatTheTableCannotDo() throws {
        let trip = try #require(try ICCProfile(ICCStructure(try Self.writer(.bt709).bytes)).roundTrip())
        #expect(trip.maximum.isFinite && trip.maximum > 1e-3)
    }

    @Test func oneWayProfilesHaveNoRoundTrip() throws {
        var writer = try Self.writer(.bt709)
        writer["B2A0"] = nil
        writer.profileClass = "scnr"
        let profile = try ICCProfile(ICCStructure(writer.bytes))
        #expect(profile.structure.isValid && profile.roundTrip() == nil && profile.primaries != nil)
    }
}

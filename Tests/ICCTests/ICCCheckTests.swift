import Checks
import ColourScience
import Foundation
import ICC
import Measuring
import Media
import Model
import Testing

@Suite struct ICCCheckTests {
    private let track = TrackID(.video, 0)
    private static let check = catalogue.filter { $0.id == "icc" }

    private func log(profile: [UInt8]?) throws -> Log {
        try StillWriter.withFile(StillWriter.png(profile: profile), "png") { try Measurement(Self.check).log(of: $0) }
    }

    private func value(_ log: Log, _ metric: String) -> Value? { log.reading(metric, track)?.value }
    private func numeric(_ log: Log, _ metric: String) throws -> Double {
        try #require(value(log, metric)?.asNumber, "\(metric) is missing")
    }

    @Test func isInTheCatalogueWithAGuide() throws {
        let check = try #require(Self.check.first)
        #expect(check.guide.isComplete && check.metrics.allSatisfy { $0.effort == .header })
    }

    @Test func soundProfile() throws {
        let log = try log(profile: DisplayProfileRecipe(.p3D65, .srgb).bytes())
        #expect(value(log, "icc.valid") == true && value(log, "icc.version") == "4.4")
        #expect(value(log, "icc.class") == "mntr" && value(log, "icc.space") == "RGB")
        #expect(value(log, "icc.primaries") == "smpte432" && value(log, "icc.white") == "D65")
        #expect(value(log, "icc.transfer") == "iec61966-2-1" && value(log, "icc.description") == "Filmgate")
        #expect(try numeric(log, "icc.transfer-error") < 1e-4 && numeric(log, "icc.round-trip") < 0.01)
        #expect(try abs(numeric(log, "icc.coverage.p3-d65") - 100) < 0.01)
        #expect(try abs(numeric(log, "icc.coverage.bt2020") - 72.85) < 0.05)
        #expect(log.unmeasured.isEmpty)
        // The picture has no tags to compare with.
        #expect(value(log, "icc.matches-cicp") == nil)
        #expect(log.reading("icc.matches-cicp", track)?.note?.contains("states no primaries") == true)
    }

    /// cICP of a PNG stands beside the container's tags, and its faults are named (PNG, third edition, 11.3.2.6).
    @Test func codePointsOfAPNG() throws {
        let checks = catalogue.filter { $0.id == "colour" }
        func log(_ codePoints: [UInt8]) throws -> Log {
            try StillWriter.withFile(StillWriter.png(profile: nil, codePoints: codePoints), "png") {
                try Measurement(checks).log(of: $0)
            }
        }
        let good = try log([12, 13, 0, 1])
        #expect(value(good, "colour.container.boxes") == "cICP 12/13/0 pc")
        #expect(value(good, "colour.container.boxes-valid") == true)
        #expect(value(good, "colour.primaries") == "smpte432" && value(good, "colour.transfer") == "iec61966-2-1")
        let wrong = try log([9, 16, 9, 1])
        #expect(value(wrong, "colour.container.boxes-valid") == false)
        #expect(wrong.reading("colour.container.boxes-valid", track)?.note?.contains("needs 0") == true)
    }

    @Test func noProfileIsNoFault() throws {
        let log = try log(profile: nil)
        let metrics = try #require(Self.check.first).metrics
        #expect(log.readings.count == metrics.count && log.unmeasured.isEmpty)
        #expect(log.readings.allSatisfy { $0.value == nil && $0.note == "the file carries no ICC profile" })
    }

    @Test func faultyProfileIsInvalidAndStillMeasured() throws {
        var writer = ProfileWriter.display
        writer["cprt"] = nil
        let log = try log(profile: writer.bytes)
        #expect(value(log, "icc.valid") == false && value(log, "icc.primaries") == "bt709")
        #expect(log.reading("icc.valid", track)?.note == "the required tag 'cprt' is missing (ICC.1 §8.2)")
    }

    @Test func remarksAreNoFaults() throws {
        var writer = ProfileWriter.display
        writer["MS00"] = typed("data", [1, 2, 3, 4])
        let log = try log(profile: writer.bytes)
        #expect(value(log, "icc.valid") == true)
        #expect(log.reading("icc.valid", track)?.note?.hasPrefix("remark: ") == true)
    }

    @Test func refusedProfileIsInvalidAndNotMeasured() throws {
        var writer = ProfileWriter.display
        writer.version = [5, 0, 0, 0]
        let log = try log(profile: writer.bytes)
        #expect(value(log, "icc.valid") == false && value(log, "icc.version") == "5.0")
        #expect(log.reading("icc.primaries", track) == nil)
        #expect(log.reasonUnmeasured("icc.primaries", track)?.contains("iccMAX") == true)
        #expect(log.reasonUnmeasured("icc.matches-cicp", track) != nil)
    }

    @Test func noiseHasNoHeader() throws {
        let log = try log(profile: Array(repeating: 7, count: 400))
        #expect(value(log, "icc.valid") == false && log.reasonUnmeasured("icc.version", track) != nil)
    }

    @Test func unknownPrimariesAreNamedOther() throws {
        let odd = RGBPrimaries(
            red: CIExy(0.66, 0.33), green: CIExy(0.28, 0.62), blue: CIExy(0.15, 0.05), white: CIExy(0.30, 0.31))
        let log = try log(profile: DisplayProfileRecipe(odd, .gamma(2.3)).bytes())
        #expect(value(log, "icc.primaries") == "other" && value(log, "icc.white") == "other")
        #expect(log.reading("icc.primaries", track)?.note?.contains("red 0.66 0.33") == true)
    }

    @Test func greyProfile() throws {
        var writer = ProfileWriter.display
        writer.colourSpace = "GRAY"
        for tag in ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"] { writer[tag] = nil }
        writer["kTRC"] = gamma(2.4)
        let log = try log(profile: writer.bytes)
        #expect(value(log, "icc.valid") == true && value(log, "icc.transfer") == "gamma-2.4")
        #expect(value(log, "icc.primaries") == nil && value(log, "icc.coverage.bt709") == nil)
        #expect(value(log, "icc.white") == "D65")
    }

    @Test func whatTheLibraryCannotReadIsNotMeasured() throws {
        var writer = ProfileWriter.display
        writer["rTRC"] = typed("curv", number(70_000) + [UInt8](repeating: 9, count: 140_000))
        let log = try log(profile: writer.bytes)
        #expect(value(log, "icc.valid") == true && value(log, "icc.primaries") == "bt709")
        #expect(log.reading("icc.transfer", track) == nil)
        #expect(log.reasonUnmeasured("icc.transfer", track)?.contains("'rTRC'") == true)
        #expect(log.reasonUnmeasured("icc.round-trip", track) != nil)
    }

    /// The smallest profiles of the web have no `chad`, and a white of D50 nobody means.
    @Test func missingAdaptationIsSeenThrough() throws {
        var writer = ProfileWriter.display
        writer["chad"] = nil
        let log = try log(profile: writer.bytes)
        #expect(value(log, "icc.primaries") == "bt709" && value(log, "icc.white") == "D65")
        #expect(log.reading("icc.white", track)?.note?.contains("'chad'") == true)
    }

    @Test(.enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)")) func profilesOfTheField() throws {
        let place = try #require(SharedMedia.profiles).deletingLastPathComponent().appending(path: "colour")
        let both = try Measurement(Self.check).log(of: place.appending(path: "paris_icc_exif_xmp.avif").path)
        #expect(both.reading("icc.version", track)?.note == "in the container; code points 2/2/6 stand beside it")
        let expected: [(file: String, valid: Value?, primaries: Value?, transfer: Value?)] = [
            ("init_with_colr.mp4", true, "bt709", "iec61966-2-1"),
            ("paris_icc_exif_xmp.png", false, "bt709", "iec61966-2-1"),
            ("paris_icc_exif_xmp.avif", false, "bt709", "iec61966-2-1"),
            ("q3a0b3_d17ws_709_g1.png", true, "bt709", "linear"),
            ("valid-avif-colr-prof.avif", false, "bt709", "bt709"),
            ("valid-avif-colr-nclx-and-prof-and-rICC.avif", false, "bt709", "bt709"),
            ("video_colr_nclx_and_icc.mp4", false, nil, nil), ("weld_16bit.png", nil, nil, nil),
            ("valid-avif-colr-nclx.avif", nil, nil, nil), ("sample_srgb.mp4", nil, nil, nil),
        ]
        for row in expected {
            let log = try Measurement(Self.check).log(of: place.appending(path: row.file).path)
            #expect(value(log, "icc.valid") == row.valid, "\(row.file)")
            #expect(value(log, "icc.primaries") == row.primaries, "\(row.file)")
            #expect(value(log, "icc.transfer") == row.transfer, "\(row.file)")
        }
    }
}

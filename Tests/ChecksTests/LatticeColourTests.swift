import Model
import Synth
import Testing

@testable import Checks

/// Contradictions between tags, each made and each named.
@Suite struct LatticeColourTests {
    private static func tags(_ primaries: Int, _ transfer: Int, _ matrix: Int, _ range: String = "tv") -> ColourNames {
        ColourNames(primaries: "\(primaries)", transfer: "\(transfer)", matrix: "\(matrix)", range: range)
    }

    @Test func cleanFilesAreOk() throws {
        let bench = try Bench()
        for (recipe, name) in [
            (Clean.sdr, "sdr.mov"), (Clean.pq, "pq.mp4"), (Clean.hlg, "hlg.mp4"), (Clean.hdr10, "hdr10.mkv"),
            (Clean.picture { $0.colour = .bt2020 }, "2020.mp4"),
        ] {
            let log = try bench.log(recipe, name)
            #expect(log.text("colour.combination") == "ok", "\(name)")
            #expect(log.flag("colour.agrees") == true, "\(name)")
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var tags: (Int, Int, Int)
        var range = "tv"
        var is8Bit = false
        var expected: String
        var testDescription: String { expected }
    }

    static let cases = [
        Case(tags: (9, 16, 1), expected: "PQ with the BT.709 matrix"),
        Case(tags: (1, 16, 9), expected: "PQ with BT.709 primaries"),
        Case(tags: (9, 16, 9), range: "pc", expected: "PQ tagged as full range"),
        Case(tags: (9, 16, 9), is8Bit: true, expected: "PQ in 8 bits"),
        Case(tags: (1, 18, 9), expected: "HLG with BT.709 primaries"),
        Case(tags: (9, 18, 1), expected: "HLG with the BT.709 matrix"),
        Case(tags: (9, 18, 9), range: "pc", expected: "HLG tagged as full range"),
        Case(tags: (9, 18, 9), is8Bit: true, expected: "HLG in 8 bits"),
        Case(tags: (9, 1, 9), expected: "BT.2020 primaries with transfer 1: the same curve, whose code here is 14"),
        Case(tags: (9, 14, 1), expected: "BT.2020 primaries with the BT.709 matrix"),
        Case(tags: (9, 15, 9), expected: "transfer 15 is that of 12 bits, the picture has 10"),
        Case(tags: (1, 14, 1), expected: "BT.709 primaries with transfer 14: the curve of BT.709, whose code is 1"),
        Case(tags: (1, 1, 6), expected: "BT.709 primaries with the BT.601-525 matrix"),
        Case(tags: (1, 1, 9), expected: "BT.709 primaries with the BT.2020 matrix"),
        Case(tags: (5, 6, 1), expected: "BT.601-625 primaries with the BT.709 matrix"),
        Case(
            tags: (5, 6, 6), expected: "BT.601-625 primaries with the BT.601-525 matrix: two line standards mixed"),
        Case(tags: (2, 2, 2), expected: "the colour is not tagged at all"),
        Case(
            tags: (9, 2, 9), expected: "transfer unspecified beside tagged BT.2020 primaries and BT.2020 matrix"),
        Case(tags: (9, 16, 2), expected: "matrix unspecified beside tagged BT.2020 primaries and PQ transfer"),
        Case(
            tags: (12, 16, 12), expected: "PQ with the derived matrix"),
        Case(
            tags: (8, 1, 1), expected: "film primaries, BT.709 transfer and BT.709 matrix are no agreed combination"),
    ]

    @Test(arguments: cases) func contradictionOfTags(_ one: Case) throws {
        let recipe = Clean.picture {
            $0.colour = Self.tags(one.tags.0, one.tags.1, one.tags.2, one.range)
            if one.is8Bit { $0.pixelFormat = "yuv420p" }
        }
        let log = try Bench().log(recipe, "a.mkv", only: ["colour.combination"])
        #expect(log.text("colour.combination") == one.expected)
    }

    /// The bitstream says HLG for old receivers as BT.2020 and announces it in a message (ETSI TS 101 154).
    @Test func hlgByAlternativeTransfer() throws {
        let recipe = Clean.picture {
            $0.colour = ColourNames(primaries: "9", transfer: "14", matrix: "9", range: "tv")
            // Suffix SEI of payload type 147 and size 1: 18.
            $0.options["x265-params"] = "atc-sei=18"
        }
        let log = try Bench().log(recipe, "a.mp4")
        #expect(log.text("colour.bitstream.alternative-transfer") == "arib-std-b67")
        #expect(log.text("colour.bitstream.transfer") == "bt2020-10")
        #expect(log.text("colour.transfer") == "arib-std-b67")
        #expect(log.text("hdr.format") == "HLG")
        #expect(log.text("colour.combination") == "ok")
    }

    @Test func containerAgainstBitstream() throws {
        let bench = try Bench()
        for (tags, word) in [
            (ColourNames.hlg, "transfer: container arib-std-b67, bitstream smpte2084"),
            (Self.tags(1, 16, 9), "primaries: container bt709, bitstream bt2020"),
            (Self.tags(9, 16, 1), "matrix: container bt709, bitstream bt2020nc"),
            (Self.tags(9, 16, 9, "pc"), "range: container pc, bitstream tv"),
        ] {
            let log = try bench.log(Clean.pq.picture { $0.containerColour = tags }, "a.mp4")
            #expect(log.flag("colour.agrees") == false)
            #expect(log.note("colour.agrees") == word)
        }
    }

    /// A stream without colour description states no range either, whatever the decoder infers.
    @Test func silentBitstream() throws {
        let recipe = Clean.picture {
            $0.codedColour = .unspecified
            $0.containerColour = .pq
        }
        let log = try Bench().log(recipe, "a.mp4")
        for tag in ["primaries", "transfer", "matrix"] {
            #expect(log.reading("colour.bitstream.\(tag)", TrackID(.video, 0))?.value == nil, "\(tag)")
        }
        #expect(log.text("colour.transfer") == "smpte2084")
    }

    @Test func damagedColourBoxes() throws {
        let bench = try Bench()
        let nclx = Array("colrnclx".utf8) + [0, 9, 0, 16, 0, 9]
        let reserved = try bench.log(
            Clean.pq, "a.mp4", replacing: nclx, by: Array("colrnclx".utf8) + [0, 9, 0, 99, 0, 9])
        #expect(reserved.text("colour.container.boxes") == "nclx 9/99/9 tv")
        #expect(reserved.note("colour.container.boxes-valid") == "transfer 99 has no meaning in H.273")
        let unknown = try bench.log(
            Clean.pq, "b.mp4", replacing: nclx, by: Array("colrnope".utf8) + [0, 9, 0, 16, 0, 9])
        #expect(unknown.note("colour.container.boxes-valid") == "type nope is not known")
    }

    @Test func matroskaColourIsListed() throws {
        let log = try Bench().log(Clean.pq, "a.mkv")
        #expect(log.text("colour.container.boxes") == "Colour 9/16/9 tv")
    }
}

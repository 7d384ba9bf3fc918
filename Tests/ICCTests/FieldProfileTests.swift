import ColourScience
import ICC
import Media
import Testing

/// What our own reading says of the profiles of the field: validity, and the faults behind it.
private let verdicts: [String: [ICCFault.Name]] = [
    "AdobeRGB1998.icc": [], "CGATS001Compat-v2-micro.icc": [], "DisplayP3-v4.icc": [], "DisplayP3Compat-v4.icc": [],
    "Rec2020-v4.icc": [], "Rec709-v2-micro.icc": [], "icc-test-1.icc": [], "lcms2_test5.icc": [],
    "qcms_sRGB_lcms.icc": [], "sGrey-v4.icc": [], "sRGB-v2-nano.icc": [], "sRGB-v4.icc": [], "sRGB.icc": [],
    "sRGB2014.icc": [],
    // Version 5 is refused before any library sees it.
    "calcUnderStack_add.icc": [.version],
    // Version 4 by its header, version 2 by its content.
    "icc-test-pc1.icc": [.tagMissing, .tagType, .whitePoint], "qcms_ITU-709.icc": [.tagType, .tagType, .whitePoint],
    // A table from three channels to one without a grid, which the specification does not know.
    "x11-colors.icc": [.tagContent],
]

/// Primaries, curve and largest differences as the names and tables of the profiles state them.
private let colours: [(file: String, primaries: String, curve: String)] = [
    ("AdobeRGB1998.icc", "adobe-rgb", "gamma-2.2"), ("DisplayP3-v4.icc", "smpte432", "iec61966-2-1"),
    ("DisplayP3Compat-v4.icc", "smpte432", "iec61966-2-1"), ("Rec2020-v4.icc", "bt2020", "bt709"),
    ("Rec709-v2-micro.icc", "bt709", "bt709"), ("icc-test-1.icc", "adobe-rgb", "gamma-2.2"),
    ("lcms2_test5.icc", "bt709", "iec61966-2-1"), ("qcms_ITU-709.icc", "bt709", "bt709"),
    ("qcms_sRGB_lcms.icc", "bt709", "iec61966-2-1"), ("sRGB-v2-nano.icc", "bt709", "iec61966-2-1"),
    ("sRGB-v4.icc", "bt709", "iec61966-2-1"), ("sRGB.icc", "bt709", "iec61966-2-1"),
    ("sRGB2014.icc", "bt709", "iec61966-2-1"),
]

@Suite(.enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)")) struct FieldProfileTests {
    @Test func everyProfileHasAnExpectedAnswer() throws {
        #expect(Set(SharedMedia.names) == Set(verdicts.keys))
        let listed = try SharedMedia.table("MANIFEST.tsv").compactMap { $0["file"] }
        #expect(Set(listed) == Set(verdicts.keys))
    }

    @Test(arguments: verdicts.keys.sorted()) func verdict(_ name: String) throws {
        let structure = ICCStructure(try SharedMedia.bytes(name))
        let broken = structure.faults.filter { $0.grade > .remark }.map(\.name)
        #expect(broken == verdicts[name])
        #expect(structure.isValid == broken.isEmpty)
        #expect(structure.isReadable == (name != "calcUnderStack_add.icc"))
    }

    /// Size, version, class, spaces and description as LittleCMS was seen to read them.
    @Test func oracles() throws {
        for row in try SharedMedia.table("ORACLES.tsv") {
            let name = try #require(row["file"])
            let structure = ICCStructure(try SharedMedia.bytes(name))
            let header = try #require(structure.header)
            #expect(String(structure.bytes.count) == row["bytes"] && String(header.size) == row["header_size"])
            #expect(header.version.description + "0" == row["version"], "\(name)")
            #expect(header.profileClass.text == row["class"]?.trimmed, "\(name)")
            #expect(
                header.colourSpace.text == row["space"]?.trimmed && header.connectionSpace.text == row["pcs"]?.trimmed)
            guard structure.isReadable else { continue }
            #expect(try ICCProfile(structure).description == row["desc"], "\(name)")
        }
    }

    @Test(arguments: SharedMedia.names) func theLibraryReadsTheSameHeader(_ name: String) throws {
        let structure = ICCStructure(try SharedMedia.bytes(name))
        guard structure.isReadable, let header = structure.header else { return }
        let profile = try ICCProfile(structure)
        let theirs = profile.header
        #expect(abs(theirs.version - (Double(header.version.description) ?? 0)) < 1e-9)
        #expect(theirs.profileClass == header.profileClass && theirs.colourSpace == header.colourSpace)
        #expect(theirs.connectionSpace == header.connectionSpace)
        #expect(profile.tags == structure.tags.map(\.signature))
        #expect(profile.complaint == nil)
    }

    @Test(arguments: colours.map(\.file)) func colour(_ name: String) throws {
        let expected = try #require(colours.first { $0.file == name })
        let profile = try ICCProfile(ICCStructure(try SharedMedia.bytes(name)))
        let nearest = try #require(profile.primaries).nearest
        #expect(nearest.name == expected.primaries && nearest.difference < 2e-4)
        let curve = Transfer.nearest(to: profile.responses)
        #expect(curve.name == expected.curve && curve.deviation.light < 1e-3)
        let trip = try #require(profile.roundTrip())
        #expect(trip.maximum < 0.01)
    }

    @Test func profileIDs() throws {
        for name in SharedMedia.names {
            let structure = ICCStructure(try SharedMedia.bytes(name))
            let has = structure.isReadable && structure.header?.hasProfileID == true
            #expect(structure.isProfileIDRight == (has ? true : nil), "\(name)")
        }
    }

    /// Of the compact profiles the wide ones keep the negative Z of red, which ICC.1 forbids; `Compat` moves it to 0.
    @Test(arguments: [
        ("DisplayP3-v4.icc", true), ("Rec2020-v4.icc", true), ("DisplayP3Compat-v4.icc", false),
        ("sRGB-v4.icc", false),
    ])
    func negativeRedIsARemark(_ name: String, _ isNegative: Bool) throws {
        let structure = ICCStructure(try SharedMedia.bytes(name))
        let red = try #require(try ICCProfile(structure).xyz("rXYZ"))
        #expect((red.z < 0) == isNegative)
        #expect(structure.faults.map(\.name) == (isNegative ? [.colorants] : []) && structure.isValid)
    }

    /// Points of the curves, as the table of the compact profiles lists them; parametric curves have none.
    @Test(arguments: [
        ("sRGB-v2-nano.icc", "rTRC", 20), ("Rec709-v2-micro.icc", "rTRC", 44), ("sRGB-v4.icc", "rTRC", nil),
        ("DisplayP3-v4.icc", "rTRC", nil), ("Rec2020-v4.icc", "rTRC", nil), ("sGrey-v4.icc", "kTRC", nil),
    ])
    func pointsOfCurves(_ name: String, _ tag: String, _ points: Int?) throws {
        let structure = ICCStructure(try SharedMedia.bytes(name))
        let content = [UInt8](try #require(structure.content(ICCSignature(stringLiteral: tag))))
        #expect(String(decoding: content.prefix(4), as: UTF8.self) == (points == nil ? "para" : "curv"))
        guard let points else { return }
        #expect(content[8..<12].reduce(0) { $0 << 8 | Int($1) } == points)
    }

    /// The colorants and the exponent that OpenColorIO's own test of its reader asks of this profile.
    @Test func matrixAndCurveOfOpenColorIO() throws {
        let profile = try ICCProfile(ICCStructure(try SharedMedia.bytes("icc-test-1.icc")))
        let colorants = try #require(profile.colorants)
        let expected = [
            [0.609741211, 0.311111450, 0.0194702148], [0.205276489, 0.625671387, 0.0608673096],
            [0.149185181, 0.0632171631, 0.744567871],
        ]
        for (colorant, numbers) in zip(colorants, expected) {
            for (found, number) in zip([colorant.x, colorant.y, colorant.z], numbers) {
                #expect(abs(found - number) < 1e-8)
            }
        }
        let curves = profile.curves
        #expect(curves.count == 3)
        for curve in curves { #expect(abs((curve.parameters.first ?? 0) - 2.19921875) < 1e-6) }
    }

    /// A description whose unused field covers the tags behind it, to save 67 bytes.
    @Test func overlapOfCompactProfilesIsARemark() throws {
        let structure = ICCStructure(try SharedMedia.bytes("sRGB-v2-nano.icc"))
        #expect(structure.faults.map(\.name) == [.tagOverlap] && structure.isValid)
    }

    @Test func details() throws {
        let grey = try ICCProfile(ICCStructure(try SharedMedia.bytes("sGrey-v4.icc")))
        #expect(grey.primaries == nil && grey.curves.count == 1 && grey.header.channels == 1)
        #expect(grey.white.flatMap { White.name($0) } == "D65")
        let press = try ICCProfile(ICCStructure(try SharedMedia.bytes("CGATS001Compat-v2-micro.icc")))
        #expect(press.primaries == nil && press.roundTrip() == nil && press.responses.isEmpty)
        let named = try ICCProfile(ICCStructure(try SharedMedia.bytes("x11-colors.icc")))
        #expect(named.description == "X11 Colors" && named.responses.isEmpty)
        #expect(named.structure.header?.profileClass == "nmcl" && named.structure.tag("ncl2") != nil)
        let screen = try ICCProfile(ICCStructure(try SharedMedia.bytes("lcms2_test5.icc")))
        #expect(screen.luminance == 80)
        let formula = try ICCProfile(ICCStructure(try SharedMedia.bytes("icc-test-pc1.icc"))).curves[0]
        #expect(formula.function == 1 && abs(formula.parameters[0] - 2.4) < 1e-4 && formula.parameters.count == 3)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

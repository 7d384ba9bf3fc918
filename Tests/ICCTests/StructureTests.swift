import ICC
import Testing

@Suite struct StructureTests {
    private func names(_ bytes: [UInt8], atLeast grade: ICCFault.Grade = .violation) -> [ICCFault.Name] {
        ICCStructure(bytes).faults.filter { $0.grade >= grade }.map(\.name)
    }

    private func names(_ change: (inout ProfileWriter) -> Void) -> [ICCFault.Name] {
        var writer = ProfileWriter.display
        change(&writer)
        return names(writer.bytes)
    }

    /// Faults after bytes of a sound profile were overwritten.
    private func names(_ offset: Int, _ bytes: [UInt8]) -> [ICCFault.Name] {
        var profile = ProfileWriter.display.bytes
        profile.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        return names(profile)
    }

    @Test func soundProfile() {
        let structure = ICCStructure(ProfileWriter.display.bytes)
        #expect(structure.faults.isEmpty && structure.isValid && structure.isReadable)
        #expect(structure.header?.version.description == "4.4" && structure.tags.count == 10)
        #expect(structure.header?.date.description == "2024-01-01")
        #expect(structure.content("wtpt")?.count == 20 && structure.content("lumi") == nil)
    }

    @Test func tooShortForAnything() {
        for count in [0, 1, 127] { #expect(names(Array(repeating: 0, count: count)) == [.size]) }
        #expect(ICCStructure([]).header == nil)
    }

    @Test func everyTruncationIsRefused() {
        let whole = ProfileWriter.display.bytes
        for count in 0..<whole.count { #expect(!ICCStructure(Array(whole[..<count])).isReadable) }
    }

    @Test func header() {
        #expect(names(0, number(100)) == [.size])
        #expect(names(0, number(Int(UInt32.max))) == [.size])
        #expect(names(36, ascii("acsq")) == [.signature])
        #expect(names(8, [3, 0]) == [.version])
        #expect(names(8, [4, 0x90]) == [.version])
        #expect(names(12, ascii("mntx")) == [.profileClass])
        #expect(names(16, ascii("RGBA")) == [.colourSpace])
        #expect(names(20, ascii("RGB ")) == [.connectionSpace])
        #expect(names(24, short(0)) == [.date])
        #expect(names(64, number(4)) == [.intent])
        #expect(names(68, fixed(0.9505)) == [.illuminant])
        #expect(names(110, [1]) == [.reserved])
        #expect(names(84, [1]) == [.profileID])
    }

    @Test func trailingBytesAreAFaultAndNotRead() {
        let structure = ICCStructure(ProfileWriter.display.bytes + [0, 0, 0, 0])
        #expect(structure.faults.map(\.name) == [.size] && structure.isReadable && !structure.isValid)
        #expect(structure.bytes == ProfileWriter.display.bytes)
    }

    @Test func iccMaxIsRefused() throws {
        let structure = try ICCStructure(
            #require(
                {
                    var w = ProfileWriter.display
                    w.version = [5, 0, 0, 0]
                    return w.bytes
                }()))
        #expect(structure.faults.map(\.name) == [.version] && !structure.isReadable)
        #expect(structure.header?.version.description == "5.0")
    }

    @Test func profileID() {
        var bytes = ProfileWriter.display.bytes
        #expect(ICCStructure(bytes).isProfileIDRight == nil)
        bytes[99] = 1
        #expect(ICCStructure(bytes).isProfileIDRight == false)
    }

    @Test func tagTable() {
        #expect(names(128, number(0)) == [.tagCount])
        #expect(names(128, number(101)) == [.tagCount])
        #expect(names(128, number(99)) == [.tagCount])
        #expect(names(136, number(131)) == [.tagOutside])
        #expect(names(136, number(1 << 31)) == [.tagOutside])
        #expect(names(140, number(Int(UInt32.max))) == [.tagOutside])
        #expect(names(140, number(7)) == [.tagOutside])
        #expect(names(144, ascii("desc")) == [.tagDuplicate])
    }

    @Test func layout() {
        let second = 132 + 12 + 4
        #expect(names(second, number(256)).contains(.tagOverlap))
        #expect(names(second, number(254)).contains(.tagAlignment))
        #expect(names(140, number(32)).contains(.tagContent))
        #expect(names { $0["bTRC"] = gamma(2.2) + [0, 0, 0, 0] } == [.tagContent])
    }

    @Test func gapsAreForVersion4Only() {
        var writer = ProfileWriter.display
        var bytes = writer.bytes
        bytes.insert(contentsOf: [0, 0, 0, 0], at: bytes.count)
        bytes.replaceSubrange(0..<4, with: number(bytes.count))
        #expect(names(bytes) == [.tagGap])
        writer = .display
        writer.version = [2, 0x40, 0, 0]
        writer["desc"] = described("Test")
        writer["cprt"] = text("None")
        for curve in ["rTRC", "gTRC", "bTRC"] { writer[curve] = typed("curv", number(0)) }
        #expect(names(writer.bytes).isEmpty)
        bytes = writer.bytes + [0, 0, 0, 0]
        bytes.replaceSubrange(0..<4, with: number(bytes.count))
        #expect(names(bytes).isEmpty)
    }

    @Test func tagsMayShareTheirDataWhole() {
        var profile = ProfileWriter.display.bytes
        let entries = (0..<10).map { 132 + 12 * $0 }
        let red = Array(profile[entries[7] + 4..<entries[7] + 12])
        for entry in [entries[8], entries[9]] { profile.replaceSubrange(entry + 4..<entry + 12, with: red) }
        #expect(names(profile) == [.tagGap])
    }

    @Test func requiredTags() {
        for tag in ["desc", "cprt", "wtpt", "rXYZ", "bTRC"] { #expect(names { $0[tag] = nil } == [.tagMissing]) }
        #expect(names { $0.profileClass = "scnr" }.isEmpty)
        #expect(names { $0.profileClass = "prtr" }.count { $0 == .tagMissing } == 7)
        #expect(names { $0.profileClass = "spac" }.count { $0 == .tagMissing } == 2)
        #expect(names { $0.profileClass = "abst" }.count { $0 == .tagMissing } == 1)
        #expect(names { $0.profileClass = "nmcl" }.count { $0 == .tagMissing } == 1)
        #expect(names { $0.profileClass = "link" }.count { $0 == .tagMissing } == 2)
        #expect(names { $0.colourSpace = "GRAY" } == [.tagMissing])
        #expect(names { $0.connectionSpace = "Lab " } == [.connectionSpace])
    }

    @Test func tableProfilesNeedBothWays() {
        func change(_ writer: inout ProfileWriter) {
            for tag in ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"] { writer[tag] = nil }
            writer["A2B0"] = table(grid: 2) { $0 }
        }
        #expect(names(change) == [.tagMissing])
        #expect(
            names {
                change(&$0)
                $0["B2A0"] = table(grid: 2) { $0 }
            }.isEmpty)
        #expect(
            names {
                change(&$0)
                $0.profileClass = "scnr"
            }.isEmpty)
    }

    @Test func whiteOfVersion4Displays() {
        #expect(names { $0["wtpt"] = xyz(0.9505, 1, 1.0891) } == [.whitePoint])
        #expect(names { $0["wtpt"] = xyz(0, 0, 0) } == [.whitePoint])
        #expect(
            names {
                $0.profileClass = "scnr"
                $0["wtpt"] = xyz(0.9505, 1, 1.0891)
            }.isEmpty)
    }

    @Test func colorants() {
        #expect(names { $0["rXYZ"] = xyz(0.5, 0.25, 0.02) } == [.colorants])
        let structure = ICCStructure(
            {
                var w = ProfileWriter.display
                w["rXYZ"] = xyz(0.43606, 0.22249, -0.001)
                return w.bytes
            }())
        #expect(structure.faults(.remark).map(\.name).contains(.colorants))
    }

    @Test func videoSignal() {
        #expect(names { $0["cicp"] = typed("cicp", [9, 16, 0, 1]) }.isEmpty)
        #expect(names { $0["cicp"] = typed("cicp", [9, 16, 9, 1]) } == [.tagContent])
        #expect(
            names {
                $0.profileClass = "prtr"
                $0["cicp"] = typed("cicp", [9, 16, 0, 1])
            }.contains(.tagContent))
    }

    @Test func videoSignalOfTheLibraryIsReadAndFaulty() {
        var writer = ProfileWriter.display
        writer["cicp"] = typed("cicp", [0, 0, 0, 0, 9, 16, 0, 1])
        let structure = ICCStructure(writer.bytes)
        #expect(structure.videoSignal == ICCVideoSignal(primaries: 9, transfer: 16, matrix: 0, isFullRange: true))
        #expect(structure.faults.map(\.name) == [.tagContent] && structure.isReadable)
    }

    @Test func privateTagsAreRemarks() {
        let structure = ICCStructure(
            {
                var w = ProfileWriter.display
                w["MS00"] = typed("data", [1, 2, 3, 4])
                return w.bytes
            }())
        #expect(structure.faults.map(\.name) == [.tagPrivate] && structure.isValid)
        #expect(structure.faults[0].sentence.contains("'MS00'"))
    }

    @Test func sentencesNameTheClause() {
        let fault = ICCStructure(
            {
                var w = ProfileWriter.display
                w["desc"] = nil
                return w.bytes
            }()
        ).faults[0]
        #expect(fault.description == "the required tag 'desc' is missing (ICC.1 §8.2)")
    }

    @Test func signaturesPrintSafely() {
        #expect(ICCSignature(0x1B5B_324A).text == ".[2J" && ICCSignature("XYZ ").text == "XYZ")
    }
}

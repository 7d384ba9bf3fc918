import ICC
import Testing

/// Tags whose counts claim what is not there.
@Suite struct ContentTests {
    private func grade(_ tag: String, _ content: [UInt8]) -> ICCFault.Grade? {
        var writer = ProfileWriter.display
        writer[tag] = content
        return ICCStructure(writer.bytes).faults.filter { [.tagContent, .tagType].contains($0.name) }.map(\.grade).max()
    }

    @Test func curves() {
        #expect(grade("rTRC", typed("curv", number(3) + short(0) + short(9) + short(65535))) == nil)
        #expect(grade("rTRC", typed("curv", number(4) + short(0) + short(9))) == .refusal)
        #expect(grade("rTRC", typed("curv", number(Int(UInt32.max)) + short(9))) == .refusal)
        #expect(grade("rTRC", typed("curv", number(1) + short(0))) == .violation)
        #expect(grade("rTRC", typed("para", short(4) + short(0) + fixed(2.2))) == .refusal)
        #expect(grade("rTRC", typed("para", short(9) + short(0) + fixed(2.2))) == .refusal)
        #expect(grade("rTRC", gamma(2.2) + [0, 0]) == .remark)
        #expect(grade("rTRC", typed("XYZ ", fixed(1) + fixed(1) + fixed(1))) == .violation)
    }

    @Test func numbers() {
        #expect(grade("rXYZ", typed("XYZ ", fixed(0.4))) == .refusal)
        #expect(grade("rXYZ", xyz(0.43606, 0.22249, 0.01392) + fixed(1) + fixed(1)) == .violation)
        #expect(grade("chad", typed("sf32", fixed(1))) == .refusal)
        #expect(
            grade("calt", typed("dtim", short(2024) + short(13) + short(1) + short(0) + short(0) + short(0)))
                == .violation)
        #expect(grade("calt", typed("dtim", short(2024))) == .refusal)
        #expect(grade("lumi", [UInt8](ascii("XYZ ")) + [0, 0, 0, 1] + fixed(0) + fixed(100) + fixed(0)) == .violation)
    }

    @Test func texts() {
        #expect(grade("desc", typed("mluc", number(9) + number(12))) == .refusal)
        #expect(grade("desc", typed("mluc", number(1) + number(8) + ascii("enUS") + number(0))) == .refusal)
        let outside = number(1) + number(12) + ascii("enUS") + number(400) + number(28)
        #expect(grade("desc", typed("mluc", outside)) == .refusal)
        let inside = number(1) + number(12) + ascii("enUS") + number(4) + number(16)
        #expect(grade("desc", typed("mluc", inside)) == .violation)
        #expect(grade("targ", typed("text", ascii("no end"))) == .violation)
        #expect(grade("targ", text("an end")) == nil)
    }

    @Test func descriptionsOfVersion2() {
        func grade(_ content: [UInt8]) -> ICCFault.Grade? {
            var writer = ProfileWriter.display
            writer.version = [2, 0x10, 0, 0]
            writer["desc"] = content
            return ICCStructure(writer.bytes).faults.filter { $0.sentence.contains("'desc'") }.map(\.grade).max()
        }
        #expect(grade(described("Monitor")) == nil)
        #expect(grade(typed("desc", number(200) + ascii("short"))) == .refusal)
        #expect(grade(typed("desc", number(4) + ascii("abcd") + [UInt8](repeating: 0, count: 78))) == .violation)
        #expect(grade(typed("desc", number(5) + ascii("abcd") + [0])) == .violation)
        #expect(grade(described("Monitor") + [0, 0, 0, 0]) == .remark)
    }

    @Test func tables() {
        var sound = table(grid: 3) { $0 }
        #expect(grade("A2B0", sound) == nil)
        sound[8] = 15
        #expect(grade("A2B0", sound) == .refusal)
        sound = table(grid: 3) { $0 }
        sound[10] = 255
        #expect(grade("A2B0", sound) == .refusal)
        sound = table(grid: 3) { $0 }
        sound[48] = 255
        #expect(grade("A2B0", sound) == .refusal)
        #expect(grade("A2B0", typed("mft1", [0, 3, 2, 0])) == .refusal)
        #expect(grade("A2B0", typed("mft2", [3, 3, 2, 0])) == .refusal)
    }

    @Test func processes() {
        let curves = typed("curv", number(0)) + typed("curv", number(0)) + typed("curv", number(0))
        let head: [UInt8] = [3, 3, 0, 0]
        #expect(
            grade("A2B0", typed("mAB ", head + number(32) + number(0) + number(0) + number(0) + number(0) + curves))
                == nil)
        #expect(
            grade("A2B0", typed("mAB ", head + number(32) + number(0) + number(0) + number(0) + number(0))) == .refusal)
        #expect(
            grade("A2B0", typed("mAB ", head + number(9000) + number(0) + number(0) + number(0) + number(0) + curves))
                == .refusal)
        #expect(
            grade("A2B0", typed("mAB ", head + number(0) + number(0) + number(0) + number(0) + number(0) + curves))
                == .violation)
        let four: [UInt8] = [4, 3, 0, 0]
        #expect(
            grade("A2B0", typed("mAB ", four + number(32) + number(0) + number(0) + number(0) + number(0) + curves))
                == .refusal)
        let cube: [UInt8] = Array(repeating: 255, count: 16) + [1, 0, 0, 0]
        #expect(
            grade(
                "A2B0",
                typed("mAB ", head + number(32) + number(0) + number(0) + number(68) + number(0) + curves + cube))
                == .refusal)
    }

    @Test func elements() {
        let unit = ascii("matf") + number(0) + short(3) + short(3) + [UInt8](repeating: 0, count: 48)
        #expect(grade("D2B0", typed("mpet", short(3) + short(3) + number(1) + number(24) + number(60) + unit)) == nil)
        #expect(
            grade("D2B0", typed("mpet", short(3) + short(3) + number(1) + number(24) + number(900) + unit)) == .refusal)
        #expect(grade("D2B0", typed("mpet", short(3) + short(3) + number(Int(UInt32.max)) + unit)) == .refusal)
        #expect(
            grade("D2B0", typed("mpet", short(4) + short(3) + number(1) + number(24) + number(60) + unit)) == .refusal)
    }

    @Test func rampsForGraphicsCards() {
        let table = typed("vcgt", number(0) + short(3) + short(2) + short(1) + [0, 255, 0, 255, 0, 255])
        #expect(grade("vcgt", table) == nil)
        #expect(grade("vcgt", typed("vcgt", number(0) + short(3) + short(256) + short(2))) == .refusal)
        #expect(grade("vcgt", typed("vcgt", number(0) + short(0) + short(256) + short(2))) == .refusal)
        #expect(grade("vcgt", typed("vcgt", number(7))) == .refusal)
    }

    /// Nobody reads it to judge a screen: a violation, and no reason to refuse the profile.
    @Test func unreadTagsAreNoReasonToRefuse() {
        #expect(grade("meas", typed("meas", [1, 2, 3])) == .violation)
        #expect(grade("ncl2", typed("ncl2", number(0) + number(Int(UInt32.max)) + number(3))) == .violation)
    }
}

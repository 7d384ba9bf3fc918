import ColourScience
import Foundation
import ICC
import Media
import Testing

/// `transicc` of the LittleCMS tools (Debian: liblcms2-utils), where it is installed: what it makes of colours is what the
/// profile façade has to give.
private enum Transicc {
    static let program = ["/usr/bin/transicc", "/usr/local/bin/transicc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Numbers of each line of output.
    static func run(_ profile: String, to space: String, flags: [String], _ colours: [Triple]) throws -> [Triple] {
        let process = Process()
        process.executableURL = URL(filePath: program ?? "")
        process.arguments = ["-v0", "-n", "-t1", "-c0", "-i" + profile, "-o" + space] + flags
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let lines = colours.map { "\($0.x * 255) \($0.y * 255) \($0.z * 255)\n" }.joined()
        input.fileHandleForWriting.write(Data(lines.utf8))
        try input.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").compactMap { line in
            let numbers = line.split(separator: " ").compactMap { Double($0) }
            return numbers.count == 3 ? Triple(numbers[0], numbers[1], numbers[2]) : nil
        }
    }
}

private let displays = [
    "AdobeRGB1998.icc", "DisplayP3-v4.icc", "DisplayP3Compat-v4.icc", "Rec2020-v4.icc", "Rec709-v2-micro.icc",
    "icc-test-1.icc", "lcms2_test5.icc", "qcms_ITU-709.icc", "qcms_sRGB_lcms.icc", "sRGB-v2-nano.icc", "sRGB-v4.icc",
    "sRGB.icc", "sRGB2014.icc",
]

@Suite(
    .enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)"),
    .enabled(if: Transicc.program != nil, "transicc is not installed"))
struct TransiccTests {
    private let colours: [Triple] = [0, 0.25, 0.5, 1].flatMap { red in
        [0, 0.25, 0.5, 1].flatMap { green in [0, 0.25, 0.5, 1].map { Triple(red, green, $0) } }
    }

    /// X, Y, Z of the connection space, which transicc prints in per cent to four decimals.
    @Test(arguments: displays) func coloursOfADisplay(_ name: String) throws {
        let path = try #require(SharedMedia.profiles).appending(path: name).path
        let theirs = try Transicc.run(path, to: "*XYZ", flags: [], colours)
        let profile = try ICCProfile(ICCStructure(try SharedMedia.bytes(name)))
        let ours = try #require(profile.toXYZ(colours))
        #expect(theirs.count == colours.count)
        for (one, other) in zip(ours, theirs) {
            let difference = one * 100 - other
            #expect(max(difference.max(), -difference.min()) < 0.02, "\(name): \(one * 100), \(other)")
        }
    }

    /// Un-adapted primaries, curves and matrix of our own reading give the Lab that transicc gives: ΔE2000 under 0.05.
    @Test(arguments: displays) func primariesAndCurvesMakeTheSameColours(_ name: String) throws {
        let path = try #require(SharedMedia.profiles).appending(path: name).path
        let theirs = try Transicc.run(path, to: "*Lab", flags: [], colours)
        let profile = try ICCProfile(ICCStructure(try SharedMedia.bytes(name)))
        guard !profile.hasTables else { return }
        let primaries = try #require(profile.primaries)
        let white = try #require(profile.white)
        // Back to D50 with the profile's own adaptation.
        let matrix = try #require(primaries.toXYZ)
        let adapt = try #require(profile.adaptation)
        let curves = profile.responses
        for (rgb, other) in zip(colours, theirs) {
            let light = Triple(
                curves[0].light(at: rgb.x), curves[curves.count > 1 ? 1 : 0].light(at: rgb.y),
                curves[curves.count > 1 ? 2 : 0].light(at: rgb.z))
            let lab = CIELab(adapt * (matrix * light), white: White.pcs)
            #expect(lab.deltaE2000(to: CIELab(other.x, other.y, other.z)) < 0.05, "\(name) \(rgb): \(lab), \(other)")
        }
        #expect(White.name(white) == "D65")
    }
}

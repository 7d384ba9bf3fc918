import Checks
import ColourScience
import ICC
import Measuring
import Media
import Testing

/// Everything that a reader of a profile is told: two profiles with the same print cannot be told apart.
private func print(_ structure: ICCStructure) -> [String] {
    var print = structure.faults.map(\.description) + structure.tags.map { "\($0)" }
    if let header = structure.header {
        print += [
            "\(header.size) \(header.version) \(header.profileClass) \(header.colourSpace) \(header.connectionSpace)",
            "\(header.date) \(header.date.hour):\(header.date.minute):\(header.date.second) \(header.platform) \(header.intent) \(header.illuminant) \(header.profileID)",
        ]
    }
    guard let profile = try? ICCProfile(structure) else { return print }
    print += ["\(profile.description) \(String(describing: profile.chad)) \(String(describing: profile.luminance))"]
    print += ["wtpt", "rXYZ", "gXYZ", "bXYZ", "bkpt"].map { String(describing: profile.xyz($0)) }
    print += [String(describing: profile.calibrationDate), String(describing: profile.videoSignal)]
    print += profile.curves.map { "\($0.parameters) \($0.samples.light.hashValue)" }
    if let ramps = profile.ramps { print += ramps.map { "\($0.light.hashValue)" } }
    return print
}

/// What a flip must never hide in: what steers the reading of a profile, and what has to be zero.
private func isStructure(_ place: Int, _ structure: ICCStructure) -> Bool {
    let bytes = structure.bytes
    // Preferred CMM, flags, manufacturer, model, the vendor's attributes, creator: names and marks that steer nothing.
    let free = [4..<8, 44..<48, 48..<56, 56..<60, 60..<64, 80..<84]
    if place < 128 { return !free.contains { $0.contains(place) } }
    if place < 132 + 12 * structure.tags.count { return true }
    // Padding from version 4 on, the signature of each type, and its reserved bytes.
    let tags = structure.tags.filter { $0.offset + $0.size <= bytes.count && $0.offset <= place }
    guard let tag = tags.max(by: { $0.offset < $1.offset }) else { return false }
    if place >= tag.offset + tag.size { return (structure.header?.version.major ?? 0) >= 4 }
    return place < tag.offset + 8
}

/// Damage that goes unnoticed is worse than a profile that does not open.
///
/// Thousands of flipped bits per run, from a fixed seed. With a profile id (MD5) every flip shows, but for the flags and
/// the intent, which the id leaves out; without one what is structure shows, and so do colorants, curves and texts that
/// are read. A flip in a copyright text, a private tag or a name of the header of a profile without an id is not seen.
@Suite(.enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)")) struct SilentDamageTests {
    private static let flips = 400

    @Test(arguments: SharedMedia.names) func aFlippedBitShows(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        let sound = ICCStructure(original)
        guard sound.isReadable else { return }
        let known = print(sound)
        let hasID = sound.header?.hasProfileID == true
        var random = SeededGenerator(state: 41 + UInt64(original.count))
        for _ in 0..<Self.flips {
            // Half of them in the first kilobyte, where the structure lies.
            let reach = Bool.random(using: &random) ? min(1024, original.count) : original.count
            let place = Int.random(in: 0..<reach, using: &random)
            let bit = UInt8.random(in: 0..<8, using: &random)
            var bytes = original
            bytes[place] ^= 1 << bit
            let damaged = ICCStructure(bytes)
            if hasID, !(44..<48).contains(place), !(64..<68).contains(place) {
                #expect(!damaged.isValid, "\(name): byte \(place), bit \(bit)")
            } else if isStructure(place, sound) {
                let isSilent = print(damaged) == known
                #expect(!isSilent, "\(name): byte \(place), bit \(bit)")
            }
        }
    }

    /// Without an id, of every bit of the colorants, and of all but the least ones of curves.
    @Test func coloursOfAProfileWithoutAnID() throws {
        for name in ["icc-test-1.icc", "lcms2_test5.icc", "qcms_sRGB_lcms.icc"] {
            let original = try SharedMedia.bytes(name)
            let sound = ICCStructure(original)
            let known = print(sound)
            for tag in sound.tags where ["rXYZ", "gXYZ", "bXYZ", "wtpt"].contains(tag.signature.text) {
                for place in tag.offset..<tag.offset + 20 {
                    for bit in UInt8(0)..<8 {
                        var bytes = original
                        bytes[place] ^= 1 << bit
                        let isSilent = print(ICCStructure(bytes)) == known
                        #expect(!isSilent, "\(name): \(tag.signature) byte \(place)")
                    }
                }
            }
        }
    }

    /// Cut anywhere, a profile is not read.
    @Test(arguments: SharedMedia.names) func aCutProfileIsRefused(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        let step = original.count < 4096 ? 1 : 37
        for count in stride(from: 0, to: original.count, by: step) {
            let structure = ICCStructure(Array(original[..<count]))
            #expect(!structure.isReadable)
            #expect(throws: MediaError.self) { try ICCProfile(structure) }
        }
    }

    /// Cut, and the size in the header made to fit: what then lies outside is refused, or the tags it took are missed.
    @Test(arguments: SharedMedia.names) func aCutProfileThatOwnsUpIsFoundOut(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        guard ICCStructure(original).isReadable else { return }
        var random = SeededGenerator(state: 5)
        for _ in 0..<120 {
            let count = Int.random(in: 132..<original.count, using: &random)
            var bytes = Array(original[..<count])
            bytes.replaceSubrange(0..<4, with: number(count))
            #expect(!ICCStructure(bytes).isValid, "\(name) cut to \(count)")
        }
    }
}

/// Bits of the colour chunks of a PNG, measured as a file: each chunk has a checksum, so that every flip shows.
@Suite struct ChunkDamageTests {
    @Test func aFlippedBitOfAColourChunkShows() throws {
        let bytes = StillWriter.png(profile: ProfileWriter.display.bytes, codePoints: [9, 16, 0, 1])
        func answer(_ bytes: [UInt8]) throws -> String {
            let checks = catalogue.filter { ["icc", "colour"].contains($0.id) }
            return try StillWriter.withFile(bytes, "png") { path in
                do throws(MediaError) {
                    let log = try Measurement(checks, threads: 1, hashes: false).log(of: path)
                    return "\(log.readings) \(log.unmeasured) \(log.problem ?? "")"
                } catch {
                    return error.description.split(separator: ":").last.map(String.init) ?? ""
                }
            }
        }
        let known = try answer(bytes)
        let first = try #require((0..<bytes.count - 4).first { Array(bytes[$0..<$0 + 4]) == ascii("cICP") })
        let end = try #require((0..<bytes.count - 4).first { Array(bytes[$0..<$0 + 4]) == ascii("IDAT") }) - 4
        var random = SeededGenerator(state: 3)
        var places = Array(first - 4..<first + 12)
        for _ in 0..<16 { places.append(Int.random(in: first + 12..<end, using: &random)) }
        for place in places {
            var damaged = bytes
            let bit = UInt8.random(in: 0..<8, using: &random)
            damaged[place] ^= 1 << bit
            #expect(try answer(damaged) != known, "byte \(place - first) of cICP and iCCP, bit \(bit)")
        }
    }
}

@Suite struct ReservedByteTests {
    private func faults(_ change: (inout [UInt8]) -> Void) -> [ICCFault] {
        var bytes = ProfileWriter.display.bytes
        change(&bytes)
        return ICCStructure(bytes).faults.filter { $0.grade > .remark }
    }

    @Test func soundProfileHasNone() { #expect(faults { _ in }.isEmpty) }

    @Test(arguments: Array(100..<128) + [10, 11, 60, 61, 62]) func header(_ place: Int) {
        #expect(faults { $0[place] = 1 }.map(\.name) == [.reserved])
    }

    /// Matte, negative and colourless media are no mistake, and the upper half is the vendor's.
    @Test func attributesInUse() {
        #expect(faults { $0[63] = 0b1111 }.isEmpty && faults { $0[57] = 9 }.isEmpty)
        #expect(faults { $0[63] = 0b10000 }.map(\.name) == [.reserved])
    }

    @Test func insideTypes() {
        func content(_ tag: String, _ place: Int, in writer: ProfileWriter = .display) -> [ICCFault.Name] {
            var writer = writer
            writer[tag]?[place] = 1
            return ICCStructure(writer.bytes).faults.filter { $0.grade > .remark }.map(\.name)
        }
        for place in [4, 5, 6, 7, 10, 11] { #expect(content("rTRC", place) == [.tagContent], "\(place)") }
        for place in 4..<8 { #expect(content("wtpt", place) == [.tagContent]) }
        var withTable = ProfileWriter.display
        withTable["A2B0"] = table(grid: 2) { $0 }
        withTable["B2A0"] = table(grid: 2) { $0 }
        #expect(content("A2B0", 11, in: withTable) == [.tagContent])
    }

    @Test func padding() {
        var writer = ProfileWriter.display
        writer["cprt"] = localized("Odd")
        #expect((writer["cprt"] ?? []).count % 4 == 2)
        var bytes = writer.bytes
        let tag = ICCStructure(bytes).tag("cprt")
        let end = (tag?.offset ?? 0) + (tag?.size ?? 0)
        #expect(ICCStructure(bytes).isValid)
        bytes[end + 1] = 7
        #expect(ICCStructure(bytes).faults.filter { $0.grade > .remark }.map(\.name) == [.tagGap])
    }
}

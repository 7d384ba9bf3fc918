import ColourScience
import ICC
import Media
import Testing

/// Real profiles with bits turned over: nothing traps, and what breaks the structure is always reported.
@Suite(.enabled(if: SharedMedia.isThere, "\(SharedMedia.missing)")) struct DamageTests {
    /// Everything the façade can be asked for.
    private func readEverything(_ structure: ICCStructure) {
        guard let profile = try? ICCProfile(structure) else { return }
        _ = (profile.header, profile.tags, profile.description, profile.chad, profile.white, profile.primaries)
        _ = (profile.luminance, profile.calibrationDate, profile.videoSignal, profile.ramps, profile.complaint)
        _ = (profile.curves, profile.responses.count, profile.roundTrip(steps: 3))
    }

    @Test(arguments: SharedMedia.names) func anyBits(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        var random = SeededGenerator(state: UInt64(original.count))
        for _ in 0..<120 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // The first kilobyte holds all that steers the reading.
                let place = Int.random(
                    in: 0..<(Bool.random(using: &random) ? min(1024, bytes.count) : bytes.count), using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            readEverything(ICCStructure(bytes))
        }
    }

    /// Counts, offsets and sizes overwritten with large and small numbers.
    @Test(arguments: SharedMedia.names) func anyNumbers(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        var random = SeededGenerator(state: 7 + UInt64(original.count))
        let numbers = [
            0, 1, 2, 3, 8, 12, 64, 255, 256, 65535, 65536, 1 << 24, 1 << 30, (1 << 31) - 1, 1 << 31, (1 << 32) - 1,
        ]
        for _ in 0..<80 {
            var bytes = original
            let place = Int.random(in: 0..<(min(2048, bytes.count) - 4), using: &random) & ~3
            bytes.replaceSubrange(place..<place + 4, with: number(numbers.randomElement(using: &random) ?? 0))
            readEverything(ICCStructure(bytes))
        }
    }

    @Test(arguments: SharedMedia.names) func anyLength(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        for count in stride(from: 0, to: original.count, by: max(1, original.count / 500)) {
            #expect(!ICCStructure(Array(original[..<count])).isReadable)
        }
    }

    @Test func noiseIsNoProfile() {
        var random = SeededGenerator(state: 1)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<600, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(!ICCStructure(bytes).isReadable)
        }
    }

    /// Every single bit of what the structure is made of.
    @Test(arguments: SharedMedia.names) func everyStructuralBit(_ name: String) throws {
        let original = try SharedMedia.bytes(name)
        let sound = ICCStructure(original)
        guard sound.isReadable else { return }
        for place in structuralBytes(sound) {
            for bit in UInt8(0)..<8 {
                var bytes = original
                bytes[place] ^= 1 << bit
                #expect(
                    ICCStructure(bytes).faults != sound.faults, "\(name): byte \(place), bit \(bit) passed silently")
            }
        }
    }

    /// Size, class, spaces, signature, illuminant (down to its tolerance) and the tag table.
    private func structuralBytes(_ structure: ICCStructure) -> [Int] {
        let table = 128..<(132 + 12 * structure.tags.count)
        let illuminant = [68, 69, 70, 72, 73, 74, 76, 77, 78]
        return Array(0..<4) + Array(12..<24) + Array(36..<40) + illuminant + Array(table)
    }
}

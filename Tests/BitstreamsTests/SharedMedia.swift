import Foundation
import Testing

@testable import Bitstreams

/// Real media with known answers, which stands beside the package and not inside it.
enum SharedMedia {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/media").standardizedFileURL

    static let exists = FileManager.default.fileExists(atPath: folder.path)
    static let isAbsent: Comment = "../shared/media is absent: nothing real to read"

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }

    static func source(_ path: String) throws -> ByteSource { ByteSource(try bytes(path)) }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Flips one to four bits, or cuts the data, again and again, and hands each result over.
func fuzz(_ bytes: [UInt8], rounds: Int = 2000, seed: UInt64 = 1, _ read: ([UInt8]) throws -> Void) rethrows {
    guard !bytes.isEmpty else { return }
    var generator = SeededGenerator(seed: seed)
    for round in 0..<rounds {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            damaged[Int.random(in: 0..<bytes.count, using: &generator)] ^=
                1 << UInt8.random(in: 0..<8, using: &generator)
        }
        if round % 8 == 7 { damaged.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
        try read(damaged)
    }
}

/// Writes syntax elements, the opposite of `BitReader`.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var free = 0

    mutating func u(_ count: Int, _ value: Int) {
        for bit in stride(from: count - 1, through: 0, by: -1) {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            free -= 1
            if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(free) }
        }
    }

    mutating func flag(_ value: Bool) { u(1, value ? 1 : 0) }

    mutating func ue(_ value: Int) {
        let length = Int.bitWidth - (value + 1).leadingZeroBitCount
        u(length - 1, 0)
        u(length, value + 1)
    }

    mutating func se(_ value: Int) { ue(value > 0 ? 2 * value - 1 : -2 * value) }
    mutating func align() { free = 0 }

    /// rbsp_trailing_bits()
    mutating func stop() {
        u(1, 1)
        align()
    }
}

/// Inserts emulation prevention bytes.
func escaped(_ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var zeros = 0
    for byte in payload {
        if zeros >= 2, byte <= 3 {
            bytes.append(3)
            zeros = 0
        }
        bytes.append(byte)
        zeros = byte == 0 ? zeros + 1 : 0
    }
    return bytes
}

/// Big-endian numbers.
func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

import Foundation

/// A PNG of one grey colour with an ICC profile, written without any library (PNG, third edition).
enum StillWriter {
    /// - Parameter codePoints: of a cICP chunk.
    static func png(profile: [UInt8]?, codePoints: [UInt8]? = nil) -> [UInt8] {
        let size = 16
        let row: [UInt8] = [0] + Array(repeating: 128, count: size * 3)
        let picture = (0..<size).flatMap { _ in row }
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += chunk("IHDR", number(size) + number(size) + [8, 2, 0, 0, 0])
        if let codePoints { bytes += chunk("cICP", codePoints) }
        if let profile { bytes += chunk("iCCP", ascii("icc") + [0, 0] + stored(profile)) }
        return bytes + chunk("IDAT", stored(picture)) + chunk("IEND", [])
    }

    /// Writes a file for the duration of `body`.
    static func withFile<Result>(_ bytes: [UInt8], _ ending: String, _ body: (String) throws -> Result) throws -> Result
    {
        let place = FileManager.default.temporaryDirectory.appending(path: "filmgate-\(UUID().uuidString).\(ending)")
        try Data(bytes).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        return try body(place.path)
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        number(content.count) + ascii(type) + content + number(Int(crc(ascii(type) + content)))
    }

    /// zlib with stored blocks only (RFC 1950, RFC 1951 §3.2.4).
    private static func stored(_ content: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = content[...]
        repeat {
            let block = rest.prefix(65535)
            rest = rest.dropFirst(block.count)
            let length = block.count
            stream += [rest.isEmpty ? 1 : 0, UInt8(length & 255), UInt8(length >> 8)]
            stream += [UInt8(~length & 255), UInt8((~length >> 8) & 255)] + block
        } while !rest.isEmpty
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in content {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return stream + number(Int(high << 16 | low))
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 { remainder = remainder & 1 == 1 ? 0xEDB8_8320 ^ (remainder >> 1) : remainder >> 1 }
        }
        return ~remainder
    }
}

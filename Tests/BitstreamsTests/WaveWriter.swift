import Bitstreams

/// Little-endian numbers.
func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// Writes WAVE files chunk by chunk, right or wrong.
struct WaveWriter {
    var form = "RIFF"
    /// In place of the true size.
    var size: Int?
    var chunks: [(id: String, bytes: [UInt8], size: Int?)] = []
    var padding = true

    /// 24 bits, 48 kHz, and so many frames of silence.
    static func plain(channels: Int = 2, frames: Int = 100) -> WaveWriter {
        WaveWriter().with("fmt ", format(channels: channels)).with(
            "data", [UInt8](repeating: 0, count: frames * channels * 3))
    }

    static func format(
        channels: Int = 2, rate: Int = 48000, bits: Int = 24, blockAlign: Int? = nil, byteRate: Int? = nil,
        mask: Int? = nil, valid: Int? = nil
    ) -> [UInt8] {
        let align = blockAlign ?? channels * ((bits + 7) / 8)
        var bytes = little(mask == nil ? 1 : 0xFFFE, 2)
        bytes += little(channels, 2)
        bytes += little(rate, 4)
        bytes += little(byteRate ?? rate * align, 4)
        bytes += little(align, 2)
        bytes += little(bits, 2)
        guard let mask else { return bytes }
        bytes += little(22, 2)
        bytes += little(valid ?? bits, 2)
        bytes += little(mask, 4)
        bytes += [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
        return bytes
    }

    private static func padded(_ text: String, _ count: Int) -> [UInt8] {
        Array(text.utf8) + [UInt8](repeating: 0, count: count - text.utf8.count)
    }

    static func bext(
        version: Int = 2, date: String = "2025-11-03", time: String = "10:20:30", reference: Int = 48000 * 3600,
        umid: [UInt8] = [], loudness: [Int] = [-2300, 500, -100, -2000, -2100],
        history: String = "A=PCM,F=48000,W=24\r\n"
    ) -> [UInt8] {
        var bytes = padded("Reel 1", 256)
        bytes += padded("House", 32)
        bytes += padded("REF0001", 32)
        bytes += padded(date, 10)
        bytes += padded(time, 8)
        bytes += little(reference, 8)
        bytes += little(version, 2)
        bytes += umid + [UInt8](repeating: 0, count: 64 - umid.count)
        for value in loudness { bytes += little(value, 2) }
        bytes += [UInt8](repeating: 0, count: 190 - 2 * loudness.count)
        return bytes + Array(history.utf8)
    }

    static func allocation(_ entries: [(Int, String, String, String)], tracks: Int? = nil) -> [UInt8] {
        var bytes = little(tracks ?? Set(entries.map(\.0)).count, 2)
        bytes += little(entries.count, 2)
        for entry in entries {
            bytes += little(entry.0, 2)
            bytes += padded(entry.1, 12)
            bytes += padded(entry.2, 14)
            bytes += padded(entry.3, 12)
        }
        return bytes
    }

    func with(_ id: String, _ bytes: [UInt8], size: Int? = nil) -> WaveWriter {
        var copy = self
        copy.chunks.append((id, bytes, size))
        return copy
    }

    func replacing(_ id: String, _ bytes: [UInt8]) -> WaveWriter {
        var copy = self
        for index in chunks.indices where chunks[index].id == id { copy.chunks[index].bytes = bytes }
        return copy
    }

    var bytes: [UInt8] {
        var body = Array("WAVE".utf8)
        for chunk in chunks {
            body += Array(chunk.id.utf8)
            body += little(chunk.size ?? chunk.bytes.count, 4)
            body += chunk.bytes
            if padding, chunk.bytes.count % 2 == 1 { body.append(0) }
        }
        return Array(form.utf8) + little(size ?? body.count, 4) + body
    }

    var file: RIFF.WaveFile? { RIFF.WaveFile(ByteSource(bytes)) }
}

extension RIFF.WaveFile {
    var faultNames: [String] { (structureFaults + broadcastFaults + modelFaults).map(\.name) }
}

import Bitstreams
import Measuring
import Media

/// Profiles that a still image carries and no decoder hands over: without a word they would pass for none.
enum LostProfile {
    /// What is wrong with the profile of a PNG or JPEG file; nil where the file has none.
    static func reason(_ path: String) -> String? {
        guard let file = FileBytes(path: path) else { return nil }
        return reason(ByteSource(size: file.size) { file.read(at: $0, $1) })
    }

    static func reason(_ source: ByteSource) -> String? {
        guard let head = try? source.available(4, at: 0, "still image"), head.count == 4 else { return nil }
        switch (head[0], head[1]) {
        case (0x89, 0x50): return ofPNG(source)
        case (0xFF, 0xD8): return ofJPEG(source)
        default: return nil
        }
    }

    // MARK: PNG, third edition, §11.3.2.3

    private static func ofPNG(_ source: ByteSource) -> String? {
        guard let file = try? PNG.File(source), let chunk = file.chunks.first(where: { $0.type == "iCCP" }) else {
            return nil
        }
        let faults = file.faults.filter { $0.offset >= chunk.offset && $0.offset < chunk.offset + chunk.length + 12 }
            .map(\.text)
        let stream = (file.compressedProfile ?? []).prefix(2).map { Int($0) }
        let isZlib = stream.count == 2 && stream[0] & 15 == 8 && (stream[0] << 8 | stream[1]) % 31 == 0
        let compression = file.compressedProfile == nil || isZlib ? [] : ["they do not begin as zlib data do"]
        let why = (faults + compression).joined(separator: "; ")
        return "the chunk iCCP holds a profile whose zlib data cannot be unpacked" + (why.isEmpty ? "" : ": \(why)")
    }

    // MARK: JPEG, ICC.1:2022 annex B.4

    /// Markers that stand in front of the picture; a profile takes one to 255 of APP2.
    private static func ofJPEG(_ source: ByteSource) -> String? {
        let segments = profileSegments(source)
        guard let declared = segments.map(\.count).max() else { return nil }
        let missing = (1...max(1, declared)).filter { number in !segments.contains { $0.number == number } }
        if declared == 0 { return "the ICC profile declares that it has no parts" }
        if !missing.isEmpty {
            let names = missing.prefix(8).map(String.init).joined(separator: ", ")
            return "the ICC profile is spread over \(declared) segments, of which there is no number \(names)"
        }
        return segments.contains { $0.count != declared } || segments.count != declared
            ? "the segments of the ICC profile contradict each other"
            : "the ICC profile in \(declared) segments cannot be put together"
    }

    private static func profileSegments(_ source: ByteSource) -> [(number: Int, count: Int)] {
        var found: [(number: Int, count: Int)] = []
        var offset = 2
        while found.count < 512, let head = try? source.available(18, at: offset, "JPEG"), head.count >= 4,
            head[0] == 0xFF, head[1] != 0xDA, head[1] != 0xD9
        {
            let length = Int(head[2]) << 8 | Int(head[3])
            if head[1] == 0xE2, head.count == 18, head[4..<16].elementsEqual("ICC_PROFILE\0".utf8) {
                found.append((Int(head[16]), Int(head[17])))
            }
            if length < 2 { return found }
            offset += 2 + length
        }
        return found
    }
}

/// Tells containers apart that share a demuxer.
enum ContainerName {
    static func of(demuxer: String, metadata: [String: String], head: [UInt8]) -> String {
        switch demuxer {
        case let name where name.hasPrefix("mov,"): isoBaseMedia(metadata, head)
        case let name where name.hasPrefix("matroska"): docType(head)
        case "wav": tag(head, 0) == "RF64" ? "rf64" : tag(head, 0) == "BW64" ? "bw64" : "wav"
        case "mpeg": "mpegps"
        case let name where name.hasSuffix("_pipe"): String(name.dropLast(5))
        case "yuv4mpegpipe": "yuv4mpeg"
        default: demuxer
        }
    }

    /// Whether the format gives pictures times of their own. A bare stream has none: what libavformat shows then is
    /// counted by itself, and says nothing of the file.
    static func carriesTimes(demuxer: String) -> Bool {
        ![
            "h264", "hevc", "mpegvideo", "m4v", "vc1", "av1", "obu", "dnxhd", "mjpeg", "mjpeg_2000", "cavsvideo",
            "dirac",
        ].contains(demuxer) && !demuxer.hasSuffix("_pipe")
    }

    /// QuickTime when the major brand says so, or when there is no brand at all (files older than ISO 14496-12).
    private static func isoBaseMedia(_ metadata: [String: String], _ head: [UInt8]) -> String {
        guard let brand = metadata["major_brand"] else { return tag(head, 4) == "styp" ? "mp4" : "mov" }
        switch brand {
        case "qt  ": return "mov"
        case "avif", "avis": return "avif"
        case "heic", "heix", "mif1", "msf1", "hevc": return "heif"
        default: return "mp4"
        }
    }

    /// EBML DocType (RFC 8794 §11.2.4, element 0x4282): `matroska` or `webm`.
    private static func docType(_ head: [UInt8]) -> String {
        for index in head.indices.dropLast(7) where head[index] == 0x42 && head[index + 1] == 0x82 {
            let length = Int(head[index + 2] & 0x7F)
            let text = String(decoding: head[(index + 3)...].prefix(length), as: UTF8.self)
            if text == "webm" || text == "matroska" { return text }
        }
        return "matroska"
    }

    private static func tag(_ head: [UInt8], _ offset: Int) -> String {
        head.count < offset + 4 ? "" : String(decoding: head[offset..<offset + 4], as: UTF8.self)
    }
}

extension MediaError {
    /// The bare error codes of libav say little; the reason stands in its messages or in the first bytes of the file.
    func explained(for messages: MessageCollector, head: [UInt8]) -> MediaError {
        if let known = Self.knownRefusal(head) { return MediaError(operation: operation, code: code, text: known) }
        let said = messages.messages.map(\.text)
        if said.contains(where: { $0.contains("not on whitelist") }) {
            return MediaError(operation: operation, code: code, text: "it is in no format that is checked here")
        }
        let reason = said.first.map { " (\($0.trimmingSuffix(".\n ")))" } ?? ""
        if text == "Invalid data found when processing input" {
            return MediaError(
                operation: operation, code: code, text: "it is damaged, or no media format that can be read" + reason)
        }
        return MediaError(operation: operation, code: code, text: text.lowercased() + reason)
    }

    /// Files that are refused for what they are.
    private static func knownRefusal(_ head: [UInt8]) -> String? {
        let start = String(decoding: head.prefix(512), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let playlists = ["#EXTM3U", "ffconcat", "[playlist]", "v=0"]
        if playlists.contains(where: { start.hasPrefix($0) }) || start.contains("<MPD") {
            return "it is a playlist that refers to other files, which is never followed"
        }
        let box = head.count >= 8 ? String(decoding: head[4..<8], as: UTF8.self) : ""
        if ["styp", "moof", "sidx"].contains(box) {
            return "it is a media segment without its initialisation segment"
        }
        if start.hasPrefix("<?xml") { return "it is an XML document, not a media file" }
        return nil
    }
}

extension String {
    func trimmingSuffix(_ characters: String) -> String {
        var text = self[...]
        while let last = text.last, characters.contains(last) { text = text.dropLast() }
        return String(text)
    }
}

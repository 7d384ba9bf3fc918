import Measuring

/// Tells from a key packet's bytes whether the group it starts is closed; nil where the coding does not say.
struct RandomAccessReader {
    private let codec: String
    /// Bytes of the length before each NAL unit; nil for start codes (Annex B).
    private let lengthSize: Int?

    init(_ track: Track) {
        codec = track.facts.codec
        let set = track.stream.extradata
        switch codec {
        // avcC (ISO/IEC 14496-15 §5.3.3) and hvcC (§8.3.3) start with version 1; Annex B starts with zeros.
        case "h264" where set.count > 4 && set[0] == 1: lengthSize = Int(set[4] & 3) + 1
        case "hevc" where set.count > 21 && set[0] == 1: lengthSize = Int(set[21] & 3) + 1
        default: lengthSize = nil
        }
    }

    func isClosed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        switch codec {
        case "mpeg2video": mpeg2(bytes)
        case "h264": firstNAL(bytes) { [1, 5].contains($0 & 0x1F) }.map { $0 & 0x1F == 5 }
        case "hevc": firstNAL(bytes) { $0 >> 1 & 0x3F < 32 }.map { (16...20).contains($0 >> 1 & 0x3F) }
        case "prores", "dnxhd", "jpeg2000", "mjpeg", "ffv1", "v210", "rawvideo", "png", "dvvideo": true
        default: nil
        }
    }

    /// closed_gop of the group_of_pictures_header, ITU-T H.262 §6.2.2.6: after 25 bits of time code.
    private func mpeg2(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        for index in bytes.indices.dropLast(7)
        where bytes[index] == 0 && bytes[index + 1] == 0 && bytes[index + 2] == 1 && bytes[index + 3] == 0xB8 {
            return bytes[index + 7] & 0x40 != 0
        }
        return nil
    }

    /// The first byte of the first NAL unit that is wanted.
    private func firstNAL(_ bytes: UnsafeBufferPointer<UInt8>, _ isWanted: (UInt8) -> Bool) -> UInt8? {
        guard let lengthSize else { return firstAnnexB(bytes, isWanted) }
        var index = 0
        while index + lengthSize < bytes.count {
            let length = bytes[index..<index + lengthSize].reduce(0) { $0 << 8 | Int($1) }
            if isWanted(bytes[index + lengthSize]) { return bytes[index + lengthSize] }
            index += lengthSize + length
        }
        return nil
    }

    private func firstAnnexB(_ bytes: UnsafeBufferPointer<UInt8>, _ isWanted: (UInt8) -> Bool) -> UInt8? {
        var index = 0
        while index + 3 < bytes.count {
            if bytes[index] == 0, bytes[index + 1] == 0, bytes[index + 2] == 1 {
                if isWanted(bytes[index + 3]) { return bytes[index + 3] }
                index += 3
            } else {
                index += 1
            }
        }
        return nil
    }
}

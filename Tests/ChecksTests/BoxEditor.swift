import Foundation

/// Puts a box into an MP4 whose `moov` comes after the media, so that no offset moves.
enum BoxEditor {
    /// Repeats `extra` behind the first box of type `type` found on the way down to the sample entry.
    static func insert(_ extra: [UInt8], behind type: String, in bytes: inout [UInt8]) throws {
        var range = 0..<bytes.count
        var sizes: [Int] = []
        for step in ["moov", "trak", "mdia", "minf", "stbl", "stsd", "hvc1"] {
            guard let place = find([step, step == "hvc1" ? "hev1" : step], bytes, range) else {
                throw CocoaError(.fileReadCorruptFile)
            }
            sizes.append(place)
            range = place + header(step)..<place + size(bytes, place)
        }
        guard let place = find([type], bytes, range) else { throw CocoaError(.fileReadCorruptFile) }
        let end = place + size(bytes, place)
        bytes.insert(contentsOf: extra, at: end)
        for parent in sizes {
            let grown = UInt32(size(bytes, parent) + extra.count)
            for index in 0..<4 { bytes[parent + index] = UInt8(truncatingIfNeeded: grown >> UInt32(24 - 8 * index)) }
        }
    }

    /// Bytes before the first child: of a sample description four and a count, of a visual sample entry 78.
    private static func header(_ type: String) -> Int { type == "stsd" ? 16 : type == "hvc1" ? 86 : 8 }

    private static func size(_ bytes: [UInt8], _ place: Int) -> Int {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func find(_ types: [String], _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            if types.contains(String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)) { return place }
            let length = size(bytes, place)
            guard length >= 8 else { return nil }
            place += length
        }
        return nil
    }
}

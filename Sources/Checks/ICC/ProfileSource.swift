import Foundation
import ICC
import Measuring
import Media
import Model

/// Where a track's ICC profile was found.
struct ProfileSource {
    var bytes: [UInt8]
    /// In words: `in the container`, `in the picture`, …
    var place: String
    var remarks: [String] = []
    /// Code points that stand beside the profile in a colour box of their own; nil when there are none.
    var codePoints: CodePoints?

    /// The container's profile, else the one of the first picture; nil without any. ISO base media is looked through by
    /// us where libavformat hands over nothing: it passes over restricted profiles and those of still images.
    static func find(_ track: Track, _ headers: Headers) -> ProfileSource? {
        let container = track.stream.icc
        let picture = headers.firstPictures[track.id]?.icc ?? []
        let boxes = isISOBaseMedia(headers.format) ? ColourBoxes.read(headers.path, stream: track.stream.index) : nil
        guard var source = first(container, picture, boxes) ?? ofJP2(headers.path) else { return nil }
        source.codePoints = boxes?.codePoints
        if let points = boxes?.codePoints { source.remarks.append("code points \(points) stand beside it") }
        if !container.isEmpty, !picture.isEmpty, container != picture {
            source.remarks.append("the picture carries another profile than the container")
        }
        return source
    }

    private static func first(_ container: [UInt8], _ picture: [UInt8], _ boxes: ColourBoxes?) -> ProfileSource? {
        if !container.isEmpty { return ProfileSource(bytes: container, place: "in the container") }
        if let profile = boxes?.profile { return ProfileSource(bytes: profile, place: "in the container") }
        if let profile = boxes?.restrictedProfile {
            return ProfileSource(bytes: profile, place: "in the container, as a restricted profile (rICC)")
        }
        return picture.isEmpty ? nil : ProfileSource(bytes: picture, place: "in the picture")
    }

    /// Restricted (2) and any (3) profiles of the colour box of a JP2 file (ISO/IEC 15444-1 §I.5.3.3), which libavformat
    /// passes over.
    static func ofJP2(_ path: String) -> ProfileSource? {
        guard let boxes = ISOBoxes(path), boxes.bytes(0..<12, limit: 12).starts(with: signatureOfJP2),
            let header = boxes.box("jp2h", in: boxes.whole)
        else { return nil }
        for box in boxes.boxes(in: header.content) where box.type == "colr" {
            let content = boxes.bytes(box.content, limit: ICCStructure.largestSize + 4)
            if content.count > 3, [2, 3].contains(content[0]) {
                return ProfileSource(bytes: Array(content[3...]), place: "in the colour box of the JP2 file")
            }
        }
        return nil
    }

    private static let signatureOfJP2: [UInt8] = [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]

    private static func isISOBaseMedia(_ format: String) -> Bool { ["mov", "mp4", "avif", "heif"].contains(format) }
}

/// Primaries, transfer and matrix of H.273.
struct CodePoints: Equatable, CustomStringConvertible {
    var primaries, transfer, matrix: Int

    var description: String { "\(primaries)/\(transfer)/\(matrix)" }
}

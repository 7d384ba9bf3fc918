import Foundation
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
        guard var source = first(container, picture, boxes) else { return nil }
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

    private static func isISOBaseMedia(_ format: String) -> Bool { ["mov", "mp4", "avif", "heif"].contains(format) }
}

/// Primaries, transfer and matrix of H.273.
struct CodePoints: Equatable, CustomStringConvertible {
    var primaries, transfer, matrix: Int

    var description: String { "\(primaries)/\(transfer)/\(matrix)" }
}

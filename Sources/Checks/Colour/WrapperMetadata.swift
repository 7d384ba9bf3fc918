import Bitstreams
import Measuring
import Media

/// Colour and HDR metadata of a track's container as it is written, where libavformat keeps only a part of it.
struct WrapperMetadata {
    /// Every `colr` box in the order of the file.
    var colourBoxes: [ISOBMFF.ColourBox] = []
    /// Dolby Vision configurations with the boxes, or Matroska's block additions, that carry them.
    var dolbyVision: [ISOBMFF.DolbyVisionBox] = []
    var matroska: Matroska.Colour?
    /// The chunks of a PNG.
    var png: PNG.File?
    /// The colour boxes of a JP2 file; readers take the first.
    var jp2: [JPEG2000.ColourSpecification] = []
    /// Whether the container is one that was read here.
    var isRead = false

    init(_ track: Track, _ headers: Headers) {
        guard let file = FileBytes(path: headers.path) else { return }
        let source = ByteSource(size: file.size) { file.read(at: $0, $1) }
        switch headers.format {
        case "matroska", "webm": readMatroska(source, track)
        case _ where headers.head.starts(with: PNG.File.signature):
            png = try? PNG.File(source)
            isRead = png != nil
        case _ where headers.head.starts(with: JPEG2000.File.signature):
            guard let file = try? JPEG2000.File(source) else { return }
            jp2 = file.colours
            isRead = true
        default: if headers.head.count >= 12, Self.hasBoxes(headers.head) { readBoxes(source, track) }
        }
    }

    private static func hasBoxes(_ head: [UInt8]) -> Bool {
        let type = String(decoding: head[4..<8], as: UTF8.self)
        return ["ftyp", "moov", "mdat", "wide", "free", "skip", "styp", "pnot"].contains(type)
    }

    private mutating func readBoxes(_ source: ByteSource, _ track: Track) {
        guard let file = try? ISOBMFF.File(source) else { return }
        isRead = true
        let tracks = file.tracks.filter { $0.handler == "vide" }
        let index = track.stream.indexOfKind
        if tracks.indices.contains(index) {
            colourBoxes = tracks[index].visualEntries.flatMap(\.colours)
            dolbyVision = tracks[index].visualEntries.flatMap(\.dolbyVision)
        } else if let items = file.items, let primary = items.primary {
            colourBoxes = items.properties(of: primary).compactMap {
                if case .colour(let colour) = $0 { colour } else { nil }
            }
        }
    }

    private mutating func readMatroska(_ source: ByteSource, _ track: Track) {
        guard let file = try? Matroska.File(source) else { return }
        isRead = true
        let tracks = file.tracks.filter { $0.type == 1 }
        let index = track.stream.indexOfKind
        guard tracks.indices.contains(index) else { return }
        matroska = tracks[index].video?.colour
        dolbyVision = tracks[index].dolbyVision
    }
}

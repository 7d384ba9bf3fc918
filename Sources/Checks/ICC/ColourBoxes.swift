import ICC

/// The colour boxes of a track (in its sample description) or of the primary still image (among its properties):
/// ISO/IEC 14496-12 §12.1.5, ISO/IEC 23008-12 §6.5.5.
struct ColourBoxes {
    private(set) var profile: [UInt8]?
    private(set) var restrictedProfile: [UInt8]?
    private(set) var codePoints: CodePoints?

    private var isEmpty: Bool { profile == nil && restrictedProfile == nil && codePoints == nil }

    /// - Parameter stream: index of the track in the movie; a file without a movie is a still image.
    /// - Returns: nil where the file has no colour boxes.
    static func read(_ path: String, stream: Int) -> ColourBoxes? {
        guard let file = ISOBoxes(path) else { return nil }
        let top = file.boxes(in: file.whole)
        var colour = ColourBoxes()
        if let movie = top.first(where: { $0.type == "moov" }) {
            colour.takeTrack(stream, of: movie, file)
        } else if let meta = top.first(where: { $0.type == "meta" }) {
            colour.takeStill(meta, file)
        }
        return colour.isEmpty ? nil : colour
    }

    private mutating func takeTrack(_ stream: Int, of movie: ISOBoxes.Box, _ file: ISOBoxes) {
        let tracks = file.boxes(in: movie.content).filter { $0.type == "trak" }
        guard tracks.indices.contains(stream),
            let media = file.box("mdia", in: tracks[stream].content), isVideo(media, file),
            let descriptions = file.box(["minf", "stbl", "stsd"], in: media.content),
            let entry = file.boxes(in: descriptions.content.dropFirst(8)).first
        else { return }
        // VisualSampleEntry has 78 bytes of its own before its boxes (§12.1.3).
        take(file.boxes(in: entry.content.dropFirst(78)), file)
    }

    private func isVideo(_ media: ISOBoxes.Box, _ file: ISOBoxes) -> Bool {
        guard let handler = file.box("hdlr", in: media.content) else { return false }
        return file.bytes(handler.content, limit: 12).dropFirst(8).elementsEqual("vide".utf8)
    }

    private mutating func takeStill(_ meta: ISOBoxes.Box, _ file: ISOBoxes) {
        let content = meta.content.dropFirst(4)
        guard let properties = file.box(["iprp", "ipco"], in: content),
            let item = file.box("pitm", in: content), let links = file.box(["iprp", "ipma"], in: content)
        else { return }
        let all = file.boxes(in: properties.content)
        let head = file.bytes(item.content, limit: 8)
        let primary = head.bigEndian(4, head.first == 0 ? 2 : 4)
        let mine = ItemProperties.indices(of: primary, file.bytes(links.content, limit: 1 << 20))
        take(mine.compactMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil }, file)
    }

    private mutating func take(_ boxes: [ISOBoxes.Box], _ file: ISOBoxes) {
        for box in boxes where box.type == "colr" && box.content.count > 4 {
            let payload = box.content.dropFirst(4)
            switch String(decoding: file.bytes(box.content, limit: 4), as: UTF8.self) {
            case "prof": profile = file.bytes(payload, limit: ICCStructure.largestSize + 1)
            case "rICC": restrictedProfile = file.bytes(payload, limit: ICCStructure.largestSize + 1)
            case "nclx", "nclc":
                let codes = file.bytes(payload, limit: 6)
                codePoints = CodePoints(
                    primaries: codes.bigEndian(0, 2), transfer: codes.bigEndian(2, 2), matrix: codes.bigEndian(4, 2))
            default: break
            }
        }
    }
}

/// Which properties belong to an item: ItemPropertyAssociationBox (ISO/IEC 23008-12 §9.3.1).
private enum ItemProperties {
    /// Counted from 1, in the order of the property container.
    static func indices(of item: Int, _ box: [UInt8]) -> [Int] {
        let idBytes = box.first == 0 ? 2 : 4
        let linkBytes = box.bigEndian(3, 1) & 1 == 0 ? 1 : 2
        var offset = 8
        for _ in 0..<min(box.bigEndian(4, 4), box.count) {
            guard offset + idBytes + 1 <= box.count else { break }
            let id = box.bigEndian(offset, idBytes)
            let count = box.bigEndian(offset + idBytes, 1)
            let start = offset + idBytes + 1
            offset = start + count * linkBytes
            guard id == item else { continue }
            // The topmost bit says whether a reader must know the property.
            return (0..<count).map {
                box.bigEndian(start + $0 * linkBytes, linkBytes) & (linkBytes == 1 ? 0x7F : 0x7FFF)
            }
        }
        return []
    }
}

import Bitstreams

/// The colour boxes of a track, as they are written.
struct ColourBoxText {
    private let wrapper: WrapperMetadata

    init(_ wrapper: WrapperMetadata) { self.wrapper = wrapper }

    /// `nclx 9/16/9 tv, rICC 548 bytes`; nil without a box.
    var text: String? {
        if let colour = wrapper.matroska { return Self.describe(colour) }
        if let colour = wrapper.png?.colour {
            let range = wrapper.png?.isFullRange == true ? "pc" : "tv"
            return "cICP \(colour.primaries)/\(colour.transfer)/\(colour.matrix) \(range)"
        }
        let boxes = wrapper.jp2.map(Self.describe) + wrapper.colourBoxes.map(Self.describe)
        return boxes.isEmpty ? nil : boxes.joined(separator: ", ")
    }

    private static func describe(_ box: JPEG2000.ColourSpecification) -> String {
        if let colour = box.colour {
            let range = box.isFullRange == true ? "pc" : "tv"
            return "colr \(colour.primaries)/\(colour.transfer)/\(colour.matrix) \(range)"
        }
        if let space = box.enumerated {
            let names = [12: "CMYK", 14: "CIELab", 16: "sRGB", 17: "sRGB grey", 18: "sYCC", 21: "ROMM RGB"]
            return "colr \(space)" + (names[space].map { " (\($0))" } ?? "")
        }
        return box.profile.map { "colr profile of \($0.count) bytes" } ?? "colr of method \(box.method)"
    }

    private static func describe(_ box: ISOBMFF.ColourBox) -> String {
        if let colour = box.colour {
            let range = box.isFullRange.map { $0 ? " pc" : " tv" } ?? ""
            return "\(box.type) \(colour.primaries)/\(colour.transfer)/\(colour.matrix)\(range)"
        }
        return box.profile.map { "\(box.type) \($0.count) bytes" } ?? "\(box.type)"
    }

    private static func describe(_ colour: Matroska.Colour) -> String {
        let points = [colour.primaries, colour.transfer, colour.matrix].map { $0.map { "\($0)" } ?? "-" }
        let ranges = [0: "unspecified", 1: "tv", 2: "pc", 3: "by matrix and transfer"]
        let range = colour.range.map { " " + (ranges[$0] ?? "\($0)") } ?? ""
        return "Colour \(points.joined(separator: "/"))\(range)"
    }

    /// What is wrong with them, apart from what they say of the picture.
    var faults: [String] {
        var faults: [String] = []
        let boxes = wrapper.colourBoxes
        for type in Set(boxes.map(\.type.description)).sorted() {
            let same = boxes.filter { $0.type.description == type }
            if same.count > 1 {
                faults.append("\(same.count) boxes of type \(type), readers take the first or the last")
            }
            if !["nclx", "nclc", "prof", "rICC"].contains(type) { faults.append("type \(type) is not known") }
        }
        if Set(boxes.compactMap(\.colour).map { "\($0.primaries)/\($0.transfer)/\($0.matrix)" }).count > 1 {
            faults.append("they contradict each other")
        }
        let points =
            (boxes.compactMap(\.colour) + wrapper.jp2.compactMap(\.colour)).map {
                ($0.primaries, $0.transfer, $0.matrix)
            }
            + (wrapper.matroska.map { [($0.primaries ?? 2, $0.transfer ?? 2, $0.matrix ?? 2)] } ?? [])
        for (primaries, transfer, matrix) in points {
            let reserved = H273.reserved(primaries, transfer, matrix)
            if !reserved.isEmpty { faults.append("\(reserved.joined(separator: " and ")) has no meaning in H.273") }
        }
        return faults + pngFaults
    }

    /// PNG holds R'G'B', so that its cICP has matrix 0 (third edition, 11.3.2.6).
    private var pngFaults: [String] {
        guard let png = wrapper.png, let colour = png.colour else { return [] }
        var faults = H273.reserved(colour.primaries, colour.transfer, colour.matrix).map {
            "\($0) has no meaning in H.273"
        }
        // The chunks that are read are those of colour; a decoder leaves out one whose CRC is wrong.
        faults += png.faults.map(\.text)
        if colour.matrix != 0 { faults.append("cICP has matrix \(colour.matrix), a PNG holds R'G'B' and needs 0") }
        return faults
    }
}

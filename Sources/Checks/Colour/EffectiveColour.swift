import Measuring
import Media

/// Colour of a track as it will be read: the bitstream's word where there is one, else the container's.
struct EffectiveColour {
    /// H.273 code points; 2 is unspecified.
    var primaries = 2
    var transfer = 2
    var matrix = 2
    /// 0 unspecified, 1 narrow, 2 full.
    var range = 0
    /// preferred_transfer_characteristics of SEI message 147.
    var alternativeTransfer: Int?

    init(_ track: Track, _ headers: Headers) {
        let stated = headers.statedColour(of: track)
        let coded = CodedTags(track, headers)
        let first = { (codes: [Int]) in codes.first { $0 != 2 } ?? 2 }
        primaries = first([coded.colour.primaries, stated.primaries])
        transfer = first([coded.colour.transfer, stated.transfer])
        matrix = first([coded.colour.matrix, stated.matrix])
        range = coded.colour.range != 0 ? coded.colour.range : stated.range
        alternativeTransfer = coded.alternativeTransfer
    }

    init(primaries: Int, transfer: Int, matrix: Int, range: Int, alternativeTransfer: Int? = nil) {
        (self.primaries, self.transfer, self.matrix, self.range) = (primaries, transfer, matrix, range)
        self.alternativeTransfer = alternativeTransfer
    }

    private var shown: Int { alternativeTransfer ?? transfer }
    var isPQ: Bool { shown == 16 }
    /// HLG by its own code, or announced by the SEI over a BT.2020 or BT.709 transfer (ETSI TS 101 154).
    var isHLG: Bool { shown == 18 }

    var words: String {
        let colour = Colour(primaries: primaries, transfer: transfer, matrix: matrix, range: range, location: 0)
        return [colour.primariesName, colour.transferName, colour.matrixName].map { $0 ?? "unspecified" }
            .joined(separator: "/")
    }
}

extension Headers {
    /// What the container states, with what libavformat passes over: the colour boxes of still pictures, cICP of PNG,
    /// and the colour box of JP2.
    func statedColour(of track: Track) -> Colour {
        var stated = track.container?.colour ?? .unspecified
        guard stated.primaries == 2, stated.transfer == 2, stated.matrix == 2, stated.range == 0 else { return stated }
        let wrapper = WrapperMetadata(track, self)
        if let colour = wrapper.png?.colour {
            (stated.primaries, stated.transfer, stated.matrix) = (colour.primaries, colour.transfer, colour.matrix)
            stated.range = wrapper.png?.isFullRange == true ? 2 : 1
            return stated
        }
        if let (colour, isFullRange) = wrapper.jp2.first?.codePoints {
            (stated.primaries, stated.transfer, stated.matrix) = (colour.primaries, colour.transfer, colour.matrix)
            stated.range = isFullRange ? 2 : 1
            return stated
        }
        guard let box = wrapper.colourBoxes.first(where: { $0.colour != nil }), let colour = box.colour else {
            return stated
        }
        (stated.primaries, stated.transfer, stated.matrix) = (colour.primaries, colour.transfer, colour.matrix)
        stated.range = box.isFullRange.map { $0 ? 2 : 1 } ?? 0
        return stated
    }
}

/// What the bitstream itself states of colour.
struct CodedTags {
    var colour: Colour
    var alternativeTransfer: Int?
    /// Whether the tags were read from the sequence headers, and not taken from the decoder.
    var isParsed = false

    /// Decoders report inferences as if the stream had stated them: narrow range for HEVC without a VUI, and the
    /// preferred transfer in place of the coded one. The sequence headers know the difference.
    init(_ track: Track, _ headers: Headers) {
        colour = headers.firstPictures[track.id]?.colour ?? .unspecified
        guard let metadata = headers.firstMetadata(of: track) else { return }
        alternativeTransfer = metadata.staticMetadata.preferredTransfer
        guard let coded = metadata.colours.last else { return }
        isParsed = true
        let points = coded.colour
        colour.primaries = points?.primaries ?? 2
        colour.transfer = points?.transfer ?? 2
        colour.matrix = points?.matrix ?? 2
        colour.range = coded.isFullRange.map { $0 ? 2 : 1 } ?? 0
    }
}

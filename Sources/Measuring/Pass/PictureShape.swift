import Media

/// What analysers are made for: size, samples, and what codes mean. Where it changes, other pictures begin.
struct PictureShape {
    private let facts: PictureFacts
    private let colour: Colour

    init(_ facts: PictureFacts, _ track: Track) {
        self.facts = facts
        colour = track.codedColour(facts)
    }

    /// Whether analysers made for the one can take the other. Colour counts only as far as it changes numbers.
    func fits(_ other: PictureFacts, _ track: Track) -> Bool {
        guard facts.width == other.width, facts.height == other.height, facts.pixelFormat == other.pixelFormat else {
            return false
        }
        return facts.colour == other.colour || reading == PictureShape(other, track).reading
    }

    private struct Reading: Equatable {
        let red, blue: Double
        let isFull: Bool
        let transfer: Int?
    }

    /// Of the transfers, PQ (16) and HLG (18) are read differently from all others.
    private var reading: Reading {
        let weights = colour.lumaCoefficients
        let isHDR = colour.transfer == 16 || colour.transfer == 18
        return Reading(
            red: weights?.red ?? 0, blue: weights?.blue ?? 0, isFull: colour.isFull(facts.pixelFormat),
            transfer: isHDR ? colour.transfer : nil)
    }

    /// `1920 × 1080 yuv420p, tv, bt709, bt709`
    var text: String {
        let format = facts.pixelFormat?.name ?? "unknown format"
        let tags = [colour.rangeName, colour.matrixName, colour.transferName].compactMap { $0 }
        return (["\(facts.width) × \(facts.height) \(format)"] + tags).joined(separator: ", ")
    }
}

import Media
import Model

@testable import Synth

extension StructureFault {
    static let colourFaults = [chromaLoss, chromaShift]

    private static let chromaLoss = StructureFault(
        name: "colour gone in mid-shot", metric: "picture.chroma-lost",
        severities: ["Cr for one picture", "Cb to the end", "both to the end"],
        put: { pictures, _, severity in
            for index in 40..<(severity == 0 ? 41 : pictures.count) {
                pictures[index].loseChroma([2...2, 1...1, 1...2][severity])
            }
            return [40]
        }, report: frames("picture.chroma-lost"))

    private static let shifts = [1.0, 2, 4]

    private static let chromaShift = StructureFault(
        name: "displaced chroma", metric: "picture.chroma-shift.horizontal",
        severities: ["1 pixel", "2 pixels", "4 pixels"],
        media: { codec, seed, _ in
            StructureMedia(StructureMedia.moving(110, seed: seed &* 13), codec: codec, seed: seed)
        },
        put: { pictures, seed, severity in
            pictures.colouredBlocks(seed: seed) { $0.shiftChroma(x: shifts[severity], y: 0) }
            return [Int(10 * shifts[severity])]
        },
        report: { log in
            guard let shift = log.number("picture.chroma-shift.horizontal"), abs(shift) >= 0.5,
                let nearest = shifts.min(by: { abs($0 - shift) < abs($1 - shift) }), abs(nearest - shift) <= 0.35
            else { return [] }
            return [Int(10 * nearest)]
        })
}

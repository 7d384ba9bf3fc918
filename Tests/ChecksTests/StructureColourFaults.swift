import Media
import Model

@testable import Synth

extension StructureFault {
    static let colourFaults = [chromaLoss, chromaShift, halfLines, headSwitching]

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
        }, isMissed: [.h264, .mpeg2])

    private static func long(_ codec: StructureMedia.Codec, _ seed: UInt64, _ severity: Int) -> StructureMedia {
        StructureMedia(StructureMedia.moving(130, seed: seed &* 13), codec: codec, seed: seed)
    }

    private static let halfLines = StructureFault(
        name: "half lines", metric: "picture.half-lines",
        severities: ["first line", "last line", "both"], media: long,
        put: { pictures, _, severity in
            let black = [16, 128, 128].map { UInt16($0 * pictures[0].step) }
            for index in pictures.indices {
                if severity != 1 { pictures[index].fill(columns: 0..<126, rows: 0..<1, black) }
                if severity != 0 { pictures[index].fill(columns: 130..<256, rows: 143..<144, black) }
            }
            return [severity == 2 ? 20 : 10]
        }, report: { log in log.number("picture.half-lines").map { $0 > 0 ? [10 * Int($0)] : [] } ?? [] })

    private static let headSwitching = StructureFault(
        name: "head switching", metric: "picture.head-switching",
        severities: ["6 lines by 5 pixels", "8 lines by 9 pixels", "10 lines by 20 pixels"], media: long,
        put: { pictures, _, severity in
            let lines = [6, 8, 10][severity]
            for index in pictures.indices {
                pictures[index].shiftRows(144 - lines..<144, by: [5, 9, 20][severity])
            }
            return [10 * lines]
        }, report: { log in log.number("picture.head-switching").map { $0 > 0 ? [10 * Int($0)] : [] } ?? [] })
}

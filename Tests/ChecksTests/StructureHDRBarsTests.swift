import Foundation
import Media
import Model
import Testing

@testable import Synth

/// The HDR bars of ITU-R BT.2111-2, painted from the recommendation's 10-bit R'G'B' codes.
@Suite struct StructureHDRBarsTests {
    struct Kind: Sendable {
        let name: String
        let colour: ColourNames
        /// Of the second row.
        let reference: Int
        let conventional: [[Int]]
    }

    static let kinds = [
        Kind(
            name: "bt2111-hlg", colour: .hlg, reference: 721,
            conventional: [
                [713, 719, 316], [538, 709, 718], [512, 706, 296], [651, 286, 705], [639, 269, 164], [227, 147, 702],
            ]),
        Kind(
            name: "bt2111-pq", colour: .pq, reference: 572,
            conventional: [
                [568, 571, 381], [484, 566, 571], [474, 564, 368], [536, 361, 564], [530, 350, 256], [317, 236, 562],
            ]),
    ]

    private static let size = Size(480, 270)

    private static func paint(_ canvas: inout Canvas, _ kind: Kind) {
        func fill(_ from: Int, _ to: Int, _ top: Int, _ bottom: Int, _ codes: [Int]) {
            canvas.fill(
                columns: from * size.width / 1920..<to * size.width / 1920,
                rows: top * size.height / 12..<bottom * size.height / 12, luma(codes))
        }
        func on(_ index: Int, _ high: Int) -> [Int] {
            // White, yellow, cyan, green, magenta, red, blue as bits of R', G', B'.
            let bits = [7, 6, 3, 2, 5, 4, 1][index]
            return [bits & 4, bits & 2, bits & 1].map { $0 > 0 ? high : 64 }
        }
        let grey = { (code: Int) in [code, code, code] }
        let edges = [240, 446, 652, 858, 1062, 1268, 1474, 1680]
        fill(0, 1920, 0, 7, grey(414))
        for index in 0..<7 {
            fill(edges[index], edges[index + 1], 0, 1, on(index, 940))
            fill(edges[index], edges[index + 1], 1, 7, on(index, kind.reference))
        }
        fill(0, 1920, 7, 8, grey(kind.reference))
        let stairs = [4, 64, 152, 239, 327, 414, 502, 590, 677, 765, 852, 940, 1019]
        for (index, code) in stairs.enumerated() { fill(240 + index * 110, 350 + index * 110, 7, 8, grey(code)) }
        fill(0, 1920, 8, 9, grey(64))
        for index in 0..<96 { fill(560 + index * 13, 573 + index * 13, 8, 9, grey(4 + index * 1015 / 95)) }
        fill(0, 1920, 9, 12, grey(64))
        fill(960, 1398, 9, 12, grey(kind.reference))
        for (index, codes) in kind.conventional.enumerated() {
            let left = index < 3 ? index * 80 : 1680 + (index - 3) * 80
            fill(left, left + 80, 9, 12, codes)
        }
    }

    /// BT.2020 non-constant luminance, 10 bit, narrow.
    private static func luma(_ codes: [Int]) -> [UInt16] {
        let signal = codes.map { Double($0 - 64) / 876 }
        let y = 0.2627 * signal[0] + 0.678 * signal[1] + 0.0593 * signal[2]
        let blue = (signal[2] - y) / 1.8814
        let red = (signal[0] - y) / 1.4746
        return [64 + 876 * y, 512 + 896 * blue, 512 + 896 * red].map { UInt16($0.rounded()) }
    }

    private func log(_ kind: Kind, labelled colour: ColourNames? = nil, _ change: (inout Canvas) -> Void = { _ in })
        throws -> Log
    {
        var media = StructureMedia(.black(seconds: 0.4), codec: .prores)
        media.grain = 0
        media.size = Self.size
        media.colour = colour ?? kind.colour
        return try media.log(
            in: Bench(),
            only: ["lineup.bars", "lineup.bars-error", "lineup.bars-delta-e"]
        ) { pictures in
            for index in pictures.indices {
                Self.paint(&pictures[index], kind)
                change(&pictures[index])
            }
        }
    }

    @Test func theyAreRecognised() throws {
        for kind in Self.kinds {
            let log = try log(kind)
            #expect(log.text("lineup.bars") == kind.name)
            #expect((log.number("lineup.bars-error") ?? 99) <= 6)
            #expect(log.reading("lineup.bars", TrackID(.video, 0))?.note == nil)
        }
    }

    @Test func wrongPatchesAreMeasured() throws {
        let log = try log(Self.kinds[0]) { canvas in
            // Nominal 721, 75 %.
            canvas.fill(columns: 60..<112, rows: 24..<156, [721 + 24, 512, 512])
        }
        #expect(log.text("lineup.bars") == "bt2111-hlg")
        #expect(abs((log.number("lineup.bars-error") ?? 0) - 24) <= 4)
    }

    @Test func barsOfTheOtherTransferAreNoted() throws {
        let log = try log(Self.kinds[0], labelled: .pq)
        #expect(log.text("lineup.bars") == "bt2111-hlg")
        #expect(log.reading("lineup.bars", TrackID(.video, 0))?.note?.contains("not labelled") == true)
    }

    @Test func exchangedPlanesOfColourAreNoted() throws {
        var media = StructureMedia(.bars(.ebu75, seconds: 0.4), codec: .lossless)
        media.grain = 0
        let log = try media.log(in: Bench()) { pictures in
            for index in pictures.indices { pictures[index].planes.swapAt(1, 2) }
        }
        #expect(log.text("lineup.bars") == "ebu-75")
        #expect(log.reading("lineup.bars-error", TrackID(.video, 0))?.note == "Cb and Cr are exchanged")
        #expect((log.number("lineup.bars-error") ?? 0) > 60)
    }

    /// Digits stand still for a second each.
    @Test func aCountdownIsPartOfTheLeadIn() throws {
        var media = StructureMedia(
            .black(seconds: 0.4), StructureMedia.moving(150, speed: 1, seed: 4), .black(seconds: 2),
            StructureMedia.moving(50), codec: .h264)
        media.grain = 0.5
        let log = try media.log(in: Bench()) { pictures in
            for index in 10..<160 {
                let code = UInt16(60 + (index - 10) / 25 % 2 * 120)
                pictures[index].fill(columns: 80..<176, rows: 20..<124, [code, 128, 128])
            }
        }
        #expect(log.number("lineup.countdowns") == 1)
        #expect(log.number("programme.start") == 8.4)
    }

    @Test func cutsBeforeBlackAreNoCountdown() throws {
        let shots = [31, 22, 40, 18, 27, 33].enumerated().map {
            StructureMedia.moving($0.element, seed: UInt64($0.offset))
        }
        var media = StructureMedia(shots[0])
        media.scenes = shots + [.black(seconds: 1), StructureMedia.moving(20)]
        let log = try media.log(in: Bench())
        #expect(log.number("lineup.countdowns") == 0)
        #expect(log.number("programme.start") == 0)
    }
}

import Media
import Model

@testable import Synth

/// A fault that can be put into pictures, at three severities.
struct StructureFault: Sendable {
    let name: String
    let metric: String
    let severities: [String]
    /// Codec, seed, severity.
    var media: @Sendable (StructureMedia.Codec, UInt64, Int) -> StructureMedia = { codec, seed, _ in
        StructureMedia(StructureMedia.moving(80, seed: seed &* 13), codec: codec, seed: seed)
    }
    /// Puts it in; returns the pictures at which it must be reported.
    let put: @Sendable (inout [Canvas], UInt64, Int) throws -> [Int]
    /// The pictures at which it is reported.
    let report: @Sendable (Log) -> [Int]
    /// Codecs in which even the strong fault may be missed: the table says how often it is found.
    var isMissed: Set<StructureMedia.Codec> = []

    static let all =
        [
            cut, flash, constant, duplicate, drop, border, blanking, combing, scan, cadence, strayLine, stuckPixel,
            bars,
        ] + colourFaults + passingFaults

    static func frames(_ metric: String) -> @Sendable (Log) -> [Int] { { $0.frames(metric) } }

    /// In the pixel format of the pictures it is to stand among.
    private static func replace(_ pictures: inout [Canvas], _ span: Range<Int>, _ seed: UInt64, mix: Double = 1) throws
    {
        let format = pictures[0].step == 4 ? StructureMedia.Codec.prores : .h264
        let others = try StructureMedia(
            StructureMedia.moving(span.count, seed: seed &* 13 &+ 7), codec: format, seed: seed
        ).pictures()
        for (index, other) in zip(span, others) { pictures[index].mix(other, mix) }
    }

    static let cut = StructureFault(
        name: "cut to another shot of the same kind", metric: "picture.cuts",
        severities: ["70 % of the picture", "85 %", "all of it"],
        put: { pictures, seed, severity in
            var after = Array(pictures[40...])
            try replace(&after, 0..<after.count, seed)
            let rows = pictures[0].height * [70, 85, 100][severity] / 100 / 2 * 2
            for index in after.indices { pictures[40 + index].copyRows(0..<rows, from: after[index]) }
            return [40]
        }, report: frames("picture.cuts"))

    static let flash = StructureFault(
        name: "flash frame", metric: "picture.flash-frames",
        severities: ["95 % mix with another shot", "two pictures of another shot", "one picture of another shot"],
        put: { pictures, seed, severity in
            try replace(&pictures, 33..<(severity == 1 ? 35 : 34), seed, mix: severity == 0 ? 0.95 : 1)
            return [33]
        }, report: frames("picture.flash-frames"))

    static let constant = StructureFault(
        name: "picture of one colour", metric: "picture.constant-colour",
        severities: ["grey with 8 codes of noise", "dark green", "black"],
        put: { pictures, seed, severity in
            let step = UInt16(pictures[0].step)
            let codes: [[UInt16]] = [[120, 128, 128], [60, 110, 100], [16, 128, 128]]
            pictures[50].fill(codes[severity].map { $0 * step })
            if severity == 0 {
                Grain(seed: seed, deviation: 8 * Double(step)).add(to: &pictures[50].planes[0], picture: 1)
            }
            return [50]
        },
        report: { log in
            let values = log.values("picture.constant-colour")
            return values.indices.filter { values[$0] >= 90 }
        })

    private static let speeds = [1, 2, 4]

    private static func paced(_ codec: StructureMedia.Codec, _ seed: UInt64, _ severity: Int) -> StructureMedia {
        StructureMedia(StructureMedia.moving(80, speed: speeds[severity], seed: seed &* 13), codec: codec, seed: seed)
    }

    static let duplicate = StructureFault(
        name: "repeated picture", metric: "picture.duplicates", severities: ["1 pixel a picture", "2", "4"],
        media: paced,
        put: { pictures, _, _ in
            pictures[30] = pictures[29]
            pictures[60] = pictures[59]
            return [30, 60]
        }, report: frames("picture.duplicates"))

    static let drop = StructureFault(
        name: "dropped picture", metric: "picture.dropped", severities: ["1 pixel a picture", "2", "4"], media: paced,
        put: { pictures, _, _ in
            pictures.remove(at: 25)
            pictures.remove(at: 55)
            return [25, 55]
        }, report: frames("picture.dropped"))

    static let border = StructureFault(
        name: "other borders for half a second", metric: "picture.active-area",
        severities: ["3 % of the height", "6 %", "12 %"],
        put: { pictures, _, severity in
            let rows = [4, 8, 18][severity]
            for index in 30..<43 { pictures[index].borders(rows) }
            return [30]
        }, report: frames("picture.active-area"))

    static let blanking = StructureFault(
        name: "dark lines at the bottom", metric: "picture.edge-blanking",
        severities: ["1 line", "2", "2 and a column"],
        put: { pictures, _, severity in
            let lines = [1, 2, 2][severity]
            for index in pictures.indices { pictures[index].blank(lines, column: severity == 2) }
            return [10 * lines]
        }, report: { log in log.number("picture.edge-blanking").map { $0 > 0 ? [10 * Int($0)] : [] } ?? [] })

    private static func interlaced(_ codec: StructureMedia.Codec, _ seed: UInt64, _ speed: Int) -> StructureMedia {
        var media = StructureMedia(StructureMedia.moving(81, speed: speed, seed: seed &* 13), codec: codec, seed: seed)
        media.scan = .tff
        media.codedScan = .progressive
        return media
    }

    static let combing = StructureFault(
        name: "combed pictures among progressive ones", metric: "picture.combing",
        severities: ["2 pixels a picture", "4", "8"],
        media: { codec, seed, severity in
            StructureMedia(
                StructureMedia.moving(80, speed: [2, 4, 8][severity], seed: seed &* 13), codec: codec, seed: seed)
        },
        put: { pictures, seed, severity in
            let codec = pictures[0].step == 4 ? StructureMedia.Codec.prores : .h264
            let woven = try interlaced(codec, seed, [2, 4, 8][severity]).pictures()
            for index in 30..<40 { pictures[index] = woven[index] }
            return [30]
        },
        report: { log in
            let combed = log.values("picture.combing").map { $0 >= 50 }
            // Where they begin; gaps among the ten pictures are no new beginning.
            return combed.indices.filter { combed[$0] && ($0 <= 30 || $0 > 40) && ($0 == 0 || !combed[$0 - 1]) }
        })

    static let scan = StructureFault(
        name: "interlaced throughout, labelled progressive", metric: "picture.scan",
        severities: ["2 pixels a picture", "4", "8"],
        media: { codec, seed, severity in interlaced(codec, seed, [2, 4, 8][severity]) },
        put: { _, _, _ in [0] }, report: { log in log.text("picture.scan") == "tff" ? [0] : [] })

    static let cadence = StructureFault(
        name: "cadence", metric: "picture.cadence", severities: ["24:1", "4:1", "3:2 in fields"],
        media: { codec, seed, severity in
            var media = StructureMedia(StructureMedia.moving(130, seed: seed &* 13), codec: codec, seed: seed)
            if severity == 2 {
                media.scan = .tff
                media.pulldown = true
            }
            return media
        },
        put: { pictures, _, severity in
            guard severity < 2 else { return [20] }
            let all = pictures
            pictures = all.indices.map { all[severity == 0 ? $0 * 24 / 25 : $0 * 4 / 5] }
            return [10 * severity]
        },
        report: { log in
            ["24:1", "4:1", "3:2"].firstIndex(of: log.text("picture.cadence") ?? "").map { [10 * $0] } ?? []
        })

    static let strayLine = StructureFault(
        name: "stray line in one picture", metric: "picture.stray-lines",
        severities: ["one line, half strength", "one line", "three lines"],
        put: { pictures, seed, severity in
            let before = pictures[44]
            pictures[44].strayLines(70..<(severity == 2 ? 73 : 71), seed: seed)
            if severity == 0 { pictures[44].mix(before, 0.5) }
            return [44]
        }, report: frames("picture.stray-lines"))

    static let stuckPixel = StructureFault(
        name: "stuck pixel", metric: "picture.stuck-pixels",
        severities: ["one pixel, 80 %", "one pixel, white", "2 × 2, white"],
        media: { codec, seed, _ in
            StructureMedia(StructureMedia.moving(320, seed: seed &* 13), codec: codec, seed: seed)
        },
        put: { pictures, _, severity in
            let step = UInt16(pictures[0].step)
            let side = severity == 2 ? 2 : 1
            for index in pictures.indices {
                pictures[index].planes[0].fill(
                    column: 120, row: 60, side: side, (severity == 0 ? 195 : 235) * step)
            }
            return [1]
        }, report: { log in log.number("picture.stuck-pixels").map { $0 > 0 ? [Int($0)] : [] } ?? [] })

    static let bars = StructureFault(
        name: "bars with wrong codes", metric: "lineup.bars-error",
        severities: ["4 codes", "8 codes", "BT.601 matrix"],
        media: { codec, seed, severity in
            var media = StructureMedia(.bars(.ebu75, seconds: 1), codec: codec, seed: seed)
            media.grain = 0
            return media
        },
        put: { pictures, seed, severity in
            let step = UInt16(pictures[0].step)
            guard severity < 2 else {
                var other = StructureMedia(.bars(.ebu75, seconds: 1), codec: step == 4 ? .prores : .h264, seed: seed)
                other.grain = 0
                other.colour = .bt601
                pictures = try other.pictures()
                return [1]
            }
            let shift = [4, 8][severity] * step
            for index in pictures.indices {
                pictures[index].planes[0].samples = pictures[index].planes[0].samples.map { $0 + shift }
            }
            return [[40, 80][severity]]
        },
        report: { log in
            guard let error = log.number("lineup.bars-error") else { return [] }
            if log.reading("lineup.bars-error", TrackID(.video, 0))?.note != nil { return [1] }
            // In codes of 8 bits or of 10.
            if (3...5).contains(error) || (14...18).contains(error) { return [40] }
            return (7...9).contains(error) || (30...34).contains(error) ? [80] : []
        })
}

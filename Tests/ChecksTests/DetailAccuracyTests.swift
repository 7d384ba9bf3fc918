import Checks
import Foundation
import Measuring
import Media
import Model
import Testing

@testable import Synth

/// How often enlargements are found, and how often something is found that is none. The long run writes
/// docs/accuracy-detail.md; the tests of the check look at a few of the same cases.
@Suite struct DetailAccuracyTests {
    static let shares = [("75 %", 0.75), ("66.7 %", 2.0 / 3), ("50 %", 0.5)]

    private struct Coding {
        let name: String
        let codec: StructureMedia.Codec
        var isStarved = false

        static let all = [
            Coding(name: "ProRes", codec: .prores), Coding(name: "MPEG-2", codec: .mpeg2),
            Coding(name: "H.264, good", codec: .h264), Coding(name: "H.264, poor", codec: .h264, isStarved: true),
        ]
    }

    @Test(.enabled(if: StructureAccuracyTests.isLong)) func writeTheTable() throws {
        let bench = try Bench()
        let sources = try DetailSource.all()
        var rows: [String] = []
        var controls: [String] = []
        for coding in Coding.all {
            for kernel in Interpolation.allCases {
                let cells = try Self.shares.map { share in
                    let found = try sources.map { source in
                        let log = try Self.log(source, coding, bench) { $0.enlarge(share.1, by: kernel) }
                        return source.right(log, share.1)
                    }
                    let right = found.reduce(0) { $0 + $1.right }
                    let wrong = found.reduce(0) { $0 + $1.wrong }
                    // What is found must be the size it had.
                    #expect(wrong == 0, "\(coding.name) \(kernel) \(share.0)")
                    return "\(right) of \(2 * sources.count)" + (wrong > 0 ? ", \(wrong) wrong" : "")
                }
                rows.append("| \(coding.name) | \(kernel.rawValue) | \(cells.joined(separator: " | ")) |")
            }
            let native = try sources.map { try Self.alarms(Self.log($0, coding, bench) { _ in }) }.reduce(0, +)
            let soft = try sources.map { try Self.alarms(Self.log($0, coding, bench) { $0.soften(1) }) }.reduce(0, +)
            #expect(native + soft == 0, "\(coding.name)")
            controls.append("| \(coding.name) | \(native) of \(2 * sources.count) | \(soft) of \(2 * sources.count) |")
        }
        try Self.write(rows, controls: controls, sources: sources)
    }

    private static func log(
        _ source: DetailSource, _ coding: Coding, _ bench: Bench, _ change: (inout Canvas) -> Void
    ) throws -> Log {
        var media = StructureMedia(StructureMedia.moving(49), codec: coding.codec, seed: source.seed)
        media.size = source.size
        media.isStarved = coding.isStarved
        var pictures = try source.pictures(media)
        for index in stride(from: 0, to: pictures.count, by: 24) { change(&pictures[index]) }
        return try media.log(of: pictures, in: bench, only: StructureDetailTests.enlarged)
    }

    private static func alarms(_ log: Log) -> Int {
        StructureDetailTests.enlarged.count { log.number($0) != nil }
    }

    private static func write(_ rows: [String], controls: [String], sources: [DetailSource]) throws {
        let text = """
            # How well enlarged pictures are told from native ones

            Written by `FILMGATE_LONG_TESTS=1 swift test --filter DetailAccuracyTests`. Parts of pictures are enlarged to
            \(sources.map { "\($0.size.width) × \($0.size.height)" }.sorted().first ?? "") and more by three kinds of interpolation, width and height each, encoded, and measured. The
            pictures: \(sources.map(\.name).joined(separator: ", ")). Three pictures of each file, those that are looked at,
            are enlarged; the others stay as they are.

            ## Enlargements found

            Counted are widths and heights that come out right to within a pixel. In poor coding the trace is gone: that
            nothing is found proves nothing.

            | codec | interpolation | from 75 % | from 66.7 % | from 50 % |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            ## Enlargements reported that are none

            Native pictures, and the same made soft by two boxes of three samples.

            | codec | native | soft |
            |---|---|---|
            \(controls.joined(separator: "\n"))

            """
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try text.write(to: root.appendingPathComponent("docs/accuracy-detail.md"), atomically: true, encoding: .utf8)
    }
}

/// Pictures with detail of their own: texture made by machine, or a real picture that the camera pans over.
final class DetailSource {
    let name: String
    let seed: UInt64
    let size: Size
    private let real: LumaPicture?
    private let cache = PictureCache()
    private var panned: [String: [Canvas]] = [:]

    private init(_ name: String, seed: UInt64, _ size: Size, _ real: LumaPicture? = nil) {
        self.name = name
        self.seed = seed
        self.size = size
        self.real = real
    }

    /// The real ones are left out where they are absent.
    static func all() throws -> [DetailSource] {
        var all: [DetailSource] = (1...2).map {
            DetailSource("texture with grain, seed \($0)", seed: UInt64($0), Size(512, 288))
        }
        for name in ["videoqc/pymediainfo_sample.mp4", "colour/weld_16bit.png"] where SharedMedia.isThere {
            if let picture = try LumaPicture.first(of: "\(SharedMedia.folder)/\(name)") {
                all.append(DetailSource("`\(name)`", seed: 1, Size(640, 360), picture))
            }
        }
        return all
    }

    func pictures(_ media: StructureMedia) throws -> [Canvas] {
        guard let real else { return try cache.pictures(media) }
        if let there = panned[media.track.pixelFormat] { return there }
        var plain = media
        plain.grain = 0
        plain.scenes = [Scene(.black, frames: 1)]
        let empty = try plain.pictures()[0]
        let step = media.codec == .prores ? 4.0 : 1
        let made = (0..<49).map { index in
            var canvas = empty
            canvas.planes[0].samples = real.part(x: 150 + 2 * index, y: 140 + index, size).map { UInt16($0 * step) }
            return canvas
        }
        panned[media.track.pixelFormat] = made
        return made
    }

    /// Sizes in `log` that are those before an enlargement, and that are not.
    func right(_ log: Log, _ share: Double) -> (right: Int, wrong: Int) {
        let pairs = [("picture.enlarged-from.width", size.width), ("picture.enlarged-from.height", size.height)]
        let found = pairs.compactMap { metric, size in
            log.number(metric).map { abs($0 - Double(size) * share) <= 1.5 }
        }
        return (found.count { $0 }, found.count { !$0 })
    }
}

/// Luma (or G') of one picture, in 8-bit codes.
struct LumaPicture {
    let width, height: Int
    var samples: [Double]

    static func first(of path: String) throws -> LumaPicture? {
        let taker = PictureTaker()
        _ = try Measurement([taker], hashes: false).log(of: path)
        return taker.taken.picture
    }

    func part(x: Int, y: Int, _ size: Size) -> [Double] {
        (0..<size.height).flatMap { row in
            let from = min(y + row, height - 1) * width + min(x, width - size.width)
            return samples[from..<from + size.width]
        }
    }
}

/// A check that keeps the first picture it sees.
private struct PictureTaker: Check {
    final class Taken: PictureAnalyser, @unchecked Sendable {
        var picture: LumaPicture?

        func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
            guard self.picture == nil else { return }
            self.picture = picture.withComponents { components in
                let isRGB = picture.facts.pixelFormat?.isRGB == true
                guard let plane = isRGB ? components.dropFirst().first : components.first else { return nil }
                let samples = (0..<plane.height).flatMap { y in
                    (0..<plane.width).map { x in
                        let at = plane.data + y * plane.stride + x * plane.step
                        let word = plane.bytes == 1 ? Int(at[0]) : Int(at[0]) + Int(at[1]) << 8
                        let code = plane.isBigEndian && plane.bytes == 2 ? Int(UInt16(word).byteSwapped) : word
                        return Double(code >> plane.shift) / Double(1 << (plane.depth - 8))
                    }
                }
                return LumaPicture(width: plane.width, height: plane.height, samples: samples)
            }
        }

        func finish(_ timing: PictureTiming, into log: inout Log) {}
    }

    let id = "picture-taker"
    let version = 1
    let guide = Guide(title: "", what: "", why: "", cause: "", mend: "", references: [])
    let metrics = [Metric("picture.taken", effort: .decode)]
    let wants: Wants = .pictures
    let taken = Taken()

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? { taken }
}

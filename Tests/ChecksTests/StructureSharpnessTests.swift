import Foundation
import Media
import Model
import Testing

@testable import Synth

@Suite struct StructureSharpnessTests {
    static let metrics: Set<String> = ["picture.edge-width", "picture.edge-width.median"]

    /// Light and dark stripes whose edges rise over so many samples.
    private static func stripes(_ pictures: inout [Canvas], over rise: Int) {
        for index in pictures.indices {
            let width = pictures[index].width
            let step = pictures[index].step
            let row = (0..<width).map { x in
                let place = x % 64
                let level = place < 32 ? min(place, rise) : rise - min(place - 32, rise)
                return UInt16((40 + 160 * level / rise) * step)
            }
            pictures[index].planes[0].samples = (0..<pictures[index].height).flatMap { _ in row }
        }
    }

    /// Of known edges the width is known, whatever the code depth.
    @Test(arguments: ["yuv420p", "yuv422p10le"], [MediaWriter.Scan.progressive, .tff])
    func widthsAreThoseDrawn(format: String, scan: MediaWriter.Scan) throws {
        let bench = try Bench()
        var media = StructureMedia(StructureMedia.moving(97), codec: .lossless)
        media.pixelFormat = format
        media.scan = scan
        media.grain = 0
        for rise in [1, 2, 5, 9] {
            let log = try media.log(in: bench, only: Self.metrics) { Self.stripes(&$0, over: rise) }
            #expect(log.number("picture.edge-width.median") == Double(rise), "\(format) \(rise)")
            let series = try #require(log.series("picture.edge-width", TrackID(.video, 0)))
            #expect(series.values == Array(repeating: Float(rise), count: 3))
            #expect(series.step == Rational(48, 25))
        }
    }

    @Test func softerPicturesHaveWiderEdges() throws {
        let bench = try Bench()
        let media = StructureMedia(StructureMedia.moving(97), codec: .prores)
        let widths = try [0, 1, 2].map { reach in
            let log = try media.log(in: bench, only: Self.metrics) { pictures in
                Self.stripes(&pictures, over: 2)
                for index in [0, 48, 96] where reach > 0 { pictures[index].soften(reach) }
            }
            return try #require(log.number("picture.edge-width.median"))
        }
        // Each box of 2 · reach + 1 samples widens an edge by 2 · reach; rounding and coding take from its ends.
        #expect(abs(widths[0] - 2) <= 0.5)
        #expect((4...6.5).contains(widths[1]))
        #expect((7...10.5).contains(widths[2]))
    }

    @Test func picturesWithoutEdgesHaveNoWidth() throws {
        let log = try StructureMedia(.black(seconds: 4)).log(in: Bench(), only: Self.metrics)
        #expect(log.number("picture.edge-width.median") == nil)
        let why = log.reasonUnmeasured("picture.edge-width.median", TrackID(.video, 0))
        #expect(why == "0 of 3 pictures looked at have edges enough; it takes 3")
    }
}

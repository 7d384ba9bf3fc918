import Foundation
import Media
import Model
import Testing

@testable import Synth

@Suite struct StructureChromaTests {
    static let metrics: Set<String> = [
        "picture.chroma-lost", "picture.chroma-planes", "picture.chroma-shift.horizontal",
        "picture.chroma-shift.vertical",
    ]

    private static func isNear(_ value: Double?, _ wanted: Double) -> Bool {
        value.map { abs($0 - wanted) <= 0.35 } ?? false
    }

    /// In 4:2:0 the rectangles are painted half a line too low: their chroma begins at the next whole sample.
    @Test(arguments: StructureMedia.Codec.allCases)
    func displacedChromaIsMeasured(codec: StructureMedia.Codec) throws {
        let bench = try Bench()
        let media = StructureMedia(StructureMedia.moving(110), codec: codec)
        for (x, y) in [(0.0, 0.0), (2, 0), (-1, 1), (4, -2)] {
            let log = try media.log(in: bench, only: Self.metrics) { pictures in
                pictures.colouredBlocks(seed: 5) { $0.shiftChroma(x: x, y: y) }
            }
            let across = log.number("picture.chroma-shift.horizontal")
            let down = log.number("picture.chroma-shift.vertical")
            #expect(Self.isNear(across, x), "\(codec) \(x)")
            #expect(Self.isNear(down, codec == .prores ? y : y + 0.5), "\(codec) \(y)")
        }
    }

    @Test func edgesWithoutColourTellNothing() throws {
        let log = try StructureMedia(StructureMedia.moving(110)).log(in: Bench(), only: Self.metrics)
        let track = TrackID(.video, 0)
        for metric in ["picture.chroma-shift.horizontal", "picture.chroma-shift.vertical"] {
            let reading = try #require(log.reading(metric, track))
            #expect(reading.value == nil && reading.note?.contains("tell") == true)
        }
        #expect(log.number("picture.chroma-lost") == 0)
        #expect(log.text("picture.chroma-planes") == "both")
    }

    @Test func colourThatGoesInMidShotIsLost() throws {
        let bench = try Bench()
        for codec in StructureMedia.Codec.allCases {
            let log = try StructureMedia(StructureMedia.moving(60), codec: codec).log(in: bench, only: Self.metrics) {
                for index in 20..<23 { $0[index].loseChroma() }
                for index in 40..<60 { $0[index].loseChroma(2...2) }
            }
            #expect(log.frames("picture.chroma-lost") == [20, 40], "\(codec)")
            let reading = log.reading("picture.chroma-lost", TrackID(.video, 0))
            #expect(reading?.note == "Cb 1, Cr 2")
            #expect(reading?.moments.map { ($0.duration * 25).rounded() } == [3, 20])
        }
    }

    @Test func aCutOrADissolveToGreyIsNoLoss() throws {
        let bench = try Bench()
        let cut = try StructureMedia(StructureMedia.moving(30), StructureMedia.moving(30, seed: 9))
            .log(in: bench, only: Self.metrics) { for index in 30..<60 { $0[index].loseChroma() } }
        #expect(cut.number("picture.chroma-lost") == 0)
        let dissolve = try StructureMedia(StructureMedia.moving(60)).log(in: bench, only: Self.metrics) {
            for index in 20..<60 { $0[index].desaturate(max(0, 1 - Double(index - 19) / 12)) }
        }
        #expect(dissolve.number("picture.chroma-lost") == 0)
        let grey = StructureMedia.moving(12).with { $0.saturation = 0 }
        let log = try StructureMedia(grey).log(in: bench, only: Self.metrics)
        #expect(log.text("picture.chroma-planes") == "none")
        #expect(log.number("picture.chroma-lost") == 0)
    }
}

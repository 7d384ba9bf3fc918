import Foundation
import Model
import Testing

@testable import Synth

@Suite struct StructureLineUpTests {
    @Test(arguments: [Scene.Bars.ebu75, .ebu100, .rp219])
    func barsAreRecognised(kind: Scene.Bars) throws {
        let bench = try Bench()
        let names: [Scene.Bars: String] = [.ebu75: "ebu-75", .ebu100: "ebu-100", .rp219: "rp219"]
        for codec in StructureMedia.Codec.allCases {
            var media = StructureMedia(
                StructureMedia.moving(10), .bars(kind, seconds: 0.6), StructureMedia.moving(10), codec: codec)
            media.grain = 0
            let log = try media.log(in: bench)
            #expect(log.text("lineup.bars") == names[kind], "\(codec)")
            // Right after a cut a small picture's bars may still be settling.
            let moments = try #require(log.reading("lineup.bars", TrackID(.video, 0))).moments
            #expect(moments.count == 1 && (0.4...0.5).contains(moments[0].start) && moments[0].end == 1)
            #expect((log.number("lineup.bars-error") ?? 99) <= (codec == .prores ? 6 : 2), "\(codec)")
        }
    }

    @Test func wrongBarsAreMeasured() throws {
        var media = StructureMedia(.bars(.ebu75, seconds: 0.4), codec: .lossless)
        media.grain = 0
        let log = try media.log(in: Bench()) { pictures in
            for index in pictures.indices {
                pictures[index].planes[0].samples = pictures[index].planes[0].samples.map { $0 - 7 }
            }
        }
        #expect(log.text("lineup.bars") == "ebu-75")
        #expect(log.number("lineup.bars-error") == 7)
    }

    @Test func aPictureIsNoBars() throws {
        let log = try StructureMedia(StructureMedia.moving(10)).log(in: Bench())
        #expect(log.text("lineup.bars") == nil)
        #expect(log.reading("lineup.bars", TrackID(.video, 0))?.note == "no colour bars")
    }

    @Test func theProgrammeStartsAfterBarsBlackAndSlate() throws {
        var media = StructureMedia(
            .bars(seconds: 2), .black(seconds: 1), StructureMedia.moving(75, speed: 0, seed: 7), .black(seconds: 0.8),
            StructureMedia.moving(50), .black(seconds: 0.4), StructureMedia.moving(25, seed: 3), .black(seconds: 1.2))
        media.grain = 0
        let log = try media.log(in: Bench())
        #expect(log.number("programme.start") == 6.8)
        #expect(log.number("programme.end") == 10.2)
        #expect(log.number("lineup.head-black") == 0.8)
        #expect(log.number("lineup.tail-black") == 1.2)
        #expect(log.reading("lineup.slates", TrackID(.video, 0))?.moments == [Moment(3, 6)])
    }

    @Test func aPlainProgrammeStartsAtOnce() throws {
        let log = try StructureMedia(StructureMedia.moving(30)).log(in: Bench())
        #expect(log.number("programme.start") == 0)
        #expect(log.number("programme.end") == 1.2)
        #expect(log.number("lineup.head-black") == 0)
        #expect(log.number("lineup.tail-black") == 0)
        #expect(log.number("lineup.slates") == 0)
    }
}

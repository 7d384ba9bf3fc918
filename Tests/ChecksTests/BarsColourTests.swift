import Foundation
import Model
import Testing

@testable import Synth

/// ΔE2000 of the patches of bars. Expected differences come from a separate calculation in Python (NumPy), from the codes
/// to ΔE2000.
@Suite struct BarsColourTests {
    private func media(
        _ kind: Scene.Bars = .ebu75, codec: StructureMedia.Codec = .lossless, colour: ColourNames = .bt709,
        size: Size = Size(256, 144), pixelFormat: String? = nil
    ) -> StructureMedia {
        var media = StructureMedia(.bars(kind, seconds: 0.4), codec: codec)
        media.grain = 0
        media.size = size
        media.colour = colour
        media.pixelFormat = pixelFormat
        return media
    }

    private func note(_ log: Log, _ metric: String) -> String {
        log.reading(metric, TrackID(.video, 0))?.note ?? ""
    }

    @Test(arguments: [Scene.Bars.ebu75, .ebu100, .rp219]) func rightBarsAreOffByNothing(kind: Scene.Bars) throws {
        let bench = try Bench()
        for (colour, size) in [
            (ColourNames.bt709, Size(256, 144)), (.bt2020, Size(256, 144)), (.bt601, Size(180, 144)),
            (.pq, Size(256, 144)), (.hlg, Size(256, 144)), (.unspecified, Size(180, 144)),
        ] {
            for pixelFormat in ["yuv420p", "yuv422p10le", "gbrp10le"] {
                let isRGB = pixelFormat.hasPrefix("gbr")
                // The samples of a file that says nothing of its matrix are BT.601 at this size.
                let truth = isRGB ? ColourNames(matrix: "gbr") : colour == .unspecified ? .bt601 : colour
                var case_ = media(kind, colour: truth, size: size, pixelFormat: pixelFormat)
                let pictures = try case_.pictures()
                if !isRGB { case_.colour = colour }
                let log = try case_.log(of: pictures, in: bench)
                #expect(log.number("lineup.bars-delta-e") == 0, "\(colour) \(pixelFormat)")
                #expect(log.number("lineup.bars-delta-e-mean") == 0, "\(colour) \(pixelFormat)")
                #expect(log.number("lineup.bars-delta-e-itp") == 0, "\(colour) \(pixelFormat)")
            }
        }
    }

    @Test func encodersLeaveTheBarsAsTheyAre() throws {
        let bench = try Bench()
        for codec in StructureMedia.Codec.allCases {
            let log = try media(.rp219, codec: codec).log(in: bench)
            #expect((log.number("lineup.bars-delta-e") ?? 99) <= 0.7, "\(codec)")
        }
    }

    @Test func theOtherMatrixIsSeenInGreenAndCyan() throws {
        var bars = media(colour: .bt601)
        let pictures = try bars.pictures()
        bars.colour = .bt709
        let log = try bars.log(of: pictures, in: Bench())
        #expect(log.number("lineup.bars-delta-e") == 9.74)
        #expect(log.number("lineup.bars-delta-e-mean") == 3.96)
        #expect(note(log, "lineup.bars-delta-e").hasPrefix("75 % cyan: L* "))
        #expect(note(log, "lineup.bars-delta-e-mean").hasPrefix("100 % white 0.0, 75 % yellow 4.29, 75 % cyan 9.74, "))
    }

    @Test func raisedSaturationLeavesWhiteAlone() throws {
        let log = try media().log(in: Bench()) { pictures in
            for picture in pictures.indices {
                for plane in 1...2 {
                    pictures[picture].planes[plane].samples = pictures[picture].planes[plane].samples.map {
                        UInt16((128 + (Double($0) - 128) * 1.1 + 0.5).rounded(.down))
                    }
                }
            }
        }
        #expect(log.number("lineup.bars-delta-e") == 3.68)
        #expect(log.number("lineup.bars-delta-e-mean") == 1.52)
        #expect(note(log, "lineup.bars-delta-e").hasPrefix("75 % magenta: "))
        #expect(note(log, "lineup.bars-delta-e-mean").hasPrefix("100 % white 0.0, "))
    }

    @Test func aShiftOfLevelMovesEveryPatch() throws {
        let log = try media().log(in: Bench()) { pictures in
            for index in pictures.indices {
                pictures[index].planes[0].samples = pictures[index].planes[0].samples.map { $0 - 7 }
            }
        }
        #expect(log.number("lineup.bars-delta-e") == 2.41)
        #expect(log.number("lineup.bars-delta-e-mean") == 1.72)
    }

    /// PQ bars with luma seven eight-bit codes too low: a step of 7/219 in the signal of grey and white, which are
    /// 720 · 7/219 = 23.0 apart in I. Colours are further apart.
    @Test func aShiftOfLevelInHDR() throws {
        let log = try media(.rp219, colour: .pq, pixelFormat: "yuv420p").log(in: Bench()) { pictures in
            for index in pictures.indices {
                pictures[index].planes[0].samples = pictures[index].planes[0].samples.map { $0 - 7 }
            }
        }
        let found = try #require(log.number("lineup.bars-delta-e-itp"))
        #expect(found >= 23.0 && found < 60, "\(found)")
        #expect(!note(log, "lineup.bars-delta-e-itp").isEmpty)
    }

    /// Of two stretches the one that is wrong counts, wherever it stands.
    @Test func theWorseStretchCounts() throws {
        var bars = StructureMedia(
            .bars(.ebu75, seconds: 0.4), StructureMedia.moving(10), .bars(.ebu75, seconds: 1), codec: .lossless)
        bars.grain = 0
        let log = try bars.log(in: Bench()) { pictures in
            for index in 0..<10 {
                pictures[index].planes[0].samples = pictures[index].planes[0].samples.map { $0 - 7 }
            }
        }
        #expect(log.number("lineup.bars-delta-e") == 2.41)
        #expect(log.reading("lineup.bars-delta-e", TrackID(.video, 0))?.moments.count == 2)
    }

    @Test func aPictureHasNoBarsToMeasure() throws {
        let log = try StructureMedia(StructureMedia.moving(10)).log(in: Bench())
        #expect(log.number("lineup.bars-delta-e") == nil)
        #expect(note(log, "lineup.bars-delta-e") == "no colour bars")
    }
}

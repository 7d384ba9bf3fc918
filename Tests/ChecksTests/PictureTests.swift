import Foundation
import Model
import Synth
import Testing

@Suite struct PictureTests {
    @Test(arguments: [("yuv420p", 1.0), ("yuv422p10le", 4.0), ("yuv444p12le", 16.0)])
    func flatLevelsAreReadAtFullDepth(format: String, scale: Double) throws {
        let codes = [100, 140, 90].map { Int($0 * scale) }
        let recipe = Self.lossless(format).video(.flat(.code(codes), seconds: 0.4))
        let log = try Bench().log(recipe, "a.mkv")
        for metric in ["min", "low", "mean", "high", "max"] {
            #expect(log.number("picture.luma.\(metric)") == 100 * scale)
        }
        #expect(log.number("picture.cb.mean") == 140 * scale)
        #expect(log.number("picture.cr.mean") == 90 * scale)
    }

    @Test func rampSpansTheRange() throws {
        let log = try Bench().log(Self.lossless("yuv422p10le").video(.ramp(seconds: 0.2)), "a.mkv")
        #expect(log.number("picture.luma.min") == 64)
        #expect(log.number("picture.luma.max") == 940)
        #expect(abs((log.number("picture.luma.mean") ?? 0) - 502) < 1)
        #expect(abs((log.number("picture.luma.low") ?? 0) - 151) < 4)
        #expect(abs((log.number("picture.luma.high") ?? 0) - 853) < 4)
    }

    @Test func seriesHaveAValuePerPicture() throws {
        let log = try Bench().log(Recipe.small25().video(.texture(seconds: 2)), "a.mov")
        for metric in ["picture.luma.mean", "picture.cb.mean", "picture.black", "picture.freeze"] {
            let series = try #require(log.series(metric, TrackID(.video, 0)), "\(metric)")
            #expect(series.values.count == 50)
            #expect(series.step == Rational(1, 25))
            #expect(series.times == nil)
        }
    }

    @Test func blackIsFoundOnTheExactFrames() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 1), .black(seconds: 2.4), .texture(seconds: 1))
        let log = try Bench().log(recipe, "a.mov")
        let found = Self.stretches(log, "picture.black", below: 10, atLeast: 2)
        #expect(found.count == 1)
        #expect(found.first == Moment(1, 3.4))
    }

    /// Saturated blue has so little luma that tools which look at luma alone call it black.
    @Test func saturatedBlueIsNotBlack() throws {
        let log = try Bench().log(Self.lossless("yuv420p").video(.flat(.code([32, 240, 118]), seconds: 1)), "a.mkv")
        let values = try #require(log.series("picture.black", TrackID(.video, 0))?.values)
        #expect(values.allSatisfy { $0 > 50 })
    }

    @Test func freezeIsFoundOnTheExactFrames() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 1), .frozen(seconds: 3), .texture(seconds: 1))
        let log = try Bench().log(recipe, "a.mov")
        let found = Self.stretches(log, "picture.freeze", below: 0.1, atLeast: 2)
        #expect(found == [Moment(1, 4)])
    }

    /// A fade of one code in a second: less than 0.1 % from picture to picture, and yet no freeze.
    @Test func slowFadeIsNotFrozen() throws {
        var media = StructureMedia(.texture(seconds: 0.04), codec: .lossless)
        media.grain = 0
        let first = try #require(try media.pictures().first)
        let pictures = (0..<150).map { index in
            var picture = first
            picture.planes[0].samples = picture.planes[0].samples.enumerated().map {
                $1 + UInt16(($0 % 25 + index) / 25)
            }
            return picture
        }
        let fading = try media.log(of: pictures, in: Bench(), only: ["picture.freeze"])
        #expect(fading.values("picture.freeze").dropFirst().contains { $0 >= 0.1 })
        #expect(Self.stretches(fading, "picture.freeze", below: 0.1, atLeast: 2).isEmpty)
        let frozen = try media.log(of: Array(repeating: first, count: 75), in: Bench(), only: ["picture.freeze"])
        #expect(Self.stretches(frozen, "picture.freeze", below: 0.1, atLeast: 2).count == 1)
    }

    @Test func movingPictureIsNeitherBlackNorFrozen() throws {
        let log = try Bench().log(Recipe.small25().video(.texture(seconds: 3)), "a.mov")
        #expect(Self.stretches(log, "picture.black", below: 10, atLeast: 0).isEmpty)
        #expect(Self.stretches(log, "picture.freeze", below: 0.1, atLeast: 0).isEmpty)
    }

    @Test func unevenStepsKeepTheirTimes() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 1), .gap(frames: 10), .texture(seconds: 1))
        let series = try #require(try Bench().log(recipe, "a.mkv").series("picture.luma.mean", TrackID(.video, 0)))
        let times = try #require(series.times)
        #expect(times.count == 50)
        #expect(abs(times[25] - 1.4) < 0.002)
    }

    private static func lossless(_ format: String) -> Recipe {
        Recipe.small25().picture {
            $0.encoder = "ffv1"
            $0.pixelFormat = format
        }
    }

    /// Stretches as a profile would judge them.
    static func stretches(_ log: Log, _ metric: String, below threshold: Double, atLeast: Double) -> [Moment] {
        let rule = Rule(
            id: "r", title: "t", metric: metric, track: .every(.video),
            expectation: .events(EventRule(.below, threshold, atLeast: atLeast)),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        let profile = Profile(id: "p", title: "p", edition: "1", rules: [rule])
        return judge(log, against: profile).findings.flatMap(\.moments).map {
            Moment(($0.start * 1000).rounded() / 1000, ($0.end * 1000).rounded() / 1000)
        }
    }
}

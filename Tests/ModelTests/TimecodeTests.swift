import Testing

@testable import Model

struct TimecodeTests {
    private let ntsc = Rational(30_000, 1001)

    @Test func countsFramesOfDropFrameAsST12Does() throws {
        // One minute drops two numbers, ten minutes drop eighteen.
        #expect(try #require(Timecode("00:01:00;02", rate: ntsc)).frames == 1800)
        #expect(try #require(Timecode("00:10:00;00", rate: ntsc)).frames == 17_982)
        #expect(Timecode(frames: 1800, rate: ntsc, isDropFrame: true).description == "00:01:00;02")
        #expect(Timecode(frames: 17_982, rate: ntsc, isDropFrame: true).description == "00:10:00;00")
    }

    @Test func everyFrameOfAnHourReadsBackAsItself() throws {
        for frames in stride(from: 0, to: 107_892, by: 7) {
            let text = Timecode(frames: frames, rate: ntsc, isDropFrame: true).description
            #expect(try #require(Timecode(text, rate: ntsc)).frames == frames)
        }
    }

    @Test(arguments: [
        "9223372036854775807:00:00:00", "24:00:00:00", "-1:00:00:00", "00:60:00:00", "00:00:00:30", "00:00:00",
        "a:b:c:d", "",
    ])
    func nonsenseIsNoTimecode(_ text: String) {
        #expect(Timecode(text, rate: ntsc) == nil)
    }

    @Test func anAbsurdRateDoesNotTrap() {
        #expect(Timecode("00:00:01:00", rate: Rational(Int.max, 1)) != nil)
        #expect(Timecode("00:00:01:00", rate: Rational(1, Int.max)) != nil)
        #expect(Timecode("00:00:01:00", rate: Rational(1, 0)) == nil)
    }
}

import Foundation
import Model
import Testing

@testable import Reports

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("Köln 東京 नमस्ते", "Köln 東京 नमस्ते"), ("a\u{1B}[31mred\u{1B}[0m", "ared"),
        ("a\u{1B}]0;title\u{07}b", "ab"), ("a\u{1B}]8;;http://x\u{1B}\\link", "alink"),
        ("\u{1B}]never ends", "never ends"), ("\u{1B}(Bx", "x"), ("a\u{9B}2Jb", "ab"), ("\u{1B}", ""),
        ("a\u{1B}[", "a"), ("a\nb\tc\r\nd", "a b c d"), ("exe\u{202E}gpj.\u{200F}", "exegpj."),
        ("\u{2066}x\u{2069}", "x"),
        ("\u{FEFF}x\u{0}\u{7F}\u{FFFF}", "x"), ("👩\u{200D}🚀", "👩\u{200D}🚀"),
    ])
    func cleaned(text: String, expected: String) {
        #expect(text.plain.replacing("  ", with: " ") == expected)
    }

    @Test func wideCharactersTakeTwoColumns() {
        #expect("東京".columns == 4)
        #expect("e\u{301}é".columns == 2)
        #expect("👩\u{200D}🚀".columns == 2)
    }
}

@Suite struct WordsTests {
    @Test(
        arguments: [
            (0, "0 s"), (4.5, "4.5 s"), (59.9994, "59.999 s"), (60, "1 min 0 s"), (3723.48, "1 h 2 min 3.48 s"),
            (.infinity, "infinity s"), (1e300, nil),
        ] as [(Double, String?)])
    func durations(seconds: Double, words: String?) {
        let found = Words.duration(seconds)
        if let words { #expect(found == words) }
    }

    @Test func numbers() {
        #expect(Words.number(-23) == "-23")
        #expect(Words.number(-0.0001) == "0")
        #expect(Words.number(100) == "100")
        #expect(Words.number(-.infinity) == "minus infinity")
        #expect(Words.size(1_234_567_890) == "1.2 GB")
        #expect(Words.size(999) == "999 bytes")
    }

    @Test func tracks() {
        let audio = (0..<6).map { TrackID(.audio, $0) }
        #expect(Words.tracks(audio) == "audio:0 to audio:5")
        #expect(Words.tracks([audio[0], audio[1]]) == "audio:0 and audio:1")
        #expect(
            Words.tracks([TrackID(.video, 0), audio[1], audio[2], audio[3], .programme("5.1")])
                == "video:0, audio:1 to audio:3 and programme:5.1")
    }

    @Test func numberStaysWithItsUnit() {
        #expect(Wrapping.lines("peak at -1.5 dBTP", width: 13) == ["peak at", "-1.5 dBTP"])
        #expect(Wrapping.lines("a/very/long/path x", width: 5) == ["a/very/long/path", "x"])
    }
}

@Suite struct TimelineTests {
    private func timeline(_ rate: Rational, _ timecode: String?, start: Double = 0) -> Timeline {
        var picture = TrackFacts(id: TrackID(.video, 0), kind: .video, index: 0, start: start)
        (picture.frameRate, picture.timecode) = (rate, timecode)
        return Timeline(Log(file: FileFacts(path: "", size: 0), tracks: [picture]), track: nil)
    }

    /// Numbers 00 and 01 are skipped at each minute but the tenths; after an hour the clock is right again.
    @Test(arguments: [(1799, "00:00:59;29"), (1800, "00:01:00;02"), (17982, "00:10:00;00"), (107892, "01:00:00;00")])
    func dropFrame(frame: Int, timecode: String) {
        let seconds = Double(frame) * 1001 / 30000
        let timeline = timeline(Rational(30000, 1001), "00:00:00;00")
        #expect(timeline.frame(at: seconds) == frame)
        #expect(timeline.timecode(at: seconds) == timecode)
    }

    @Test func millisecondsOfMatroskaKeepTheirFrame() {
        let timeline = timeline(Rational(30000, 1001), nil)
        for frame in 0..<3000 {
            let seconds = (Double(frame) * 1001 / 30).rounded() / 1000
            #expect(timeline.frame(at: seconds) == frame)
        }
    }

    @Test func pictureThatStartsLateCarriesTheTimecode() {
        #expect(timeline(Rational(25, 1), "10:00:00:00", start: 0.2).timecode(at: 1.2) == "10:00:01:00")
    }

    @Test func dropFrameMarkAtOtherRatesIsIgnored() {
        #expect(timeline(Rational(25, 1), "10:00:00;00").timecode(at: 60) == "10:01:00:00")
    }

    @Test func nonsenseGivesNoTimecode() {
        #expect(timeline(Rational(Int.max, 1), "10:00:00:00").timecode(at: 1) == nil)
        #expect(timeline(Rational(25, 1), "9999999999999999:00:00:00").timecode(at: 1) == nil)
        for seconds in [Double.nan, .infinity, 1e300] {
            #expect(timeline(Rational(25, 1), "10:00:00:00").timecode(at: seconds) == nil)
        }
    }

    @Test func containerTimecodeServesWhereTheTrackHasNone() {
        var log = Samples.log("x")
        log.tracks[0].timecode = nil
        log.add(Metric("container.timecode.start"), nil, "01:00:00:00")
        #expect(Timeline(log, track: TrackID(.audio, 0)).timecode(at: 2) == "01:00:02:00")
    }
}

@Suite struct CoverageTests {
    @Test func partsAddUpToTheRules() {
        let coverage = Coverage(Samples.tooLoud.findings)
        #expect(coverage.rules == 7)
        let verdicts: [Verdict] = [.passed, .failed, .notMeasured, .notApplicable, .waived, .humanReview]
        #expect(verdicts.map(coverage.count).reduce(0, +) == 7)
    }

    @Test func nothingAppliesIsSaid() {
        #expect(Coverage([]).gist(of: .pass) == "No rule of this profile applies to this file.")
    }

    @Test func unmeasuredIsNoVerdict() {
        let findings = Samples.tooLoud.findings.filter { $0.verdict == .notMeasured }
        #expect(
            Coverage(findings).gist(of: .notChecked)
                == "1 rule could not be measured. So this is no verdict on the file.")
    }
}

@Suite struct ExplainingTests {
    @Test func explainingTwiceChangesNothing() {
        let once = Samples.report.explained(with: Samples.guides)
        #expect(once.explained(with: Samples.guides) == once)
        let explain = once.files[0].findings[0].explain
        #expect(explain.hasPrefix("Live programmes may deviate"))
        #expect(explain.contains("Why: Viewers") && explain.contains("Mend: Change the gain"))
    }

    @Test func passedRulesNeedNoMending() {
        let explain = Samples.report.explained(with: Samples.guides).files[1].findings[0].explain
        #expect(explain.contains("Why:") && !explain.contains("Mend:"))
    }
}

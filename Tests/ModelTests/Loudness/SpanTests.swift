import Model
import Testing

/// The part of a file that programmes are measured over.
@Suite struct SpanTests {
    private static let start = Metric("programme.start")
    private static let end = Metric("programme.end")
    private static let tone = Metric("sound.line-up-tone")
    private static let video = TrackID(.video, 0)
    private static let audio = TrackID(.audio, 0)

    /// 10 s at a loudness of about -10, then 30 s at -23, then 10 s at -10.
    private static func log(picture: Bool = true) -> Log {
        var log = Log(file: FileFacts(path: "a", size: 1))
        let values = SeriesLog.bins(-10, 10) + SeriesLog.bins(-23, 30) + SeriesLog.bins(-10, 10)
        for metric in [LoudnessMetrics.energy, LoudnessMetrics.truePeakSeries, LoudnessMetrics.samplePeakSeries] {
            log.series.append(Series(metric, track: audio, channel: 0, step: LoudnessMetrics.step, values: values))
        }
        var sound = TrackFacts(id: audio, kind: .audio, index: 1)
        sound.channels = ["FC"]
        log.tracks = [sound]
        guard picture else { return log }
        var track = TrackFacts(id: video, kind: .video, index: 0)
        (track.frameRate, track.timecode) = (Rational(25, 1), "09:59:50:00")
        log.tracks.insert(track, at: 0)
        return log
    }

    private static func findings(_ log: Log, _ span: ProgrammeSpan, _ track: TrackSelector = .everyProgramme)
        -> [Finding]
    {
        let rule = Rule(
            id: "r", title: "t", metric: "loudness.integrated", track: track,
            expectation: .target(-23, minus: 0.2, plus: 0.2),
            citation: Citation(source: "s", clause: nil, status: .unverified))
        return judge(log, against: Profile(id: "p", title: "p", edition: "1", span: span, rules: [rule])).findings
    }

    @Test func wholeAndAction() {
        var log = Self.log()
        #expect(Self.findings(log, .whole).map(\.verdict) == [.failed])
        log.add(Self.start, Self.video, .number(10))
        log.add(Self.end, Self.video, .number(40))
        #expect(Self.findings(log, .action).map(\.verdict) == [.passed])
    }

    /// The whole is no answer where the action was asked for.
    @Test func actionThatIsNotKnownIsNotMeasured() {
        var log = Self.log()
        #expect(Self.findings(log, .action).map(\.verdict) == [.notMeasured])
        log.add(Self.start, Self.video, nil, note: "nothing but bars, black and stills")
        let finding = Self.findings(log, .action)[0]
        #expect(finding.verdict == .notMeasured)
        #expect(finding.note?.contains("nothing but bars") == true)
    }

    @Test func soundAloneBeginsBehindItsTone() {
        var log = Self.log(picture: false)
        #expect(Self.findings(log, .action).map(\.verdict) == [.notMeasured])
        log.add(Self.tone, Self.audio, .number(10), moments: [Moment(0, 4), Moment(4.25, 10), Moment(41, 42)])
        log.series[0].values = Array(log.series[0].values.prefix(4000))
        #expect(Self.findings(log, .action).map(\.verdict) == [.passed])
    }

    @Test func partsBySecondsAndTimecode() {
        let log = Self.log()
        let parts = ProgrammeSpan("10:00:00:00-10:00:30:00,40-50")
        let findings = Self.findings(log, parts!)
        #expect(findings.map(\.verdict) == [.passed, .failed])
        #expect(findings.map { $0.track?.text } == ["programme:mono-part-1", "programme:mono-part-2"])
        let named = Self.findings(log, parts!, .one(.programme("mono")))
        #expect(named.map(\.verdict) == [.passed, .failed])
    }

    @Test func partsThatAreNotThere() {
        #expect(
            Self.findings(Self.log(picture: false), ProgrammeSpan("10:00:00:00-10:00:30:00")!)[0].verdict
                == .notMeasured)
        #expect(Self.findings(Self.log(), ProgrammeSpan("30-20")!)[0].verdict == .notMeasured)
        #expect(Self.findings(Self.log(), ProgrammeSpan("90-100")!)[0].verdict == .notMeasured)
    }

    @Test func writing() {
        for text in ["whole", "action", "0-90", "10:00:00:00-10:24:00:00,100.5-200"] {
            #expect(ProgrammeSpan(text)?.description == text)
        }
        for text in ["", "90", "a-b", "-5", "1-2-3", "0-90,", "-1-4"] { #expect(ProgrammeSpan(text) == nil, "\(text)") }
    }

    @Test func whatHasToBeMeasured() {
        #expect(
            Profile(id: "p", title: "p", edition: "1", span: .action, rules: []).metrics.contains("programme.start"))
    }
}

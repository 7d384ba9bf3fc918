import Foundation
import Model
import Testing

@testable import Reports

@Suite struct LogJSONTests {
    /// Every field of every part is set, so that a forgotten one shows.
    static let full: Log = {
        var log = Samples.log("dir/a b.mov")
        log.tracks[0].language = "eng"
        log.tracks[0].channels = ["FL"]
        log.tracks[0].channelsDeclared = false
        log.tracks[0].sampleRate = 48000
        log.tracks[0].start = 0.1
        let track = TrackID(.audio, 0)
        log.add(Metric("loudness.integrated", unit: "LUFS"), track, -23.1, note: "a note", moments: [Moment(1, 2.5)])
        log.add(Metric("loudness.true-peak", unit: "dBTP"), track, .number(-.infinity))
        log.add(Metric("a.flag"), nil, true)
        log.add(Metric("a.count", summary: .count), track, 1, moments: [Moment(1, 2)])
        log.add(Metric("a.text"), nil, "\u{1B}[2J\n\"\\/")
        log.add(Metric("a.none"), nil, nil, note: "the file has none")
        let estimated = Metric("loudness.dialogue", unit: "LUFS", isEstimate: true)
        log.add(estimated, track, -26.5, within: -27.25 ... -25.5)
        log.add(estimated, nil, -26.5)
        log.cannotMeasure([Metric("b")], track, because: "no decoder")
        log.checks = [CheckStamp(id: "loudness", version: 3)]
        log.series = [
            Series(
                Metric("s", unit: "LU"), track: track, channel: 1, start: 0.5, step: Rational(1, 100),
                values: [0.1, -2, 3e-9]),
            Series(
                Metric("p", isEstimate: true), track: TrackID(.video, 0), step: Rational(1001, 30000), values: [1, 2],
                times: [0, 0.04]),
        ]
        return log
    }()

    @Test func golden() {
        Golden.expect(String(decoding: LogJSON.encode(Self.full, series: .inline), as: UTF8.self), "log.json")
    }

    @Test func roundTrip() throws {
        #expect(try LogJSON.decode(LogJSON.encode(Self.full, series: .inline)) == Self.full)
        var short = Self.full
        short.series = []
        #expect(try LogJSON.decode(LogJSON.encode(Self.full)) == short)
    }

    /// A field added to the model must be added to the JSON.
    @Test func everyFieldIsWritten() throws {
        let document = try object(String(decoding: LogJSON.encode(Self.full, series: .inline), as: UTF8.self))
        #expect(document.count == Mirror(reflecting: Self.full).children.count + 1)
        let parts: [(String, Any, Int)] = [
            ("tracks", Self.full.tracks[0], 0), ("readings", Self.full.readings[0], 0),
            ("series", Self.full.series[1], 1),
            ("unmeasured", Self.full.unmeasured[0], 0), ("evidence", Self.full.evidence[0], 0),
            ("checks", Self.full.checks[0], 0),
        ]
        for (name, part, extra) in parts {
            let items = try #require(document[name] as? [[String: Any]])
            #expect(items[extra].count == Mirror(reflecting: part).children.count + extra, "\(name)")
        }
    }

    @Test func numbersThatJSONDoesNotKnow() throws {
        var log = Log(file: FileFacts(path: "x", size: 0))
        log.add(Metric("m"), nil, .number(.nan))
        log.add(Metric("n"), nil, .number(-.infinity), moments: [Moment(0, .infinity), Moment(1, 2)])
        log.series = [
            Series(
                Metric("s"), track: TrackID(.audio, 0), step: Rational(1, 1), values: [.nan, .infinity, -.infinity, 1])
        ]
        let text = String(decoding: LogJSON.encode(log, series: .inline), as: UTF8.self)
        #expect(text.contains("\"values\":[null,null,null,1.0]"))
        let back = try LogJSON.decode(Data(text.utf8))
        #expect(back.readings.map(\.note) == ["not a finite number", Value.silenceNote])
        #expect(back.readings[1].value == .number(-.infinity))
        #expect(back.readings[1].moments == [Moment(1, 2)])
        #expect(back.series[0].values[0...2].allSatisfy { $0.isNaN })
    }

    @Test func membersHoldTheValues() throws {
        let members = [SeriesMember("0.npy"), SeriesMember("1.npy", times: "1.times.npy")]
        let data = LogJSON.encode(Self.full, series: .members(members))
        let reader = SeriesReader(
            values: { $0 == "0.npy" ? Self.full.series[0].values : Self.full.series[1].values },
            times: { _ in Self.full.series[1].times! })
        #expect(try LogJSON.decode(data, members: reader) == Self.full)
        #expect(try LogJSON.decode(data).series.isEmpty)
    }

    @Test func shortMemberIsRefused() {
        let data = LogJSON.encode(Self.full, series: .members([SeriesMember("0"), SeriesMember("1")]))
        let reader = SeriesReader(values: { _ in [1] }, times: { _ in [] })
        #expect(throws: LogJSONError(operation: "reading the log", text: "s of audio:0 should have 3 values and has 1"))
        {
            try LogJSON.decode(data, members: reader)
        }
    }

    @Test(arguments: [
        ("", "The given data was not valid JSON"), ("[]", ""), ("{}", "there is no schema"),
        (#"{"schema":"filmgate.log/2"}"#, "the schema is “filmgate.log/2”"),
        (#"{"schema":"filmgate.log/1"}"#, "“file” is missing"),
        (
            #"{"schema":"filmgate.log/1","file":{"path":"a","size":1},"tracks":[],"readings":[{"metric":3}]}"#,
            "readings[0].metric"
        ),
    ])
    func damageIsNamed(text: String, part: String) {
        let error = #expect(throws: LogJSONError.self) { try LogJSON.decode(Data(text.utf8)) }
        #expect(part.isEmpty || error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
}

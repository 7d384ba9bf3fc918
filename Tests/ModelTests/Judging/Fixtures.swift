@testable import Model

/// Swift Testing has a type of this name too.
typealias Expectation = Model.Expectation

/// Short ways to write the logs and rules these tests speak of.
enum Given {
    static let video = TrackID(.video, 0)
    static let audio = TrackID(.audio, 0)

    static func log(tracks: [TrackID] = [video, audio], _ fill: (inout Log) -> Void = { _ in }) -> Log {
        let facts = tracks.enumerated().map { index, id in
            TrackFacts(id: id, kind: TrackKind(rawValue: id.kind)!, index: index)
        }
        var log = Log(file: FileFacts(path: "a.mov", size: 1), tracks: facts)
        fill(&log)
        return log
    }

    static func rule(
        _ metric: String?, _ expectation: Expectation?, on track: TrackSelector = .file, id: String = "R-1",
        severity: Severity = .error, when conditions: [Condition] = [], estimate: Bool = false
    ) -> Rule {
        Rule(
            id: id, title: "A rule", metric: metric, track: track, expectation: expectation, severity: severity,
            citation: Citation(source: "DOC", clause: "4.2", status: .verified),
            category: metric == nil ? .humanOnly : .objective, conditions: conditions, isEstimate: estimate)
    }

    static func profile(_ rules: [Rule], programmes: ProgrammeLayout = .automatic) -> Profile {
        Profile(
            id: "house", title: "House", edition: "2026-01",
            sources: ["DOC": Source(title: "House Rules", edition: "2.1")], programmes: programmes, rules: rules)
    }
}

/// The one finding of one rule on a file with this one reading (nil: never measured).
func finding(_ expectation: Expectation, _ value: Value??, unit: String? = nil, note: String? = nil) -> Finding {
    let log = Given.log { log in
        if let value { log.add(Metric("a.metric", unit: unit), nil, value, note: note) }
    }
    return judge(log, against: Given.profile([Given.rule("a.metric", expectation)])).findings[0]
}

func verdict(_ expectation: Expectation, _ value: Value??) -> Verdict { finding(expectation, value).verdict }

/// What was looked for and not found.
let none: Value?? = .some(nil)
/// What nobody measured.
let unmeasured: Value?? = nil
let silence: Value?? = .number(-.infinity)

import Foundation
import Model

/// A log as JSON, schema `filmgate.log/1`: what `measure --json` prints, and the `log.json` of a stored log.
public enum LogJSON {
    /// Where the values of the series go.
    public enum SeriesForm: Sendable {
        /// No series at all.
        case omitted
        /// Values stand in the document. JSON knows no NaN and no infinity: both are null and read back as NaN.
        case inline
        /// Values stand beside the document; it names their members, one for each series of the log in order.
        case members([SeriesMember])
    }

    /// The document; without series unless asked for.
    public static func encode(_ log: Log, series: SeriesForm = .omitted) -> Data {
        var document: [String: JSON] = [
            "schema": .text(Log.schema), "file": .file(log.file), "tracks": .list(log.tracks.map(JSON.track)),
            "readings": .list(log.readings.map(JSON.reading)),
            "unmeasured": .list(log.unmeasured.map(JSON.unmeasured)),
            "evidence": .list(log.evidence.map(JSON.evidence)), "checks": .list(log.checks.map(JSON.check)),
        ]
        document["problem"] = .text(log.problem)
        switch series {
        case .omitted: break
        case .inline: document["series"] = .list(log.series.map { self.series($0, member: nil) })
        case .members(let members):
            precondition(members.count == log.series.count, "one member for each series")
            document["series"] = .list(zip(log.series, members).map { self.series($0, member: $1) })
        }
        return Data(JSON.object(document).document.utf8)
    }

    /// Reads a log back. Series whose values stand in members are fetched with `members`; without it they are left out,
    /// because an empty series would look like one in which nothing happened.
    public static func decode(_ data: Data, members: SeriesReader? = nil) throws(LogJSONError) -> Log {
        do {
            try WireLog.checkSchema(of: data)
            return try JSONDecoder().decode(WireLog.self, from: data).log(members)
        } catch let error as LogJSONError {
            throw error
        } catch let error as DecodingError {
            throw LogJSONError(operation: "reading the log", error)
        } catch {
            throw LogJSONError(operation: "fetching the series", text: "\(error)")
        }
    }

    private static func series(_ series: Series, member: SeriesMember?) -> JSON {
        var fields: [String: JSON] = [
            "metric": .text(series.metric), "track": .text(series.track.text), "channel": .integer(series.channel),
            "unit": .text(series.unit), "start": .number(series.start.isFinite ? series.start : 0),
            "step": .text(series.step.description), "count": .integer(series.values.count),
            "estimate": .flag(series.isEstimate),
        ]
        if let member { fields["member"] = .text(member.values) } else { fields["values"] = .samples(series.values) }
        guard let times = series.times else { return .object(fields) }
        if let name = member?.times {
            fields["timesMember"] = .text(name)
        } else {
            fields["times"] = .list(times.map { .number($0) })
        }
        return .object(fields)
    }
}

/// Names of the members that hold a series.
public struct SeriesMember: Equatable, Sendable {
    public var values: String
    /// Member for the times of a series with uneven steps; nil: they stand in the JSON document.
    public var times: String?

    public init(_ values: String, times: String? = nil) {
        self.values = values
        self.times = times
    }
}

/// Fetches members by name.
public struct SeriesReader {
    public var values: (String) throws -> [Float]
    public var times: (String) throws -> [Double]

    public init(values: @escaping (String) throws -> [Float], times: @escaping (String) throws -> [Double]) {
        self.values = values
        self.times = times
    }
}

/// A log that could not be read.
public struct LogJSONError: Error, Equatable, CustomStringConvertible {
    public var operation: String
    public var text: String

    public init(operation: String, text: String) {
        self.operation = operation
        self.text = text
    }

    public var description: String { "\(operation): \(text)" }
}

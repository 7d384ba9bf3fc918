import Foundation
import Model

/// A log as it stands in JSON.
struct WireLog: Decodable {
    var file: FileFacts
    var tracks: [TrackFacts]
    var readings: [Reading]
    var series: [WireSeries]?
    var unmeasured: [Unmeasured]?
    var evidence: [Evidence]?
    var problem: String?
    var checks: [CheckStamp]?

    private struct Schema: Decodable { var schema: String? }

    static func checkSchema(of data: Data) throws {
        let schema = try JSONDecoder().decode(Schema.self, from: data).schema
        guard schema != Log.schema else { return }
        let found = schema.map { "the schema is “\($0.plain)”" } ?? "there is no schema"
        throw LogJSONError(operation: "reading the log", text: "\(found), this version reads “\(Log.schema)”")
    }

    func log(_ members: SeriesReader?) throws -> Log {
        var log = Log(file: file, tracks: tracks)
        log.readings = readings
        log.unmeasured = unmeasured ?? []
        log.evidence = evidence ?? []
        log.problem = problem
        log.checks = checks ?? []
        log.series = try (series ?? []).compactMap { try $0.series(members) }
        return log
    }
}

/// A series with its values, or with the name of the member that holds them.
struct WireSeries: Decodable {
    var metric: String
    var track: TrackID
    var channel: Int?
    var unit: String?
    var start: Double
    var step: Rational
    var count: Int?
    var values: [Float?]?
    var times: [Double]?
    var member: String?
    var timesMember: String?
    var estimate: Bool?

    /// Nil where the values stand elsewhere and cannot be fetched.
    func series(_ members: SeriesReader?) throws -> Series? {
        guard let values = try values?.map({ $0 ?? .nan }) ?? fetch(member, members?.values) else { return nil }
        let times = try timesMember == nil ? times : fetch(timesMember, members?.times)
        try check(count ?? values.count, values.count, "values")
        if timesMember != nil || times != nil { try check(values.count, times?.count ?? 0, "times") }
        var series = Series(
            Metric(metric, unit: unit, isEstimate: estimate ?? false), track: track, channel: channel, start: start,
            step: step, values: values)
        series.times = times
        return series
    }

    private func fetch<Number>(_ member: String?, _ read: ((String) throws -> [Number])?) throws -> [Number]? {
        guard let member, let read else { return nil }
        return try read(member)
    }

    /// A series that lost its end would pass for a shorter file.
    private func check(_ stated: Int, _ found: Int, _ what: String) throws {
        guard stated != found else { return }
        let text = "\(metric) of \(track) should have \(stated) \(what) and has \(found)"
        throw LogJSONError(operation: "reading the log", text: text)
    }
}

extension LogJSONError {
    /// `readings[3].track: expected a text`
    init(operation: String, _ error: DecodingError) {
        let context: DecodingError.Context
        switch error {
        case .dataCorrupted(let found), .valueNotFound(_, let found), .typeMismatch(_, let found): context = found
        case .keyNotFound(let key, let found):
            context = .init(codingPath: found.codingPath, debugDescription: "“\(key.stringValue)” is missing")
        @unknown default: context = .init(codingPath: [], debugDescription: "\(error)")
        }
        let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            .dropFirst()
        self.init(operation: operation, text: (place.isEmpty ? "" : "\(place): ") + context.debugDescription.plain)
    }
}

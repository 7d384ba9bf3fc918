import Foundation
import Model
import Reports

/// A log on disk, `.fglog`: a ZIP of `log.json` and one NumPy array (`series/0000.npy`, …) for each series.
/// `numpy.load` opens it without Filmgate.
public enum LogFile {
    public static let fileExtension = "fglog"
    private static let document = "log.json"

    /// Writes the log; an existing file is replaced in one step, never half written. The same log gives the same bytes.
    public static func write(_ log: Log, to path: String) throws(LogFileError) {
        let archive = try ZipWriter(path)
        let members = log.series.indices.map { index in
            SeriesMember(
                name(index, "values"), times: log.series[index].times == nil ? nil : name(index, "times"))
        }
        try archive.add(document, LogJSON.encode(log, series: .members(members)))
        for (series, member) in zip(log.series, members) {
            try archive.add(member.values, NumPyArray.encode(series.values))
            if let times = series.times, let name = member.times { try archive.add(name, NumPyArray.encode(times)) }
        }
        try archive.close()
    }

    public static func read(_ path: String) throws(LogFileError) -> Log {
        let archive = try ZipReader(path)
        let json = try archive.member(document)
        do {
            return try LogJSON.decode(
                json,
                members: SeriesReader(
                    values: { try NumPyArray.decode(try archive.member($0), named: $0) },
                    times: { try NumPyArray.decode(try archive.member($0), named: $0) }))
        } catch {
            throw LogFileError(path: path, text: error.text)
        }
    }

    private static func name(_ index: Int, _ what: String) -> String {
        let number = String(index)
        let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
        return what == "values" ? "series/\(padded).npy" : "series/\(padded)-\(what).npy"
    }
}

/// A log that could not be written or read.
public struct LogFileError: Error, Equatable, CustomStringConvertible {
    public var path: String
    public var text: String

    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    public var description: String { "\(path): \(text)" }
}

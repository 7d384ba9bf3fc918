import ArgumentParser
import Checks
import Foundation
import Measuring
import Model
import Specs

/// The catalogue as the commands use it.
enum Catalogue {
    static let knownMetrics = Set(catalogue.flatMap { $0.metrics.map(\.id) }).union(plannedMetrics)

    /// Metrics whose readings can be had of a stretch of the file.
    static let divisible = Set(catalogue.flatMap { $0.metrics.filter { $0.summary != nil }.map(\.id) })

    /// What the head of a report tells of a file; free, since it stands in the headers.
    static let headerMetrics = Set(catalogue.flatMap { $0.metrics.filter { $0.effort == .header }.map(\.id) })

    static let guides: [String: Guide] = Dictionary(
        catalogue.flatMap { check in check.metrics.map { ($0.id, check.guide(for: $0)) } },
        uniquingKeysWith: { first, _ in first })

    static let units: [String: String] = Dictionary(
        catalogue.flatMap { $0.metrics.compactMap { metric in metric.unit.map { (metric.id, $0) } } },
        uniquingKeysWith: { first, _ in first })

    /// What `--only` asks for: checks by their ids (all their metrics), and metrics by theirs; nil without the option.
    /// - Throws: `ValidationError` for an id that nothing has.
    static func metrics(_ list: String?) throws -> Set<String>? {
        guard let list else { return nil }
        let words = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard !words.isEmpty else { throw ValidationError("--only: say which checks or metrics, separated by commas") }
        return try words.reduce(into: Set<String>()) { all, word in
            if let check = catalogue.first(where: { $0.id == word }) {
                all.formUnion(check.metrics.map(\.id))
            } else if knownMetrics.subtracting(plannedMetrics).contains(word) {
                all.insert(word)
            } else {
                let ids = catalogue.map(\.id) + knownMetrics.subtracting(plannedMetrics)
                let hint = nearest(to: word, in: ids).map { ", did you mean '\($0)'?" } ?? "; see filmgate explain"
                throw ValidationError("--only: there is no check or metric '\(word)'\(hint)")
            }
        }
    }
}

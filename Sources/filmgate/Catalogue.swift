import ArgumentParser
import Checks
import Foundation
import Measuring
import Model

/// The catalogue as the commands use it.
enum Catalogue {
    static let knownMetrics = Set(catalogue.flatMap { $0.metrics.map(\.id) }).union(plannedMetrics)

    /// What the head of a report tells of a file; free, since it stands in the headers.
    static let headerMetrics = Set(catalogue.flatMap { $0.metrics.filter { $0.effort == .header }.map(\.id) })

    static let guides: [String: Guide] = Dictionary(
        catalogue.flatMap { check in check.metrics.map { ($0.id, check.guide(for: $0)) } },
        uniquingKeysWith: { first, _ in first })

    static let units: [String: String] = Dictionary(
        catalogue.flatMap { $0.metrics.compactMap { metric in metric.unit.map { (metric.id, $0) } } },
        uniquingKeysWith: { first, _ in first })

    static func metrics(_ list: String?) -> Set<String>? {
        list.map { Set($0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }) }
    }

    static func validate(_ list: String?) throws {
        let unknown = (metrics(list) ?? []).subtracting(knownMetrics.subtracting(plannedMetrics)).sorted()
        if let first = unknown.first { throw ValidationError("no check measures '\(first)'; see filmgate explain") }
    }
}

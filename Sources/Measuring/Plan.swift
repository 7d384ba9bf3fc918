import Model

/// Which checks have to run to answer a question, and how deep into the file they have to go.
public struct Plan: Sendable {
    public let checks: [any Check]
    /// Checks that need the whole file read, with what they listen to.
    let listening: [any Check]
    let wants: Wants
    let effort: Effort

    /// - Parameter metrics: what is asked for; nil asks for everything.
    public init(_ catalogue: [any Check], metrics: Set<String>? = nil) {
        let metrics = metrics.map { asked in
            let asking = catalogue.filter { check in check.metrics.contains { asked.contains($0.id) } }
            return asked.union(asking.flatMap { $0.basis.map(\.id) })
        }
        func wanted(_ check: any Check) -> [Metric] {
            check.metrics.filter { metrics?.contains($0.id) ?? true }
        }
        checks = catalogue.filter { !wanted($0).isEmpty }
        listening = checks.filter { wanted($0).contains { $0.effort > .header } }
        var all: Wants = []
        for check in listening {
            let isDecoding = wanted(check).contains { $0.effort == .decode }
            all.formUnion(isDecoding ? check.wants : check.wants.intersection(.packets))
        }
        wants = all
        effort = listening.flatMap { wanted($0).map(\.effort) }.max() ?? .header
    }

    var decodesPictures: Bool { wants.contains(.pictures) }
    var decodesSound: Bool { wants.contains(.sound) }
    public var readsWholeFile: Bool { effort > .header }
}

extension Located {
    /// A metric's id: well-formed, and one that some check provides as far as that is known.
    func metric() throws -> String {
        let id = try text()
        guard id.wholeMatch(of: /[a-z0-9-]+(\.[a-z0-9-]+)+/) != nil else {
            throw error("'\(id)' is not a metric; they are written subject.thing")
        }
        if let known = file.knownMetrics, !known.contains(id) {
            throw error(unknown("metric", id, known.sorted()))
        }
        return id
    }
}

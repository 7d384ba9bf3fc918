import Model

/// A rule while files are laid over one another: what has been said of it so far, and where.
struct RuleDraft {
    var title: String?
    var metric: String?
    var track: TrackSelector?
    var expectation: Expectation?
    var within: Stretch?
    var severity: Severity?
    var category: Category?
    var citation = CitationDraft()
    var isWaivable: Bool?
    var conditions: [Condition]?
    var isEstimate: Bool?
    var explanation: String?
    /// Where each key was last written; the parts of the citation as `cite.source` and so on.
    var places: [String: Located] = [:]

    static let keys: [Key<RuleDraft>] = [
        Key("title") { rule, value in rule.title = try value.text() },
        Key("metric") { rule, value in rule.metric = try value.metric() },
        Key("track") { rule, value in rule.track = try value.trackSelector() },
        Key("expect") { rule, value in rule.expectation = try value.expectation() },
        Key("within") { rule, value in rule.within = try value.choice(Stretch.self) },
        Key("severity") { rule, value in rule.severity = try value.choice(Severity.self) },
        Key("category") { rule, value in rule.category = try value.choice(Category.self) },
        Key("cite") { rule, value in try rule.cite(value) },
        Key("waivable") { rule, value in rule.isWaivable = try value.flag() },
        Key("estimate") { rule, value in rule.isEstimate = try value.flag() },
        Key("when") { rule, value in rule.conditions = try value.items().map { try $0.condition() } },
        Key("explain") { rule, value in rule.explanation = try value.text() },
    ]

    /// What a file may state once for all its rules.
    static let defaultKeys = keys.filter { !["title", "metric", "expect", "within", "explain"].contains($0.name) }

    /// Lays what a file says over what was said before.
    mutating func apply(_ patch: Located, _ keys: [Key<RuleDraft>] = keys) throws {
        for (name, value) in try patch.read(keys, into: &self) where name != "cite" { places[name] = value }
    }

    mutating func cite(_ value: Located) throws {
        var stated = CitationDraft()
        let entries = try value.read(CitationDraft.keys, into: &stated)
        if let source = stated.source, source != citation.source {
            places = places.filter { !$0.key.hasPrefix("cite.") }
        }
        citation.override(with: stated)
        for (name, place) in entries { places["cite.\(name)"] = place }
    }
}

extension RuleDraft {
    /// The finished rule; refuses whatever would judge without knowing what, or cite nothing.
    func rule(_ id: String, at place: Located, _ sources: [String: Source]) throws -> Rule {
        guard let title else { throw place.error("has no title", .inherit) }
        try checkMeasurable(place)
        try checkTrack(place)
        try checkStretch(place)
        return Rule(
            id: id, title: title, metric: metric, track: track ?? .file, expectation: expectation,
            within: within ?? .file, severity: severity ?? .error, citation: try citation(place, sources),
            category: category ?? .objective,
            isWaivable: isWaivable ?? true, conditions: conditions ?? [], isEstimate: isEstimate ?? false,
            explanation: explanation)
    }

    private func checkMeasurable(_ place: Located) throws {
        if category == .humanOnly {
            guard metric == nil, expectation == nil else {
                throw place.error("is human-only, yet names a metric or a limit", .inherit)
            }
        } else if metric == nil {
            throw place.error("has no metric; one that no file can decide is `category: human-only`", .inherit)
        } else if expectation == nil {
            throw place.error("has no `expect`", .inherit)
        }
    }

    /// Series belong to tracks, and an order needs tracks of one kind.
    private func checkTrack(_ place: Located) throws {
        switch (expectation, track ?? .file) {
        case (.events, .file):
            throw (places["expect"] ?? place).error("events need a track, such as `track: video`", .inherit)
        case (.sequence, .every), (.sequence, .everyProgramme): break
        case (.sequence, _):
            throw (places["expect"] ?? place).error(
                "a sequence needs a kind of track, such as `track: audio`", .inherit)
        default: break
        }
    }

    /// Only what is measured of a track has stretches.
    private func checkStretch(_ place: Located) throws {
        guard let within, within != .file else { return }
        let stated = places["within"] ?? place
        guard metric != nil else { throw stated.error("is for measurements; a person judges what they see", .inherit) }
        switch (expectation, track ?? .file) {
        case (.sequence, _): throw stated.error("does not go with a sequence", .inherit)
        case (_, .file): throw stated.error("needs a track, such as `track: video`", .inherit)
        case (_, .everyProgramme): throw stated.error(Self.spanHint, .inherit)
        case (_, .one(let id)) where id.kind == TrackID.programmeKind: throw stated.error(Self.spanHint, .inherit)
        default: break
        }
    }

    private static let spanHint = "is not for loudness programmes; their stretch is the profile's `span`"

    private func citation(_ place: Located, _ sources: [String: Source]) throws -> Citation {
        guard let source = citation.source else {
            throw place.error("has no source; add `cite: {source: …, clause: …, status: …}`", .inherit)
        }
        guard sources[source] != nil else {
            let stated = places["cite.source"] ?? place
            throw stated.error(unknown("source", source, sources.keys.sorted()), .inherit)
        }
        guard let status = citation.status else {
            let choices = SourceStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw place.error("does not say how sure its source is; `status` is one of \(choices)", .inherit)
        }
        return Citation(source: source, clause: citation.clause, status: status)
    }
}

import Model

extension Lineage {
    /// Lays all files over one another and finishes the rules.
    func resolved() throws -> ResolvedProfile {
        var inheritance = Inheritance(ancestors: ancestors)
        for document in documents { try inheritance.lay(document) }
        return try inheritance.finished(documents[documents.count - 1])
    }
}

/// What the files laid so far add up to.
private struct Inheritance {
    let ancestors: [String: Set<String>]
    private var sources: [String: (source: Source, place: Located)] = [:]
    private var programmes: (layout: ProgrammeLayout, place: Located)?
    private var span: (span: ProgrammeSpan, place: Located)?
    private var rules: [String: LaidRule] = [:]
    /// Ids of rules in the order in which they first appeared.
    private var order: [String] = []

    /// A rule, the place that last spoke of it, and the files that did.
    private struct LaidRule {
        var draft = RuleDraft()
        var place: Located
        var files: Set<String> = []
    }

    init(ancestors: [String: Set<String>]) { self.ancestors = ancestors }

    mutating func lay(_ document: ProfileDocument) throws {
        for entry in document.sources { try laySource(entry.id, entry.source, entry.place) }
        if let layout = document.programmes, let place = document.places["programmes"] { programmes = (layout, place) }
        if let stated = document.span, let place = document.places["span"] { span = (stated, place) }
        for (id, patch) in document.rules { try layRule(id, patch, document) }
    }

    /// Rules cite a document by its id; the id must not come to mean another document further down.
    private mutating func laySource(_ id: String, _ source: Source, _ place: Located) throws {
        if let known = sources[id], known.source.title != source.title || known.source.edition != source.edition {
            throw place.error("is another document in \(known.place.origin); use another id", .inherit)
        }
        sources[id] = (source, place)
    }

    private mutating func layRule(_ id: String, _ patch: Located, _ document: ProfileDocument) throws {
        let file = document.root.file.id
        let inherited = rules[id].flatMap { $0.files.isDisjoint(with: ancestors[file, default: []]) ? nil : $0 }
        if patch.isOff { return try switchOff(id, patch, isInherited: inherited != nil) }
        var rule = inherited ?? LaidRule(place: patch)
        try rule.draft.lay(patch, document.defaults, isNew: inherited == nil)
        rule.place = patch
        rule.files.insert(file)
        if rules[id] == nil { order.append(id) }
        rules[id] = rule
    }

    private mutating func switchOff(_ id: String, _ patch: Located, isInherited: Bool) throws {
        guard isInherited else {
            let hint = nearest(to: id, in: order).map { ", did you mean '\($0)'?" } ?? ""
            throw patch.error("switches off a rule that is not inherited\(hint)", .inherit)
        }
        rules[id] = nil
        order.removeAll { $0 == id }
    }

    func finished(_ document: ProfileDocument) throws -> ResolvedProfile {
        let known = sources.mapValues(\.source)
        let layout = programmes?.layout ?? .automatic
        let finished = try order.compactMap { id in
            try rules[id].map { laid in try laid.draft.rule(id, at: laid.place, known) }
        }
        for rule in finished { try checkProgramme(rule, layout) }
        let profile = Profile(
            id: document.root.file.id, title: document.title, edition: document.edition,
            summary: document.summary ?? "", sources: known, programmes: layout, span: span?.span ?? .whole,
            rules: finished)
        return ResolvedProfile(profile: profile, origins: origins(document))
    }

    /// A programme named in a rule has to be one of the layout, where the profile fixes that.
    private func checkProgramme(_ rule: Rule, _ layout: ProgrammeLayout) throws {
        guard case .one(let id) = rule.track, id.kind == TrackID.programmeKind, case .named(let programmes) = layout,
            !programmes.contains(where: { $0.name == id.name }), let laid = rules[rule.id]
        else { return }
        throw (laid.draft.places["track"] ?? laid.place)
            .error(unknown("programme", id.name, programmes.map(\.name)), .inherit)
    }

    private func origins(_ document: ProfileDocument) -> [String: String] {
        var origins: [String: String] = [:]
        for key in ["title", "edition", "summary"] { origins[key] = document.places[key]?.origin }
        origins["programmes"] = programmes?.place.origin
        origins["span"] = span?.place.origin
        for (id, entry) in sources { origins["sources.\(id)"] = entry.place.origin }
        for (id, laid) in rules {
            for (key, place) in laid.draft.places { origins["rules.\(id).\(key)"] = place.origin }
        }
        return origins
    }
}

extension RuleDraft {
    /// Defaults stand under a file's new rules. Of an inherited rule they touch nothing but the source of a limit that
    /// the file replaces: a changed number must not go on citing the document it is not from.
    fileprivate mutating func lay(_ patch: Located, _ defaults: Located?, isNew: Bool) throws {
        let stated = try patch.entries()
        if isNew, let defaults {
            try apply(defaults)
        } else if !isNew, let limit = stated.first(where: { $0.key == "expect" }) {
            let citation = try defaults?.entries().first { $0.key == "cite" }
            guard citation != nil || stated.contains(where: { $0.key == "cite" }) else {
                throw limit.value.error("a changed limit needs its own source; add `cite`", .inherit)
            }
            if let citation { try cite(citation.value) }
        }
        try apply(patch)
    }
}

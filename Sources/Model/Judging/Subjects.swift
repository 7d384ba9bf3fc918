/// What a rule looks at in one log.
enum Subjects: Equatable {
    /// Tracks, each judged by itself; nil is the file.
    case tracks([TrackID?])
    /// Nothing is there to look at; the outcome says why.
    case none(Outcome, track: TrackID?)
}

extension Log {
    func subjects(of rule: Rule) -> Subjects {
        switch rule.track {
        case .file: .tracks([nil])
        case .every(let kind): subjects(kind)
        case .one(let id) where id.kind == TrackID.programmeKind && programmeTracks.isEmpty:
            subjectsAmongProgrammes(rule.metric)
        case .one(let id): subjects(id, rule.expectation)
        case .everyProgramme: subjectsAmongProgrammes(rule.metric)
        }
    }

    /// The tracks a selector names, in the order of the log.
    func tracks(of selector: TrackSelector) -> [TrackID] {
        switch selector {
        case .file: tracks.map(\.id)
        case .every(let kind): tracks.filter { $0.kind == kind }.map(\.id)
        case .one(let id): (tracks.map(\.id) + programmeTracks).filter { $0 == id || $0.isPart(of: id) }
        case .everyProgramme: programmeTracks
        }
    }

    /// Loudness programmes, in the order in which the log first speaks of them.
    var programmeTracks: [TrackID] {
        let named = readings.compactMap(\.track) + unmeasured.compactMap(\.track)
        return named.reduce(into: []) { found, track in
            if track.kind == TrackID.programmeKind, !found.contains(track) { found.append(track) }
        }
    }

    private func subjects(_ kind: TrackKind) -> Subjects {
        let found = tracks(of: .every(kind))
        guard found.isEmpty else { return .tracks(found) }
        return .none(Outcome(.notApplicable, note: "the file has no \(kind.rawValue) track"), track: nil)
    }

    /// A track that is not there fails only the rule that asks for it to be there.
    private func subjects(_ id: TrackID, _ expectation: Expectation?) -> Subjects {
        let found = tracks(of: .one(id))
        guard found.isEmpty else { return .tracks(found) }
        let note = "the file has no track \(id)"
        let missing = Outcome(.failed, measured: Wording.none, note: note)
        return .none(expectation == .present ? missing : Outcome(.notApplicable, note: note), track: id)
    }

    private func subjectsAmongProgrammes(_ metric: String?) -> Subjects {
        let found = tracks(of: .everyProgramme)
        guard found.isEmpty else { return .tracks(found) }
        guard tracks.contains(where: { $0.kind == .audio }) else {
            return .none(Outcome(.notApplicable, note: "the file has no sound"), track: nil)
        }
        guard let metric else { return .tracks([nil]) }
        let reason = reasonUnmeasured(metric, nil) ?? "no programme was measured"
        return .none(.notMeasured(reason), track: nil)
    }
}

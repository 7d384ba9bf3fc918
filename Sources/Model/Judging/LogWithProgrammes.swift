/// The log with the readings of its loudness programmes, as tracks `programme:NAME`.
func logWithProgrammes(_ log: Log, _ programmes: [Programme]) -> Log {
    var extended = log
    for programme in programmes {
        let measured = ProgrammeLoudness(of: programme, in: log)
        extended.readings += measured.readings
        extended.unmeasured += measured.unmeasured
    }
    return extended
}

extension [Programme] {
    /// What was taken for granted in grouping the channels, each sentence once; empty where no rule looks at them.
    func assumptions(for rules: [Rule]) -> [String] {
        guard rules.contains(where: { $0.track.isProgramme }) else { return [] }
        return compactMap(\.assumption).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension TrackSelector {
    fileprivate var isProgramme: Bool {
        switch self {
        case .everyProgramme: true
        case .one(let track): track.kind == TrackID.programmeKind
        case .file, .every: false
        }
    }
}

import Model

extension Located {
    /// `file`, a kind of track, `programme`, or one of them: `audio:3`, `programme:5.1`.
    func trackSelector() throws -> TrackSelector {
        let text = try text()
        if text == "file" { return .file }
        if text == TrackID.programmeKind { return .everyProgramme }
        if let kind = TrackKind(rawValue: text) { return .every(kind) }
        let id = TrackID(text)
        guard TrackID.isTrack(id) || id.kind == TrackID.programmeKind && !id.name.isEmpty else {
            let kinds = TrackKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("'\(text)' selects nothing; file, programme, \(kinds), or one of a kind: audio:0")
        }
        return .one(id)
    }
}

extension TrackID {
    /// A track of a file, `audio:3`; not a programme.
    static func isTrack(_ id: TrackID) -> Bool {
        TrackKind(rawValue: id.kind) != nil && id.name.wholeMatch(of: /0|[1-9][0-9]{0,3}/) != nil
    }
}

extension TrackSelector {
    /// As profiles write it.
    var text: String {
        switch self {
        case .file: "file"
        case .every(let kind): kind.rawValue
        case .one(let id): id.text
        case .everyProgramme: TrackID.programmeKind
        }
    }
}

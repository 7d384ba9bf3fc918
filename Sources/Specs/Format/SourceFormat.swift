import Model

let sourceKeys: [Key<Source>] = [
    Key("title") { source, value in source.title = try value.text() },
    Key("edition") { source, value in source.edition = try value.text() },
    Key("url") { source, value in source.url = try value.text() },
    Key("note") { source, value in source.note = try value.text() },
]

extension Located {
    func source() throws -> Source {
        var source = Source(title: "")
        try read(sourceKeys, into: &source)
        guard !source.title.isEmpty else { throw error("a source needs a title") }
        return source
    }
}

/// The parts of a citation that one file states. Parts left out are inherited.
struct CitationDraft {
    var source: String?
    var clause: String?
    var status: SourceStatus?

    static let keys: [Key<CitationDraft>] = [
        Key("source") { cite, value in cite.source = try value.text() },
        Key("clause") { cite, value in cite.clause = try value.text() },
        Key("status") { cite, value in cite.status = try value.choice(SourceStatus.self) },
    ]

    /// A clause and a status belong to their document: another source starts anew.
    mutating func override(with other: CitationDraft) {
        if let source = other.source, source != self.source { self = CitationDraft() }
        source = other.source ?? source
        clause = other.clause ?? clause
        status = other.status ?? status
    }
}

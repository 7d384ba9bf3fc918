import Model

/// One profile file, read and checked by itself; what it inherits is not looked up yet.
struct ProfileDocument {
    static let schema = "filmgate.profile/1"

    let root: Located
    var schema: String?
    var id: String?
    var title = ""
    var edition = ""
    var summary: String?
    var extends: [Located] = []
    var sources: [(id: String, source: Source, place: Located)] = []
    var programmes: ProgrammeLayout?
    var span: ProgrammeSpan?
    var defaults: Located?
    var rules: [(id: String, patch: Located)] = []
    var places: [String: Located] = [:]

    static let keys: [Key<ProfileDocument>] = [
        Key("schema") { document, value in document.schema = try value.exactly(schema) },
        Key("id") { document, value in document.id = try value.exactly(value.file.id) },
        Key("title") { document, value in document.title = try value.text() },
        Key("edition") { document, value in document.edition = try value.text() },
        Key("summary") { document, value in document.summary = try value.text() },
        Key("extends") { document, value in document.extends = try value.items() },
        Key("sources") { document, value in
            document.sources = try value.entries().map { id, value in (id, try value.source(), value) }
        },
        Key("programmes") { document, value in document.programmes = try value.programmeLayout() },
        Key("span") { document, value in document.span = try value.programmeSpan() },
        Key("defaults") { document, value in document.defaults = value },
        Key("rules") { document, value in document.rules = try value.entries().map { id, patch in (id, patch) } },
    ]

    init(text: String, file: ProfileFile) throws {
        root = try Located(text: text, file: file)
        for (key, value) in try root.read(Self.keys, into: &self) { places[key] = value }
        try checkHead()
        try checkRules()
    }

    private func checkHead() throws {
        let missing = ["schema", "id", "title", "edition"].first { places[$0] == nil }
        if let missing { throw root.error("has no '\(missing)'") }
        if extends.isEmpty, rules.isEmpty { throw root.error("has no rules and extends nothing") }
    }

    /// Every key is read once here, so that a mistake shows even where another file overrides it.
    private func checkRules() throws {
        var unused = RuleDraft()
        if let defaults { try unused.apply(defaults, RuleDraft.defaultKeys) }
        for (_, patch) in rules where !patch.isOff {
            var unused = RuleDraft()
            try unused.apply(patch)
        }
    }
}

extension ProfileFile {
    /// The name without its extension.
    var id: String { name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name }
}

extension Located {
    /// `R128-n: off` switches an inherited rule off.
    var isOff: Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.style == .plain && scalar.string == "off"
    }

    fileprivate func exactly(_ wanted: String) throws -> String {
        let text = try text()
        guard text == wanted else { throw error("has to be '\(wanted)', not '\(text)'") }
        return text
    }
}

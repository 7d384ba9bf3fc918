import Foundation
import Model
import Testing

@testable import Specs

/// The schema is for editors, the tables of keys are what counts: neither may know a key the other does not.
@Suite("The JSON schema of profiles") struct SchemaTests {
    private let schema: [String: Any]
    private let definitions: [String: Any]

    init() throws {
        let data = try Data(contentsOf: Project.root.appending(path: "Profiles/profile.schema.json"))
        schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        definitions = try #require(schema["definitions"] as? [String: Any])
    }

    private func definition(_ name: String) -> [String: Any] { definitions[name] as? [String: Any] ?? [:] }
    private func keys(_ object: [String: Any]) -> [String] {
        (object["properties"] as? [String: Any] ?? [:]).keys.sorted()
    }
    private func choices(_ definition: String, _ key: String) -> Set<String> {
        let properties = self.definition(definition)["properties"] as? [String: Any]
        return Set((properties?[key] as? [String: Any])?["enum"] as? [String] ?? [])
    }

    @Test func keysAreThoseOfTheLoader() {
        #expect(keys(schema) == ProfileDocument.keys.map(\.name).sorted())
        #expect(keys(definition("rule")) == RuleDraft.keys.map(\.name).sorted())
        #expect(keys(definition("defaults")) == RuleDraft.defaultKeys.map(\.name).sorted())
        #expect(keys(definition("cite")) == CitationDraft.keys.map(\.name).sorted())
        #expect(keys(definition("source")) == sourceKeys.map(\.name).sorted())
        #expect(keys(definition("events")) == EventDraft.keys.map(\.name).sorted())
        #expect(keys(definition("programme")) == programmeKeys.map(\.name).sorted())
        #expect(keys(definition("channels")) == channelLabels.sorted())
        #expect(keys(definition("verb")) == ExpectationDraft.keyNames.sorted())
        #expect(keys(definition("condition")) == (ExpectationDraft.keyNames + ["metric"]).sorted())
    }

    @Test func choicesAreThoseOfTheModel() {
        #expect(choices("rule", "severity") == Set(Severity.allCases.map(\.rawValue)))
        #expect(choices("rule", "within") == Set(Stretch.allCases.map(\.rawValue)))
        #expect(choices("rule", "category") == Set(Category.allCases.map(\.rawValue)))
        #expect(choices("cite", "status") == Set(SourceStatus.allCases.map(\.rawValue)))
    }

    @Test func everyVerbHasItsShapes() throws {
        let shapes = try #require(definition("verb")["oneOf"] as? [[String: Any]])
        let required = Set(shapes.compactMap { ($0["required"] as? [String])?.first })
        #expect(required == Set(ExpectationDraft.companions.keys))
    }

    @Test func nothingUnknownIsLetThrough() {
        let objects = definitions.compactMapValues { $0 as? [String: Any] }.filter { $0.value["properties"] != nil }
        #expect(objects.count >= 9)
        for (name, object) in objects { #expect(object["additionalProperties"] as? Bool == false, "\(name)") }
        #expect(schema["additionalProperties"] as? Bool == false)
    }
}

import Checks
import Foundation
import Measuring
import Model
import Testing

@Suite struct CatalogueTests {
    @Test func everyGuideIsComplete() {
        for check in catalogue {
            #expect(check.guide.isComplete, "\(check.id)")
            for metric in check.metrics { #expect(check.guide(for: metric).isComplete, "\(metric.id)") }
        }
    }

    @Test func idsAreUniqueAndWellFormed() {
        #expect(Set(catalogue.map(\.id)).count == catalogue.count)
        let metrics = catalogue.flatMap { $0.metrics.map(\.id) }
        #expect(Set(metrics).count == metrics.count)
        for id in metrics { #expect(id.wholeMatch(of: /[a-z0-9-]+(\.[a-z0-9-]+)+/) != nil, "\(id)") }
        #expect(plannedMetrics.isDisjoint(with: metrics))
    }

    /// docs/checks is written by `make docs`.
    @Test func pagesOfTheHandbookAreUpToDate() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appendingPathComponent("docs/checks")
        var wanted = Dictionary(uniqueKeysWithValues: catalogue.map { ("\($0.id).md", GuidePage.markdown($0)) })
        wanted["README.md"] = GuidePage.index(catalogue)
        let there = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(there) == Set(wanted.keys), "run make docs")
        for (name, text) in wanted {
            let page = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            #expect(page == text, "docs/checks/\(name) is out of date: run make docs")
        }
    }

    @Test func aHeaderOnlyQuestionDecodesNothing() {
        let plan = Plan(catalogue, metrics: ["video.codec", "colour.primaries", "hdr.max-cll"])
        #expect(!plan.readsWholeFile)
        #expect(Plan(catalogue, metrics: ["loudness.integrated"]).checks.map(\.id) == ["loudness"])
        #expect(Plan(catalogue).readsWholeFile)
    }
}

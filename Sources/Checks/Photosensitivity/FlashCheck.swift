import Measuring
import Media
import Model

/// Flashing pictures, held against the rule sets that agree on what luminance is.
struct FlashCheck: Check {
    /// Ids of what can be plotted over time, and on the screen.
    struct PlotMetrics {
        let area, count, map: Metric
    }

    let id: String
    let version = 2
    let guide: Guide
    let rules: [FlashRules]
    let wants: Wants = .pictures

    static let broadcast = FlashCheck(id: "pse-broadcast", guide: FlashGuides.broadcast, rules: [.bt1702, .ofcom])
    static let web = FlashCheck(id: "pse-web", guide: FlashGuides.web, rules: [.wcag, .trace])

    var verdicts: [Metric] { rules.flatMap { rules in FlashKind.allCases.map { Self.metric(rules, $0) } } }

    var metrics: [Metric] {
        let plots = rules.flatMap { rules in FlashKind.allCases.compactMap { self.plots(rules, $0) } }
        return verdicts + plots.flatMap { [$0.area, $0.count, $0.map] }
    }

    static func metric(_ rules: FlashRules, _ kind: FlashKind) -> Metric {
        Metric("pse.\(rules.name.isEmpty ? "" : rules.name + ".")\(kind.rawValue)", effort: .decode)
    }

    /// Only of the rule set that has no name of its own.
    func plots(_ rules: FlashRules, _ kind: FlashKind) -> PlotMetrics? {
        guard rules.name.isEmpty else { return nil }
        let subject = kind == .luminance ? "pse.flash" : "pse.red"
        return PlotMetrics(
            area: Metric("\(subject)-area", unit: "%", effort: .decode),
            count: Metric("\(subject)-count", effort: .decode), map: Metric("\(subject)-map", effort: .decode))
    }

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        FlashAnalyser(self, track, first)
    }
}

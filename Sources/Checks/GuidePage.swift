import Measuring
import Model

/// A check's guide as a page of the handbook, `docs/checks/ID.md`.
public enum GuidePage {
    public static func markdown(_ check: any Check) -> String {
        let rows = check.metrics.map { "| `\($0.id)` | \($0.unit ?? "") | \(effort($0.effort)) |" }
        return """
            # \(check.guide.title)

            Check `\(check.id)`, version \(check.version). This page is written by `make docs` from the check's guide.

            | metric | unit | what it takes |
            |---|---|---|
            \(rows.joined(separator: "\n"))

            """ + guides(check).map(section).joined()
    }

    /// The check's guide, and those of metrics that have their own, each once.
    private static func guides(_ check: any Check) -> [Guide] {
        check.metrics.map(check.guide(for:)).reduce(into: [check.guide]) { all, guide in
            if !all.contains(guide) { all.append(guide) }
        }
    }

    private static func section(_ guide: Guide) -> String {
        """

        ## \(guide.title)

        **What it measures.** \(guide.what)

        **Why it matters.** \(guide.why)

        **What causes the fault.** \(guide.cause)

        **How to mend it.** \(guide.mend)

        **References.** \(guide.references.joined(separator: "; "))

        """
    }

    /// The table of contents.
    public static func index(_ checks: [any Check]) -> String {
        let rows = checks.map {
            "| [\($0.guide.title)](\($0.id).md) | \($0.metrics.map { "`\($0.id)`" }.joined(separator: " ")) |"
        }
        return "# Checks\n\n| check | metrics |\n|---|---|\n\(rows.joined(separator: "\n"))\n"
    }

    private static func effort(_ effort: Effort) -> String {
        switch effort {
        case .header: "headers and first picture"
        case .packets: "every packet"
        case .decode: "every frame decoded"
        }
    }
}

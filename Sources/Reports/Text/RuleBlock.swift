import Model

/// One rule that needs attention, told in full. Tracks that share the rule share the block.
struct RuleBlock {
    let findings: [Finding]
    let log: Log?
    let guides: [String: Guide]
    /// Rule that has already given the reasons for this metric.
    let explainedAt: String?

    private static let column = 17
    private var first: Finding { findings[0] }

    func write(to page: inout Page) {
        page.gap()
        page.entry(first.lead, first.style, "\(first.title) (\(place))", column: 9)
        writeReadings(to: &page)
        writePlaces(to: &page)
        writeReasons(to: &page)
        if let remark = first.remark(guides) { row("About this rule", remark, &page) }
        row("Source", "\(first.cite); \(first.sourceStatus.words)", &page)
    }

    /// `R128-h, on audio:0`
    private var place: String {
        let tracks = findings.compactMap(\.track)
        return first.rule.held + (tracks.isEmpty ? "" : ", on " + Words.tracks(tracks))
    }

    private func row(_ label: String, _ text: String, _ page: inout Page) {
        page.entry(label, .faint, text, indent: 4, column: Self.column)
    }

    private func writeReadings(to page: inout Page) {
        let isForPerson = first.verdict == .humanReview
        for (text, tracks) in grouped({ $0.measured ?? (isForPerson ? nil : "nothing: the file has none") }) {
            row("Measured", text + onTracks(tracks), &page)
        }
        if !first.expected.isEmpty { row(isForPerson ? "Asked" : "Expected", first.expected, &page) }
        for (text, tracks) in grouped({ $0.judgedOver(in: log) }) { row("Judged over", text + onTracks(tracks), &page) }
        for (text, tracks) in grouped(\.note) {
            row(first.verdict == .waived ? "Waived because" : "Note", Words.sentence(text) + onTracks(tracks), &page)
        }
    }

    private func writePlaces(to page: inout Page) {
        for finding in findings where !finding.moments.isEmpty {
            let track = findings.count > 1 ? finding.track.map { "on \($0):" } : nil
            let lines = [track].compactMap { $0 } + Places(finding, in: log).lines
            page.table("Where", lines, indent: 4, column: Self.column)
        }
    }

    private func writeReasons(to page: inout Page) {
        guard let guide = first.guide(guides) else { return }
        if let explainedAt {
            row("Why and how", "as told at \(explainedAt) above", &page)
        } else {
            row("Why", Words.sentence(guide.why), &page)
            row("Mend", Words.sentence(guide.mend), &page)
        }
    }

    /// Texts of the findings with the tracks they belong to; equal texts once.
    private func grouped(_ text: (Finding) -> String?) -> [(String, [TrackID])] {
        var groups: [(String, [TrackID])] = []
        for finding in findings {
            guard let words = text(finding) else { continue }
            let tracks = [finding.track].compactMap { $0 }
            if let index = groups.firstIndex(where: { $0.0 == words }) {
                groups[index].1 += tracks
            } else {
                groups.append((words, tracks))
            }
        }
        return groups
    }

    /// Named only where not all tracks of the block are meant.
    private func onTracks(_ tracks: [TrackID]) -> String {
        tracks.isEmpty || tracks.count == findings.count ? "" : ", on " + Words.tracks(tracks)
    }
}

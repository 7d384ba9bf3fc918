/// Holds a log to a profile and says, rule by rule, what came of it.
///
/// Pure: no file, no clock, and the same input gives the same report. What was not measured is never a pass.
/// `programmes` replaces the profile's own layout, for a delivery whose tracks are laid out otherwise, and `span` the
/// part of the file that programmes are measured over.
public func judge(
    _ log: Log, against profile: Profile, programmes: ProgrammeLayout? = nil, span: ProgrammeSpan? = nil
) -> FileReport {
    if let problem = log.problem { return notChecked(log, profile, because: problem) }
    let programmes = (programmes ?? profile.programmes).resolve(in: log).over(span ?? profile.span, in: log)
    let log = logWithProgrammes(log, programmes)
    let findings = profile.rules.flatMap {
        RuleInLog(rule: $0, log: log, sources: profile.sources, span: span ?? profile.span).findings
    }
    let verdict = FileVerdict(of: findings)
    return FileReport(
        path: log.file.path, profile: profile.reference, profileTitle: profile.title, verdict: verdict,
        findings: findings, problem: verdict == .notChecked ? reasonNotChecked(findings) : nil,
        assumptions: programmes.assumptions(for: profile.rules), log: log)
}

/// A file that cannot be trusted as a whole is not judged in parts.
private func notChecked(_ log: Log, _ profile: Profile, because problem: String) -> FileReport {
    FileReport(
        path: log.file.path, profile: profile.reference, profileTitle: profile.title, verdict: .notChecked,
        findings: [], problem: problem, log: log)
}

/// One rule brought before one log.
struct RuleInLog {
    let rule: Rule
    let log: Log
    let sources: [String: Source]
    /// What the programme is, where it is not what the picture shows.
    let span: ProgrammeSpan

    /// One finding for each track the rule looks at, or one that says why there is none to look at.
    var findings: [Finding] {
        if case .sequence(let wanted) = rule.expectation {
            return [finding(nil, unlessConditionsForbid(nil) { log.outcome(ofSequence: wanted, rule) })]
        }
        switch log.subjects(of: rule) {
        case .tracks(let tracks): return tracks.map { track in finding(track, outcome(on: track)) }
        case .none(let outcome, let track) where outcome.verdict == .notApplicable: return [finding(track, outcome)]
        case .none(let outcome, let track): return [finding(track, unlessConditionsForbid(nil) { outcome })]
        }
    }

    private func outcome(on track: TrackID?) -> Outcome {
        unlessConditionsForbid(track) {
            guard let metric = rule.metric, let expectation = rule.expectation else {
                return Outcome(.humanReview, note: "no file can decide this; a person has to")
            }
            let stretch = log.stretch(rule.within, span, track)
            let outcome = log.outcome(of: expectation, metric, track, in: stretch)
            return log.restsOnEstimate(rule) ? outcome.asEstimate : outcome
        }
    }

    private func unlessConditionsForbid(_ track: TrackID?, _ judged: () -> Outcome) -> Outcome {
        log.outcome(of: rule.conditions, track) ?? judged()
    }

    private func finding(_ track: TrackID?, _ outcome: Outcome) -> Finding {
        let unit = rule.metric.flatMap(log.unit(of:))
        let reading = rule.metric.flatMap { log.reading($0, track) }
        return Finding(
            rule: rule, track: track, verdict: outcome.verdict,
            expected: rule.limit(unit: unit) ?? "a person's judgement",
            measured: outcome.measured, moments: outcome.moments, stretches: outcome.stretches,
            cite: rule.citation.text(sources),
            note: outcome.note, explain: rule.explanation ?? "",
            value: outcome.value ?? reading?.value, unit: unit, estimate: reading?.estimate)
    }
}

extension Rule {
    /// The limit in words, and where it holds; nil for what a person decides.
    public func limit(unit: String?) -> String? {
        expectation.map { ([$0.describe(unit: unit)] + [within.words].compactMap { $0 }).joined(separator: ", ") }
    }
}

extension Citation {
    /// `EBU R 128 v5, November 2023, clause h`: as much of it as is known.
    public func text(_ sources: [String: Source]) -> String {
        let document = sources[source]
        let name = [document?.title ?? source, document?.edition].compactMap { $0 }.joined(separator: ", ")
        return clause.map { "\(name), clause \($0)" } ?? name
    }
}

import Model

/// How many rules of the profile came to which end. A rule that looks at several tracks counts once, with its worst
/// verdict, so that the parts always add up to the profile.
struct Coverage {
    private let worst: [Finding]

    init(_ findings: [Finding]) {
        var order: [String] = []
        var worst: [String: Finding] = [:]
        for finding in findings {
            guard let known = worst[finding.rule] else {
                order.append(finding.rule)
                worst[finding.rule] = finding
                continue
            }
            if Self.weight(finding) > Self.weight(known) { worst[finding.rule] = finding }
        }
        self.worst = order.compactMap { worst[$0] }
    }

    var rules: Int { worst.count }
    func count(_ verdict: Verdict) -> Int { worst.count { $0.verdict == verdict } }
    func failed(_ severities: Severity...) -> Int {
        worst.count { $0.verdict == .failed && severities.contains($0.severity) }
    }
    /// Rules that apply and whose limits are as sure as `status`.
    func resting(on status: SourceStatus) -> Int {
        worst.count { $0.verdict != .notApplicable && $0.sourceStatus == status }
    }

    /// Rules that passed although their reading is an estimate.
    fileprivate var estimated: Int { worst.count { $0.verdict == .passed && $0.estimate?.range != nil } }

    private static func weight(_ finding: Finding) -> Int {
        switch finding.verdict {
        case .failed: 5
        case .notMeasured: 4
        case .humanReview: 3
        case .waived: 2
        case .passed: 1
        case .notApplicable: 0
        }
    }
}

extension Coverage {
    /// `28 rules: 24 passed, 1 failed, …`, and how sure their limits are. Warnings and advice are failures that do not
    /// reject, so they are counted by their own names.
    var sentence: String {
        let (warnings, advice) = (failed(.warning), failed(.info))
        let parts = [
            "\(count(.passed)) passed", "\(failed(.error, .blocker)) failed",
            warnings > 0 ? "\(warnings) with a warning" : nil, advice > 0 ? "\(advice) with advice" : nil,
            "\(count(.notMeasured)) not measured", "\(count(.notApplicable)) not applicable",
            "\(count(.waived)) waived", "\(count(.humanReview)) for a person",
        ]
        return "\(Words.count(rules, "rule")): \(parts.compactMap { $0 }.joined(separator: ", ")).\(unsure)"
    }

    private var unsure: String {
        var text = ""
        let (quoted, known) = (resting(on: .transcribed), resting(on: .unverified))
        if quoted > 0 { text += " \(quoted) \(quoted == 1 ? "rests" : "rest") on transcribed sources." }
        if known > 0 { text += " \(known) \(known == 1 ? "rests" : "rest") on unverified sources." }
        if estimated > 0 { text += " \(estimated) passed on an estimate, with all of its range." }
        return text
    }

    /// What the verdict comes from, in one or two short sentences.
    func gist(of verdict: FileVerdict) -> String {
        let failures = failed(.error, .blocker)
        var parts: [String] = []
        if failures > 0 { parts.append("\(Words.count(failures, "rule")) failed.") }
        if failures == 0, verdict == .hold { parts.append("Nothing failed, but something is open.") }
        if failed(.warning) > 0 { parts.append("\(Words.count(failed(.warning), "warning")).") }
        parts += [
            Self.part(count(.humanReview), "waits for a person.", "wait for a person."),
            Self.part(count(.notMeasured), "could not be measured.", "could not be measured."),
            Self.part(count(.waived), "failed and is waived.", "failed and are waived."),
            failures == 0 && verdict < .hold && failed(.info) > 0 ? "Nothing failed; see the advice below." : nil,
        ].compactMap { $0 }
        if verdict == .notChecked { parts.append("So this is no verdict on the file.") }
        if parts.isEmpty { parts.append(cleanGist) }
        return parts.joined(separator: " ")
    }

    private var cleanGist: String {
        count(.passed) > 0
            ? "Every rule that applies was measured and passed." : "No rule of this profile applies to this file."
    }

    private static func part(_ number: Int, _ one: String, _ many: String) -> String? {
        number == 0 ? nil : "\(Words.count(number, "rule")) \(number == 1 ? one : many)"
    }
}

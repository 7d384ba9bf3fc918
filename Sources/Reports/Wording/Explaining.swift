import Foundation
import Model

extension Report {
    /// The report with every finding explained, in lines: the rule's own remark, why the measurement matters, and,
    /// where something is open, how to mend it. `guides` are found by metric id. Explaining twice changes nothing.
    public func explained(with guides: [String: Guide]) -> Report {
        var report = self
        for file in report.files.indices { report.files[file].explain(with: guides) }
        return report
    }
}

extension FileReport {
    mutating func explain(with guides: [String: Guide]) {
        for index in findings.indices {
            let finding = findings[index]
            let parts = [finding.remark(guides), finding.advice(guides)].compactMap { $0 }
            findings[index].explain = parts.joined(separator: "\n")
        }
    }
}

extension Finding {
    func guide(_ guides: [String: Guide]) -> Guide? { metric.flatMap { guides[$0] } }

    /// The rule's own explanation, whether or not the report was explained before.
    func remark(_ guides: [String: Guide]) -> String? {
        var text = explain
        if let advice = advice(guides), text.hasSuffix(advice) { text.removeLast(advice.count) }
        text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : Words.sentence(text)
    }

    fileprivate func advice(_ guides: [String: Guide]) -> String? {
        guard let guide = guide(guides) else { return nil }
        let isOpen = verdict != .passed && verdict != .notApplicable
        return "Why: \(Words.sentence(guide.why))" + (isOpen ? "\nMend: \(Words.sentence(guide.mend))" : "")
    }
}

extension Verdict {
    var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .notMeasured: "not measured"
        case .notApplicable: "not applicable"
        case .waived: "waived"
        case .humanReview: "for a person to check"
        }
    }
}

extension SourceStatus {
    /// How sure the limit is, in words.
    var words: String {
        switch self {
        case .verified: "verified: seen in the document itself"
        case .transcribed: "transcribed: seen quoted, not in the document itself"
        case .unverified: "unverified: from knowledge of the document, not read again"
        }
    }
}

import Model

/// Finds files that were cut short. Several demuxers read such a file to a clean end and only log it, so the declared
/// duration is held against what was found.
enum Truncation {
    /// Containers whose declared duration is a statement, not an estimate from the bit rate.
    private static let declaring: Set<String> = [
        "mov", "mp4", "matroska", "webm", "mxf", "wav", "rf64", "bw64", "w64", "aiff", "caf", "avi", "flac", "gxf",
    ]
    /// What libavformat writes when data ends before it should.
    private static let complaints = ["ended prematurely", "partial file", "Packet corrupt", "truncat", "overread end"]

    static func problem(_ headers: Headers, _ pass: PassFacts, _ evidence: [Evidence]) -> String? {
        if let error = pass.readError {
            return "reading stopped \(place(pass)) with an error: \(error.lowercased())"
        }
        guard pass.isComplete, declaring.contains(headers.format), let declared = headers.duration else { return nil }
        let found = pass.tracks.values.map(\.end).max() ?? 0
        let missing = declared - found
        let isAnnounced = evidence.contains { line in complaints.contains { line.message.contains($0) } }
        guard missing > max(1, 0.02 * declared) || (isAnnounced && missing > 0.25) else { return nil }
        return "the file is cut short: it declares \(seconds(declared)) and ends \(place(pass))"
    }

    private static func place(_ pass: PassFacts) -> String {
        let end = pass.tracks.values.map(\.end).max() ?? 0
        return end > 0 ? "after \(seconds(end))" : "before the first picture or sound"
    }

    private static func seconds(_ value: Double) -> String { "\((value * 100).rounded() / 100) s" }
}

import Media
import Model

/// Measures files: opens each once, decodes what is needed once, and writes a log.
public struct Measurement: Sendable {
    public var catalogue: [any Check]
    /// What is asked for; nil asks for everything.
    public var metrics: Set<String>?
    /// Threads for one file, at least 1. Results do not depend on it.
    public var threads: Int
    /// Whether a file that is read through is hashed too.
    public var hashes: Bool
    /// Told the share of the file that has been read, 0 to 1.
    public var progress: (@Sendable (Double) -> Void)?

    public init(
        _ catalogue: [any Check], metrics: Set<String>? = nil, threads: Int = 1, hashes: Bool = true,
        progress: (@Sendable (Double) -> Void)? = nil
    ) {
        self.catalogue = catalogue
        self.metrics = metrics
        self.threads = max(1, threads)
        self.hashes = hashes
        self.progress = progress
    }

    /// - Throws: ``MediaError`` with one clear sentence when nothing of the file can be read.
    public func log(of path: String) throws(MediaError) -> Log {
        let file = try MediaFile(path: path)
        let plan = Plan(catalogue, metrics: metrics)
        var headers = Headers(file)
        let hash = plan.readsWholeFile && hashes ? Hashing(path, inBackground: threads > 1) : nil
        var log = Log(file: FileFacts(path: path, size: file.size))
        let pass = Pass(plan: plan, threads: threads, progress: progress).run(file, headers, into: &log)
        headers.firstPictures = pass.firstPictures
        headers.firstPackets = pass.firstPackets
        log.tracks = headers.tracks.map { TrackFacts($0, headers) }
        for check in plan.checks { check.read(headers, into: &log) }
        let failures = failures(plan, headers, pass.facts)
        for one in failures { log.cannotMeasure(one.metrics, one.track, because: one.reason) }
        for check in plan.checks { check.conclude(headers, pass.facts, into: &log) }
        for one in failures { log.withdraw(one.metrics, one.track) }
        log.evidence = Evidence.united(
            file.messages.messages
                + headers.tracks.flatMap { track in
                    pass.facts.tracks[track.id]?.messages ?? []
                })
        log.checks = plan.checks.map { CheckStamp(id: $0.id, version: $0.version) }
        log.problem = plan.readsWholeFile ? Truncation.problem(headers, pass.facts, log.evidence) : nil
        log.file.sha256 = try hash?.digest()
        return log
    }

    /// What a track's decoder could not give, or gave for a part of the track only, no check could measure.
    private func failures(
        _ plan: Plan, _ headers: Headers, _ pass: PassFacts
    ) -> [(metrics: [Metric], track: TrackID, reason: String)] {
        headers.tracks.flatMap { track in
            let facts = pass.tracks[track.id] ?? PassFacts.OfTrack()
            let kind: Wants = track.kind == .video ? .pictures : track.kind == .audio ? .sound : []
            return plan.listening.filter { !kind.isEmpty && $0.wants.contains(kind) }.compactMap { check in
                (facts.failure ?? (check.takesAnyFormat ? nil : facts.reasonOfPart)).map { reason in
                    let metrics = check.metrics.filter { $0.effort == .decode && !$0.isOfAnother(kind: track.kind) }
                    return (metrics, track.id, reason)
                }
            }
        }
    }
}

extension PassFacts.OfTrack {
    /// Why analysers that look at samples saw none, or those of a part only.
    fileprivate var reasonOfPart: String? {
        if let obstacle { return obstacle }
        return formatChanges.first.map {
            "the format changes at \(($0.time * 1000).rounded() / 1000) s from \($0.text), and what comes after it was"
                + " not measured"
        }
    }
}

extension Log {
    /// Takes back readings that hold for a part of a track only. Series stay: they say where they end, and a fault that
    /// was seen in them was seen.
    fileprivate mutating func withdraw(_ metrics: [Metric], _ track: TrackID) {
        let ids = Set(metrics.map(\.id))
        readings.removeAll { $0.track == track && ids.contains($0.metric) }
        // Programmes are worked out from these while judging, and a part would pass for the whole.
        let ofProgrammes = Set(LoudnessMetrics.series.map(\.id)).intersection(ids)
        series.removeAll { $0.track == track && ofProgrammes.contains($0.metric) }
    }
}

extension Metric {
    /// Checks that listen to picture and sound have metrics for either.
    fileprivate func isOfAnother(kind: TrackKind) -> Bool {
        kind == .video ? id.hasPrefix("audio.") : id.hasPrefix("video.")
    }
}

extension Evidence {
    /// Messages of demuxer and decoders together, alike ones counted as one, worst first.
    static func united(_ messages: [LibraryMessage]) -> [Evidence] {
        let levels = ["fatal", "error", "warning"]
        var all: [Evidence] = []
        for one in messages.map({ Evidence($0) }) {
            let same = all.firstIndex { ($0.level, $0.source, $0.message) == (one.level, one.source, one.message) }
            if let same { all[same].count += one.count } else { all.append(one) }
        }
        return all.sorted {
            let ranks = [$0, $1].map { levels.firstIndex(of: $0.level) ?? levels.count }
            return (ranks[0], $0.source, $0.message) < (ranks[1], $1.source, $1.message)
        }
    }

    init(_ message: LibraryMessage) {
        self.init(
            level: message.level.rawValue, source: message.source,
            message: message.text.split(whereSeparator: \.isNewline).joined(separator: " "), count: message.count)
    }
}

/// SHA-256 of the file, on a thread of its own where there is more than one.
private final class Hashing: @unchecked Sendable {
    private let path: String
    private var worker: Worker?
    private var result: Result<String, MediaError>?

    init(_ path: String, inBackground: Bool) {
        self.path = path
        guard inBackground else { return }
        worker = Worker("hash") { [self] in compute() }
    }

    private func compute() {
        do throws(MediaError) {
            result = .success(try sha256(ofFile: path))
        } catch {
            result = .failure(error)
        }
    }

    func digest() throws(MediaError) -> String? {
        if let worker { worker.join() } else { compute() }
        return try result?.get()
    }
}

import Bitstreams
import Measuring
import Media
import Model

/// What a WAVE file says of itself. Its three subjects share one reading of the file.
struct WaveCheck: Check {
    let id = "wave-file"
    let version = 1
    let guide = WaveStructure.guide
    let metrics = WaveStructure.metrics + BroadcastWave.metrics + AudioModel.metrics

    /// The only track there is.
    static let track = TrackID(.audio, 0)
    private static let formats: Set<String> = ["wav", "rf64", "bw64"]

    func guide(for metric: Metric) -> Guide {
        if BroadcastWave.metrics.contains(metric) { return BroadcastWave.guide }
        return AudioModel.metrics.contains(metric) ? AudioModel.guide : guide
    }

    static func file(_ headers: Headers) -> RIFF.WaveFile? {
        guard formats.contains(headers.format), let bytes = FileBytes(path: headers.path) else { return nil }
        return RIFF.WaveFile(ByteSource(size: bytes.size) { bytes.read(at: $0, $1) })
    }

    func read(_ headers: Headers, into log: inout Log) {
        guard let file = Self.file(headers) else {
            return log.add(WaveStructure.form, nil, nil, note: "the file is no RIFF, RF64 or BW64 WAVE file")
        }
        WaveStructure.read(file, into: &log)
        BroadcastWave.read(file, into: &log)
        AudioModel.read(file, into: &log)
    }
}

extension Log {
    /// The number of faults, named in the note.
    mutating func add(faults: [MetadataFault], as metric: Metric) {
        var named = NamedFaults()
        for (place, fault) in faults.enumerated() { named.note(fault.name, fault.text, place) }
        add(metric, nil, .number(Double(faults.count)), note: named.summary)
    }

    /// A text, or the reason why there is none.
    mutating func add(_ metric: Metric, _ track: TrackID? = nil, text: String?, otherwise reason: String) {
        let isThere = text?.isEmpty == false
        add(metric, track, isThere ? text.map { .text($0) } : nil, note: isThere ? nil : reason)
    }

    /// A number, or the reason why there is none.
    mutating func add(_ metric: Metric, _ track: TrackID? = nil, number: Double?, otherwise reason: String) {
        add(metric, track, number.map { .number($0) }, note: number == nil ? reason : nil)
    }
}

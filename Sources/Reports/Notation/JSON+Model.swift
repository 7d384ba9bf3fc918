import Model

extension JSON {
    /// A value of a log; minus infinity is null beside its note.
    static func value(_ value: Value?) -> JSON {
        switch value {
        case nil: .null
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .flag(let flag): .flag(flag)
        }
    }

    /// `[[start, end], …]`. A moment without finite ends cannot be written, and says nothing.
    static func moments(_ moments: [Moment]) -> JSON {
        .list(
            moments.filter { $0.start.isFinite && $0.end.isFinite }.map { .list([.number($0.start), .number($0.end)]) })
    }

    static func file(_ file: FileFacts) -> JSON {
        .object(["path": .text(file.path), "size": .integer(file.size), "sha256": .text(file.sha256)])
    }

    static func track(_ track: TrackFacts) -> JSON {
        .object([
            "id": .text(track.id.text), "kind": .text(track.kind.rawValue), "index": .integer(track.index),
            "codec": .text(track.codec), "language": .text(track.language), "channels": .texts(track.channels),
            "channelsDeclared": track.channelsDeclared.map { .flag($0) } ?? .null,
            "sampleRate": .integer(track.sampleRate), "frameRate": .text(track.frameRate?.description),
            "start": .number(track.start.isFinite ? track.start : 0), "timecode": .text(track.timecode),
        ])
    }

    /// A null value always has a note, also where the measuring forgot one.
    static func reading(_ reading: Reading) -> JSON {
        var note = reading.note
        if note == nil, case .number(let number) = reading.value, !number.isFinite { note = "not a finite number" }
        return .object([
            "metric": .text(reading.metric), "track": .text(reading.track?.text), "value": .value(reading.value),
            "unit": .text(reading.unit), "note": .text(note), "moments": .moments(reading.moments),
            "estimate": reading.estimate.map(estimate) ?? .null, "summary": .text(reading.summary?.text),
        ])
    }

    /// `[lowest, highest]`, empty where the range is not known.
    static func estimate(_ estimate: Estimate) -> JSON {
        .list(estimate.range.map { [.number($0.lowerBound), .number($0.upperBound)] } ?? [])
    }

    static func unmeasured(_ item: Unmeasured) -> JSON {
        .object(["metric": .text(item.metric), "track": .text(item.track?.text), "reason": .text(item.reason)])
    }

    static func evidence(_ item: Evidence) -> JSON {
        .object([
            "level": .text(item.level), "source": .text(item.source), "message": .text(item.message),
            "count": .integer(item.count),
        ])
    }

    static func check(_ check: CheckStamp) -> JSON {
        .object(["id": .text(check.id), "version": .integer(check.version)])
    }
}

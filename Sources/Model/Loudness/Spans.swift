extension [Programme] {
    /// The programmes over a span of the file: one of each for every part. Where the span cannot be found, the
    /// programmes say why and are not measured; the whole is no answer where a part was asked for.
    func over(_ span: ProgrammeSpan, in log: Log) -> [Programme] {
        switch span {
        case .whole: return self
        case .action: return map { $0.over(log.action(SpanInLog.picture)) }
        case .parts(let parts):
            let places = parts.map(log.place)
            return flatMap { programme in
                places.enumerated().map { index, place in
                    var part = programme.over(place)
                    if places.count > 1 { part.name += "\(Programme.partMark)\(index + 1)" }
                    return part
                }
            }
        }
    }
}

extension Programme {
    /// Stands before the number of a part in its name: `5.1-part-2`.
    static let partMark = "-part-"

    fileprivate func over(_ place: SpanInLog) -> Programme {
        var copy = self
        switch place {
        case .found(let moment, let words):
            copy.span = moment
            copy.assumption = [assumption, words].compactMap { $0 }.joined(separator: "; ")
        case .lost(let reason): copy.problem = reason
        }
        return copy
    }
}

/// A stretch of the file, or why it is not known.
enum SpanInLog {
    /// The picture that says where the programme is, where nothing else is asked.
    static let picture = TrackID(.video, 0)

    case found(Moment, String)
    case lost(String)
}

extension Log {
    /// Seconds from the start or from the tone before within which a line-up tone belongs to the head.
    private static let head = 30.0

    /// From the first to the last frame of action of a picture track.
    func action(_ picture: TrackID) -> SpanInLog {
        guard tracks.contains(where: { $0.id == picture }) else { return afterTone }
        var ends: [Double] = []
        for metric in ["programme.start", "programme.end"] {
            guard let reading = reading(metric, picture) else {
                let reason = reasonUnmeasured(metric, picture) ?? "\(metric) was not measured"
                return .lost("the first and last frame of action are not known: \(reason)")
            }
            guard let value = reading.value?.asNumber else {
                return .lost("there is no action: \(reading.note ?? "the picture never starts")")
            }
            ends.append(value)
        }
        return .found(Moment(ends[0], ends[1]), "measured from the first to the last frame of action, \(text(ends))")
    }

    /// Without a picture the head ends with its line-up tone.
    private var afterTone: SpanInLog {
        let sounds = tracks.filter { $0.kind == .audio }
        let readings = sounds.compactMap { reading("sound.line-up-tone", $0.id) }
        guard !readings.isEmpty else {
            let reason = sounds.lazy.compactMap { self.reasonUnmeasured("sound.line-up-tone", $0.id) }.first
            return .lost("where line-up tone ends is not known: \(reason ?? "it was not looked for")")
        }
        let end = series.filter { $0.metric == LoudnessMetrics.energy.id }.map { $0.start + $0.duration }.max() ?? 0
        var start = 0.0
        for tone in readings.flatMap(\.moments).sorted(by: { $0.start < $1.start })
        where tone.start <= start + Self.head {
            start = max(start, tone.end)
        }
        guard start < end else { return .lost("there is nothing but line-up tone") }
        let words = start > 0 ? "measured from the end of the line-up tone, \(text([start, end]))" : nil
        return .found(
            Moment(start, end), words ?? "there is no line-up tone at the head, so all of the file is measured")
    }

    private func text(_ seconds: [Double]) -> String {
        seconds.map { "\(($0 * 1000).rounded() / 1000) s" }.joined(separator: " to ")
    }

    func place(_ part: ProgrammeSpan.Part) -> SpanInLog {
        guard let start = seconds(part.start), let end = seconds(part.end) else {
            return .lost(
                "\(part.start) to \(part.end) cannot be found: the file has no timecode, or one of another rate")
        }
        guard start < end else { return .lost("\(part.start) to \(part.end) is no stretch of time") }
        return .found(Moment(start, end), "measured from \(part.start) to \(part.end)")
    }

    private func seconds(_ place: ProgrammeSpan.Place) -> Double? {
        switch place {
        case .seconds(let seconds): return seconds
        case .timecode(let text):
            guard let track = tracks.first(where: { $0.kind == .video }), let rate = track.frameRate,
                let first = track.timecode.flatMap({ Timecode($0, rate: rate) }),
                let wanted = Timecode(text, rate: rate),
                wanted.isDropFrame == first.isDropFrame
            else { return nil }
            return track.start + Double(wanted.frames - first.frames) / rate.asDouble
        }
    }
}

extension Log {
    /// What `within` means on a track. `span` is what a profile or the caller names as the programme; where it names
    /// nothing, the picture shows it: the rule's own, else the first.
    func stretch(_ within: Stretch, _ span: ProgrammeSpan, _ track: TrackID?) -> JudgedStretch {
        guard within != .file else { return .whole(note: nil) }
        var parts: [Moment] = []
        for place in programmes(span, track) {
            switch place {
            case .found(let moment, _): parts.append(moment)
            case .lost(let reason):
                return .whole(note: "judged over the whole file, for the programme was not found: \(reason)")
            }
        }
        parts.sort { $0.start < $1.start }
        guard let first = parts.first, let last = parts.map(\.end).max() else { return .whole(note: nil) }
        switch within {
        case .file, .programme: return .parts(parts)
        case .lineUp: return .edge(Moment(0, first.start), "the programme begins at once: there is no line-up")
        case .tail:
            let end = series.filter { $0.track == track }.map { $0.start + $0.duration }.max() ?? last
            return .edge(Moment(last, end), "the programme lasts to the end: there is nothing after it")
        }
    }

    private func programmes(_ span: ProgrammeSpan, _ track: TrackID?) -> [SpanInLog] {
        guard case .parts(let parts) = span else {
            return [action(track?.kind == SpanInLog.picture.kind ? track! : SpanInLog.picture)]
        }
        return parts.map(place)
    }
}

extension JudgedStretch {
    /// A stretch before or after the programme.
    fileprivate static func edge(_ moment: Moment, _ none: String) -> JudgedStretch {
        moment.duration > 1e-6 ? .parts([moment]) : .nowhere(none)
    }
}

extension TrackID {
    /// Whether this is a part of the programme of that name.
    func isPart(of programme: TrackID) -> Bool {
        guard programme.kind == Self.programmeKind, text.hasPrefix(programme.text + Programme.partMark) else {
            return false
        }
        return text.dropFirst(programme.text.count + Programme.partMark.count).allSatisfy(\.isNumber)
    }
}

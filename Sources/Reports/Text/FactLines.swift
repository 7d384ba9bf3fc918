import Model

/// The facts at the head of a report: what kind of file it is, as far as the log tells.
struct FactLines {
    let log: Log
    let findings: [Finding]

    var rows: [(label: String, text: String)] {
        let all = [
            ("File", file), ("Picture", tracks(.video, picture)), ("Sound", tracks(.audio, sound)),
            ("Loudness", loudness),
        ]
        return all.filter { !$0.1.isEmpty }.map { (label: $0.0, text: $0.1) }
    }

    private func value(_ metric: String, _ track: TrackID? = nil) -> String? {
        log.reading(metric, track)?.value.map(Words.value)
    }

    private func number(_ metric: String, _ track: TrackID? = nil) -> Double? {
        log.reading(metric, track)?.value?.asNumber
    }

    private var file: String {
        let timecode = value("container.timecode.start") ?? log.tracks.lazy.compactMap(\.timecode).first
        let parts = [
            value("container.format").map { Self.names[$0] ?? $0.uppercased() },
            number("file.duration").map(Words.duration),
            Words.size(log.file.size),
            timecode.map { "timecode starts at \($0) (frame 0)" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// Tracks of one kind; neighbours that are alike share a description.
    private func tracks(_ kind: TrackKind, _ describe: (TrackFacts) -> String) -> String {
        var alike: [(text: String, ids: [TrackID])] = []
        for track in log.tracks where track.kind == kind {
            let text = describe(track)
            if alike.last?.text == text {
                alike[alike.count - 1].ids.append(track.id)
            } else {
                alike.append((text, [track.id]))
            }
        }
        return alike.map { "\(Words.tracks($0.ids)): \($0.text)" }.joined(separator: "; ")
    }

    private func picture(_ track: TrackFacts) -> String {
        let id = track.id
        let codec = value("video.codec", id) ?? track.codec
        let scan = value("video.scan", id)
        let parts = [
            codec.map { code in value("video.codec-profile", id).map { "\(code) (\($0))" } ?? code },
            raster(id), rate(track),
            scan.map { Self.names[$0] ?? $0 },
            value("video.bit-depth", id).map { "\($0) bits" },
            value("video.chroma", id), value("hdr.format", id),
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func raster(_ id: TrackID) -> String? {
        guard let width = value("video.width", id), let height = value("video.height", id) else { return nil }
        return "\(width) × \(height)"
    }

    /// `25 frames per second`, `29.97 frames per second (30000/1001)`.
    private func rate(_ track: TrackFacts) -> String? {
        let text = value("video.frame-rate", track.id) ?? track.frameRate?.description
        guard let text, let rate = Rational(text), rate.isPositive else { return nil }
        let exact = rate.numerator % rate.denominator == 0 ? "" : " (\(rate))"
        return Words.number(rate.asDouble) + " frames per second" + exact
    }

    private func sound(_ track: TrackFacts) -> String {
        let id = track.id
        let channels = track.channels?.count ?? number("audio.channels", id).flatMap { Int(exactly: $0) }
        let hertz = number("audio.sample-rate", id) ?? track.sampleRate.map(Double.init)
        let parts = [
            value("audio.codec", id) ?? track.codec,
            layout(channels, value("audio.layout", id), isDeclared: track.channelsDeclared),
            hertz.map { Words.number($0 / 1000) + " kHz" },
            value("audio.bit-depth", id).map { "\($0) bits" },
            (value("audio.language", id) ?? track.language).map { "language \($0)" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func layout(_ channels: Int?, _ name: String?, isDeclared: Bool?) -> String? {
        guard let channels else { return name }
        let notes = [name, isDeclared == false && channels > 1 ? "the file does not say which is which" : nil]
        let words = notes.compactMap { $0 }.joined(separator: ", ")
        return Words.count(channels, "channel") + (words.isEmpty ? "" : " (\(words))")
    }

    /// The levels everybody asks for first, also where they passed. Programmes exist only for the profile that defines
    /// them, so the findings know them and the log does not.
    private var loudness: String {
        let names = [
            ("loudness.integrated", "loudness"), ("loudness.true-peak", "true peak"), ("loudness.range", "range"),
            ("loudness.dialogue", "dialogue about"), ("loudness.dialogue-ratio", "programme above dialogue about"),
        ]
        var told: [String] = []
        for track in findings.compactMap(\.track) where !told.contains(where: { $0.hasPrefix("\(track): ") }) {
            let parts = names.compactMap { metric, name in
                findings.first { $0.metric == metric && $0.track == track }?.measured.map { "\(name) \($0)" }
            }
            if !parts.isEmpty { told.append("\(track): \(parts.joined(separator: ", "))") }
        }
        return told.joined(separator: "; ")
    }

    /// Names for people, where the log's own are short forms.
    private static let names = [
        "matroska": "Matroska", "webm": "WebM", "mpegts": "MPEG transport stream",
        "tff": "interlaced (top field first)", "bff": "interlaced (bottom field first)",
    ]
}

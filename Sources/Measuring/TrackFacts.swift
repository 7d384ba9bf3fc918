import Media
import Model

extension TrackFacts {
    init(_ track: Track, _ headers: Headers) {
        self.init(id: track.id, kind: track.kind, index: track.stream.index, start: headers.start(of: track))
        codec = track.facts.codec.isEmpty ? nil : track.facts.codec
        language = track.stream.metadata["language"]
        switch track.kind {
        case .audio:
            channels = track.channelLabels
            channelsDeclared = track.facts.isLayoutDeclared || track.statedLabels != nil
            sampleRate = track.facts.sampleRate
        case .video:
            frameRate = track.frameRate
            timecode = headers.timecode(of: track)
        default: break
        }
    }
}

extension Track {
    /// The file's channel labels; where it has none, those that convention gives to mono, stereo and 5.1 (ITU-R
    /// BR.1384 order), and `CH1`, `CH2`, … beyond that.
    public var channelLabels: [String] {
        if let statedLabels { return statedLabels }
        let names = stream.channelNames
        if !names.contains("") { return names }
        return Self.conventional[names.count] ?? names.indices.map { "CH\($0 + 1)" }
    }

    /// The file's own name of its layout; where it states an order that is not WAVE's, its channels one by one. Nil when the
    /// channels are not labelled.
    public var layoutName: String? {
        if let statedLabels { return statedLabels.joined(separator: "+") }
        return facts.isLayoutDeclared && !facts.layout.isEmpty ? facts.layout : nil
    }

    private static let conventional = [
        1: ["FC"], 2: ["FL", "FR"], 6: ["FL", "FR", "FC", "LFE", "SL", "SR"],
    ]

    /// Frames per second: the average where it is known, else the rate libavformat guesses from the time base.
    ///
    /// The average is pictures over duration, and the ends of a file move it: the last field of a field-coded stream may
    /// lack its duration, and streams without times are only sampled. Where the average is no rate that anyone works at, and
    /// the guess explains it within one picture of the whole, the guess is the rate.
    public var frameRate: Rational? {
        let (average, guess) = (facts.averageRate, facts.realRate)
        let isEdge =
            average.isKnown && guess.isKnown && ![1, 2, 1001].contains(average.denominator)
            && abs(average.asDouble - guess.asDouble) <= edge(guess.asDouble)
        let rate = isEdge ? guess : [average, guess].first(where: \.isKnown)
        return rate.map { Rational($0.numerator, $0.denominator) }
    }

    /// How far the ends may move the average: one picture in the track's duration, or 2 % of a rate that was sampled.
    private func edge(_ rate: Double) -> Double { facts.durationSeconds.map { 1 / max($0, 1) } ?? 0.02 * rate }
}

extension Headers {
    /// Start timecode as the container gives it: on the track, on a timecode track, or on the file.
    public func timecode(of track: Track) -> String? {
        if let own = track.stream.metadata["timecode"] { return own }
        let elsewhere = tracks.first { $0.kind == .data && $0.stream.metadata["timecode"] != nil }
        return elsewhere?.stream.metadata["timecode"] ?? metadata["timecode"]
    }
}

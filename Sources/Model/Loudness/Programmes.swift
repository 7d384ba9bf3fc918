extension ProgrammeLayout {
    /// The programmes of a file. Named ones pass through as the profile wrote them.
    ///
    /// Automatic: a track of two or more channels is a programme `audio-N`, N counted from 0. Mono tracks are grouped
    /// by the labels the file gives them, else by their number: 1 mono, 2 stereo, 6 in the order of 5.1, 8 stereo and
    /// 5.1, 16 the same and pairs, else pairs. Our own grouping, as opposed to the file's word, stands in `assumption`.
    public func resolve(in log: Log) -> [Programme] {
        switch self {
        case .named(let programmes): return programmes
        case .automatic:
            let tracks = log.tracks.filter { $0.kind == .audio }
            let labelled = tracks.map { (track: $0, labels: Self.labels(of: $0, in: log)) }
            let whole = labelled.filter { $0.labels.count != 1 }.map(Self.programme)
            return whole + MonoTracks(labelled.filter { $0.labels.count == 1 }.map(\.track)).programmes(in: log)
        }
    }

    /// The labels of a track's channels; by convention where the file names none, empty where nothing is known.
    private static func labels(of track: TrackFacts, in log: Log) -> [String] {
        if let channels = track.channels, !channels.isEmpty { return channels }
        let count = log.series.count { $0.track == track.id && $0.metric == LoudnessMetrics.energy.id }
        return usual[count] ?? [String](repeating: "", count: count)
    }

    /// What a track of so many unlabelled channels usually holds.
    private static let usual: [Int: [String]] = [
        1: ["FC"], 2: ["FL", "FR"], 6: MonoTracks.surround,
        8: ["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"],
    ]

    private static func programme(_ track: TrackFacts, _ labels: [String]) -> Programme {
        let isGuess = labels.count > 2 && (track.channels == nil || track.channelsDeclared == false)
        let channels = labels.enumerated().map { ProgrammeChannel(track: track.id, channel: $0, label: $1) }
        return Programme(
            name: "audio-\(track.id.name)", channels: channels,
            assumption: isGuess
                ? "channels of \(track.id) taken as \(labels.joined(separator: " ")); the file does not label them"
                : nil)
    }
}

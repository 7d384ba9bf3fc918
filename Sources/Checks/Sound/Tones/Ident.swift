import Model

/// What the pattern of a line-up tone says.
enum Ident: String {
    case ebuStereo = "EBU stereo"
    case glits = "GLITS"
    case blits = "BLITS"
    case ebuMultichannel = "EBU multichannel"
    case steady
    case interrupted

    init(_ channels: [(label: String, tones: [Tone])]) {
        if Self.isBLITS(channels) {
            self = .blits
        } else if Self.isEBUMultichannel(channels) {
            self = .ebuMultichannel
        } else if let pair = Self.pair(channels) {
            self = pair
        } else {
            self = channels.contains { !Self.gaps($0.tones).isEmpty } ? .interrupted : .steady
        }
    }

    /// At least four of the six channels carry the tone of their own (EBU Tech 3304).
    private static func isBLITS(_ channels: [(label: String, tones: [Tone])]) -> Bool {
        let own = ["FL": 880.0, "FR": 880, "FC": 1320, "LFE": 82.5, "SL": 660, "SR": 660, "BL": 660, "BR": 660]
        return channels.count { channel in
            own[channel.label].map { hertz in channel.tones.contains { $0.isNear(hertz) } } ?? false
        } >= 4
    }

    /// 80 Hz throughout on the LFE, 1 kHz in turn on the others (EBU Tech 3304, for any number of channels).
    private static func isEBUMultichannel(_ channels: [(label: String, tones: [Tone])]) -> Bool {
        let low = channels.first { $0.label == "LFE" }?.tones.contains { $0.isNear(80) && $0.moment.duration > 3 }
        let others = channels.filter { $0.label != "LFE" && $0.tones.contains { $0.isNear(1000) } }
        return low == true && others.count >= 3
    }

    /// The idents of stereo: interruptions of 0.25 s.
    private static func pair(_ channels: [(label: String, tones: [Tone])]) -> Ident? {
        guard let left = channels.first(where: { $0.label == "FL" })?.tones,
            let right = channels.first(where: { $0.label == "FR" })?.tones, !right.isEmpty
        else { return nil }
        let (once, twice) = (gaps(left), gaps(right))
        guard !once.isEmpty, (once + twice).allSatisfy({ (0.15...0.35).contains($0.duration) }) else { return nil }
        if twice.isEmpty { return isEvery(3, once) ? .ebuStereo : nil }
        return isEvery(4, once) && abs(twice.count - 2 * once.count) <= 2 ? .glits : nil
    }

    private static func isEvery(_ seconds: Double, _ gaps: [Moment]) -> Bool {
        zip(gaps, gaps.dropFirst()).allSatisfy { abs($1.start - $0.start - seconds) < 0.2 }
    }

    /// Interruptions within one tone.
    private static func gaps(_ tones: [Tone]) -> [Moment] {
        zip(tones, tones.dropFirst()).compactMap { before, behind in
            let gap = Moment(before.moment.end, behind.moment.start)
            return before.isNear(behind.hertz) && gap.duration > 0.05 && gap.duration < 1 ? gap : nil
        }
    }
}

/// Names the ident of programmes whose channels are tracks of their own.
enum MonoIdents {
    static func name(in log: inout Log) {
        for programme in ProgrammeLayout.automatic.resolve(in: log) {
            let tracks = programme.channels.map(\.track)
            guard tracks.count > 1, Set(tracks).count == tracks.count else { continue }
            let channels = programme.channels.map { ($0.label, tones(of: $0.track, log)) }
            guard !channels.allSatisfy({ $0.1.isEmpty }) else { continue }
            let ident = Ident(channels)
            for index in log.readings.indices where log.readings[index].metric == ToneCheck.ident.id {
                guard let track = log.readings[index].track, tracks.contains(track), log.readings[index].value != nil
                else { continue }
                log.readings[index].value = .text(ident.rawValue)
                log.readings[index].note = "together with \(tracks.map(\.text).joined(separator: " "))"
            }
        }
    }

    /// The moments of a mono track are its tones, one by one; their frequencies stand in the series.
    private static func tones(of track: TrackID, _ log: Log) -> [Tone] {
        guard let moments = log.reading(ToneCheck.duration.id, track)?.moments,
            let level = log.reading(ToneCheck.level.id, track)?.value?.asNumber,
            let series = log.series(ToneCheck.series.id, track, channel: 0)
        else { return [] }
        return moments.compactMap { moment in
            let middle = Int(((moment.start + moment.end) / 2 - series.start) * 10)
            let near = [middle, middle - 1, middle + 1].filter(series.values.indices.contains)
            guard let hertz = near.map({ series.values[$0] }).first(where: { !$0.isNaN }) else { return nil }
            return Tone(moment: moment, hertz: Double(hertz), level: level)
        }
    }
}

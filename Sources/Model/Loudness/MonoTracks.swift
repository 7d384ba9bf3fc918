/// Mono tracks that together carry programmes, as is usual in MXF and MOV masters.
struct MonoTracks {
    static let surround = ["FL", "FR", "FC", "LFE", "SL", "SR"]
    private static let stereo = ["FL", "FR"]

    let tracks: [TrackFacts]

    init(_ tracks: [TrackFacts]) { self.tracks = tracks }

    private struct Group {
        var tracks: [TrackFacts]
        var labels: [String]

        var kind: String {
            switch Set(labels) {
            case ["FL", "FR"], ["DL", "DR"]: "stereo"
            case Set(surround), ["FL", "FR", "FC", "LFE", "BL", "BR"]: "5.1"
            case _ where labels.count == 1: "mono"
            case let set where labels.count == 8 && set.isSuperset(of: surround + ["BL", "BR"]): "7.1"
            default: "\(labels.count)-channel"
            }
        }

        /// Numbers of the tracks as people count them, from 1: `3-8`.
        var numbers: String {
            let numbers = tracks.map { (Int($0.id.name) ?? 0) + 1 }
            guard let first = numbers.first, let last = numbers.last, numbers.count > 1 else {
                return numbers.map(String.init).joined()
            }
            let isRun = last - first == numbers.count - 1
            return isRun ? "\(first)-\(last)" : numbers.map(String.init).joined(separator: "+")
        }

        func isSilent(in log: Log) -> Bool {
            tracks.allSatisfy { track in
                guard let peaks = log.series(LoudnessMetrics.samplePeakSeries.id, track.id, channel: 0) else {
                    return false
                }
                return !peaks.values.isEmpty && peaks.values.allSatisfy { $0 == 0 }
            }
        }
    }

    /// Groups that are silent throughout are left out while any other is not; the assumption says so.
    func programmes(in log: Log) -> [Programme] {
        let labelled = labelledGroups
        let groups = labelled ?? conventionalGroups
        let silent = groups.map { $0.isSilent(in: log) }
        let leavesOut = silent.contains(true) && silent.contains(false)
        let assumption =
            sentence(groups, byLabel: labelled != nil)
            + (leavesOut ? Self.silenceSentence(zip(groups, silent).filter(\.1).map(\.0)) : "")
        return zip(groups, silent).filter { !(leavesOut && $0.1) }.map { group, _ in
            Programme(name: name(group, among: groups), channels: Self.channels(group), assumption: assumption)
        }
    }

    private static func channels(_ group: Group) -> [ProgrammeChannel] {
        zip(group.tracks, group.labels).map { ProgrammeChannel(track: $0.id, channel: 0, label: $1) }
    }

    /// `stereo`, or `stereo-9-10` where there are several of the kind.
    private func name(_ group: Group, among groups: [Group]) -> String {
        let isOnly = groups.count { $0.kind == group.kind } == 1
        return isOnly ? group.kind : "\(group.kind)-\(group.numbers)"
    }

    private func sentence(_ groups: [Group], byLabel: Bool) -> String {
        let list = groups.map { "\($0.kind) on \($0.numbers)" }
        let count = tracks.count == 1 ? "1 mono track" : "\(tracks.count) mono tracks"
        return "\(count) taken as \(Self.enumerate(list))\(byLabel ? " by their labels" : ""); "
            + "name the layout if that is wrong"
    }

    private static func silenceSentence(_ silent: [Group]) -> String {
        "; digital silence on \(enumerate(silent.map(\.numbers))), left out"
    }

    private static func enumerate(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.joined() }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension MonoTracks {
    private var conventionalGroups: [Group] {
        switch tracks.count {
        case 6: [Group(tracks: tracks, labels: Self.surround)]
        case 8, 16:
            pairs(tracks[0..<2]) + [Group(tracks: Array(tracks[2..<8]), labels: Self.surround)] + pairs(tracks[8...])
        default: pairs(tracks[...])
        }
    }

    /// Stereo pairs; a track left over is mono.
    private func pairs(_ tracks: ArraySlice<TrackFacts>) -> [Group] {
        stride(from: tracks.startIndex, to: tracks.endIndex, by: 2).map { first in
            first + 1 < tracks.endIndex
                ? Group(tracks: Array(tracks[first...first + 1]), labels: Self.stereo)
                : Group(tracks: [tracks[first]], labels: ["FC"])
        }
    }

    /// Groups by the labels the file declares: a label that comes again begins the next group. Nil where a label is
    /// missing, or where all say centre, as a mono track does that was never labelled on purpose.
    private var labelledGroups: [Group]? {
        let labels = tracks.compactMap { $0.channelsDeclared == true ? $0.channels?.first : nil }
        guard labels.count == tracks.count, labels.contains(where: { $0 != "FC" }) else { return nil }
        return zip(tracks, labels).reduce(into: []) { groups, next in
            if let last = groups.last, !last.labels.contains(next.1),
                Self.isDownmix(last.labels[0]) == Self.isDownmix(next.1)
            {
                groups[groups.count - 1].tracks.append(next.0)
                groups[groups.count - 1].labels.append(next.1)
            } else {
                groups.append(Group(tracks: [next.0], labels: [next.1]))
            }
        }
    }

    /// `DL` and `DR`, a stereo downmix beside the programme it was made from.
    private static func isDownmix(_ label: String) -> Bool { label == "DL" || label == "DR" }
}

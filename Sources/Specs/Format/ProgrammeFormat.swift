import Model

/// Keys of one programme.
let programmeKeys: [Key<Programme>] = [
    Key("channels") { programme, value in programme.channels = try value.entries().map(programmeChannel) }
]

/// libavutil's names of loudspeaker positions.
let channelLabels = [
    "FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC", "BC", "SL", "SR", "TC", "TFL", "TFC", "TFR", "TBL", "TBC", "TBR",
    "DL", "DR", "WL", "WR", "SDL", "SDR", "LFE2", "TSL", "TSR", "BFC", "BFL", "BFR",
]

extension Located {
    /// `automatic`, or programmes by name.
    func programmeLayout() throws -> ProgrammeLayout {
        if case .scalar = node {
            guard try text() == "automatic" else { throw error("has to be automatic or a mapping of programmes") }
            return .automatic
        }
        let programmes = try entries().map { name, value in try value.programme(name) }
        guard !programmes.isEmpty else { throw error("names no programme") }
        return .named(programmes)
    }

    private func programme(_ name: String) throws -> Programme {
        var programme = Programme(name: name, channels: [])
        try read(programmeKeys, into: &programme)
        guard !programme.channels.isEmpty else { throw error("has no channels") }
        for (index, channel) in programme.channels.enumerated() {
            let twin = programme.channels[..<index].first { $0.track == channel.track && $0.channel == channel.channel }
            if let twin { throw error("one channel of \(channel.track) feeds both \(twin.label) and \(channel.label)") }
        }
        return programme
    }
}

/// `FL: "audio:0/1"` is channel 1, counted from 0, of track 0; without the slash it is channel 0.
private func programmeChannel(_ label: String, _ value: Located) throws -> ProgrammeChannel {
    guard channelLabels.contains(label) else {
        throw value.error(unknown("loudspeaker", label, channelLabels))
    }
    let text = try value.text()
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let track = TrackID(String(parts[0]))
    guard parts.count <= 2, track.kind == "audio", TrackID.isTrack(track),
        let channel = parts.count == 2 ? UInt8(parts[1]) : 0
    else { throw value.error("'\(text)' is no channel; write \"audio:0\" or \"audio:0/1\"") }
    return ProgrammeChannel(track: track, channel: Int(channel), label: label)
}

/// Keys of one part of a span.
let spanKeys: [Key<(from: ProgrammeSpan.Place?, to: ProgrammeSpan.Place?)>] = [
    Key("from") { part, value in part.from = try value.place() },
    Key("to") { part, value in part.to = try value.place() },
]

extension Located {
    /// `whole`, `action`, or a list of parts.
    func programmeSpan() throws -> ProgrammeSpan {
        if case .scalar = node {
            switch try text() {
            case "whole": return .whole
            case "action": return .action
            case let other: throw error(unknown("span", other, ["whole", "action"]))
            }
        }
        let parts = try items().map { item in
            var part: (from: ProgrammeSpan.Place?, to: ProgrammeSpan.Place?)
            try item.read(spanKeys, into: &part)
            guard let from = part.from, let to = part.to else { throw item.error("needs from and to") }
            return ProgrammeSpan.Part(start: from, end: to)
        }
        guard !parts.isEmpty else { throw error("names no part") }
        return .parts(parts)
    }

    /// Seconds, or a timecode in quotes.
    fileprivate func place() throws -> ProgrammeSpan.Place {
        switch try value() {
        case .number(let seconds) where seconds >= 0: return .seconds(seconds)
        case .text(let text) where text.wholeMatch(of: /[0-9]{2}:[0-9]{2}:[0-9]{2}[:;.][0-9]{2,3}/) != nil:
            return .timecode(text)
        default: throw error("has to be seconds, or a timecode as \"10:00:00:00\"")
        }
    }
}

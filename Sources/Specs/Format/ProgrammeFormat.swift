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

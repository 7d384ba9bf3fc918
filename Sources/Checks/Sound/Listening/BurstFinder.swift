import CKernels

/// Sound samples that are no sound: a coded bitstream in bursts (SMPTE ST 337).
struct Bitstream {
    /// ST 338 data type; nil where only one half of each preamble is there.
    var type: Int?
    /// Samples from the first burst to the end of the last.
    var spans: [Range<Int64>]

    var name: String { type.map { Self.names[$0] ?? "data type \($0)" } ?? "half of an ST 337" }
    var reason: String { "it carries \(Self.article(name)) \(name) bitstream, not sound" }

    private static func article(_ name: String) -> String {
        ["A", "E", "M"].contains(name.prefix(1)) && name != "Time stamp" ? "an" : "a"
    }

    /// SMPTE ST 338 table 1.
    private static let names: [Int: String] = [
        0: "null data", 1: "AC-3", 2: "time stamp", 3: "pause", 4: "MPEG-1 layer I", 5: "MPEG layer II or III",
        6: "MPEG-2 with extension", 7: "MPEG-2 AAC", 10: "MPEG-4 AAC", 11: "MPEG-4 HE-AAC", 16: "E-AC-3", 17: "DTS",
        24: "AC-4", 26: "utility data", 27: "KLV data", 28: "Dolby E", 29: "captioning", 30: "user data",
    ]
}

/// Gathers preambles until there can be no doubt.
struct BurstFinder {
    /// Preambles that were seen whole, by data type.
    private var types = [Int](repeating: 0, count: 32)
    private var wholes: [Range<Int64>] = []
    private var halves: [Half]
    private var spacing: Int64 = 0

    /// Two whole preambles are 128 bits that agree.
    private static let enough = 2
    /// Halves are 16 bits each, so more of them are wanted, evenly spaced.
    private static let enoughHalves = 4
    /// Bursts farther apart than ST 337 allows belong to two stretches (4096 frames, and what a cut may take).
    private static let together: Int64 = 12_000

    init(channels: Int) { halves = Array(repeating: Half(), count: channels) }

    mutating func hear(_ bin: HeardBin) {
        for event in bin.events where event.kind == FGK_EARS_BURST {
            if event.detail == Int32(FGK_EARS_BURST_WHOLE.rawValue) {
                types[Int(event.value) & 31] += 1
                note(event.first)
            } else if Int(event.channel) < halves.count {
                halves[Int(event.channel)].add(event)
            }
        }
    }

    private mutating func note(_ place: Int64) {
        guard let last = wholes.last else { return wholes.append(place..<place + 1) }
        let distance = place - last.upperBound + 1
        // Another pair of channels may carry bursts of its own at the same time.
        guard distance > 0 else { return }
        guard distance < Self.together else { return wholes.append(place..<place + 1) }
        wholes[wholes.count - 1] = last.lowerBound..<place + 1
        spacing = distance
    }

    var bitstream: Bitstream? {
        if types.reduce(0, +) >= Self.enough {
            let type = types.indices.max { types[$0] < types[$1] }
            return Bitstream(type: type, spans: wholes.map { $0.lowerBound..<$0.upperBound + spacing })
        }
        guard let half = halves.first(where: { $0.regular >= Self.enoughHalves }) else { return nil }
        return Bitstream(type: half.type, spans: [half.first..<half.last + half.spacing])
    }

    /// Halves of preambles in one channel: regular when they keep their distance.
    private struct Half {
        var first: Int64 = 0
        var last: Int64 = 0
        var spacing: Int64 = 0
        var regular = 0
        var type: Int?

        mutating func add(_ event: fgk_ears_event) {
            let distance = event.first - last
            let keeps = abs(distance - spacing) <= 2 && (256...16384).contains(distance)
            if !keeps {
                regular = 0
                first = last
            }
            regular += keeps ? 1 : 0
            type = event.detail == Int32(FGK_EARS_BURST_ODD.rawValue) ? Int(event.value) & 31 : nil
            spacing = distance
            last = event.first
        }
    }
}

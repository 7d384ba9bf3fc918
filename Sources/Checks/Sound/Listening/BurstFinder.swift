import CKernels

/// Sound samples that are no sound: a coded bitstream in bursts (SMPTE ST 337).
struct Bitstream {
    /// ST 338 data type; nil where only one half of each preamble is there.
    var type: Int?
    /// Samples from the first burst to the end of the last.
    var spans: [Range<Int64>]
    /// Channels that carry it, counted from 0.
    var channels: Set<Int>
    /// How many channels the track has.
    var count: Int

    var isWhole: Bool { channels.count >= count }
    /// `channels 7 and 8`; nil where all channels carry it.
    var place: String? {
        guard !isWhole else { return nil }
        let numbers = channels.sorted().map { "\($0 + 1)" }
        guard let last = numbers.last, numbers.count > 1 else { return "channel \(numbers.joined())" }
        return "channels \(numbers.dropLast().joined(separator: ", ")) and \(last)"
    }

    var name: String { type.map { Self.names[$0] ?? "data type \($0)" } ?? "half of an ST 337" }
    var reason: String {
        let carrier = place.map { "\($0) \(channels.count > 1 ? "carry" : "carries")" } ?? "it carries"
        return "\(carrier) \(Self.article(name)) \(name) bitstream, not sound"
    }

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
    /// Whole preambles that each channel has a part in.
    private var parts: [Int]
    private var halves: [Half]
    private var spacing: Int64 = 0

    /// Two whole preambles are 128 bits that agree.
    private static let enough = 2
    /// Halves are 16 bits each, so more of them are wanted, evenly spaced.
    private static let enoughHalves = 4
    /// Bursts farther apart than ST 337 allows belong to two stretches (4096 frames, and what a cut may take).
    private static let together: Int64 = 12_000

    init(channels: Int) {
        halves = Array(repeating: Half(), count: channels)
        parts = Array(repeating: 0, count: channels)
    }

    mutating func hear(_ bin: HeardBin) {
        for event in bin.events where event.kind == FGK_EARS_BURST {
            if event.detail == Int32(FGK_EARS_BURST_WHOLE.rawValue) {
                types[Int(event.value) & 31] += 1
                note(event.first)
                // In one channel a preamble takes four samples, in two it takes two of each.
                let first = Int(event.channel)
                for channel in first...(event.end - event.first > 2 ? first : first + 1) where channel < parts.count {
                    parts[channel] += 1
                }
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
            return Bitstream(
                type: type, spans: wholes.map { $0.lowerBound..<$0.upperBound + spacing },
                channels: Set(parts.indices.filter { parts[$0] > 0 }), count: parts.count)
        }
        let regular = halves.indices.filter { halves[$0].regular >= Self.enoughHalves }
        guard let half = regular.first.map({ halves[$0] }) else { return nil }
        return Bitstream(
            type: half.type, spans: [half.first..<half.last + half.spacing], channels: Set(regular), count: parts.count)
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

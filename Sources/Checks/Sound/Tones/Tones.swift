import Model

/// A stretch of pure tone in one channel.
struct Tone {
    var moment: Moment
    var hertz: Double
    /// dBFS, of the sine's peak.
    var level: Double

    init(_ span: ToneFinder.Span, _ heard: Heard) {
        moment = heard.moment(span.first, span.end)
        hertz = span.hertz
        level = decibels(power: span.amplitude * span.amplitude)
    }

    init(moment: Moment, hertz: Double, level: Double) {
        self.moment = moment
        self.hertz = hertz
        self.level = level
    }

    func isNear(_ other: Double, _ tolerance: Double = 2) -> Bool { abs(hertz - other) <= tolerance }
}

enum Tones {
    /// Seconds of tone, interruptions aside, that make a line-up.
    private static let least = 1.0
    /// Seconds; a longer pause begins another tone.
    private static let pause = 0.8
    private static let leastIdent = 0.4
    /// Frequencies and levels of the idents (EBU Tech 3304).
    private static let idents: [(hertz: Double, level: Double)] = [
        (82.5, -18), (80, -18), (660, -18), (880, -18), (1000, -18), (1320, -18), (2000, -24),
    ]

    /// Leaves out single short tones: an instrument can make those.
    static func worthTelling(_ channels: [[Tone]]) -> [[Tone]] {
        let chains = chains(channels.joined().map(\.moment))
        return channels.map { tones in
            tones.filter { tone in
                let chain = chains.first { $0.contains { $0 == tone.moment } } ?? []
                return union(chain).reduce(0) { $0 + $1.duration } >= least - 1e-6 || isIdent(tone)
            }
        }
    }

    private static func isIdent(_ tone: Tone) -> Bool {
        tone.moment.duration >= leastIdent
            && idents.contains { tone.isNear($0.hertz, 0.5) && abs(tone.level - $0.level) <= 1 }
    }

    private static func chains(_ moments: [Moment]) -> [[Moment]] {
        var chains: [[Moment]] = []
        var end = -Double.infinity
        for moment in moments.sorted(by: { $0.start < $1.start }) {
            if moment.start - end <= pause { chains[chains.count - 1].append(moment) } else { chains.append([moment]) }
            end = max(end, moment.end)
        }
        return chains
    }

    static func union(_ moments: [Moment]) -> [Moment] {
        moments.sorted { $0.start < $1.start }.reduce(into: []) { joined, moment in
            if let last = joined.last, moment.start <= last.end + 0.001 {
                joined[joined.count - 1].end = max(last.end, moment.end)
            } else {
                joined.append(moment)
            }
        }
    }

    /// The frequency that lasts longest, with its highest level.
    static func dominant(_ tones: [Tone]) -> (hertz: Double, level: Double)? {
        func seconds(_ hertz: Double) -> Double {
            tones.filter { $0.isNear(hertz) }.reduce(0) { $0 + $1.moment.duration }
        }
        guard let best = tones.max(by: { seconds($0.hertz) < seconds($1.hertz) }) else { return nil }
        let alike = tones.filter { $0.isNear(best.hertz) }
        let longest = alike.max { $0.moment.duration < $1.moment.duration } ?? best
        return (longest.hertz, alike.map(\.level).max() ?? best.level)
    }

    /// Levels of the channels, where they are not all the same.
    static func levels(_ channels: [[Tone]], near hertz: Double, _ labels: [String]) -> String? {
        let levels = channels.map { tones in tones.filter { $0.isNear(hertz) }.map(\.level).max() }
        let heard = levels.compactMap { $0 }
        guard labels.count > 1, heard.count < labels.count || heard.max()! - heard.min()! > 0.1 else { return nil }
        return zip(labels, levels).map { label, level in
            level.map { "\(label) \(($0 * 10).rounded() / 10)" } ?? "\(label) none"
        }.joined(separator: ", ")
    }
}

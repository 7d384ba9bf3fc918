import Model

/// Tracks, or channels of different tracks, with the same samples.
enum SameTracks {
    static func report(into log: inout Log) {
        var places: [(name: String, print: Substring)] = []
        for reading in log.readings where reading.metric == ChannelCheck.fingerprint.id {
            guard let track = reading.track, case .text(let text)? = reading.value else { continue }
            let prints = text.split(separator: " ")
            // A whole track is named as one where all its channels have a twin; channels apart otherwise.
            places += prints.enumerated().map { (prints.count == 1 ? track.text : "\(track.text)/\($0)", $1) }
        }
        let groups = Dictionary(grouping: places.filter { $0.print != "0" }, by: \.print).values
            .map { $0.map(\.name) }.filter { names in Set(names.map(track)).count > 1 }
        let text = groups.map { $0.joined(separator: "=") }.sorted().joined(separator: " ")
        log.add(
            ChannelCheck.sameTracks, nil, text.isEmpty ? nil : .text(text),
            note: text.isEmpty ? "no channel of one track is repeated in another" : nil)
    }

    private static func track(_ name: String) -> Substring { name.prefix { $0 != "/" } }
}

/// A stereo and a 5.1 programme of the same sound, with left and right exchanged in one of them.
enum SwappedSides {
    /// Steps of 100 ms with sound in both that are wanted before anything is said.
    private static let enough = 100
    /// dBFS
    private static let gate: Float = -50
    private static let certain = 0.6

    static func report(into log: inout Log) {
        let programmes = ProgrammeLayout.automatic.resolve(in: log)
        let stereo = programmes.filter { $0.channels.count == 2 }
        let surround = programmes.filter { $0.channels.count >= 6 }
        var swapped: [String] = []
        for first in stereo {
            for second in surround {
                guard let one = balance(first, log), let other = balance(second, log) else { continue }
                if correlation(one, other) < -certain { swapped.append("\(first.name)/\(second.name)") }
            }
        }
        let isPossible = !stereo.isEmpty && !surround.isEmpty
        log.add(
            ChannelCheck.swapped, nil, swapped.isEmpty ? nil : .text(swapped.joined(separator: " ")),
            note: swapped.isEmpty
                ? (isPossible ? "left and right agree, or are too alike to tell" : "no stereo beside a 5.1") : nil)
    }

    /// Left against right, dB, step by step of the file's timeline; NaN where either is not heard.
    private static func balance(_ programme: Programme, _ log: Log) -> [Int: Float]? {
        func series(_ label: String) -> Series? {
            guard let channel = programme.channels.first(where: { $0.label == label }) else { return nil }
            return log.series(LevelSteps.metric.id, channel.track, channel: channel.channel)
        }
        guard let left = series("FL"), let right = series("FR") else { return nil }
        let shift = Int(((right.start - left.start) * 10).rounded())
        var balance: [Int: Float] = [:]
        for (step, level) in left.values.enumerated() where right.values.indices.contains(step - shift) {
            let other = right.values[step - shift]
            guard max(level, other) > gate, min(level, other) > gate - 30 else { continue }
            balance[step + Int((left.start * 10).rounded())] = level - other
        }
        return balance
    }

    private static func correlation(_ one: [Int: Float], _ other: [Int: Float]) -> Double {
        let steps = one.keys.filter { other[$0] != nil }.sorted()
        guard steps.count >= enough else { return 0 }
        let x = steps.map { Double(one[$0]!) }
        let y = steps.map { Double(other[$0]!) }
        let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            xy += (a - meanX) * (b - meanY)
            xx += (a - meanX) * (a - meanX)
            yy += (b - meanY) * (b - meanY)
        }
        return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
    }
}

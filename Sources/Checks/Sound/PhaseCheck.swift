import CKernels
import Measuring
import Media
import Model

/// How the two channels of a pair go together.
struct PhaseCheck: EarCheck {
    let id = "phase"
    let version = 2
    let guide = Guide(
        title: "Phase correlation and mono compatibility",
        what:
            "For each left and right pair, every 100 ms over the 400 ms around it: the correlation of the channels (+1 "
            + "equal, 0 unrelated, -1 opposite), and the level that is lost when both are added to mono, against what "
            + "equal channels would give (0 dB; unrelated channels lose 3 dB). Passages below -50 dBFS have no value. "
            + "Polarity counts as inverted where the correlation goes below -0.5 and stays below 0 for 2 s; the reading "
            + "is the sum of these stretches. Channels of a pair that lie on separate tracks are not compared.",
        why:
            "Sound in opposite phase vanishes on a mono loudspeaker, on a phone and in a downmix, and cannot be placed "
            + "on two. Dialogue may be lost altogether.",
        cause: "A cable with its wires swapped, a polarity button, a stereo widener, a delay between two microphones, "
            + "or a matrix-encoded surround that is looked at as stereo.",
        mend:
            "Invert one of the channels over the stretch and listen in mono. Take the widener off what has to be heard "
            + "in mono.",
        references: [
            "EBU QC 0012B (audio phase reversal)", "EBU QC 0013F as listed by DPP (expected 0° ±90°)",
            "ITU-R BS.775 (downmix)",
        ])

    static let correlation = Metric("sound.phase-correlation", effort: .decode)
    static let lossSeries = Metric("sound.mono-loss-series", unit: "dB", effort: .decode)
    static let loss = Metric("sound.mono-loss", unit: "dB", effort: .decode)
    static let inverted = Metric("sound.polarity-inversion", unit: "s", effort: .decode)

    /// -50 dBFS
    static let gate = 1e-5
    static let opposite: Float = -0.5
    static let leastInverted = 2.0
    /// Opposite channels lose everything; a number is still wanted.
    static let mostLoss = 99.0

    let metrics = [correlation, lossSeries, loss, inverted]
    let needs: EarNeeds = .pairs

    func ear(for sound: TrackSound) -> any Ear { PhaseEar(sound) }
}

final class PhaseEar: Ear {
    private let sound: TrackSound
    private var pairs: [PairPhase]
    /// Index of each pair among the kernel's pairs; found with the first bin.
    private var places: [Int] = []

    init(_ sound: TrackSound) {
        self.sound = sound
        pairs = ChannelPairs.leftRight(sound.labels).map { PairPhase($0, sound) }
    }

    func hear(_ bin: HeardBin) {
        guard !bin.channels.isEmpty else { return }
        if places.isEmpty {
            places = pairs.compactMap { pair in
                bin.pairs.firstIndex { Int($0.first) == pair.first && Int($0.second) == pair.second }
            }
        }
        for (index, place) in places.enumerated() {
            let product = bin.pairs[place]
            pairs[index].add(
                bin.channels[pairs[index].first].square, bin.channels[pairs[index].second].square, product.product,
                bin.length)
        }
    }

    func report(_ heard: Heard, into log: inout Log) {
        for index in pairs.indices { pairs[index].finish() }
        for pair in pairs {
            log.series.append(heard.series(PhaseCheck.correlation, channel: pair.first, pair.correlations))
            log.series.append(heard.series(PhaseCheck.lossSeries, channel: pair.first, pair.losses))
        }
        let inversions = pairs.map { ($0, $0.inversions(heard)) }.filter { !$0.1.isEmpty }
        let moments = inversions.flatMap(\.1).sorted { $0.start < $1.start }
        log.add(
            PhaseCheck.inverted, sound.track, .number(moments.reduce(0) { $0 + $1.duration }),
            note: pairs.isEmpty ? "no pair of channels" : names(inversions.map(\.0)), moments: moments)
        let worst = pairs.max { $0.loss < $1.loss }
        log.add(
            PhaseCheck.loss, sound.track, .number(worst?.loss ?? 0),
            note: worst == nil ? "no pair of channels" : names([worst!]))
    }

    private func names(_ pairs: [PairPhase]) -> String? {
        guard sound.channels > 2, !pairs.isEmpty else { return nil }
        return pairs.map { "\(sound.labels[$0.first])/\(sound.labels[$0.second])" }.joined(separator: ", ")
    }
}

/// Which channels belong together.
enum ChannelPairs {
    /// Left and right by their labels; side by side where there are none.
    static func leftRight(_ labels: [String]) -> [(first: Int, second: Int)] {
        let named = labels.indices.compactMap { left -> (Int, Int)? in
            guard let partner = partner(labels[left]), let right = labels.firstIndex(of: partner) else { return nil }
            return (left, right)
        }
        if !named.isEmpty || labels.count < 2 { return named.map { (first: $0.0, second: $0.1) } }
        return stride(from: 0, to: labels.count - 1, by: 2).map { (first: $0, second: $0 + 1) }
    }

    private static func partner(_ label: String) -> String? {
        if label == "FLC" { return "FRC" }
        return label.hasSuffix("L") ? String(label.dropLast()) + "R" : nil
    }
}

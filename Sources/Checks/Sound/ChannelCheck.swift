import CKernels
import Measuring
import Media
import Model

/// Whether the channels are what they are called.
struct ChannelCheck: EarCheck {
    let id = "channel-identity"
    let version = 2
    let guide = Guide(
        title: "Channel identity",
        what:
            "Names pairs of channels that carry the same sound (correlation of 0.9995 or more in 95 % of the steps of "
            + "100 ms above -60 dBFS: mono presented as stereo), saying whether they are equal bit by bit. Lossy coding "
            + "adds noise of its own to each channel, behind which mono is mostly not told. Also names channels that stay "
            + "at or below -80 dBFS for 95 % of the time, and the share of the energy of an LFE channel above 200 Hz. "
            + "The fingerprint is a hash of each channel's samples: equal fingerprints in two tracks are the "
            + "same sound twice. Where a file holds a stereo and a 5.1 programme, the balance of left and right over "
            + "time is compared between them: if the two move against each other, one of them has its sides swapped.",
        why: "Mono under a stereo label, a dead surround, full music in the subwoofer or swapped sides are not visible "
            + "in any header, and are heard by every viewer.",
        cause: "A mono stem on both tracks, a layout in film order read as SMPTE order, one language exported twice, "
            + "surrounds never connected, a bass management filter left out.",
        mend: "Assign the channels anew in the session and export again; swapped or doubled channels can be reordered "
            + "without any other change.",
        references: [
            "EBU QC 0124B (mono audio)", "EBU QC 0230B (audio channel panning)", "EBU R 123 (track allocation)",
            "ITU-R BS.775 (5.1 layout)",
        ])

    static let identical = Metric("sound.channels.identical", effort: .decode)
    static let empty = Metric("sound.channels.empty", effort: .decode)
    static let lfe = Metric("sound.lfe.above-200-hz", unit: "%", effort: .decode)
    static let fingerprint = Metric("sound.fingerprint", effort: .decode)
    static let sameTracks = Metric("sound.tracks.identical", effort: .decode)
    static let swapped = Metric("sound.channels.swapped", effort: .decode)

    let metrics = [identical, empty, lfe, fingerprint, sameTracks, swapped]
    let needs: EarNeeds = [.pairs, .low]

    func ear(for sound: TrackSound) -> any Ear { ChannelEar(sound) }

    /// What only all tracks together show.
    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        guard !headers.tracks(.audio).isEmpty else { return }
        SameTracks.report(into: &log)
        SwappedSides.report(into: &log)
    }
}

final class ChannelEar: Ear {
    private let sound: TrackSound
    private var steps: LevelSteps
    private var pairs: [PairIdentity] = []
    private var prints: [UInt64]
    private var lfes: [LowShare]

    private static let emptyLevel: Float = -80
    static let share = 0.95

    init(_ sound: TrackSound) {
        self.sound = sound
        steps = LevelSteps(sound)
        prints = Array(repeating: 0xCBF2_9CE4_8422_2325, count: sound.channels)
        lfes = sound.labels.indices.filter { sound.labels[$0].hasPrefix("LFE") }.map {
            LowShare(channel: $0, rate: sound.lowRate)
        }
    }

    func hear(_ bin: HeardBin) {
        steps.hear(bin)
        if pairs.isEmpty { pairs = bin.pairs.map(PairIdentity.init) }
        for (index, pair) in bin.pairs.enumerated() { pairs[index].add(pair, bin) }
        for (channel, result) in bin.channels.enumerated() {
            for bits in [result.square.bitPattern, result.sum.bitPattern] {
                prints[channel] = (prints[channel] ^ bits) &* 0x0000_0100_0000_01B3
            }
        }
        for index in lfes.indices { lfes[index].add(bin) }
    }

    func report(_ heard: Heard, into log: inout Log) {
        steps.write(heard, into: &log)
        reportIdentical(into: &log)
        reportEmpty(into: &log)
        let above = lfes.indices.compactMap { lfes[$0].finish() }.max()
        log.add(
            ChannelCheck.lfe, sound.track, .number((above ?? 0) * 100),
            note: lfes.isEmpty ? "the track has no LFE channel" : above == nil ? "the LFE channel is silent" : nil)
        log.add(ChannelCheck.fingerprint, sound.track, .text(fingerprints.joined(separator: " ")))
    }

    /// `0` for a channel without any sound.
    private var fingerprints: [String] {
        prints.indices.map { channel in
            steps.levels[channel].allSatisfy { $0 == -.infinity } ? "0" : String(prints[channel], radix: 16)
        }
    }

    private func reportIdentical(into log: inout Log) {
        let same = pairs.filter(\.isSame)
        let text = same.map { "\(sound.labels[$0.first])=\(sound.labels[$0.second])" }.joined(separator: " ")
        let notes = same.map { pair in
            "\(sound.labels[pair.first])=\(sound.labels[pair.second]): \(pair.difference)"
        }
        log.add(
            ChannelCheck.identical, sound.track, same.isEmpty ? nil : .text(text),
            note: same.isEmpty ? "no two channels carry the same sound" : notes.joined(separator: "; "))
    }

    private func reportEmpty(into log: inout Log) {
        let empty = zip(sound.labels, steps.levels).filter { _, levels in
            let quiet = levels.count { $0 <= Self.emptyLevel }
            return Double(quiet) >= Self.share * Double(levels.count)
        }
        let notes = empty.map { label, levels in
            levels.allSatisfy { $0 == -.infinity } ? "\(label) is all zero" : "\(label) holds noise"
        }
        log.add(
            ChannelCheck.empty, sound.track,
            empty.isEmpty ? nil : .text(empty.map(\.0).joined(separator: " ")),
            note: empty.isEmpty ? "every channel carries sound" : notes.joined(separator: "; "))
    }
}

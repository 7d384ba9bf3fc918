import CKernels
import Measuring
import Media
import Model

/// Short holes in the sound.
struct DropoutCheck: EarCheck {
    let id = "dropouts"
    let version = 2
    let guide = Guide(
        title: "Dropouts",
        what: "Counts holes of up to 2 s in a channel. Either all samples are zero for 0.5 ms or longer, or the level "
            + "falls by more than 34 dB for at least 3 ms (not on an LFE, whose waves pass through zero slowly); the "
            + "sound before and after stands above -50 dBFS; and it both ends and begins again within 2 ms. A note that "
            + "dies away or a pause in speech has no such edges. Lossy coding fills up holes of a few milliseconds, which "
            + "are then not found: of 2 ms none, of 10 ms nine in ten. "
            + "Interruptions of a line-up tone are not counted. Holes of 2 s and longer are silence.",
        why: "A hole in music or speech is heard at once, even one of a few milliseconds.",
        cause:
            "A disk or network that could not keep up while recording, lost packets, a bad tape, a damaged file that "
            + "was concealed by silence, an edit with a gap of some samples.",
        mend:
            "Go back to the recording before the fault and take the place from there. Where there is none, short holes "
            + "can be drawn over by interpolation.",
        references: ["EBU QC 0008B (audio dropouts)"])

    static let count = Metric("sound.dropouts", effort: .decode)

    let metrics = [count]
    let needs: EarNeeds = .tones

    func ear(for sound: TrackSound) -> any Ear { DropoutEar(sound) }
}

final class DropoutEar: Ear {
    private let sound: TrackSound
    private var finders: [GapFinder]
    private var found: Occurrences

    init(_ sound: TrackSound) {
        self.sound = sound
        finders = sound.labels.map { GapFinder(rate: sound.rate, isLow: $0.hasPrefix("LFE")) }
        found = Occurrences(sound, joinedWithin: 0.05)
    }

    func hear(_ bin: HeardBin) {
        for (channel, result) in bin.channels.enumerated() { finders[channel].add(bin, result) }
        for event in bin.events where event.kind == FGK_EARS_ZEROS && event.channel >= 0 {
            finders[Int(event.channel)].addZeros(event.first, event.end)
        }
        for channel in finders.indices {
            finders[channel].settle { found.add(channel, $0.lowerBound, $0.upperBound) }
        }
    }

    func report(_ heard: Heard, into log: inout Log) { log.add(DropoutCheck.count, found, heard) }
}

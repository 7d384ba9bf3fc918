import CKernels
import Measuring
import Media
import Model

/// Buffers that were played twice.
struct RepeatCheck: EarCheck {
    let id = "repeated-buffers"
    let version = 1
    let guide = Guide(
        title: "Repeated buffers",
        what:
            "Counts stretches in which the samples of a channel are equal, one by one, to those that stood between 64 "
            + "samples and 200 ms before. The stretch has to be as long as that distance, or at least 256 samples. Steady "
            + "tones and other waves whose period is a whole number of samples are told apart. Only untouched PCM shows "
            + "repeats: after any gain change with dither, and after lossy coding, samples are no longer equal.",
        why:
            "A buffer that is played twice is heard as a stutter or a buzz, and shifts the sound against the picture if "
            + "it was inserted.",
        cause: "A sound card or network stream that ran out of data and repeated what it had, or a file transfer that "
            + "wrote a block twice.",
        mend: "Take the place from the source again. Where the repeat was inserted, take it out and check lip sync "
            + "behind it.",
        references: ["EBU QC 0008B (audio dropouts)"])

    static let count = Metric("sound.repeated-buffers", effort: .decode)

    let metrics = [count]
    let needs: EarNeeds = .repeats

    func ear(for sound: TrackSound) -> any Ear { RepeatEar(sound) }
}

final class RepeatEar: Ear {
    private var found: Occurrences

    init(_ sound: TrackSound) { found = Occurrences(sound) }

    func hear(_ bin: HeardBin) {
        for event in bin.events where event.kind == FGK_EARS_REPEAT {
            found.add(Int(event.channel), event.first, event.end)
        }
    }

    func report(_ heard: Heard, into log: inout Log) { log.add(RepeatCheck.count, found, heard) }
}

import CKernels
import Measuring
import Media
import Model

/// Single disturbed samples, and places where the wave is broken.
struct ClickCheck: EarCheck {
    let id = "clicks"
    let version = 1
    let guide = Guide(
        title: "Clicks",
        what:
            "Predicts every sample of a channel from the 16 before it (linear prediction over 20 ms, made anew without "
            + "the suspect) and looks at what is left over. A click stands out at least 3 times above anything within "
            + "50 ms and 8 times above the mean, lasts half a millisecond at most, and leaves the level as it was: a "
            + "drum or a consonant begins something, a click does not.",
        why: "Clicks are heard even when they are short and low, and cannot be mended by any setting of the receiver.",
        cause: "Edits without a crossfade, digital clocks that are not locked, buffers that ran empty, scratches and "
            + "static on old recordings.",
        mend: "Put a crossfade of a few milliseconds on the edit, lock the clocks and record again, or run a declicker "
            + "over the source clip.",
        references: ["EBU QC 0057B (audio clicks)"])

    static let count = Metric("sound.clicks", effort: .decode)

    let metrics = [count]
    let needs: EarNeeds = .clicks

    func ear(for sound: TrackSound) -> any Ear { ClickEar(sound) }
}

final class ClickEar: Ear {
    private var finders: [ClickFinder]
    private var found: Occurrences

    init(_ sound: TrackSound) {
        finders = (0..<sound.channels).map { _ in ClickFinder(rate: sound.rate) }
        found = Occurrences(sound, joinedWithin: 0.02)
    }

    func hear(_ bin: HeardBin) {
        for event in bin.events where event.kind == FGK_EARS_ZEROS && event.channel >= 0 {
            finders[Int(event.channel)].exclude(event.first, event.end)
        }
        for (channel, result) in bin.channels.enumerated() {
            finders[channel].add(bin, result) { found.add(channel, $0, $0 + 1) }
        }
    }

    func report(_ heard: Heard, into log: inout Log) { log.add(ClickCheck.count, found, heard) }
}

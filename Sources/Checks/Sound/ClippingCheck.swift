import CKernels
import Measuring
import Media
import Model

/// Peaks that were cut off.
struct ClippingCheck: EarCheck {
    let id = "clipping"
    let version = 1
    let guide = Guide(
        title: "Clipping",
        what: "Counts runs of 3 or more consecutive samples at full scale (at or above 32767/32768 of it), channel by "
            + "channel, and states the longest run. Apart from these it counts flat tops below full scale: 4 or more "
            + "equal samples that end a steep rise near the highest level of their surroundings, which is what clipping "
            + "leaves when the level was turned down afterwards. Runs are counted, not samples.",
        why: "Clipped peaks crackle, and no later process brings them back. A single sample at full scale is no fault; "
            + "several in a row cannot come from a sound that fits.",
        cause: "A recording made too hot, a bus or plug-in that ran over, a sum of tracks without headroom, or a lossy "
            + "codec that was decoded into integers. In a lossy file the decoder's peaks may pass full scale without "
            + "being flat: they clip in the listener's converter.",
        mend: "Find the stage that clips and lower the level before it. Where only the recording is left, a declipper "
            + "may draw new peaks. Turning the finished file down does not mend anything.",
        references: ["EBU QC 0005B (audio digital clipping)", "EBU Tech 3341 §2.6 (true peak, measured apart)"])

    static let count = Metric("sound.clipping", effort: .decode)
    static let longest = Metric("sound.clipping.longest", unit: "samples", effort: .decode)
    static let flatTops = Metric("sound.flat-tops", effort: .decode)

    let metrics = [count, longest, flatTops]
    let needs: EarNeeds = []

    func ear(for sound: TrackSound) -> any Ear { ClippingEar(sound) }
}

final class ClippingEar: Ear {
    private let sound: TrackSound
    private var clipped: Occurrences
    private var flat: Occurrences
    private var longest: Range<Int64> = 0..<0

    init(_ sound: TrackSound) {
        self.sound = sound
        clipped = Occurrences(sound)
        flat = Occurrences(sound)
    }

    func hear(_ bin: HeardBin) {
        for event in bin.events {
            if event.kind == FGK_EARS_FULL_SCALE {
                clipped.add(Int(event.channel), event.first, event.end)
                if event.end - event.first > longest.count { longest = event.first..<event.end }
            } else if event.kind == FGK_EARS_FLAT {
                flat.add(Int(event.channel), event.first, event.end)
            }
        }
    }

    func report(_ heard: Heard, into log: inout Log) {
        log.add(ClippingCheck.count, clipped, heard)
        let moments = longest.isEmpty ? [] : [heard.moment(longest.lowerBound, longest.upperBound)]
        log.add(ClippingCheck.longest, sound.track, .number(Double(longest.count)), moments: moments)
        log.add(ClippingCheck.flatTops, flat, heard)
    }
}

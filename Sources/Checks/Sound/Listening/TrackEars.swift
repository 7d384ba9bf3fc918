import CKernels
import Foundation
import Measuring
import Media
import Model

/// One pass over the samples of a track, shared by all checks that listen to it.
///
/// A check is a value that knows nothing of the others. Checks are asked for their analysers of one track one after the
/// other, on one thread, before any sound is read. So the first that asks makes the ears, the others join, and the first
/// also hands over the sound.
final class TrackEars {
    private let track: Track
    let sound: TrackSound
    private var members: [String] = []
    private var needs: EarNeeds = []
    private var ears: [any Ear] = []
    private var pass: SamplePass?
    private var bursts: BurstFinder
    private var heard: Heard?

    private init(_ track: Track) {
        self.track = track
        sound = TrackSound(track)
        bursts = BurstFinder(channels: sound.channels)
    }

    /// The ears of a track, and the number of members that were there before.
    static func join(_ track: Track, as member: String, needs: EarNeeds, ear: ((TrackSound) -> any Ear)? = nil)
        -> (ears: TrackEars, place: Int)
    {
        let gathering = Gathering.ofThread
        let known = gathering.ears.flatMap { $0.takes(member, track) ? $0 : nil }
        let ears = known ?? TrackEars(track)
        gathering.ears = ears
        ears.members.append(member)
        ears.needs.formUnion(needs)
        if let ear { ears.ears.append(ear(ears.sound)) }
        return (ears, ears.members.count - 1)
    }

    private func takes(_ member: String, _ track: Track) -> Bool {
        pass == nil && heard == nil && self.track.id == track.id && !members.contains(member)
    }

    /// Only the first member's call does anything.
    func consume(_ block: borrowing SoundBlock, from place: Int) {
        guard place == 0, block.channels == sound.channels, block.sampleRate == sound.rate else { return }
        block.withPlanes { planes in
            planes.withMemoryRebound(to: UnsafePointer<Float>?.self, capacity: block.channels) {
                consume($0, block.samples)
            }
        }
    }

    /// The pass is made with the first sound, when all wishes are known.
    func consume(_ planes: UnsafePointer<UnsafePointer<Float>?>, _ samples: Int) {
        if pass == nil { pass = SamplePass(sound, needs) }
        pass?.consume(planes, samples) { hear($0) }
    }

    private func hear(_ bin: HeardBin) {
        bursts.hear(bin)
        for ear in ears { ear.hear(bin) }
    }

    /// What was heard; nil when no sound came, or none that could be listened to.
    func finish(start: Double) -> Heard? {
        if let heard { return heard }
        guard let pass else { return nil }
        pass.finish { hear($0) }
        guard pass.samples > 0 else { return nil }
        heard = Heard(
            sound: sound, start: start, samples: pass.samples, bitstream: bursts.bitstream)
        return heard
    }

    /// Where the checks of one thread meet. Held weakly: the analysers own the ears.
    private final class Gathering {
        weak var ears: TrackEars?

        static var ofThread: Gathering {
            let key = "filmgate.ears"
            if let known = Thread.current.threadDictionary[key] as? Gathering { return known }
            let new = Gathering()
            Thread.current.threadDictionary[key] = new
            return new
        }
    }
}

import Measuring
import Media
import Model

/// One check's part in the shared pass over a track.
final class EarAnalyser: SoundAnalyser {
    private let check: any EarCheck
    private let track: Track
    private let ears: TrackEars
    private let place: Int
    private let ear: any Ear

    init(_ check: any EarCheck, _ track: Track) {
        self.check = check
        self.track = track
        var mine: (any Ear)?
        // Every check has to know of bitstreams: what is no sound is not measured as sound.
        (ears, place) = TrackEars.join(track, as: check.id, needs: check.needs.union(.bursts)) { sound in
            let ear = check.ear(for: sound)
            mine = ear
            return ear
        }
        ear = mine!
    }

    func consume(_ block: borrowing SoundBlock) { ears.consume(block, from: place) }

    func finish(start: Double, into log: inout Log) {
        guard let heard = ears.finish(start: start) else {
            let sound = ears.sound
            return log.cannotMeasure(
                check.metrics, track.id,
                because: "no sound of \(sound.channels) channels at \(sound.rate) Hz came out of the decoder")
        }
        if let bitstream = heard.bitstream, !(ear is BitstreamEar) {
            return log.cannotMeasure(check.metrics, track.id, because: bitstream.reason)
        }
        ear.report(heard, into: &log)
    }
}

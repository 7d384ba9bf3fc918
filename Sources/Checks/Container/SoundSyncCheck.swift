import Measuring
import Model

/// Each sound track against the picture: where it starts, and how long it is.
struct SoundSyncCheck: Check {
    let id = "sound-against-picture"
    let version = 1
    let guide = Guide(
        title: "Sound against picture",
        what: "For each sound track, by how much it starts after the first video track (negative: before it), and by "
            + "how much it is longer (negative: shorter), by the timestamps of the container, in milliseconds and in "
            + "frames. Lossy codings come in blocks of 20 to 43 ms, so that their length seldom fits to the "
            + "millisecond. Whether lips and words meet is not measured.",
        why: "A start that differs shifts the sound against the picture from the first word on. A length that differs "
            + "tells of a cut that was not made in all tracks, or of a sample rate that is not what it says.",
        cause: "Tracks of another version or with a leader, a conform at another frame rate, priming samples of an "
            + "encoder that the container does not take back, a re-wrap without edit lists.",
        mend:
            "Line the tracks up in the session and export again. A constant offset can be set right while re-wrapping.",
        references: [
            "EBU R 37 (timing of sound and picture)", "ITU-R BT.1359", "EBU QC 0009X (track durations)",
            "ISO/IEC 14496-12 §8.6.6 (edit lists)",
        ])

    static let start = Metric("audio.start-offset", unit: "ms")
    static let startFrames = Metric("audio.start-offset.frames", unit: "frames")
    static let length = Metric("audio.duration-difference", unit: "ms", effort: .packets)
    static let lengthFrames = Metric("audio.duration-difference.frames", unit: "frames", effort: .packets)

    let metrics = [start, startFrames, length, lengthFrames]

    func read(_ headers: Headers, into log: inout Log) {
        guard let picture = headers.tracks(.video).first else { return }
        for sound in headers.tracks(.audio) {
            let seconds = headers.start(of: sound) - headers.start(of: picture)
            add(seconds, Self.start, Self.startFrames, sound, picture, into: &log)
        }
    }

    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        guard pass.isComplete, let picture = headers.tracks(.video).first, let end = pass.tracks[picture.id]?.end,
            end > 0
        else { return }
        for sound in headers.tracks(.audio) {
            guard let own = pass.tracks[sound.id], own.packets > 0 else {
                log.cannotMeasure([Self.length, Self.lengthFrames], sound.id, because: "the track is empty")
                continue
            }
            let seconds = (own.end - headers.start(of: sound)) - (end - headers.start(of: picture))
            add(seconds, Self.length, Self.lengthFrames, sound, picture, into: &log)
        }
    }

    private func add(
        _ seconds: Double, _ metric: Metric, _ frames: Metric, _ sound: Track, _ picture: Track, into log: inout Log
    ) {
        log.add(metric, sound.id, .number((seconds * 1e6).rounded() / 1e3))
        guard let rate = picture.frameRate, rate.isPositive else {
            return log.add(frames, sound.id, nil, note: "the frame rate is not known")
        }
        log.add(frames, sound.id, .number((seconds * rate.asDouble * 100).rounded() / 100))
    }
}

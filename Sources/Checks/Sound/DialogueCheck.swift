import CKernels
import Measuring
import Media
import Model

/// Where there is speech, so that its loudness can be told from that of the mix.
struct DialogueCheck: EarCheck {
    let id = "dialogue"
    let version = 1
    let guide = Guide(
        title: "Dialogue: speech, its loudness and its share",
        what:
            "Listens for speech in the centre channel, or in left and right together where there is no centre: every "
            + "100 ms a probability, from 15 features of the 1.6 s around it (rhythm of syllables, pauses, pitch that "
            + "glides instead of keeping to notes, changing spectra). Where speech is likely, the K-weighted energy of "
            + "all channels is averaged with no gate on the level (ITU-R BS.1770-1): that is the loudness of the "
            + "dialogue. Beside it, its share of the programme, and how much louder the programme as a whole is. All of "
            + "them are estimates with a range: from what is surely speech to what possibly is, and 0.5 LU for the "
            + "method on top. With less than 4 s or 5 % of speech there is no figure. Singing, crowds, and voices deep in "
            + "music or effects are taken for speech at times and missed at others; docs/dialogue.md has the constants "
            + "and error rates.",
        why:
            "The audience sets its volume by the voices. Streaming services and long programmes in the USA anchor the "
            + "mix on them, and a mix whose voices lie far below its average is turned up until its effects are too "
            + "loud.",
        cause:
            "A mix normalised by its full loudness where the spec means the dialogue, effects and music that were mixed "
            + "for the cinema, or dialogue whose level drifts between scenes.",
        mend:
            "Measure the dialogue with a meter that the spec accepts, for this figure is an estimate. Change the gain "
            + "of the whole mix by the difference where the balance is right; bring music and effects down where the "
            + "ratio is too high.",
        references: [
            "ITU-R BS.1770-1 (loudness without gate)",
            "EBU R 128 s4 and EBU Tech 3343 §9.4 (loudness-to-dialogue ratio)",
            "ATSC A/85 (dialogue as the anchor of long programmes)",
            "Scheirer and Slaney, Construction and evaluation of a robust multifeature speech/music discriminator, "
                + "ICASSP 1997 (features)",
        ])

    static let duration = Metric("sound.speech-duration", unit: "s", effort: .decode, isEstimate: true)

    let metrics = [LoudnessMetrics.speech, duration] + LoudnessMetrics.ofDialogue
    let basis = [LoudnessMetrics.energy]
    let needs: EarNeeds = []

    func ear(for sound: TrackSound) -> any Ear { SpeechEar(sound) }
}

final class SpeechEar: Ear {
    private let sound: TrackSound
    private let place: SpeechPlace?
    private let kernel: OpaquePointer?
    private var steps: [SpeechStep] = []

    init(_ sound: TrackSound) {
        self.sound = sound
        place = SpeechPlace(labels: sound.labels)
        kernel = place == nil ? nil : fgk_speech_create(Double(sound.rate))
        steps.reserveCapacity(sound.expectedSteps)
    }

    deinit { fgk_speech_destroy(kernel) }

    func hear(_ bin: HeardBin) {
        guard let kernel, let place else { return }
        if bin.length > 0 {
            let second = place.second.map { bin.channels[$0].samples } ?? nil
            fgk_speech_hear(kernel, bin.channels[place.first].samples, second, bin.length)
        }
        if bin.isLast { fgk_speech_finish(kernel) }
        var step = fgk_speech_step()
        while fgk_speech_next(kernel, &step) { steps.append(SpeechStep(step)) }
    }

    func report(_ heard: Heard, into log: inout Log) {
        let all = [LoudnessMetrics.speech, DialogueCheck.duration]
        guard let place, kernel != nil else {
            let reason = "none of its \(sound.channels) channels is labelled centre, or left and right"
            return log.cannotMeasure(all + LoudnessMetrics.ofDialogue, sound.track, because: reason)
        }
        let series = heard.series(
            LoudnessMetrics.speech, channel: place.second == nil ? place.first : nil, steps.withoutPauses)
        log.series.append(series)
        let spans = SpeechMap.spans(series)
        let moments = spans.map {
            Moment(series.time(at: $0.lowerBound), min(heard.end, series.time(at: $0.upperBound)))
        }
        let range = SpeechMap.Certainty.allCases.map { SpeechMap.seconds(series, $0) }
        let left = moments.count > Log.mostMoments ? "; the first \(Log.mostMoments) of \(moments.count) passages" : ""
        log.add(
            DialogueCheck.duration, sound.track, .number(range[1]),
            note: "listened to \(place.words(sound.labels))\(left)",
            moments: Array(moments.prefix(Log.mostMoments)), within: range.min()!...range.max()!)
    }
}

/// The channels in which speech is looked for.
struct SpeechPlace: Equatable {
    var first: Int
    /// Added to the first; nil where one channel is enough.
    var second: Int?

    /// The centre; left and right where there is none; the only channel, whatever its name. Nil where no label tells.
    init?(labels: [String]) {
        if labels.count == 1 {
            self.init(0, nil)
        } else if let centre = labels.firstIndex(of: "FC") {
            self.init(centre, nil)
        } else if let left = labels.firstIndex(of: "FL"), let right = labels.firstIndex(of: "FR") {
            self.init(left, right)
        } else if labels.count == 2 {
            self.init(0, 1)
        } else {
            return nil
        }
    }

    private init(_ first: Int, _ second: Int?) {
        self.first = first
        self.second = second
    }

    func words(_ labels: [String]) -> String {
        guard let second else { return labels.count == 1 ? "the only channel" : "channel \(labels[first])" }
        return "channels \(labels[first]) and \(labels[second]) together"
    }
}

/// Where in a programme there is speech, by the probabilities of the track on which it was listened for.
public struct SpeechMap {
    /// How sure one wants to be. Between the strictest and the most generous lies what the estimate may be off.
    public enum Certainty: Float, CaseIterable, Sendable {
        case sure = 0.8
        case likely = 0.5
        case possible = 0.2
    }

    /// Steps of 100 ms: shorter stretches are no speech, shorter breaks belong to it.
    private static let shortest = 5
    private static let longestBreak = 3

    private let series: Series

    /// Fails with the reason where nobody listened for speech among the programme's channels.
    init(of programme: Programme, in log: Log) throws(MissingBins) {
        series = try Self.series(for: programme, in: log)
    }

    /// The centre where the programme has one, else the first track of its channels that was listened to.
    private static func series(for programme: Programme, in log: Log) throws(MissingBins) -> Series {
        let centre = programme.channels.filter { $0.label == "FC" }
        let order = centre + programme.channels
        for channel in centre.isEmpty ? programme.channels : centre {
            let found = log.series.first { $0.metric == LoudnessMetrics.speech.id && $0.track == channel.track }
            guard let found else { continue }
            guard found.channel == nil || found.channel == channel.channel else { continue }
            return found
        }
        guard let track = order.first?.track else { throw MissingBins(reason: "the programme has no channels") }
        if let reason = log.reasonUnmeasured(LoudnessMetrics.speech.id, track) {
            throw MissingBins(reason: "\(track): \(reason)")
        }
        throw MissingBins(reason: "no channel of this programme was listened to for speech")
    }

    /// Time of the first step, in seconds of the file's timeline.
    var start: Double { series.start }

    func spans(_ certainty: Certainty) -> [Range<Int>] { Self.spans(series, certainty) }

    /// Stretches of speech in a series of probabilities, as ranges of its values.
    public static func spans(_ series: Series, _ certainty: Certainty = .likely) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        for (step, probability) in series.values.enumerated() where probability >= certainty.rawValue {
            if let last = spans.last, step - last.upperBound <= longestBreak {
                spans[spans.count - 1] = last.lowerBound..<step + 1
            } else {
                spans.append(step..<step + 1)
            }
        }
        return spans.filter { $0.count >= shortest }
    }

    /// Their length together.
    public static func seconds(_ series: Series, _ certainty: Certainty) -> Double {
        Double(spans(series, certainty).reduce(0) { $0 + $1.count }) * series.step.asDouble
    }
}

extension Log {
    /// Whether speech was listened for at all.
    var knowsSpeech: Bool {
        let speech = LoudnessMetrics.speech.id
        return series.contains { $0.metric == speech } || unmeasured.contains { $0.metric == speech }
    }
}

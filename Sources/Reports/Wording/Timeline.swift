import Model

/// Turns seconds of the file's timeline into frame numbers and timecodes, as far as the file states what that takes.
///
/// Frames count from 0: the first picture is frame 0 and carries the start timecode.
struct Timeline {
    let rate: Rational?
    let start: Timecode?
    /// Seconds of the file's timeline at which the first picture stands.
    private let offset: Double

    /// The track's own rate and timecode, or those of the first picture track for everything else.
    init(_ log: Log?, track: TrackID?) {
        let pictures = log?.tracks.filter { $0.kind == .video } ?? []
        let picture = pictures.first { $0.id == track } ?? pictures.first
        offset = picture?.start ?? 0
        rate = log.flatMap { Self.rate(of: picture, in: $0) }
        let text = picture?.timecode ?? log?.reading("container.timecode.start")?.value.map(Words.value)
        start = rate.flatMap { rate in text.flatMap { Self.timecode($0, rate: rate) } }
    }

    /// The number of the frame that shows at `seconds`.
    func frame(at seconds: Double) -> Int? {
        guard let rate else { return nil }
        // Matroska rounds timestamps to milliseconds: a tenth of a frame of grace keeps them in their own frame.
        let frame = ((seconds - offset) * rate.asDouble + 0.1).rounded(.down)
        return frame.isFinite && abs(frame) < 1e12 ? max(0, Int(frame)) : nil
    }

    func timecode(at seconds: Double) -> String? {
        guard var timecode = start, let frame = frame(at: seconds) else { return nil }
        timecode.frames += frame
        return timecode.description
    }

    private static func rate(of picture: TrackFacts?, in log: Log) -> Rational? {
        guard let picture else { return nil }
        var rate = picture.frameRate
        if rate == nil, case .text(let text) = log.reading("video.frame-rate", picture.id)?.value {
            rate = Rational(text)
        }
        // Outside these bounds it is damage or a still picture, and a frame count means nothing.
        guard let rate, rate.isPositive, (0.1...1000).contains(rate.asDouble) else { return nil }
        return rate
    }

    /// Drop-frame exists at multiples of 29.97 only; at other rates the `;` is a slip of the writer.
    private static func timecode(_ text: String, rate: Rational) -> Timecode? {
        guard text.utf8.count <= 12 else { return nil }
        let allowsDropFrame = Int(rate.asDouble.rounded()) % 30 == 0 && rate.denominator != 1
        return Timecode(allowsDropFrame ? text : String(text.map { ";.".contains($0) ? ":" : $0 }), rate: rate)
    }
}

import Media

/// One file being written: its tracks take turns in order of time.
struct WritingSession {
    private let writer: MediaWriter
    private let feeds: [any TrackFeed]

    init(_ recipe: Recipe, path: String) throws {
        var options = recipe.options
        var muxer = recipe.container
        if muxer == "rf64" {
            muxer = "wav"
            options["rf64"] = "always"
        }
        let writer = try MediaWriter(path: path, muxer: muxer, options: options, tags: recipe.tags)
        let pictures: [any TrackFeed] = try recipe.video.map { try VideoFeed($0, writer) }
        let sounds: [any TrackFeed] = try recipe.audio.flatMap { try SoundFeed.feeds($0, writer) }
        self.writer = writer
        feeds = pictures + sounds
        guard !feeds.isEmpty else { throw RecipeError("a recipe needs a video or audio track") }
    }

    func run() throws {
        try writer.start()
        var open = feeds
        while let index = open.indices.min(by: { open[$0].time < open[$1].time }) {
            if try !open[index].step(writer) { open.remove(at: index) }
        }
        try writer.finish()
    }
}

/// One stream of the file being written.
protocol TrackFeed {
    /// Where the stream stands, in seconds.
    var time: Double { get }
    /// Writes a little; false at the end.
    mutating func step(_ writer: MediaWriter) throws -> Bool
}

struct VideoFeed: TrackFeed {
    private var painter: VideoPainter
    private let stream: Int
    private let rate: Double
    private var captions: Captions?
    private var frame: Int

    init(_ track: VideoTrack, _ writer: MediaWriter) throws {
        painter = try VideoPainter(track)
        stream = try writer.addVideo(try track.settings())
        rate = track.rate.asDouble
        captions = track.captions.map { Captions($0, rate: track.rate.asDouble) }
        frame = track.start
    }

    var time: Double { Double(frame) / rate }

    mutating func step(_ writer: MediaWriter) throws -> Bool {
        guard let next = painter.next() else { return false }
        if case .picture(let canvas) = next {
            try writer.write(
                picture: canvas.planes.map(\.samples), captions: captions?.next() ?? [], frame: frame, to: stream)
        }
        frame += 1
        return true
    }
}

struct SoundFeed: TrackFeed {
    private let runs: [SoundRun]
    private let stream: Int
    private let sampleRate: Int
    private var run = 0
    private var position = 0
    private var clock = 0

    private init(_ runs: [SoundRun], stream: Int, track: AudioTrack) {
        self.runs = (track.start > 0 ? [.gap(track.start)] : []) + runs
        self.stream = stream
        sampleRate = track.sampleRate
    }

    /// One stream for the track, or one for each of its channels.
    static func feeds(_ track: AudioTrack, _ writer: MediaWriter) throws -> [SoundFeed] {
        let generator = try SoundGenerator(track)
        let runs = try generator.levelledRuns()
        let count = generator.channels.count
        guard track.split else {
            let stream = try writer.addAudio(track.settings(channels: count, layout: track.layout))
            return [SoundFeed(runs, stream: stream, track: track)]
        }
        return try (0..<count).map { channel in
            let stream = try writer.addAudio(track.settings(channels: 1, layout: "mono"))
            return SoundFeed(runs.map { $0.only(channel) }, stream: stream, track: track)
        }
    }

    var time: Double { Double(clock) / Double(sampleRate) }

    mutating func step(_ writer: MediaWriter) throws -> Bool {
        guard run < runs.count else { return false }
        switch runs[run] {
        case .gap(let length):
            try writer.skip(samples: length, of: stream)
            clock += length
            run += 1
        case .samples(let channels):
            let length = channels.first?.count ?? 0
            let end = min(length, position + sampleRate / 25)
            try writer.write(sound: channels.map { Array($0[position..<end]) }, to: stream)
            clock += end - position
            position = end == length ? 0 : end
            run += end == length ? 1 : 0
        }
        return true
    }
}

extension SoundRun {
    fileprivate func only(_ channel: Int) -> SoundRun {
        switch self {
        case .samples(let channels): .samples([channels[channel]])
        case .gap: self
        }
    }
}

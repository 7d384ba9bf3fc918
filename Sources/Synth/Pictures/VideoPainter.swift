import Media

/// Paints the pictures of a track one after the other.
public struct VideoPainter {
    /// What one frame number holds.
    public enum Frame: Equatable, Sendable {
        case picture(Canvas)
        case gap
    }

    private let track: VideoTrack
    private let painters: [ScenePainter]
    private let lengths: [Int]
    private var scene = 0
    private var frameInScene = 0
    private var frame = 0
    private var last: Canvas?

    public init(_ track: VideoTrack) throws {
        self.track = track
        let format = try PixelFormat(named: track.pixelFormat)
        let values = CodeValues(format, try track.colour.resolved())
        painters = try track.scenes.map { try ScenePainter($0, format, values, track) }
        lengths = try track.scenes.map { try $0.length(at: track.rate.asDouble) }
    }

    /// The next frame, or nil at the end.
    public mutating func next() -> Frame? {
        while scene < lengths.count, frameInScene == lengths[scene] {
            scene += 1
            frameInScene = 0
        }
        guard scene < lengths.count else { return nil }
        defer {
            frame += 1
            frameInScene += 1
        }
        guard track.scenes[scene].picture != .gap else { return .gap }
        let canvas = paint()
        last = canvas
        return .picture(canvas)
    }

    private func paint() -> Canvas {
        if track.scenes[scene].picture == .frozen, let last { return last }
        let painter = painters[scene]
        func field(_ index: Int) -> Canvas {
            painter.paint(halves: moment(2 * frame + index), sinceStart: 2 * frameInScene + index)
        }
        var canvas = field(0)
        switch track.scan {
        case .progressive, .unsaid: break
        case .tff: canvas.weave(field(1), parity: 1)
        case .bff: canvas.weave(field(1), parity: 0)
        }
        return canvas
    }

    /// Where the motion stands at a field, in half frames: 2:3 shows film frames for two and three fields by turns.
    private func moment(_ field: Int) -> Int { track.pulldown ? field * 2 / 5 * 2 : field }
}

extension Scene {
    func length(at rate: Double) throws(RecipeError) -> Int {
        guard let length = frames ?? seconds.map({ Int(($0 * rate).rounded()) }), length >= 0 else {
            throw RecipeError("\(picture.rawValue): seconds or frames are missing")
        }
        return length
    }
}

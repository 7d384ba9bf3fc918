import Foundation
import Media

/// Paints one scene at any moment.
struct ScenePainter {
    private let scene: Scene
    private let values: CodeValues
    private let texture: Texture?
    /// A picture that does not change.
    private let still: Canvas?
    private let blank: Canvas
    private let level, background, black: [UInt16]
    private let patch: [UInt16]?
    private let rate: Double

    init(_ scene: Scene, _ format: PixelFormat, _ values: CodeValues, _ track: VideoTrack) throws(RecipeError) {
        self.scene = scene
        self.values = values
        rate = track.rate.asDouble
        blank = Canvas(format, track.size)
        black = try values.codes(.black)
        level = try values.codes(scene.level ?? .white)
        background = try values.codes(scene.background ?? .black)
        patch = if let patch = scene.patch { try values.codes(patch.level) } else { nil }
        texture = scene.picture == .texture ? Texture(scene, values) : nil
        guard scene.picture != .flat || scene.level != nil else { throw RecipeError("flat: level is missing") }
        still = Self.still(scene, values, blank, level: level, black: black)
    }

    /// The picture at a moment counted in half frames, since the beginning of the track and of the scene.
    func paint(halves: Int, sinceStart: Int) -> Canvas {
        var canvas = still ?? blank
        if let texture {
            texture.paint(&canvas, x: scene.speed * halves / 2, y: scene.speed * halves / 4)
        } else if scene.picture == .flicker {
            flicker(&canvas, seconds: Double(sinceStart) / 2 / rate)
        }
        if let area = scene.patch?.area, let patch { fillMiddle(&canvas, area, patch) }
        if let borders = scene.letterbox { paint(borders, &canvas) }
        return canvas
    }

    private static func still(
        _ scene: Scene, _ values: CodeValues, _ blank: Canvas, level: [UInt16], black: [UInt16]
    ) -> Canvas? {
        var canvas = blank
        switch scene.picture {
        case .flat, .flash: canvas.fill(level)
        case .black: canvas.fill(black)
        case .ramp: canvas.ramp(0..<canvas.width, 0..<canvas.height, scene.from ?? 0, scene.to ?? 100, values)
        case .bars: canvas.paint(Bars(scene.bars, Size(canvas.width, canvas.height)), values)
        case .texture, .flicker, .frozen, .gap: return nil
        }
        return canvas
    }

    private func flicker(_ canvas: inout Canvas, seconds: Double) {
        let phase = seconds * scene.hertz
        // A hair of tolerance: frame times are not exact in binary.
        let isBright = (phase + 1e-9).truncatingRemainder(dividingBy: 1) < 0.5
        canvas.fill(background)
        if isBright { fillMiddle(&canvas, scene.area, level) }
    }

    private func fillMiddle(_ canvas: inout Canvas, _ area: Double, _ codes: [UInt16]) {
        guard area < 100 else { return canvas.fill(codes) }
        let side = (area / 100).squareRoot()
        func span(_ whole: Int) -> Range<Int> {
            let half = Int((Double(whole) * side / 16).rounded()) * 8
            return max(0, whole / 16 * 8 - half)..<min(whole, whole / 16 * 8 + half)
        }
        canvas.fill(columns: span(canvas.width), rows: span(canvas.height), codes)
    }

    private func paint(_ borders: Letterbox, _ canvas: inout Canvas) {
        let width = canvas.width
        let height = canvas.height
        canvas.fill(columns: 0..<width, rows: 0..<borders.top, black)
        canvas.fill(columns: 0..<width, rows: height - borders.bottom..<height, black)
        canvas.fill(columns: 0..<borders.left, rows: 0..<height, black)
        canvas.fill(columns: width - borders.right..<width, rows: 0..<height, black)
    }
}

extension Canvas {
    mutating func paint(_ bars: Bars, _ values: CodeValues) {
        for field in bars.fields {
            let codes = values.codes(red: field.red, green: field.green, blue: field.blue)
            fill(columns: field.columns, rows: field.rows, codes)
        }
        if let rise = bars.rise { ramp(rise.columns, rise.rows, 0, 100, values) }
    }

    /// Grey from `from` to `to` per cent, both ends included.
    mutating func ramp(_ columns: Range<Int>, _ rows: Range<Int>, _ from: Double, _ to: Double, _ values: CodeValues) {
        fill(columns: columns, rows: rows, values.codes(red: 0, green: 0, blue: 0))
        let line = columns.indices.map { step in
            let share = Double(step - columns.lowerBound) / Double(max(1, columns.count - 1))
            return values.luma((from + (to - from) * share) / 100)
        }
        for index in planes.indices where index == 0 || values.model == .rgb {
            for row in rows {
                let start = row * width + columns.lowerBound
                planes[index].samples.replaceSubrange(start..<start + line.count, with: line)
            }
        }
    }
}

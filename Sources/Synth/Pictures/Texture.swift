/// Seeded value noise in a tile that joins with itself, to be shown anywhere in it. Values from -1 to 1; one end is reached.
struct NoiseTile {
    static let side = 256
    let values: [Double]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var sum = [Double](repeating: 0, count: Self.side * Self.side)
        // Detail of 32, 16, 8 and 4 samples, ever weaker. Finer detail would be chroma that no codec keeps.
        for (cells, weight) in [(8, 0.42), (16, 0.28), (32, 0.18), (64, 0.12)] {
            Self.add(cells: cells, weight: weight, &random, to: &sum)
        }
        let peak = sum.reduce(0) { max($0, abs($1)) }
        values = sum.map { $0 / peak }
    }

    private static func add(cells: Int, weight: Double, _ random: inout SplitMix64, to sum: inout [Double]) {
        let lattice = (0..<cells * cells).map { _ in random.unit() * 2 - 1 }
        let span = side / cells
        // Smooth weights of the next lattice point, 3t² - 2t³.
        let blend = (0..<span).map { position in
            let t = Double(position) / Double(span)
            return t * t * (3 - 2 * t)
        }
        lattice.withUnsafeBufferPointer { points in
            sum.withUnsafeMutableBufferPointer { out in
                for y in 0..<side {
                    let row = y / span * cells
                    let below = (y / span + 1) % cells * cells
                    let down = blend[y % span]
                    for x in 0..<side {
                        let left = x / span
                        let right = (left + 1) % cells
                        let across = blend[x % span]
                        let upper = points[row + left] + (points[row + right] - points[row + left]) * across
                        let lower = points[below + left] + (points[below + right] - points[below + left]) * across
                        out[y * side + x] += weight * (upper + (lower - upper) * down)
                    }
                }
            }
        }
    }
}

/// A texture in the code values of one pixel format.
struct Texture {
    private let tiles: [[UInt16]]

    init(_ scene: Scene, _ values: CodeValues) {
        let low = (scene.from ?? 25) / 100
        let high = (scene.to ?? 75) / 100
        let noise = (0..<3).map { NoiseTile(seed: scene.seed &* 3 &+ UInt64($0)).values }
        func lightness(_ index: Int) -> Double { low + (high - low) * (noise[0][index] + 1) / 2 }
        // Colour differences stay small enough for every colour to be inside R'G'B'.
        let colour = 0.1 * scene.saturation
        let indices = noise[0].indices
        switch values.model {
        case .grey: tiles = [indices.map { values.luma(lightness($0)) }]
        case .luma:
            tiles = [
                indices.map { values.luma(lightness($0)) }, indices.map { values.chroma(colour * noise[1][$0]) },
                indices.map { values.chroma(colour * noise[2][$0]) },
            ]
        case .rgb:
            tiles = [
                indices.map { values.luma(lightness($0) + colour * noise[2][$0]) },
                indices.map { values.luma(lightness($0)) },
                indices.map { values.luma(lightness($0) + colour * noise[1][$0]) },
            ]
        }
    }

    /// Shows the tile from `x`, `y` on, in pixels of the picture.
    func paint(_ canvas: inout Canvas, x: Int, y: Int) {
        for index in canvas.planes.indices {
            let plane = canvas.planes[index]
            let offsetX = x * plane.width / canvas.width
            let offsetY = y * plane.height / canvas.height
            copy(tiles[index], into: &canvas.planes[index], offsetX, offsetY)
        }
    }

    private func copy(_ tile: [UInt16], into plane: inout Canvas.Plane, _ x: Int, _ y: Int) {
        let side = NoiseTile.side
        let width = plane.width
        for row in 0..<plane.height {
            let line = ((y + row) & (side - 1)) * side
            var column = 0
            while column < width {
                let from = (x + column) & (side - 1)
                let count = min(side - from, width - column)
                let target = row * width + column
                plane.samples.replaceSubrange(target..<target + count, with: tile[line + from..<line + from + count])
                column += count
            }
        }
    }
}

import Media

@testable import Synth

// Pictures with coloured edges, and what is done to their chroma.

extension Canvas {
    /// Rectangles of many colours, to be seen from `x` on.
    mutating func colouredBlocks(seed: UInt64, x: Int) {
        var random = SplitMix64(seed: seed)
        let step = step
        for _ in 0..<60 {
            let left = Int(random.next() % UInt64(2 * width)) - x
            let top = Int(random.next() % UInt64(height))
            let right = left + 12 + Int(random.next() % 50)
            let bottom = top + 8 + Int(random.next() % 40)
            let codes = [40 + random.next() % 170, 70 + random.next() % 120, 70 + random.next() % 120]
            guard right > 0, left < width else { continue }
            fill(
                columns: max(0, left)..<min(width, right), rows: top..<min(height, bottom),
                codes.map { UInt16($0) * UInt16(step) })
        }
    }

    /// Moves both planes of chroma to the right and down, in luma samples.
    mutating func shiftChroma(x: Double, y: Double) {
        for index in 1...2 {
            let ratioX = Double(width / planes[index].width)
            let ratioY = Double(height / planes[index].height)
            planes[index].shift(x: x / ratioX, y: y / ratioY)
        }
    }

    /// Makes planes flat.
    mutating func loseChroma(_ lost: ClosedRange<Int> = 1...2) {
        let code = UInt16(128 * step)
        for index in lost {
            planes[index].samples = Array(repeating: code, count: planes[index].samples.count)
        }
    }

    /// Keeps only so much of the colour.
    mutating func desaturate(_ share: Double) {
        let neutral = Double(128 * step)
        for index in 1...2 {
            planes[index].samples = planes[index].samples.map {
                UInt16((neutral + (Double($0) - neutral) * share).rounded())
            }
        }
    }
}

extension Canvas.Plane {
    /// By parts of a sample, linearly; edges repeat.
    fileprivate mutating func shift(x: Double, y: Double) {
        let old = samples
        func at(_ column: Int, _ row: Int) -> Double {
            Double(old[min(max(row, 0), height - 1) * width + min(max(column, 0), width - 1)])
        }
        for row in 0..<height {
            let fromRow = Int((Double(row) - y).rounded(.down))
            let partY = Double(row) - y - Double(fromRow)
            for column in 0..<width {
                let from = Int((Double(column) - x).rounded(.down))
                let part = Double(column) - x - Double(from)
                let upper = at(from, fromRow) * (1 - part) + at(from + 1, fromRow) * part
                let lower = at(from, fromRow + 1) * (1 - part) + at(from + 1, fromRow + 1) * part
                samples[row * width + column] = UInt16((upper * (1 - partY) + lower * partY).rounded())
            }
        }
    }
}

extension [Canvas] {
    /// Rectangles of many colours that move on every twelfth picture, done something to.
    mutating func colouredBlocks(seed: UInt64, _ change: (inout Canvas) -> Void = { _ in }) {
        for index in indices {
            if index.isMultiple(of: 12) {
                self[index].colouredBlocks(seed: seed, x: index * 2)
                change(&self[index])
            } else {
                self[index] = self[index - 1]
            }
        }
    }
}

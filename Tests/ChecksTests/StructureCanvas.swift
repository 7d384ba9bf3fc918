import Media

@testable import Synth

// What is done to pictures before they are encoded.

extension Canvas {
    /// Codes per 8-bit code.
    var step: Int { planes[0].samples.contains { $0 > 255 } ? 4 : 1 }

    /// Fades luma and chroma: 1 leaves the picture as it is, 0 is black.
    mutating func fade(_ share: Double) {
        let step = step
        for index in planes.indices {
            let zero = Double((index == 0 ? 16 : 128) * step)
            planes[index].samples = planes[index].samples.map { UInt16(zero + (Double($0) - zero) * share) }
        }
    }

    /// Replaces luma lines with noise.
    mutating func strayLines(_ lines: Range<Int>, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let step = UInt64(step)
        for place in lines.lowerBound * width..<lines.upperBound * width {
            planes[0].samples[place] = UInt16((16 + random.next() % 220) * step)
        }
    }

    /// Takes so much of another picture.
    mutating func mix(_ other: Canvas, _ share: Double) {
        for index in planes.indices {
            planes[index].samples = zip(planes[index].samples, other.planes[index].samples).map {
                UInt16((Double($0) * (1 - share) + Double($1) * share).rounded())
            }
        }
    }

    /// Rows of luma, and the chroma that belongs to them.
    mutating func copyRows(_ rows: Range<Int>, from other: Canvas) {
        for index in planes.indices {
            let share = height / planes[index].height
            let span = rows.lowerBound / share * planes[index].width..<rows.upperBound / share * planes[index].width
            planes[index].samples.replaceSubrange(span, with: other.planes[index].samples[span])
        }
    }

    /// Moves rows of luma to the right.
    mutating func shiftRows(_ rows: Range<Int>, by shift: Int) {
        for row in rows {
            let line = Array(planes[0].samples[row * width..<(row + 1) * width])
            for column in 0..<width { planes[0].samples[row * width + column] = line[max(0, column - shift)] }
        }
    }

    private var black: [UInt16] { [16, 128, 128].map { $0 * UInt16(step) } }

    mutating func borders(_ rows: Int) {
        let black = black
        fill(columns: 0..<width, rows: 0..<rows, black)
        fill(columns: 0..<width, rows: height - rows..<height, black)
    }

    /// Dark lines at the bottom, and a column at the left.
    mutating func blank(_ lines: Int, column: Bool) {
        let black = black
        fill(columns: 0..<width, rows: height - lines..<height, black)
        if column { fill(columns: 0..<1, rows: 0..<height, black) }
    }
}

extension Canvas.Plane {
    mutating func fill(column: Int, row: Int, side: Int, _ code: UInt16) {
        for y in row..<row + side { for x in column..<column + side { samples[y * width + x] = code } }
    }
}

extension [Canvas] {
    /// Changes every sample of every picture.
    mutating func change(_ change: (UInt16) -> UInt16) {
        for picture in indices {
            for plane in self[picture].planes.indices {
                self[picture].planes[plane].samples = self[picture].planes[plane].samples.map(change)
            }
        }
    }

    mutating func fadeInAndOut() {
        for index in 0..<25 {
            self[index].fade(Double(index) / 25)
            self[count - 1 - index].fade(Double(index) / 25)
            self[100 + index].fade(1 - Double(index) / 25)
            self[125 + index].fade(Double(index) / 25)
        }
    }

    /// Photographers at work: single pictures half as bright again.
    mutating func flashLight() {
        for index in [60, 61, 90, 140] {
            let top = UInt16(235 * self[index].step)
            self[index].planes[0].samples = self[index].planes[0].samples.map { Swift.min(top, $0 + $0 / 2) }
        }
    }

    mutating func moveAnObject() {
        for index in indices {
            let step = UInt16(self[index].step)
            let left = (index * 3) % 220
            self[index].fill(columns: left..<left + 24, rows: 60..<90, [200 * step, 100 * step, 150 * step])
        }
    }

    /// Text-like strokes and a line across, coming and going.
    mutating func caption() {
        for index in indices where index % 100 > 20 && index % 100 < 80 {
            let step = UInt16(self[index].step)
            for stroke in 0..<20 {
                let left = 40 + stroke * 8
                self[index].fill(columns: left..<left + 3, rows: 116..<128, [230 * step, 128 * step, 128 * step])
            }
            self[index].fill(columns: 0..<256, rows: 132..<134, [230 * step, 128 * step, 128 * step])
        }
    }
}

/// Where on the screen the flashing was worst: changes within the worst second, the mean of 5 × 5 samples each.
struct FlashMap {
    static let columns = 48, rows = 27
    private static let side = 5

    /// Row by row from the top left.
    private(set) var cells = [Float](repeating: 0, count: columns * rows)
    /// Seconds since the first picture; nil while nothing has changed.
    private(set) var time: Double?

    /// - Parameter samples: changes of each of the 240 × 135 samples.
    mutating func take(_ samples: UnsafeBufferPointer<UInt8>, at time: Double) {
        self.time = time
        for row in 0..<Self.rows {
            for column in 0..<Self.columns { cells[row * Self.columns + column] = Self.mean(samples, column, row) }
        }
    }

    private static func mean(_ samples: UnsafeBufferPointer<UInt8>, _ column: Int, _ row: Int) -> Float {
        var sum = 0
        for y in row * side..<(row + 1) * side {
            for x in column * side..<(column + 1) * side { sum += Int(samples[y * columns * side + x]) }
        }
        return Float(sum) / Float(side * side)
    }
}

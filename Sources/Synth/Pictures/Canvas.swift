import Media

/// One picture in planes of code values: Y Cb Cr or R G B, tightly packed. Alpha is left to the writer, opaque.
public struct Canvas: Equatable, Sendable {
    public struct Plane: Equatable, Sendable {
        public let width, height: Int
        public var samples: [UInt16]
    }

    public let width, height: Int
    public var planes: [Plane]

    init(_ format: PixelFormat, _ size: Size) {
        width = size.width
        height = size.height
        planes = (0..<(format.components < 3 ? 1 : 3)).map { component in
            let (width, height) = format.size(component: component, width: size.width, height: size.height)
            return Plane(width: width, height: height, samples: Array(repeating: 0, count: width * height))
        }
    }

    mutating func fill(_ codes: [UInt16]) {
        for (index, code) in codes.enumerated() {
            planes[index].samples = Array(repeating: code, count: planes[index].samples.count)
        }
    }

    /// Fills columns and rows given in pixels of the picture; subsampled planes take the nearest ones inside.
    mutating func fill(columns: Range<Int>, rows: Range<Int>, _ codes: [UInt16]) {
        for (index, code) in codes.enumerated() { planes[index].fill(columns, rows, code, of: (width, height)) }
    }

    /// Takes every other row, from `parity` on, from `other`.
    mutating func weave(_ other: Canvas, parity: Int) {
        for index in planes.indices {
            let width = planes[index].width
            for row in stride(from: parity, to: planes[index].height, by: 2) {
                let span = row * width..<(row + 1) * width
                planes[index].samples.replaceSubrange(span, with: other.planes[index].samples[span])
            }
        }
    }
}

extension Canvas.Plane {
    fileprivate mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ code: UInt16, of size: (Int, Int)) {
        let across = scale(columns, width, size.0)
        guard !across.isEmpty else { return }
        let line = repeatElement(code, count: across.count)
        for row in scale(rows, height, size.1) {
            samples.replaceSubrange(row * width + across.lowerBound..<row * width + across.upperBound, with: line)
        }
    }

    /// From pixels of the picture to samples of this plane, rounding up.
    private func scale(_ range: Range<Int>, _ own: Int, _ whole: Int) -> Range<Int> {
        let lower = max(0, min(whole, range.lowerBound))
        let upper = max(0, min(whole, range.upperBound))
        func scaled(_ position: Int) -> Int { (position * own + whole - 1) / whole }
        return scaled(lower)..<max(scaled(lower), scaled(upper))
    }
}

import Measuring
import Media
import Model

/// How the codes of a track's pictures are to be read.
struct PictureScale {
    let depth: Int
    let isRGB, hasChroma, isFull: Bool
    /// Codes per 8-bit code.
    let step: Double
    /// Codes of black and white in luma, and of neutral chroma.
    let black, white, neutral: Double
    /// Said where the file does not say how R'G'B' is to be read.
    let remark: String?

    init(_ track: Track, _ first: PictureFacts) {
        depth = first.pixelFormat?.depth ?? 8
        isRGB = first.pixelFormat?.isRGB ?? false
        hasChroma = !isRGB && (first.pixelFormat?.components ?? 0) >= 3
        isFull = track.codedColour(first).isFull(first.pixelFormat)
        step = Double(1 << max(0, depth - 8))
        black = isFull ? 0 : 16 * step
        white = isFull ? Double(1 << depth) - 1 : 235 * step
        neutral = 128 * step
        remark =
            isRGB && track.codedColour(first).range == 0 ? "the file states no range for its R'G'B'; read as full" : nil
    }
}

extension PictureTiming {
    /// Runs of pictures that are marked, as stretches of time.
    func moments(_ marks: [Bool]) -> [Moment] {
        marks.runs().map { Moment(time($0.lowerBound), time($0.upperBound)) }
    }
}

extension [Bool] {
    /// Runs of true.
    func runs() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (index, mark) in enumerated() {
            if mark, start == nil { start = index }
            if !mark, let first = start {
                runs.append(first..<index)
                start = nil
            }
        }
        if let first = start { runs.append(first..<count) }
        return runs
    }
}

extension Array where Element: Comparable {
    /// The lower of the middle ones; nil when there is none.
    var median: Element? { isEmpty ? nil : sorted()[(count - 1) / 2] }
}

enum Unreadable {
    static let reason = "its samples cannot be read one by one"
}
